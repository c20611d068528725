"""What a report says of a whole graph."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import PROV, RDF, SKOS, BNode, Graph, Literal, URIRef

from ontology import MLG, Report, Severity, complete, judge
from tests.ontology.trials import LISTS, world

ROOT = Path(__file__).parent.parent
CLAIRVAL = "https://w3id.org/maillage/id/clairval/"
ACTION = URIRef(f"{CLAIRVAL}action/maison-de-sante")


def published(town: str) -> Graph:
    """Return a town's graph as it is published: with the reference things beside, and the rules run."""
    graph = Graph().parse(ROOT / "towns" / f"{town}.ttl")
    for path in sorted(LISTS.glob("*.ttl")):
        graph.parse(path)
    return graph + complete(graph)


@pytest.mark.parametrize("town", ["clairval", "valdor"])
def test_an_invented_town_can_be_published(town: str) -> None:
    assert judge(published(town)).of(Severity.VIOLATION) == ()


def test_the_measure_that_nobody_numbered_is_a_warning() -> None:
    (warning,) = judge(published("clairval")).of(Severity.WARNING)
    assert warning.focus == f"{CLAIRVAL}relais/pilier-2-sans-numero"
    assert warning.path == str(MLG.mesure)
    assert warning.constraint == "MinCountConstraintComponent"
    assert warning.shape == "https://w3id.org/maillage/shapes#RelaisDeMesure-sans-mesure"


def test_the_valid_examples_have_nothing_to_be_said_of_them() -> None:
    wrong = [result for result in judge(world()).results if "/id/exemple" in result.focus]
    # the alternative has one branch, because an example is one thing
    assert [result.constraint for result in wrong] == ["alternative-seule"]


def test_a_violation_stops_publication_and_names_the_thing_and_the_cell() -> None:
    graph = published("clairval")
    graph.remove((ACTION, MLG.statut, None))
    report = judge(graph)
    (violation,) = report.of(Severity.VIOLATION)
    assert not report.conforms
    assert violation.message == (
        "« Maison de santé » : Une action a un statut, et un seul, choisi dans la liste des statuts. "
        "[Feuille de route > Pilier 1, ligne 20, colonne « FINANCEURS »]"
    )
    assert violation.message_en.startswith("“Maison de santé”: An action has one status")
    assert violation.message_en.endswith("line 20, column “FINANCEURS”]")


def test_a_thing_without_label_is_named_by_the_end_of_its_iri() -> None:
    graph = published("clairval")
    graph.remove((ACTION, SKOS.prefLabel, None))
    assert judge(graph).of(Severity.VIOLATION)[0].message.startswith("« maison-de-sante » : Il faut un nom")


def test_a_graph_whose_superclasses_are_not_said_yet_is_judged_alike() -> None:
    graph = published("clairval")
    bare = Graph() + graph
    for thing in graph.subjects(RDF.type, MLG.Pilier):
        bare.remove((thing, RDF.type, MLG.ElementStrategique))
    assert judge(bare) == judge(graph)


def test_judging_leaves_the_graph_as_it_was() -> None:
    graph = published("clairval")
    before = set(graph)
    judge(graph)
    assert set(graph) == before


def test_a_reference_actor_needs_no_source_and_another_does() -> None:
    graph = published("clairval")
    graph.remove((None, PROV.wasDerivedFrom, None))
    unsourced = {result.focus for result in judge(graph).results if result.constraint == "OrConstraintComponent"}
    assert f"{CLAIRVAL}acteur/region" in unsourced
    assert "https://w3id.org/maillage/id/reference/acteur/etat" not in unsourced


@pytest.mark.parametrize("iri", ["https://exemple.fr/a b", "https://exemple.fr/<script>", "pas une adresse"])
def test_an_iri_that_rdf_does_not_allow_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)iri"):
        judge(Graph().add((URIRef(iri), RDF.type, MLG.Action)))


def test_the_gravest_results_come_first() -> None:
    graph = published("clairval")
    graph.remove((ACTION, MLG.statut, None))
    order = [result.severity for result in judge(graph).results]
    assert order == sorted(order, key=list(Severity).index)


def _spoilt() -> Graph:
    graph = published("valdor")
    pilier = URIRef("https://w3id.org/maillage/id/valdor/element/pilier-1")
    graph.remove((pilier, MLG.niveau, None))
    graph.add((pilier, MLG.rang, Literal(0)))
    for rank in (1, 2):
        nobody = BNode(f"nobody{rank}")
        graph.add((nobody, RDF.type, MLG.Instance))
        graph.add((nobody, MLG.foisParAn, Literal(rank - 1)))
    return graph


SPOILT = _spoilt()
REPORT = judge(SPOILT)


def _shuffled(graph: Graph, seed: int) -> Graph:
    """Return the same graph, its triples added in another order and its blank nodes under other labels."""
    triples = sorted(graph)
    random.Random(seed).shuffle(triples)  # noqa: S311 (no secret)
    labels: dict[BNode, BNode] = {}
    again = Graph()
    for subject, predicate, value in triples:
        named = labels.setdefault(subject, BNode()) if isinstance(subject, BNode) else subject
        again.add((named, predicate, value))
    return again


@settings(max_examples=5, deadline=None)
@given(st.integers())
def test_a_report_depends_neither_on_the_order_of_triples_nor_on_the_labels_of_blank_nodes(seed: int) -> None:
    assert judge(_shuffled(SPOILT, seed)) == REPORT
    assert not REPORT.conforms


def test_a_result_is_kept_once() -> None:
    assert Report.of_results([*REPORT.results, *REPORT.results]) == REPORT
