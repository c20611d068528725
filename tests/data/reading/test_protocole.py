"""A small invented protocol is read whole: each kind of section, each in its simplest form."""

from pathlib import Path

import pytest
from rdflib import DCTERMS, PROV, RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from data import naming
from data.reader import Reading, read
from data.reading.ledger import Fate
from data.reading.register import AmbiguousName, Register
from ontology import MLG

DOCUMENT = Path(__file__).parent / "documents" / "clairval-protocole.md"
CURATION = """
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix a: <https://w3id.org/maillage/id/clairval/acteur/> .
a:commune a mlg:Acteur ; skos:prefLabel "Commune de Clairval"@fr ; skos:altLabel "Commune"@fr , "Ville de Clairval"@fr .
a:region a mlg:Acteur ; skos:prefLabel "Région des Collines"@fr ; skos:altLabel "Région"@fr .
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(DOCUMENT.name, DOCUMENT.read_bytes(), curation=Graph().parse(data=CURATION))


@pytest.fixture(scope="module")
def graph(reading: Reading) -> Graph:
    return reading.description.graph


def a(path: str) -> URIRef:
    return URIRef(f"{naming.ID}clairval/{path}")


def last(node: Node | None) -> str:
    return str(node).rpartition("/")[2]


def test_every_line_has_a_fate_and_none_is_left_out(reading: Reading) -> None:
    filled = [number for number, line in enumerate(reading.document.lines, 1) if line.strip()]
    assert [entry.line for entry in reading.entries] == filled
    assert not [entry for entry in reading.entries if entry.fate is Fate.NOT_UNDERSTOOD]


def test_an_unknown_line_is_not_understood_rather_than_lost() -> None:
    content = DOCUMENT.read_bytes().replace(b"MJC :\tMaison", b"Une phrase perdue\nMJC :\tMaison")
    entries = read(DOCUMENT.name, content).entries
    assert [content.splitlines()[e.line - 1] for e in entries if e.fate is Fate.NOT_UNDERSTOOD] == [
        b"Une phrase perdue"
    ]


def test_the_contract_and_its_period_come_from_the_title(graph: Graph) -> None:
    contract = naming.contract("clairval")
    assert str(graph.value(contract, SKOS.prefLabel)) == "Contrat de ville de Clairval"
    assert str(graph.value(graph.value(contract, MLG.periode), MLG.edtf)) == "2021/2023"
    document = graph.value(contract, MLG.document)
    assert document == a("document/protocole")
    assert str(graph.value(document, DCTERMS.issued)) == "2022-01-02"


def test_the_framework_keeps_its_order_and_its_tree(graph: Graph) -> None:
    ranked = sorted((int(str(rank)), last(node)) for node, rank in graph.subject_objects(MLG.rang))
    assert [name for _, name in ranked] == [
        "volet-2-1", "orientations-transversales", "t1", "marcher-et-pedaler", "pilier-1", "ouvrir-les-portes",
        "un-lieu-pour-tous", "suivre",
    ]  # fmt: skip
    assert graph.value(a("element/un-lieu-pour-tous"), SKOS.broader) == a("element/ouvrir-les-portes")
    assert graph.value(a("element/t1"), SKOS.broader) == a("element/orientations-transversales")
    assert graph.value(a("element/ouvrir-les-portes"), SKOS.broader) == a("element/pilier-1")


def test_a_measure_is_relayed_by_the_orientation_that_quotes_it(graph: Graph) -> None:
    relay = next(graph.subjects(RDF.type, MLG.RelaisDeMesure))
    assert (last(graph.value(relay, MLG.mesure)), last(graph.value(relay, MLG.relayeePar))) == ("36", "t1")
    assert last(graph.value(relay, MLG.statutRelais)) == "action-continue"


def test_a_sentence_that_opens_a_list_of_obstacles_is_kept_with_each(graph: Graph) -> None:
    found = {
        str(graph.value(f, SKOS.prefLabel)): graph.value(f, MLG.precision) for f in graph.subjects(MLG.observeDans)
    }
    assert {name: words and str(words) for name, words in found.items()} == {
        "Porte trop étroite": None,
        "Deux animateurs pour cent enfants": "La MJC manque de bras",
    }
    crowded = next(f for f, words in graph.subject_objects(MLG.precision) if str(words) == "La MJC manque de bras")
    assert last(graph.value(crowded, MLG.concerne)) == "maison-des-jeunes-et-de-la-culture"


def test_an_action_has_its_row_for_evidence(graph: Graph) -> None:
    action = a("action/fete-du-pont")
    columns = {str(c) for p in graph.objects(action, PROV.wasDerivedFrom) for c in graph.objects(p, MLG.colonne)}
    assert columns == {"ACTION", "OBJECTIFS", "CIBLE", "DELAIS", "ACTEURS", "FINANCEURS POTENTIELS"}
    assert {str(words) for words in graph.objects(action, MLG.objectif)} == {"Se retrouver", "Danser"}
    assert str(graph.value(graph.value(action, MLG.periode), MLG.edtf)) == "2022-05"
    assert graph.value(action, MLG.repondA) == a("element/pilier-1")


def test_an_actor_that_nobody_knows_is_told_and_not_guessed(reading: Reading) -> None:
    assert {message for _, message in reading.description.misunderstood} == {
        "« Inconnue » n'est le nom d'aucun acteur connu",
        "« Equipe projet » n'est le nom d'aucun acteur connu",
    }


def test_the_glossary_names_the_partner(graph: Graph) -> None:
    assert str(graph.value(a("acteur/maison-des-jeunes-et-de-la-culture"), MLG.sigle)) == "MJC"


def test_a_signature_without_a_name_has_no_name(graph: Graph) -> None:
    signatures = {
        last(graph.value(s, MLG.acteur)): graph.value(s, MLG.nomSignataire) for s in graph.subjects(MLG.fonction)
    }
    assert {name: value and str(value) for name, value in signatures.items()} == {
        "commune": "Mme Ada EXEMPLE",
        "etat": None,
    }


def test_the_same_bytes_give_the_same_graph(reading: Reading) -> None:
    again = read(DOCUMENT.name, DOCUMENT.read_bytes(), curation=Graph().parse(data=CURATION))
    assert set(again.description.graph) == set(reading.description.graph)


def test_one_name_for_two_things_is_refused() -> None:
    register = Register()
    register.add("La Mairie", a("acteur/commune"))
    with pytest.raises(AmbiguousName, match="mairie"):
        register.add("mairie", a("acteur/autre"))
