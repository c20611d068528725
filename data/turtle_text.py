"""Change what a Turtle file says and leave the rest of its text as people wrote it: order, spacing, comments.

A block is what stands between blank lines. Those that say what is to go are written again, what is new comes last;
where the text has no such blocks, the whole of it is written again.
"""

import re

import pyoxigraph as ox
from rdflib import Graph

from data import naming
from data.contracts import turtle
from data.describe.scribe import PREFIXES

_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_PREFIX = re.compile(r"^\s*@?prefix\s+(?P<name>[\w-]*:)\s+<(?P<iri>[^>]*)>\s*\.?\s*$", re.IGNORECASE | re.MULTILINE)


def revised(text: str, after: Graph, *, heading: str = "") -> str:
    """Return a text that says what a graph holds, as near to the given text as can be.

    `heading` is a comment above what is new.
    """
    before = _parsed(text) or Graph()
    pieces = _BLANK_LINES.split(text)
    gone, declared = before - after, _declared(text)
    names = {str(thing).rpartition("/")[2] for thing in gone.subjects()}
    touched = (any(name in piece for name in names) for piece in pieces)
    kept = "".join(
        _without(piece, text, declared, gone) if may_say else piece
        for piece, may_say in zip(pieces, touched, strict=True)
    ).strip("\n")
    new = _written(after - before, text).strip("\n")
    if heading and new:
        new = f"# {heading}\n{new}"
    made = "\n\n".join(filter(None, (kept, new))) + "\n"
    said = _parsed(made)
    return made if said is not None and set(said) == set(after) else anew(after).decode()


def anew(graph: Graph) -> bytes:
    """Return a graph as Turtle, with the prefixes that our files use."""
    bound = Graph(bind_namespaces="none") + graph
    for prefix, namespace in PREFIXES.items():
        bound.bind(prefix, namespace)
    return turtle(bound)


def _without(piece: str, text: str, declared: str, removed: Graph) -> str:
    """Return a block without some statements: as it is where it says none of them."""
    said = _parsed(f"{declared}\n{piece}") if piece.strip() else None
    if not said or not any(triple in removed for triple in said):
        return piece
    return _written(said - removed, text).strip("\n")


def _written(graph: Graph, text: str) -> str:
    """Return a graph as Turtle, without the prefixes that a text declares."""
    if not len(graph):
        return ""
    declared = set(_PREFIX.findall(text))
    lines = anew(graph).decode().splitlines()
    return "\n".join(line for line in lines if not set(_PREFIX.findall(line)) & declared)


def _declared(text: str) -> str:
    return "\n".join(f"PREFIX {name} <{iri}>" for name, iri in _PREFIX.findall(text))


def _parsed(text: str) -> Graph | None:
    """Return what a text says, or None where it is no Turtle by itself."""
    try:
        quads = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri=naming.BASE)
        triples = "".join(f"{quad.triple} .\n" for quad in quads)
    except SyntaxError:
        return None
    return Graph().parse(data=triples, format="nt")
