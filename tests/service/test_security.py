"""What hostile texts, addresses and requests come to."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi import Request
from starlette.testclient import TestClient

from service.app import create_app
from service.security import MAX_ADDRESS, MAX_BODY, POLICY, host_name
from service.templating import href
from tests.service.conftest import POISON
from tests.service.markup import Page

Crawled = Mapping[str, tuple[int, str, str]]
ANY = {"Accept": "*/*"}


def pages(crawled: Crawled) -> list[tuple[str, Page]]:
    own = [(address, text) for address, (_, kind, text) in crawled.items() if kind == "text/html"]
    return [(address, Page(text)) for address, text in own if not address.startswith("/reseau/picture")]


@pytest.mark.parametrize(
    "path", ["/", "/nulle-part", "/id/clairval/action/maison-de-sante?format=turtle", "/static/maillage.css"]
)
def test_every_answer_carries_the_protective_headers(site: TestClient, path: str) -> None:
    headers = site.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_no_script_of_a_page_can_run_that_is_not_a_file_of_ours() -> None:
    assert "script-src 'self';" in POLICY
    assert "unsafe" not in POLICY


def test_strict_transport_is_asked_for_where_the_transport_is_secure(site: TestClient) -> None:
    assert "strict-transport-security" not in site.get("/").headers
    assert "strict-transport-security" in site.get("https://testserver/").headers


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "127.0.0.1.example.org:8000", ""])
def test_an_unknown_host_is_refused(site: TestClient, host: str) -> None:
    answer = site.get("/", headers={**ANY, "Host": host})
    assert (answer.status_code, answer.json()["detail"]) == (400, "Le service ne répond pas sous ce nom d'hôte.")
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]:8000"])
def test_the_local_hosts_are_answered(site: TestClient, host: str) -> None:
    assert site.get("/healthz", headers={"Host": host}).json() == {"etat": "en vie"}
    assert host_name(host) == host_name(host).lower()


def test_an_endless_address_is_refused(site: TestClient) -> None:
    answer = site.get(f"/recherche?q={'a' * MAX_ADDRESS}", headers=ANY)
    assert (answer.status_code, answer.json()["title"]) == (414, "Adresse trop longue")


def test_a_body_that_is_too_large_is_refused(site: TestClient) -> None:
    answer = site.post("/recherche", content=b"a" * (MAX_BODY + 1), headers=ANY)
    assert (answer.status_code, answer.json()["title"]) == (413, "Demande trop volumineuse")


def test_a_body_that_hides_its_length_is_stopped_while_it_is_read(store: ox.Store) -> None:
    app = create_app(store=store, directory=Path("nowhere"), revision="essai")

    async def read(request: Request) -> int:
        return len(await request.body())

    app.add_api_route("/read", read, methods=["POST"])
    endless = (b"a" * 65_536 for _ in range(MAX_BODY // 65_536 + 1))
    answer = TestClient(app).post("/read", content=endless, headers=ANY)
    assert (answer.status_code, answer.json()["title"]) == (413, "Demande trop volumineuse")


@pytest.mark.parametrize(
    "path",
    [
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2fetc%2fhostname",
        "/static/%00",
        "/static/maillage.css%00",
        "/id/%2e%2e/%2e%2e/etc/hostname",
        "/id/..%2f..%2fetc%2fhostname",
        "/id/%00",
        "/id/a%20b",
        "/id/%3Cscript%3E",
        "/contrats/%2e%2e%2fgraph",
        "/contrats/%00",
        "/questions/%00",
    ],
)
def test_a_path_that_climbs_or_breaks_finds_nothing(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "Page introuvable" in Page(answer.text).text


def test_what_an_error_quotes_is_text(site: TestClient) -> None:
    answer = site.get("/id/%3Cscript%3Ewindow.poisoned=1%3C/script%3E")
    assert [each["src"] for each in Page(answer.text).all("script")] == ["/static/recherche.js"]
    assert "&lt;script&gt;" in answer.text


def test_what_a_search_quotes_is_text(site: TestClient) -> None:
    page = site.get("/recherche", params={"q": POISON})
    assert [each["src"] for each in Page(page.text).all("script")] == ["/static/recherche.js"]
    assert "{{7*7}}" in page.text


def test_a_line_break_in_an_address_reaches_no_header(site: TestClient) -> None:
    answer = site.get("/financements?contrat=%0d%0aX-Evil:%201", follow_redirects=False)
    assert "x-evil" not in answer.headers


def test_poisoned_texts_are_readable_as_they_are(poisoned: TestClient) -> None:
    text = Page(poisoned.get("/id/clairval/action/maison-de-sante").text).text
    assert "Maison de santé<script>window.poisoned = 1</script>" in text
    assert "{{7*7}}${7*7}" in text
    assert "49" not in text


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//example.org", "file:///etc", " https://a"],
)
def test_only_web_and_mail_addresses_may_be_links(address: str) -> None:
    assert href(address) is None
