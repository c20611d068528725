"""What people brought together in two frameworks: signed one by one, between elements that exist, themes only."""

import pytest
from rdflib import PROV, RDF, SKOS, Graph, URIRef

from data import naming
from data.contracts import ContractFiles, bundled
from data.publish import published
from ontology import MLG, judge

T1 = URIRef(f"{naming.ID}moissac/element/t1")


@pytest.fixture(scope="module")
def frameworks() -> dict[str, Graph]:
    return {name: published(ContractFiles(bundled() / name)) for name in ("moissac", "montauban")}


def matches(frameworks: dict[str, Graph]) -> list[tuple[URIRef, URIRef]]:
    found = [pair for graph in frameworks.values() for pair in graph.subject_objects(SKOS.closeMatch)]
    return sorted((URIRef(str(one)), URIRef(str(other))) for one, other in found)


def test_a_match_ties_an_element_of_moissac_to_one_of_montauban_and_is_said_once(frameworks: dict[str, Graph]) -> None:
    pairs = matches(frameworks)
    assert len(pairs) == 31
    assert len({frozenset(pair) for pair in pairs}) == 31
    for one, other in pairs:
        assert (one, RDF.type, MLG.ElementStrategique) in frameworks["moissac"]
        assert (other, RDF.type, MLG.ElementStrategique) in frameworks["montauban"]


def test_each_match_has_a_decision_of_its_own_with_its_reason(frameworks: dict[str, Graph]) -> None:
    graph, reasons = frameworks["moissac"], set()
    for one, other in matches(frameworks):
        short, far = (str(thing).removeprefix(naming.ID).split("/element/") for thing in (one, other))
        decision = URIRef(f"{naming.ID}moissac/decision/rapprochement/{short[1]}/{far[0]}/{far[1]}")
        assert (one, PROV.wasGeneratedBy, decision) in graph
        assert str(graph.value(decision, MLG.decidePar)) == "équipe Maillage"
        assert str(graph.value(decision, MLG.decideLe)) == "2026-11-26"
        reasons.add(str(graph.value(decision, MLG.motif)))
    assert len(reasons) == 31


def test_no_part_of_the_governance_and_no_pilier_is_matched(frameworks: dict[str, Graph]) -> None:
    levels = {
        str(graph.value(thing, MLG.niveau)).rpartition("/")[2]
        for pair in matches(frameworks)
        for thing in pair
        for graph in frameworks.values()
        if (thing, MLG.niveau, None) in graph
    }
    assert levels == {"orientation", "orientation-transversale", "groupe", "axe", "priorite"}


@pytest.mark.parametrize(
    ("target", "word"),
    [
        (T1, "est du même contrat"),
        (URIRef(f"{naming.ID}moissac/element/t2"), "est du même contrat"),
        (URIRef(f"{naming.ID}moissac/element/nulle-part"), "est du même contrat"),
        (URIRef(f"{naming.ID}montauban"), "désignés par leur identifiant"),
        (URIRef("https://exemple.fr/element/t1"), "désignés par leur identifiant"),
    ],
)
def test_a_match_that_makes_no_sense_cannot_be_published(
    frameworks: dict[str, Graph], target: URIRef, word: str
) -> None:
    graph = frameworks["moissac"] + Graph().add((T1, SKOS.closeMatch, target))
    report = judge(graph)
    assert not report.conforms
    assert [result.focus for result in report.results if word in result.message] == [str(T1)]


def test_what_the_sentences_of_montauban_s_framework_name_are_dispositifs(frameworks: dict[str, Graph]) -> None:
    graph = frameworks["montauban"]
    named = {
        str(element).rpartition("/")[2]: str(graph.value(scheme, SKOS.exactMatch)).rpartition("/")[2]
        for element, scheme in graph.subject_objects(MLG.dispositif)
    }
    # lines 23, 17 and 33
    assert named == {"os-1-3": "cls", "p-1-2-2": "pedt", "os-1-5": "cispd"}
