"""What is guessed is shown apart from the facts, worded as a guess, and what people decided of it stands beside."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data import naming
from service.app import create_app
from tests.service.conftest import BROWSER
from tests.service.markup import Page
from tests.service.test_pages import read

MLG = "https://w3id.org/maillage/ontology#"
HOUSE, MEDIATORS = "/id/clairval/action/maison-de-sante", "/id/clairval/element/p-1-1-2"
WORDS = "mots communs : médiateur, santé ; l'action et cet élément sont tous deux sous « OS 1.1"


@pytest.fixture
def refused(store: ox.Store) -> TestClient:
    """Serve the towns after the one guess was refused: it is made no more, and the decision is published."""
    graph = ox.NamedNode(naming.published_graph("clairval"))
    decided = ox.Store()
    decided.extend(quad for quad in store if str(quad.graph_name) != f"<{naming.proposition_graph('clairval')}>")
    decided.load(
        f"""@prefix mlg: <{MLG}> . @base <{naming.ID}> . <clairval/decision/non> a mlg:Decision ; mlg:accepte false ;
        mlg:action <clairval/action/maison-de-sante> ; mlg:element <clairval/element/p-1-1-2> ;
        mlg:decidePar "la mairie" ; mlg:motif "Le médiateur est déjà formé."@fr ;
        mlg:decideLe "2026-03-01"^^<http://www.w3.org/2001/XMLSchema#date> .""".encode(),
        format=ox.RdfFormat.TURTLE,
        to_graph=graph,
    )
    return TestClient(create_app(store=decided, directory=Path("nowhere"), revision="essai"), headers=BROWSER)


def plain(site: TestClient, address: str) -> str:
    return read(site, address).replace("\N{NO-BREAK SPACE}", " ")


def test_a_priority_without_action_says_how_many_guesses_wait_and_leads_to_them(site: TestClient) -> None:
    page = Page(site.get("/contrats/clairval/cadre").text)
    assert "P 1.1.2 Former les médiateurs à la santé priorité 1 proposition à examiner" in page.text
    address = "/questions/propositions?contrat=clairval&element=clairval%2Felement%2Fp-1-1-2"
    assert address in page.links
    assert "1 ligne" in read(site, address)


def test_the_contract_says_how_many_guesses_wait_in_all_and_that_they_are_no_facts(site: TestClient) -> None:
    page = Page(site.get("/contrats/clairval/cadre").text)
    assert "1 proposition à examiner. Ce ne sont pas des faits" in page.text
    assert "/questions/propositions?contrat=clairval" in page.links
    assert "à examiner" not in read(site, "/contrats/valdor/cadre")


def test_a_priority_with_an_action_is_not_waiting_for_one(store: ox.Store) -> None:
    covered = ox.Store()
    links = [ox.NamedNode(f"{MLG}{name}") for name in ("repondA", "sert")]  # what is said, and what the rules add to it
    nodes = (ox.NamedNode(f"{naming.ID}clairval/{name}") for name in ("action/chantier-jeunes", "element/p-1-1-2"))
    action, element = nodes
    graph = ox.NamedNode(naming.published_graph("clairval"))
    covered.extend([*store, *(ox.Quad(action, link, element, graph) for link in links)])
    client = TestClient(create_app(store=covered, directory=Path("nowhere"), revision="essai"), headers=BROWSER)
    assert "P 1.1.2 Former les médiateurs à la santé priorité 1 action" in read(client, "/contrats/clairval/cadre")


def test_an_action_tells_its_guesses_after_its_facts_and_words_them_as_such(site: TestClient) -> None:
    text = plain(site, HOUSE)
    facts, _, guesses = text.partition("Répond peut-être aussi à")
    assert "Ouvrir une maison de santé" in facts
    assert "Former les médiateurs à la santé" not in facts
    assert guesses.startswith(" 1 proposition à examiner C'est une supposition que Maillage tire des mots, pas un fait")
    assert f"Former les médiateurs à la santé score 0,26 – {WORDS}" in guesses


def test_an_element_tells_which_actions_may_answer_it(site: TestClient) -> None:
    text = plain(site, MEDIATORS)
    assert "Aucune action ne répond à" in text
    assert "Maison de santé score 0,26" in text.partition("Actions qui y répondent peut-être")[2]


def test_the_data_of_a_thing_hold_no_guess(site: TestClient) -> None:
    for address in (HOUSE, MEDIATORS):
        assert b"score" not in site.get(address, headers={"Accept": "text/turtle"}).content


@pytest.mark.parametrize("address", [HOUSE, MEDIATORS])
def test_what_was_refused_is_told_with_who_when_and_why(refused: TestClient, address: str) -> None:
    text = plain(refused, address)
    assert "Propositions examinées" in text
    assert "proposition refusée par la mairie, le 1er mars 2026 : Le médiateur est déjà formé." in text
    assert "peut-être" not in text
    # and not as one who takes part, which is what else points to an element
    assert "Participations à ce titre" not in text


def test_a_decision_has_a_page_that_names_what_it_is_about(refused: TestClient) -> None:
    text = read(refused, "/id/clairval/decision/non")
    assert "Acceptée non" in text
    assert "Maison de santé" in text


def test_a_thing_without_guesses_has_no_such_section(site: TestClient) -> None:
    for address in ("/id/clairval/action/chantier-jeunes", "/id/clairval/acteur/region", "/id/reference/acteur/etat"):
        assert "peut-être" not in read(site, address)
        assert "Propositions" not in read(site, address)
