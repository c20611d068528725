"""Terms cross between rdflib and Oxigraph unchanged."""

import pyoxigraph as ox
import pytest
from rdflib import XSD, BNode, Graph, Literal, URIRef, Variable
from rdflib.term import Node

from ontology import memory

TERMS = [
    URIRef("https://w3id.org/maillage/id/moissac"),
    BNode("a1"),
    Literal("Élan"),
    Literal("Élan", lang="fr"),
    Literal("2024-02-30", datatype=XSD.date),
    Literal(50000),
]


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_a_term_goes_to_oxigraph_and_comes_back(term: Node) -> None:
    # for rdflib a plain string and an xsd:string are two, for RDF 1.1 and Oxigraph one
    back = memory.from_term(memory.to_term(term))
    assert (str(back), getattr(back, "language", None)) == (str(term), getattr(term, "language", None))
    assert memory.to_term(back) == memory.to_term(term)


def test_what_is_no_term_of_a_graph_is_refused() -> None:
    with pytest.raises(TypeError):
        memory.to_term(Variable("x"))
    with pytest.raises(TypeError):
        memory.from_term(ox.DefaultGraph())


def test_a_named_graph_stands_beside_the_data() -> None:
    one = Graph().add((TERMS[0], TERMS[0], TERMS[0]))
    store = memory.to_store(one, {"https://w3id.org/maillage/graph/autre": one})
    assert {quad.graph_name for quad in store} == {
        ox.DefaultGraph(),
        ox.NamedNode("https://w3id.org/maillage/graph/autre"),
    }
