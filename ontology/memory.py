"""Carry triples between rdflib and an Oxigraph store in memory, blank nodes keeping their labels.

`to_…` goes to Oxigraph, `from_…` comes back. Nothing is written out and parsed again, and no file or address is read.
"""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node


def to_term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return an rdflib term for Oxigraph.

    Raises:
        ValueError: if Oxigraph refuses the IRI or the language.
        TypeError: if this is no term of a graph (a variable, a formula).

    """
    match node:
        case URIRef():
            return ox.NamedNode(str(node))
        case BNode():
            return ox.BlankNode(str(node))
        case Literal(language=str(language)):
            return ox.Literal(str(node), language=language)
        case Literal(datatype=URIRef() as datatype):
            return ox.Literal(str(node), datatype=ox.NamedNode(str(datatype)))
        case Literal():
            return ox.Literal(str(node))
    raise TypeError(f"not a term of a graph: {node!r}")


def from_term(term: object) -> Node:
    """Return an Oxigraph term for rdflib."""
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal(language=str(language)):
            return Literal(term.value, lang=language)
        case ox.Literal():
            return Literal(term.value, datatype=URIRef(term.datatype.value))
    raise TypeError(f"not a term of a graph: {term!r}")


def to_store(data: Graph, named: Mapping[str, Graph] | None = None) -> ox.Store:
    """Return a store with these data in the default graph, and others each in a named graph."""
    store = ox.Store()
    store.bulk_extend(_quads(data, ox.DefaultGraph()))
    for name, graph in (named or {}).items():
        store.bulk_extend(_quads(graph, ox.NamedNode(name)))
    return store


def from_triples(triples: Iterable[ox.Triple]) -> Graph:
    """Return Oxigraph triples as an rdflib graph."""
    graph = Graph()
    for triple in triples:
        graph.add((from_term(triple.subject), from_term(triple.predicate), from_term(triple.object)))
    return graph


def _quads(graph: Graph, name: ox.NamedNode | ox.DefaultGraph) -> Iterable[ox.Quad]:
    for subject, predicate, value in graph:
        yield ox.Quad(to_term(subject), to_term(predicate), to_term(value), name)  # type: ignore[arg-type]
