"""The lists of actors and actions have the facets of the answers."""

import pytest
from starlette.testclient import TestClient

from service.templating import NAVIGATION, TOOLS
from tests.service.markup import Page


def read(site: TestClient, address: str) -> str:
    answer = site.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text).text


def test_actions_count_what_each_pillar_and_status_would_leave(site: TestClient) -> None:
    text = read(site, "/actions?contrat=clairval")
    assert "Clairval : 2 – Travailler 2 Clairval : 1 – Vivre ensemble 1" in text


def test_several_values_of_a_facet_are_either_of_them(site: TestClient) -> None:
    both = read(site, "/actions?pilier=clairval/element/pilier-1&pilier=clairval/element/pilier-2")
    assert "3 actions" in both


def test_a_choice_can_be_taken_back(site: TestClient) -> None:
    page = Page(site.get("/actions?contrat=clairval&pilier=clairval/element/pilier-2").text)
    assert "/actions?contrat=clairval#lignes" in page.links


def test_actors_can_be_kept_by_whether_they_act(site: TestClient) -> None:
    text = read(site, "/acteurs?contrat=clairval&part=non")
    assert "Région des Collines" in text
    assert "Association L'Élan association" not in text


def test_an_actor_of_a_contract_without_roadmap_acts_nobody_knows_whether(site: TestClient) -> None:
    page = Page(site.get("/acteurs?contrat=valdor").text)
    boxes = {each["value"] for each in page.all("input") if each.get("name") == "part"}
    assert "non" not in boxes


@pytest.mark.parametrize("path", ["/actions?statut=x", "/actions?dite=x", "/acteurs?part=%00", "/acteurs?type=inconnu"])
def test_an_unknown_value_is_refused_with_those_there_are(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 400
    assert "Valeurs possibles :" in Page(answer.text).text


def test_the_navigation_leads_only_to_pages_that_are_served(site: TestClient) -> None:
    page = Page(site.get("/").text)
    shown = {link for link in page.links if link in {path for path, _ in (*NAVIGATION, *TOOLS)}}
    assert {"/couverture", "/financements", "/annuaire", "/agenda", "/comparer", "/reseau", "/dossier"} <= shown
    # who may not import is told so, on a page of its own
    assert {link: site.get(link).status_code for link in shown if site.get(link).status_code not in {200, 403}} == {}


def test_the_page_that_one_is_on_is_marked_in_the_navigation(site: TestClient) -> None:
    current = [each["href"] for each in Page(site.get("/couverture").text).all("a") if each.get("aria-current")]
    assert set(current) == {"/couverture"}
