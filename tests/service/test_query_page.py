"""The page of free queries: a result as a table with links, a refusal in French, nothing that runs."""

import io
import json
import re
from html import unescape
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from data.store import OpenStore
from queries.catalogue import catalogue
from queries.examples import examples
from service.app import create_app
from tests.service.markup import Page

PREFIXES = "PREFIX mlg: <https://w3id.org/maillage/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
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


def test_the_page_offers_each_example_by_its_question(site: TestClient) -> None:
    shown = Page(page(site, "")[1])
    for example in examples().values():
        assert f"/requete?{urlencode({'query': example.text})}" in shown.links
        assert example.title.replace(" ?", "\xa0?") in unescape(shown.source)


def test_an_example_shows_names_in_the_place_of_addresses(site: TestClient) -> None:
    shown = Page(page(site, examples()["actions-par-statut"].text)[1])
    assert "effectuée" in shown.text
    assert "/id/reference/statut/effectuee" in shown.links
    assert "https://w3id.org/maillage/id/reference/statut/effectuee" not in shown.text


def test_what_bears_no_name_is_called_by_its_place_or_its_words_and_leads_to_its_page(site: TestClient) -> None:
    query = f"{PREFIXES} SELECT ?s ?e {{ ?s a mlg:Passage ; mlg:endroit ?e }} ORDER BY ?s LIMIT 3"
    shown = Page(page(site, query)[1])
    places = site.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    assert len(places) == 3
    for row in places:
        assert row["s"]["value"].removeprefix("https://w3id.org/maillage") in shown.links
        assert shown.text.count(row["e"]["value"]) >= 2


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
    assert "<script>" not in text
    assert "&lt;/textarea&gt;&lt;script&gt;window.poisoned=1" in text


def test_the_download_links_give_the_whole_result(site: TestClient) -> None:
    _, text = page(site, CODE)
    link = re.findall(r'href="(/sparql\?[^"]+)"', text)[0].replace("&amp;", "&")
    answer = site.get(link, headers={"Accept": "text/html"})
    assert "format=csv" in link
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
    query, opening = opened(site, f"/requete?question={name}")
    assert query.startswith("PREFIX")
    answer = site.post("/requete", data={"query": query, "ouverte": opening})
    assert answer.status_code == 200, answer.text
    assert "ligne" in answer.text
    question = site.get(f"/questions/{name}", params=dict(catalogue()[name].example), headers={"Accept": "text/html"})
    links = [link for link in Page(question.text).links if link.startswith("/requete?question=")]
    assert [parse_qs(urlsplit(link).query)["question"] for link in links] == [[name]]
    kept = parse_qs(urlsplit(links[0]).query)
    assert {key: [value] for key, value in catalogue()[name].example.items()}.items() <= kept.items()


def opened(site: TestClient, address: str) -> tuple[str, str]:
    """Return the query that an address opens, and what its form remembers of the question."""
    shown = site.get(address, headers={"Accept": "text/html"})
    assert shown.status_code == 200, shown.text
    text = unescape(shown.text.partition("<textarea")[2].partition("</textarea>")[0]).partition(">")[2]
    hidden = [each["value"] or "" for each in Page(shown.text).all("input") if each.get("name") == "ouverte"]
    return text, hidden[0] if hidden else ""


def rows(text: str) -> list[str]:
    """Return the rows of the table of a page, their words only."""
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [Page(row).text for row in body.split("</tr>") if row.strip()]


def test_a_question_opens_with_what_was_asked_of_it_and_answers_alike(site: TestClient) -> None:
    address = "/requete?question=actions-a-financeur-unique&contrat=moissac"
    query, opening = opened(site, address)
    assert "FROM <https://w3id.org/maillage/graph/moissac>" in query
    assert "montauban" not in query
    shown = site.post("/requete", data={"query": query, "ouverte": opening})
    assert f"{address}&poser=oui".replace("http://testserver", "") in str(shown.url)
    answer = site.get("/questions/actions-a-financeur-unique?contrat=moissac&format=json").json()
    assert len(rows(shown.text)) == len(answer) > 0
    assert all(row["actionLabel"] in unescape(shown.text) for row in answer)


def test_the_text_of_a_question_that_was_changed_is_a_query_like_any_other(site: TestClient) -> None:
    query, opening = opened(site, "/requete?question=couverture&contrat=moissac")
    as_it_is = site.post("/requete", data={"query": query, "ouverte": opening})
    assert as_it_is.status_code == 200
    changed = site.post("/requete", data={"query": f"{query} LIMIT 5", "ouverte": opening})
    assert changed.status_code == 400
    assert "coupez-la" in changed.text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("contrat=nulle-part", "Je ne connais pas le contrat « nulle-part »"),
        ("contrat=moissac&fermete=%22%7D%20DROP%20ALL%20%23", "Je ne connais pas"),
        ("couleur=rouge", "Cette question n'a pas de paramètre « couleur »"),
    ],
)
def test_what_a_question_cannot_be_asked_is_told_and_nothing_runs(asked: str, words: str, site: TestClient) -> None:
    answer = site.get(f"/requete?question=financements&{asked}", headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert "DROP ALL #" not in opened_text(answer.text)


def opened_text(text: str) -> str:
    return unescape(text.partition("<textarea")[2].partition("</textarea>")[0])


def test_a_question_that_lacks_something_says_what(site: TestClient) -> None:
    answer = site.get("/requete?question=financeurs-d-une-action", headers={"Accept": "text/html"})
    assert "Il lui manque l'action" in unescape(Page(answer.text).text)


def test_a_question_whose_answer_is_computed_says_so(site: TestClient) -> None:
    computed = site.get("/requete?question=fragilite&contrat=moissac", headers={"Accept": "text/html"}).text
    plain = site.get("/requete?question=financements&contrat=moissac", headers={"Accept": "text/html"}).text
    assert "calculée" in Page(computed).text
    assert "calculée" not in Page(plain).text


def test_a_result_is_had_as_a_spreadsheet_with_names_first_and_no_formula(site: TestClient) -> None:
    query = f"{PREFIXES} SELECT ?p ('=1+1' AS ?x) (7 AS ?n) {{ ?p a mlg:Pilier }} ORDER BY ?p"
    shown = page(site, query)[1]
    link = next(link for link in Page(shown).links if link.endswith("format=xlsx"))
    answer = site.get(link)
    assert answer.headers["content-disposition"] == 'attachment; filename="reponse.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert table[0] == ["p", "x", "n", "p (identifiant)"]
    assert table[1][:3] == ["Cohésion sociale", "'=1+1", 7]
    assert str(table[1][3]).endswith("/id/moissac/element/pilier-1")
    assert len(table) == 7


def test_a_long_result_is_had_by_a_form_where_its_query_fits_in_no_address(site: TestClient) -> None:
    query = f"{CODE} # {'é' * 3000}"
    shown = site.post("/requete", data={"query": query})
    assert "6 lignes" in shown.text
    assert "trop longue pour un lien permanent" in shown.text
    formats = [each["value"] for each in Page(shown.text).all("button") if each.get("name") == "format"]
    assert formats == ["xlsx", "csv", "json"]
    sheet = site.post("/requete", data={"query": query, "format": "xlsx"})
    assert len(list(load_workbook(io.BytesIO(sheet.content)).worksheets[0].iter_rows())) == 7
    assert len(site.post("/sparql", data={"query": query, "format": "csv"}).text.split()) == 7


def test_a_column_of_names_is_folded_into_that_of_its_things(site: TestClient) -> None:
    query = f"{PREFIXES} SELECT ?p ?pLabel {{ ?p a mlg:Pilier ; skos:prefLabel ?pLabel }}"
    shown = page(site, query)[1]
    assert '<thead><tr><th scope="col">p</th></tr></thead>' in shown
    assert "Cohésion sociale" in shown


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ('"2024-05-31"^^xsd:date', "31/05/2024"),
        ('"2024-02-30"^^xsd:date', "2024-02-30"),
        ("true", "oui"),
        ("50000.5", "50000,5"),
        ('"1e400"^^xsd:decimal', "1e400"),
        ('"Infinity"^^xsd:decimal', "Infinity"),
        (f'"{"9" * 1500}"^^xsd:decimal', "9" * 1500),
        ("mlg:Action", "action"),
        ("skos:broader", "skos:broader"),
        ("<javascript:alert(1)>", "javascript:alert(1)"),
    ],
)
def test_a_value_is_said_as_the_french_write_it(term: str, words: str, site: TestClient) -> None:
    query = f"{PREFIXES} PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?x {{ VALUES ?x {{ {term} }} }}"
    shown = Page(page(site, query)[1])
    assert words in shown.text.partition("1 ligne")[2]
    assert [link for link in shown.links if link.startswith("javascript")] == []


def test_an_answer_without_rows_says_what_to_try(site: TestClient) -> None:
    assert "Aucune ligne" in page(site, "SELECT * { ?s <urn:rien> ?o }")[1]


def test_a_fault_of_syntax_is_told_with_its_line(site: TestClient) -> None:
    shown = page(site, "SELECT *\n{ ?s FOO ?o }")[1]
    assert [each.get("data-line") for each in Page(shown).all("textarea")] == ["2"]


def test_a_long_query_of_a_stranger_is_held_to_the_limits_and_its_text_is_kept(site: TestClient) -> None:
    query = f"SELECT * {{ {'?a ?b ?c . ' * 1500} }}"
    answer = site.post("/requete", data={"query": query})
    assert (answer.status_code, answer.text.count("?a ?b ?c .")) == (400, 1500)
    assert "/requete?query=" not in answer.text.partition(">Exemples à reprendre")[0]


def test_a_short_query_that_is_sent_gets_an_address_of_its_own(site: TestClient) -> None:
    answer = site.post("/requete", data={"query": CODE}, follow_redirects=False)
    assert answer.status_code == 303
    assert "6 lignes" in site.get(answer.headers["location"]).text


def test_a_body_that_is_no_form_is_refused(site: TestClient) -> None:
    answer = site.post("/requete", content=b"{}", headers={"Content-Type": "application/json"})
    assert answer.status_code == 415


def test_a_question_that_the_catalogue_does_not_hold_is_told(site: TestClient) -> None:
    answer = site.get("/requete?question=../x", headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "Je ne connais pas la question « ../x »" in Page(answer.text).text
