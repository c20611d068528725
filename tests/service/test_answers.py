"""The page of an answer: its facets, its order, its pages, what is chosen carried into every file."""

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, Graph, URIRef
from starlette.testclient import TestClient

from data import naming
from tests.service.markup import Page

FUNDING = "/questions/financements"


def read(site: TestClient, address: str) -> str:
    answer = site.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text).text


def boxes(page: Page) -> list[tuple[str, str]]:
    return [(each["name"] or "", each["value"] or "") for each in page.all("input") if each.get("type") == "checkbox"]


def test_each_facet_offers_its_values_with_how_many_rows_each_leaves(site: TestClient) -> None:
    page = Page(site.get(f"{FUNDING}?contrat=clairval").text)
    assert ("filtre.fermete", "potentiel") in boxes(page)
    assert "Fermeté Fermeté potentiel 4 voté 1" in page.text
    assert "Quartiers Quartiers Les Tilleuls 4 non dit 1" in page.text


def test_of_a_facet_of_many_values_the_most_frequent_are_offered_and_those_that_are_chosen(
    contracts: TestClient,
) -> None:
    address = "/questions/actions-sans-financeur?contrat=moissac"
    offered = [value for name, value in boxes(Page(contracts.get(address).text)) if name == "filtre.elements"]
    every = {each for row in contracts.get(f"{address}&format=json").json() for each in row["elements"].split(" ; ")}
    rare = sorted(every - set(offered))
    assert (len(offered), len(rare) > 0) == (40, True)
    chosen = Page(contracts.get(address, params={"contrat": "moissac", "filtre.elements": rare[0]}).text)
    assert ("filtre.elements", rare[0]) in boxes(chosen)


def test_a_facet_whose_value_all_rows_have_is_not_offered(site: TestClient) -> None:
    page = Page(site.get("/questions/annuaire?contrat=clairval").text)
    assert "filtre.nomme" not in {name for name, _ in boxes(page)}


def test_a_choice_is_shown_can_be_taken_back_and_changes_the_other_counts(site: TestClient) -> None:
    page = Page(site.get(f"{FUNDING}?contrat=clairval&filtre.nomme=oui&filtre.fermete=potentiel").text)
    assert "3 lignes sur 5" in page.text
    assert f"{FUNDING}?contrat=clairval&filtre.fermete=potentiel#lignes" in page.links
    assert f"{FUNDING}?contrat=clairval#lignes" in page.links
    assert "Fermeté (1) Fermeté potentiel 3 voté 1" in page.text


def test_a_choice_goes_into_every_file_and_into_the_permalink(site: TestClient) -> None:
    page = Page(site.get(f"{FUNDING}?contrat=clairval&filtre.fermete=vot%C3%A9&tri=-montant").text)
    files = [link for link in page.links if "format=" in link]
    assert {dict(parse_qsl(urlsplit(link).query))["format"] for link in files} == {"csv", "json", "ttl", "xlsx"}
    for link in files:
        said = dict(parse_qsl(urlsplit(link).query))
        assert (said["filtre.fermete"], said["tri"]) == ("voté", "-montant")
    (link,) = [link for link in files if link.endswith("csv")]
    assert [row["fermeteLabel"] for row in csv.DictReader(io.StringIO(site.get(link).text))] == ["voté"]
    (permanent,) = {link for link in page.links if "revision=" in link}
    assert "filtre.fermete=vot%C3%A9&tri=-montant" in permanent
    assert "1 ligne sur 5" in read(site, permanent)


def test_a_calendar_holds_the_rows_that_were_kept(site: TestClient) -> None:
    assert "Maison de santé" in site.get("/questions/agenda?filtre.sorte=%C3%A9ch%C3%A9ance&format=ics").text
    refused = site.get("/questions/agenda?filtre.sorte=instance&format=ics")
    assert refused.status_code == 422


def test_a_heading_orders_the_rows_and_then_turns_the_order(site: TestClient) -> None:
    page = Page(site.get(f"{FUNDING}?tri=montant").text)
    (heading,) = [each for each in page.all("th") if "aria-sort" in each]
    assert heading["aria-sort"] == "ascending"
    assert "-montant" in [each["value"] for each in page.all("button") if each.get("name") == "tri"]
    _, _, rows = page.text.partition("5 lignes")
    assert rows.index("50 000 €") < rows.index("Structure porteuse")


def test_filtering_keeps_the_question_and_the_order(site: TestClient) -> None:
    page = Page(site.get(f"{FUNDING}?contrat=clairval&tri=-montant").text)
    hidden = [(each["name"], each["value"]) for each in page.all("input") if each.get("type") == "hidden"]
    assert ("contrat", "clairval") in hidden
    (button, *_) = [each for each in page.all("button") if each.get("name") == "tri"]
    assert button["value"] == "-montant"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("filtre.couleur=bleu", "Filtres possibles :"),
        ("filtre.fermete=certain", "Valeurs possibles : potentiel, voté."),
        ("filtre.fermete=%00", "Valeurs possibles :"),
        ("tri=couleur", "Colonnes possibles :"),
        ("page=0", "Pages possibles : 1."),
        ("page=-1", "Pages possibles : 1."),
        ("page=2", "Pages possibles : 1."),
        ("page=999999999999", "Pages possibles : 1."),
        ("page=%C2%B2", "Pages possibles : 1."),
        (f"filtre.fermete={'x' * 10_000}", "Valeurs possibles :"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(site: TestClient, query: str, told: str) -> None:
    for address in (f"{FUNDING}?{query}", f"/financements?{query}"):
        answer = site.get(address)
        assert answer.status_code == 422
        assert told in Page(answer.text).text
        assert len(answer.text) < 30_000


def test_a_program_is_refused_in_its_own_form(site: TestClient) -> None:
    answer = site.get(f"{FUNDING}?filtre.fermete=certain&format=json")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert "Valeurs possibles : potentiel, voté." in answer.json()["detail"]


def test_poisoned_values_are_shown_as_text_and_can_be_chosen(poisoned: TestClient) -> None:
    page = Page(poisoned.get(FUNDING).text)
    values = [value for name, value in boxes(page) if name == "filtre.piliers"]
    assert any("<script>" in value for value in values)
    answer = poisoned.get(FUNDING, params={"filtre.piliers": values[0]})
    assert answer.status_code == 200
    shown = Page(answer.text)
    assert shown.all("script") == Page(poisoned.get("/api").text).all("script")
    assert "×" in shown.text


def test_a_long_answer_is_cut_in_pages_that_hold_each_row_once(contracts: TestClient) -> None:
    pages = [Page(contracts.get(f"{FUNDING}?contrat=moissac&page={number}").text) for number in (1, 2)]
    assert "79 lignes · 1 à 50, les fichiers les ont toutes" in pages[0].text
    assert "79 lignes · 51 à 79" in pages[1].text
    assert f"{FUNDING}?contrat=moissac&page=2#lignes" in pages[0].links
    assert "Page suivante" not in pages[1].text
    assert contracts.get(f"{FUNDING}?contrat=moissac&page=3").status_code == 422
    assert len(contracts.get(f"{FUNDING}?contrat=moissac&page=2&format=json").json()) == 79


@pytest.mark.parametrize(
    "name",
    ["couverture", "comparaison", "echeances", "annuaire", "coordinations-manquantes", "financements", "actions"],
)
def test_a_page_of_an_answer_is_light(contracts: TestClient, name: str) -> None:
    assert len(contracts.get(f"/questions/{name}").content) < 200_000


def test_an_answer_is_asked_once_of_a_state_of_the_data(contracts: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    contracts.get("/questions/fragilite?contrat=moissac")

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr("service.questions.kept.ask", fail)
    assert contracts.get("/questions/fragilite?contrat=moissac&tri=acteur").status_code == 200


def test_the_things_of_an_answer_are_described_in_turtle_with_their_passages_and_licence(site: TestClient) -> None:
    answer = site.get(f"{FUNDING}?filtre.fermete=vot%C3%A9&format=ttl")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="financements.ttl"'
    assert "# Licence : Licence Ouverte 2.0" in answer.text
    graph = Graph().parse(data=answer.text, format="turtle")
    action = URIRef(f"{naming.ID}clairval/action/maison-de-sante")
    mlg = "https://w3id.org/maillage/ontology#"
    assert (action, None, None) in graph
    amounts = [str(amount) for amount in graph.objects(None, URIRef(f"{mlg}montant"))]
    assert [float(amount) for amount in amounts] == [50_000]
    (passage, *_) = graph.objects(action, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))
    assert (passage, URIRef(f"{mlg}endroit"), None) in graph
    published = URIRef(naming.published_graph("clairval"))
    assert list(graph.objects(published, DCTERMS.license))
    assert list(graph.objects(published, DCTERMS.source))


def test_turtle_says_the_same_each_time_and_nothing_of_what_was_not_asked(site: TestClient) -> None:
    first, second = (site.get(f"{FUNDING}?contrat=clairval&format=ttl").content for _ in range(2))
    assert first == second
    assert b"valdor" not in first


def test_a_poisoned_title_does_not_end_the_comment_that_it_stands_in(
    poisoned_store: ox.Store, poisoned: TestClient
) -> None:
    assert len(poisoned_store) > 0
    text = poisoned.get(f"{FUNDING}?contrat=clairval&format=ttl").text
    Graph().parse(data=text, format="turtle")
    assert all(line.startswith("#") for line in text.splitlines() if "Lien permanent" in line)
