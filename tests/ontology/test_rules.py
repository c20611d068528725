"""What the rules add to a graph on publication."""

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import ORG

from ontology import MLG, complete

THING = URIRef("https://w3id.org/maillage/id/exemple/element/t1")


def test_a_thing_is_also_of_the_more_general_classes_of_its_class() -> None:
    graph = Graph().add((THING, RDF.type, MLG.OrientationTransversale))
    assert set(complete(graph)) == {(THING, RDF.type, MLG.Orientation), (THING, RDF.type, MLG.ElementStrategique)}


def test_classes_of_other_vocabularies_are_not_added() -> None:
    graph = Graph().add((THING, RDF.type, MLG.Acteur)).add((THING, RDF.type, ORG.Organization))
    assert len(complete(graph)) == 0


def test_completing_twice_adds_nothing() -> None:
    graph = Graph().add((THING, RDF.type, MLG.Service))
    whole = graph + complete(graph)
    assert (len(whole), len(complete(whole))) == (2, 0)


def test_an_unnamed_actor_does_not_become_an_actor() -> None:
    assert len(complete(Graph().add((THING, RDF.type, MLG.ActeurNonNomme)))) == 0
