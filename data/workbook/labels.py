"""Give each thing that may be chosen a label of its own: short enough for a list, distinct from all others in it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from data import naming
from data.text import fold
from data.workbook.fields import Field, family
from ontology import MLG
from ontology.place import label

LONGEST_LABEL = 150


def identifier(contract: str, thing: Node) -> str:
    """Return how a thing is identified in the workbook of a contract.

    >>> identifier("clairval", naming.thing("clairval", "action", "Maison de santé"))
    'action/maison-de-sante'
    """
    return str(thing).removeprefix(f"{naming.contract(contract)}/").removeprefix(naming.ID)


def called(name: str, notation: str = "") -> str:
    """Return the label of a thing from its name and its code.

    >>> called("Rapprocher les soins", "OS 1.1")
    'OS 1.1 – Rapprocher les soins'
    """
    text = " ".join(f"{notation} – {name}".split() if notation else name.split())
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 2].rstrip() + " …"


def choices(field: Field, contract: str, known: Graph) -> dict[str, URIRef]:
    """Return the things that a field may point to, by their labels, given the contract and the reference lists."""
    if field.scheme:
        return distinct(contract, known, _things(known.subjects(SKOS.inScheme, field.scheme)))
    kinds = [kind for root in sorted(field.classes) for kind in family(root)]
    return distinct(contract, known, {thing for kind in kinds for thing in _things(known.subjects(RDF.type, kind))})


def is_reference(thing: Node) -> bool:
    """Tell whether a thing is one of the reference lists."""
    return str(thing).startswith(f"{naming.ID}{naming.REFERENCE}/")


def distinct(contract: str, graph: Graph, things: Iterable[URIRef]) -> dict[str, URIRef]:
    """Return things by their labels, in order; where two would have the same one, it ends with their identifiers."""
    plain = {thing: label_of(graph, thing) for thing in sorted(things, key=lambda thing: _order(graph, thing))}
    shared = Counter(map(fold, plain.values()))
    return {
        (text if shared[fold(text)] == 1 else f"{text} [{identifier(contract, thing)}]"): thing
        for thing, text in plain.items()
    }


def label_of(graph: Graph, thing: URIRef) -> str:
    """Return the label of a thing: what it is called, after its code where that is how people know it."""
    coded = (thing, RDF.type, MLG.ElementStrategique) in graph or (thing, RDF.type, MLG.MesureNationale) in graph
    return called(label(graph, thing), str(graph.value(thing, SKOS.notation) or "") if coded else "")


def _things(nodes: Iterable[Node]) -> Iterable[URIRef]:
    return (node for node in nodes if isinstance(node, URIRef))


def _order(graph: Graph, thing: URIRef) -> tuple[object, ...]:
    """Order the contract's own things before the reference ones, by rank or code, then by name."""
    rank = graph.value(thing, MLG.rang)
    notation = str(graph.value(thing, SKOS.notation) or "")
    parts = tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", notation))
    number = int(str(rank)) if isinstance(rank, Literal) and str(rank).isdigit() else 0
    return is_reference(thing), number, parts, fold(label(graph, thing)), str(thing)


def by_thing(choices_of_field: Mapping[str, URIRef]) -> dict[URIRef, str]:
    """Return the labels by their things."""
    return {thing: text for text, thing in choices_of_field.items()}
