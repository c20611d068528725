"""Whatever a contract says is written somewhere, or decided by someone: no fact without its ground."""

import pytest
from rdflib import PROV, RDF, SKOS, Graph, URIRef

from data import naming
from data.contracts import ContractFiles, bundled, contracts
from data.publish import published
from ontology import MLG

CONTRACTS = [files.identifier for files in contracts(bundled())]
# What holds facts together without stating any
WITHOUT_GROUND = {MLG.Passage, MLG.Document, MLG.Decision, SKOS.ConceptScheme}


@pytest.fixture(scope="module", params=CONTRACTS)
def graph(request: pytest.FixtureRequest) -> Graph:
    return published(ContractFiles(bundled() / request.param))


def test_every_thing_has_a_passage_or_a_decision(graph: Graph) -> None:
    things = {
        thing
        for thing in graph.subjects(RDF.type)
        if not set(graph.objects(thing, RDF.type)) & WITHOUT_GROUND and not _is_reference(URIRef(str(thing)))
    }
    assert len(things) > 50
    assert [thing for thing in things if not _grounds(graph, URIRef(str(thing)))] == []


def test_every_ground_is_described_in_the_same_graph(graph: Graph) -> None:
    grounds = {ground for thing in graph.subjects() for ground in _grounds(graph, URIRef(str(thing)))}
    assert {kind for ground in grounds for kind in graph.objects(ground, RDF.type)} - {PROV.Activity} <= {
        MLG.Passage,
        MLG.Decision,
    }
    assert all((ground, RDF.type, None) in graph for ground in grounds)


def test_every_passage_tells_its_lines_and_its_document(graph: Graph) -> None:
    for passage in graph.subjects(RDF.type, MLG.Passage):
        first, last = graph.value(passage, MLG.ligneDebut), graph.value(passage, MLG.ligneFin)
        assert int(str(first)) <= int(str(last))
        assert graph.value(passage, MLG.section)


def test_no_code_of_a_quartier_and_no_amount_is_made_up(graph: Graph) -> None:
    assert not list(graph.subject_objects(MLG.codeQPV))
    # the aid of the ARS to the running of a health centre (Moissac, line 993) is the only amount of the two documents
    assert {int(float(str(amount))) for amount in graph.objects(None, MLG.montant)} <= {50_000}


def _is_reference(thing: URIRef) -> bool:
    return thing.startswith(f"{naming.ID}{naming.REFERENCE}/")


def _grounds(graph: Graph, thing: URIRef) -> list[URIRef]:
    found = [*graph.objects(thing, PROV.wasDerivedFrom), *graph.objects(thing, PROV.wasGeneratedBy)]
    return [URIRef(str(ground)) for ground in found]
