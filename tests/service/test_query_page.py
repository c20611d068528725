"""The page of free queries: a result as a table with links, a refusal in French, nothing that runs."""

import json
import re
from html import unescape
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from data.store import OpenStore
from queries.catalogue import catalogue
from service.app import create_app
from tests.service.markup import Page

CODE = "PREFIX mlg: <https://w3id.org/maillage/ontology#> SELECT ?p { ?p a mlg:Pilier } ORDER BY ?p"


@pytest.fixture(scope="module")
def site(bundle: OpenStore) -> TestClient:
    return TestClient(create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision))


def page(site: TestClient, query: str) -> tuple[int, str]:
    answer = site.get("/requete", params={"query": query}, headers={"Accept": "text/html"})
    return answer.status_code, answer.text


def test_the_page_opens_with_an_example_to_run(site: TestClient) -> None:
    status, text = page(site, "")
    assert status == 200
    assert "SELECT DISTINCT ?action ?public" in text
    assert "<table" not in text


def test_rows_show_the_labels_of_things_with_links_to_their_pages(site: TestClient) -> None:
    status, text = page(site, CODE)
    assert status == 200
    assert "6 lignes" in text
    assert '<a href="/id/moissac/element/pilier-1"><bdi>Cohésion sociale</bdi></a>' in text


def test_each_example_of_the_page_has_a_result(site: TestClient) -> None:
    _, text = page(site, "")
    links = re.findall(r'href="(/requete\?query[^"]+)"', text)
    assert len(links) == 3
    for link in links:
        shown = site.get(link.replace("&amp;", "&")).text
        assert "lignes" in shown or "mlg:Action" in shown or "ontology#Action" in shown


def test_yes_or_no_is_said_in_words(site: TestClient) -> None:
    assert "<code>oui</code>" in page(site, "ASK { ?s ?p ?o }")[1]
    assert "<code>non</code>" in page(site, "ASK { ?s ?p <urn:rien> }")[1]


@pytest.mark.parametrize(
    ("query", "expected", "words"),
    [
        ("SELECT", 400, "SPARQL 1.1 valide"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", 403, "lecture"),
    ],
)
def test_what_cannot_be_run_is_told_and_the_text_is_kept(
    query: str, expected: int, words: str, site: TestClient
) -> None:
    status, text = page(site, query)
    assert status == expected
    assert words in text
    assert query.replace("<", "&lt;").replace(">", "&gt;") in text


def test_a_query_that_holds_markup_is_shown_as_text(site: TestClient) -> None:
    _, text = page(site, "</textarea><script>window.poisoned=1</script>")
    assert "<script" not in text


def test_the_download_links_give_the_whole_result(site: TestClient) -> None:
    _, text = page(site, CODE)
    link = re.findall(r'href="(/sparql\?[^"]+)"', text)[0].replace("&amp;", "&")
    answer = site.get(link, headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.split()) == 7


def test_format_takes_the_place_of_the_accept_header_and_an_unknown_one_is_refused(site: TestClient) -> None:
    asked = f"/sparql?query={quote(CODE)}&format="
    assert len(json.loads(site.get(f"{asked}json", headers={"Accept": "text/html"}).text)["results"]["bindings"]) == 6
    assert site.get(f"{asked}exe").status_code == 400


def test_a_browser_that_asks_sparql_nothing_is_led_to_the_page(site: TestClient) -> None:
    answer = site.get("/sparql", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (answer.status_code // 100, answer.headers["location"]) == (3, "/requete")


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_question_of_the_catalogue_opens_on_the_page_without_its_header_and_runs(name: str, site: TestClient) -> None:
    opened = unescape(site.get(f"/requete?question={name}").text.partition("<textarea")[2].partition("</textarea>")[0])
    query = opened.partition(">")[2]
    assert query.startswith("PREFIX")
    answer = site.post("/requete", data={"query": query})
    assert answer.status_code == 200, answer.text
    assert "ligne" in answer.text
    question = site.get(f"/questions/{name}", params=dict(catalogue()[name].example), headers={"Accept": "text/html"})
    assert f"/requete?question={name}" in Page(question.text).links


def test_a_long_query_of_a_stranger_is_held_to_the_limits_and_its_text_is_kept(site: TestClient) -> None:
    query = f"SELECT * {{ {'?a ?b ?c . ' * 1500} }}"
    answer = site.post("/requete", data={"query": query})
    assert (answer.status_code, answer.text.count("?a ?b ?c .")) == (400, 1500)
    assert "/requete?query=" not in answer.text.partition("<h2>Pour commencer")[0]


def test_a_short_query_that_is_sent_gets_an_address_of_its_own(site: TestClient) -> None:
    answer = site.post("/requete", data={"query": CODE}, follow_redirects=False)
    assert answer.status_code == 303
    assert "6 lignes" in site.get(answer.headers["location"]).text


def test_a_body_that_is_no_form_is_refused(site: TestClient) -> None:
    answer = site.post("/requete", content=b"{}", headers={"Content-Type": "application/json"})
    assert answer.status_code == 415


def test_a_question_that_the_catalogue_does_not_hold_opens_the_first_example(site: TestClient) -> None:
    assert "Votre requête" in Page(site.get("/requete?question=../x").text).text
