"""The tools to ask with: what of others is served and where it may run, what is completed, how questions are found."""

import gzip
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph
from starlette.testclient import TestClient

from queries.catalogue import catalogue
from service.security import POLICY
from service.tools import vendor
from service.tools.builder import RELAXED
from tests.service.conftest import BROWSER, POISON
from tests.service.markup import Page

TOOLS = ("yasqe.min.js", "yasqe.min.css", "sparnatural.js", "sparnatural.css")
fetched = pytest.mark.usefixtures("libraries")


@fetched
@pytest.mark.parametrize("name", TOOLS)
def test_a_library_is_sent_for_good_and_compressed_where_that_is_taken(name: str, site: TestClient) -> None:
    found = vendor.asset(name)
    assert found is not None
    small = site.get(vendor.address(name), headers={"Accept-Encoding": "gzip"})
    whole = site.get(vendor.address(name), headers={"Accept-Encoding": "identity"})
    assert (small.headers["content-encoding"], "content-encoding" in whole.headers) == ("gzip", False)
    assert small.content == whole.content == found.content == gzip.decompress(found.compressed)
    assert "immutable" in whole.headers["cache-control"]
    assert whole.headers["content-type"].partition(";")[0] == vendor.MEDIA_TYPES[name]


@fetched
@pytest.mark.parametrize(
    "name",
    ["axe.min.js", "echarts.min.js", "yasqe.package.json", "..%2f..%2fpyproject.toml", "%2e%2e", "%00", "", "a/b"],
)
def test_no_other_file_is_sent(name: str, site: TestClient) -> None:
    digest = vendor.address("sparnatural.js").split("/")[3]
    assert site.get(f"/static/vendor/{digest}/{name}").status_code == 404
    assert site.get("/static/vendor/0000000000000000/sparnatural.js").status_code == 404
    assert site.get("/static/vendor/sparnatural.js").status_code == 404


@fetched
def test_the_licences_of_what_is_sent_are_sent_too(site: TestClient) -> None:
    for page, words in (("/requete/visuelle", "GNU LESSER GENERAL PUBLIC LICENSE"), ("/requete", "WITHOUT WARRANTY")):
        links = [link for link in Page(site.get(page).text).links if "LICENSE" in link]
        assert [words in site.get(link).text.upper() for link in links] == [True]


def test_the_tools_are_loaded_by_their_own_pages_only(site: TestClient) -> None:
    loading = {"/requete": "yasqe", "/requete/visuelle": "sparnatural"}
    for path in ("/", "/questions", "/questions/financements", "/contrats/clairval", "/ontology", *loading):
        tools = {name.split(".")[0] for name in TOOLS if name in site.get(path).text}
        assert tools <= {loading.get(path, "")}, path


def test_no_page_but_that_of_the_builder_has_another_policy_and_no_page_lets_a_script_in(site: TestClient) -> None:
    assert site.get("/requete").headers["content-security-policy"] == POLICY
    relaxed = site.get("/requete/visuelle").headers["content-security-policy"]
    assert relaxed == RELAXED["Content-Security-Policy"] != POLICY
    without_styles = [part for part in relaxed.split("; ") if not part.startswith("style-src")]
    assert without_styles == [part for part in POLICY.split("; ") if not part.startswith("style-src")]
    assert "'unsafe-inline'" not in relaxed.replace("style-src-attr 'unsafe-inline'", "")


def test_without_what_set_up_fetches_the_pages_say_so_and_still_ask(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(vendor, "FOLDER", tmp_path)
    vendor.asset.cache_clear()
    try:
        assert scripts(site.get("/requete").text) & {"yasqe.min.js", "requete.js"} == set()
        builder = Page(site.get("/requete/visuelle").text)
        assert "n'est pas installé" in builder.text
        assert scripts(builder.source) & {"sparnatural.js", "visuelle.js"} == set()
    finally:
        vendor.asset.cache_clear()


def scripts(text: str) -> set[str]:
    return {(script.get("src") or "").rpartition("/")[2] for script in Page(text).all("script")}


def test_the_builder_says_what_it_needs_and_leads_elsewhere(site: TestClient) -> None:
    shown = Page(site.get("/requete/visuelle").text)
    assert "pas au clavier seul" in shown.text
    assert {"/questions", "/requete"} <= set(shown.links)


def test_the_builder_is_told_of_the_shapes_in_turtle(site: TestClient) -> None:
    answer = site.get("/ontology/constructeur.ttl")
    assert answer.headers["content-type"].startswith("text/turtle")
    assert len(set(Graph().parse(data=answer.text, format="turtle").subjects(RDF.type, SH.NodeShape))) > 11


def test_the_editor_completes_our_terms_with_their_french_names_and_the_entries_of_our_lists(site: TestClient) -> None:
    told = site.get("/requete/vocabulaire.json").json()
    terms = {term["name"]: term for term in told["terms"]}
    assert (terms["mlg:Action"]["label"], terms["mlg:Action"]["kind"]) == ("action", "classe")
    assert terms["mlg:financeur"]["definition"]
    assert terms["skos:broader"]["label"] == "relève de"
    assert terms["fermete/potentiel"]["insert"] == "<https://w3id.org/maillage/id/reference/fermete/potentiel>"
    assert {term["name"].split(":")[0] for term in told["terms"] if ":" in term["name"]} <= set(told["prefixes"])


@pytest.mark.parametrize(
    ("words", "found", "lost"),
    [
        ("financeur unique", "actions-a-financeur-unique", "quartiers"),
        ("QUARTIERS", "quartiers", "signataires"),
        ("echeance", "echeances", "annuaire"),
    ],
)
def test_questions_are_found_by_words_whatever_their_accents(
    words: str, found: str, lost: str, site: TestClient
) -> None:
    names = shown(site, f"/questions?mots={words}")
    assert found in names
    assert lost not in names


def shown(site: TestClient, address: str) -> set[str]:
    """Return the questions that the catalogue shows."""
    links = Page(site.get(address, headers=BROWSER).text).links
    return {link.partition("question=")[2].partition("&")[0] for link in links if link.startswith("/requete?question=")}


def test_the_catalogue_shows_every_question_with_its_first_sentence(site: TestClient) -> None:
    assert shown(site, "/questions") == set(catalogue())
    text = Page(site.get("/questions").text).text
    for question in catalogue().values():
        assert question.description.partition(". ")[0].split(" : ")[0].split(" ;")[0][:40] in text.replace("\xa0", " ")


def test_the_contract_that_was_chosen_goes_with_every_link_to_a_form(site: TestClient) -> None:
    links = Page(site.get("/questions?contrat=valdor").text).links
    assert "/questions/financements?contrat=valdor" in links
    assert "/requete?question=financements&contrat=valdor" in links


def test_words_that_no_question_has_are_told_with_what_to_do(site: TestClient) -> None:
    answer = Page(site.get("/questions?mots=zzz").text)
    assert "Aucune question" in answer.text
    assert "/requete/visuelle" in answer.links


@pytest.mark.parametrize("words", [POISON, "\u202e", "a" * 5000, "é\u0301", "%00"])
def test_odd_words_find_nothing_and_run_nothing(words: str, site: TestClient) -> None:
    answer = site.get("/questions", params={"mots": words})
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert "\u202e" not in answer.text


def test_a_contract_that_is_not_loaded_is_refused(site: TestClient) -> None:
    assert site.get("/questions?contrat=nulle-part").status_code == 400


def test_the_names_of_a_poisoned_store_are_words_in_a_result_and_in_what_is_completed(poisoned: TestClient) -> None:
    query = "PREFIX mlg: <https://w3id.org/maillage/ontology#> SELECT ?a { ?a a mlg:Action }"
    text = poisoned.get("/requete", params={"query": query}).text
    assert "&lt;script&gt;window.poisoned" in text
    assert "<script>" not in text
    assert "\u202e" not in text
    assert poisoned.get("/requete/vocabulaire.json").headers["content-type"] == "application/json"
