"""The service as a whole: its addresses, its links, its errors, its health."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from service.app import create_app
from tests.service.markup import Page

Crawled = Mapping[str, tuple[int, str, str]]
ANY = {"Accept": "*/*"}


def pages(crawled: Crawled) -> list[tuple[str, Page]]:
    own = [(address, text) for address, (_, kind, text) in crawled.items() if kind == "text/html"]
    return [(address, Page(text)) for address, text in own if not address.startswith("/reseau/picture")]


def test_every_link_of_every_page_leads_somewhere(crawled: Crawled) -> None:
    assert len(crawled) > 100
    assert [address for address, (status, _, _) in crawled.items() if status != 200] == []


def test_no_page_fetches_anything_from_elsewhere(crawled: Crawled) -> None:
    fetched = {resource for _, page in pages(crawled) for resource in page.resources}
    assert "/static/maillage.css" in fetched
    assert [each for each in fetched if not each.startswith("/") or each.startswith("//")] == []


def test_links_outward_are_only_web_addresses(crawled: Crawled) -> None:
    links = {link for _, page in pages(crawled) for link in page.links if not link.startswith(("/", "#"))}
    assert [link for link in links if not link.startswith(("https://", "http://", "mailto:"))] == []


def test_every_page_has_a_language_a_title_one_heading_and_landmarks(crawled: Crawled) -> None:
    for address, page in pages(crawled):
        assert [each.get("lang") for each in page.all("html")] == ["fr"], address
        assert len(page.all("h1")) == 1, address
        assert len(page.all("title")) == 1, address
        assert [len(page.all(tag)) for tag in ("main", "footer")] == [1, 1], address
        assert page.links[0] == "#contenu", address


def test_identifiers_of_a_page_are_unique(crawled: Crawled) -> None:
    for address, page in pages(crawled):
        named = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(named) == len(set(named)), address


def test_each_field_of_a_form_has_a_label(crawled: Crawled) -> None:
    for address, page in pages(crawled):
        labelled = {each.get("for") for each in page.all("label")}
        fields = [each for tag in ("input", "select") for each in page.all(tag) if each.get("type") != "hidden"]
        assert [each for each in fields if each.get("id") not in labelled] == [], address


def test_the_style_sheet_fetches_nothing(site: TestClient) -> None:
    sheet = site.get("/static/maillage.css").text
    assert "prefers-color-scheme: dark" in sheet
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_the_interface_page_lists_every_address_of_the_description(site: TestClient) -> None:
    described = site.get("/openapi.json").json()["paths"]
    page = Page(site.get("/api").text)
    assert "/id/{path}" in described
    assert [path for path in described if f"GET {path}" not in page.text] == []


def test_every_address_is_described_in_words(site: TestClient) -> None:
    described = site.get("/openapi.json").json()["paths"]
    operations = [operation for path in described.values() for operation in path.values()]
    assert len(operations) > 20
    assert [each for each in operations if " " not in each.get("summary", "")] == []


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_the_pages_that_call_a_network_of_others_are_not_there(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404


def test_a_live_service_says_nothing_but_that(site: TestClient) -> None:
    assert site.get("/healthz").json() == {"etat": "en vie"}


def test_a_service_with_contracts_is_ready_and_one_without_is_not(site: TestClient) -> None:
    assert site.get("/readyz").json() == {"etat": "prêt", "contrats": 2}
    empty = TestClient(create_app(store=ox.Store(), directory=Path("nowhere"), revision="vide"))
    answer = empty.get("/readyz")
    assert (answer.status_code, answer.json()["contrats"]) == (503, 0)


def test_a_service_without_contracts_still_has_a_home_page() -> None:
    empty = TestClient(create_app(store=ox.Store(), directory=Path("nowhere"), revision="vide"))
    assert "Aucun contrat n'est chargé" in Page(empty.get("/").text).text


def test_a_browser_gets_its_error_as_a_page(site: TestClient) -> None:
    answer = site.get("/nulle-part")
    page = Page(answer.text)
    assert answer.status_code == 404
    assert "Page introuvable" in page.text
    assert answer.headers["x-request-id"] in page.text


def test_a_program_gets_its_error_as_problem_details(site: TestClient) -> None:
    answer = site.get("/nulle-part", headers=ANY)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "status": 404,
        "title": "Page introuvable",
        "detail": "Rien ne se trouve à cette adresse.",
        "identifiant": answer.headers["x-request-id"],
        "type": "about:blank",
    }


def test_a_method_that_an_address_does_not_take_is_refused_with_those_it_takes(site: TestClient) -> None:
    answer = site.post("/acteurs", headers=ANY)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["title"] == "Méthode non permise"


def test_an_unforeseen_error_tells_nothing_of_the_inside(store: ox.Store) -> None:
    app = create_app(store=store, directory=Path("nowhere"), revision="essai")

    def broken() -> None:
        raise RuntimeError("mot de passe dans /var/secret")

    app.add_api_route("/broken", broken)
    client = TestClient(app, raise_server_exceptions=False)
    for accept in ("text/html", "*/*"):
        answer = client.get("/broken", headers={"Accept": accept})
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["x-request-id"] in answer.text
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_headers_of_a_page_can_be_asked_for_alone(site: TestClient) -> None:
    answer = site.head("/acteurs")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
