"""The triples of a graph in the form in which the store keeps them: normal literals, no blank node, and one digest."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
from rdflib import Graph

from data import naming
from data.trouble import StoreError
from ontology import memory

Triples = frozenset[ox.Triple]
Term = TypeVar("Term")
_NONE: Triples = frozenset()


@dataclass(frozen=True, slots=True)
class Delta:
    """What a graph gains and what it loses."""

    added: Triples = _NONE
    removed: Triples = _NONE

    @classmethod
    def between(cls, before: Triples, after: Triples) -> "Delta":
        """Return what leads from one state of a graph to another."""
        return cls(after - before, before - after)

    def __bool__(self) -> bool:
        """Tell whether anything changes."""
        return bool(self.added or self.removed)

    def applied(self, triples: Triples) -> Triples:
        """Return a state of a graph with what it gains and without what it loses; doing it twice changes nothing."""
        return (triples - self.removed) | self.added


def of_graph(graph: Graph, owner: str) -> Triples:
    """Return the normal triples of a graph; `owner` is the contract under which blank nodes get a name.

    Raises ValueError for an IRI or a language tag that RDF does not allow.
    """
    return _normal(memory.to_store(graph), owner)


def of_file(path: Path, owner: str) -> Triples:
    """Return the normal triples of a Turtle file; none where there is no file.

    Raises OSError, and StoreError for what is no Turtle, with the line.
    """
    if not path.exists():
        return _NONE
    store = ox.Store()
    try:
        store.extend(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=naming.BASE))
    except SyntaxError as error:
        raise StoreError(
            f"{path}, ligne {error.lineno} : ce n'est pas du Turtle valide ({error.msg}). "
            "Corrigez ce fichier, ou reprenez-le d'une sauvegarde."
        ) from error
    return _normal(store, owner)


def to_graph(*parts: Iterable[ox.Triple]) -> Graph:
    """Return triples as a graph of rdflib."""
    return Graph().parse(data="\n".join(lines(triple for part in parts for triple in part)), format="nt")


def lines(triples: Iterable[ox.Triple]) -> list[str]:
    """Return triples as sorted lines of N-Triples."""
    return sorted(f"{triple} ." for triple in triples)


def from_lines(told: Iterable[str]) -> Triples:
    """Return the triples of lines of N-Triples."""
    return frozenset(quad.triple for quad in ox.parse("\n".join(told).encode(), format=ox.RdfFormat.N_TRIPLES))


def digest(triples: Triples) -> str:
    """Return the digest of the triples of a graph, whatever their order."""
    return hashlib.sha256("\n".join(lines(triples)).encode()).hexdigest()


def _normal(store: ox.Store, owner: str) -> Triples:
    """Return the triples of a store, which rewrites literals: what is judged must have been through one."""
    triples = frozenset(quad.triple for quad in store)
    return _named(triples, owner) if any(_is_blank(triple) for triple in triples) else triples


def _is_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


def _named(triples: Triples, owner: str) -> Triples:
    """Name blank nodes after what is said with them, so that the same text has the same triples on every run."""
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    canonical = frozenset(quad.triple for quad in dataset)
    seed = digest(frozenset(triple for triple in canonical if _is_blank(triple)))[:12]
    prefix = f"{naming.ID}{owner}/anonyme/{seed}-"
    return frozenset(
        ox.Triple(_renamed(each.subject, prefix), each.predicate, _renamed(each.object, prefix)) for each in canonical
    )


def _renamed(term: Term, prefix: str) -> Term | ox.NamedNode:
    return ox.NamedNode(prefix + term.value) if isinstance(term, ox.BlankNode) else term
