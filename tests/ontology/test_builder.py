"""What the visual builder is told: useful classes, in French, and no field that it cannot show."""

import pytest
from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.builder import DASH, SHAPES, builder_shapes
from ontology.files import builder_graph, shapes_graph
from ontology.names import MLG

CLASSES = (
    *("Action", "Acteur", "Dispositif", "Instance", "EngagementFinancier", "Participation"),
    *("ElementStrategique", "QuartierPrioritaire", "MesureNationale", "Frein", "ContratDeVille"),
)


@pytest.fixture(scope="module")
def told() -> Graph:
    return builder_shapes()


def french(graph: Graph, node: Node, predicate: URIRef) -> list[str]:
    found = graph.objects(node, predicate)
    return [str(one) for one in found if isinstance(one, Literal) and one.language == "fr"]


def test_the_useful_classes_are_shown_and_the_lists_that_their_fields_take(told: Graph) -> None:
    targets = {
        target for shape in told.subjects(RDF.type, SH.NodeShape) for target in told.objects(shape, SH.targetClass)
    }
    assert targets == {SKOS.Concept, *(MLG[name] for name in CLASSES)}


def test_every_shape_and_every_field_has_one_french_name_and_an_order(told: Graph) -> None:
    for shape in told.subjects(RDF.type, SH.NodeShape):
        assert isinstance(shape, URIRef)
        assert len(french(told, shape, RDFS.label)) == 1, shape
        assert told.value(shape, SH.order) is not None, shape
        for field in told.objects(shape, SH.property):
            assert len(french(told, field, SH.name)) == 1, field
            assert told.value(field, SH.order) is not None, field
            assert told.value(field, SH.path) is not None, field


def test_no_name_is_in_another_language(told: Graph) -> None:
    assert {one.language for one in told.objects(None, None) if isinstance(one, Literal) and one.language} == {"fr"}


def test_a_field_leads_to_a_class_that_is_shown_a_list_or_plain_values(told: Graph) -> None:
    shown = set(told.objects(None, SH.targetClass))
    for field in told.objects(None, SH.property):
        classes, nodes, kinds = (set(told.objects(field, each)) for each in (SH["class"], SH.node, SH.datatype))
        assert classes or nodes or kinds, field
        assert classes <= shown, field
        assert all((node, RDF.type, SH.NodeShape) in told for node in nodes), field


def test_what_has_a_label_in_the_shapes_has_it_for_the_builder(told: Graph) -> None:
    assert told.value(SHAPES.libelle, DASH.propertyRole) == DASH.LabelRole
    assert (SHAPES.Action, SH.property, SHAPES.libelle) in told
    assert (SHAPES.Statut, SH.property, SHAPES["nom-d-entree"]) in told


def test_what_is_one_of_a_few_is_chosen_in_a_list(told: Graph) -> None:
    lists = set(told.subjects(DASH.searchWidget, None))
    assert {SHAPES["Action-statut"], SHAPES["Action-quartier"], SHAPES["EngagementFinancier-fermete"]} <= lists
    assert not {SHAPES["Action-participants"], SHAPES["Participation-dans"], SHAPES.libelle} & lists


def test_the_words_of_a_source_and_what_is_put_away_are_not_asked_about(told: Graph) -> None:
    fields = set(told.objects(None, SH.property))
    hidden = {SHAPES.source, SHAPES.signalement, *builder_graph().subjects(SH.deactivated, None)}
    assert not fields & hidden


def test_the_file_of_the_builder_speaks_of_shapes_that_exist_and_of_its_own_paths_only() -> None:
    for subject, predicate in builder_graph().subject_predicates():
        if isinstance(subject, URIRef) and predicate in {SH.property, SH.deactivated}:
            assert (subject, None, None) in shapes_graph(), subject
    for field in builder_graph().objects(None, SH.property):
        assert (field, SH.path, None) in builder_graph(), field
        assert (field, None, None) not in shapes_graph(), field
