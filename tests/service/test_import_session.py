"""Who may import: the one-time link, what the browser keeps, what others see, what forged requests come to."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.importing.sessions import SECONDS, Sessions
from tests.service.importing import OWN, Desk, opened
from tests.service.markup import Page

PATHS = ("/importer", "/importer/0123456789abcdef", "/importer/0123456789abcdef/publier")
POSTS = (
    "/importer",
    "/importer/0123456789abcdef/lire",
    "/importer/0123456789abcdef/publier",
    "/importer/0123456789abcdef/ecarter",
    "/importer/0123456789abcdef/supprimer",
    "/session/fermer",
)


@pytest.fixture(scope="module")
def desk(desk_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = opened(desk_folder, tmp_path_factory.mktemp("desk"))
    yield desk
    desk.importer.workshop.stop()


def test_the_link_opens_a_session_and_leads_to_the_imports(desk: Desk) -> None:
    client = desk.browser()
    answer = client.get("/session", params={"jeton": desk.importing.sessions.issue()})
    assert (answer.status_code, answer.headers["location"]) == (303, "/importer")
    assert "Session ouverte" in client.get("/importer").text


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(desk: Desk) -> None:
    token = desk.importing.sessions.issue()
    cookie = desk.browser().get("/session", params={"jeton": token}).headers["set-cookie"]
    name, _, said = cookie.partition("=")
    told = {part.strip().lower() for part in said.split(";")[1:]}
    assert name == "maillage"
    assert {"httponly", "samesite=strict", "path=/", f"max-age={int(SECONDS)}"} <= told
    assert len(said.split(";")[0]) >= 43  # 256 bits in base 64
    assert token not in cookie


def test_on_https_the_cookie_is_bound_to_the_host_and_to_the_transport(desk: Desk) -> None:
    client = desk.browser(base="https://testserver")
    cookie = client.get("/session", params={"jeton": desk.importing.sessions.issue()}).headers["set-cookie"]
    assert cookie.startswith("__Host-maillage=")
    assert "; secure" in cookie.lower()
    assert client.get("/importer").status_code == 200


def test_a_link_serves_once(desk: Desk) -> None:
    token = desk.importing.sessions.issue()
    assert desk.browser().get("/session", params={"jeton": token}).status_code == 303
    again = desk.browser().get("/session", params={"jeton": token})
    assert again.status_code == 403
    assert "il a déjà servi" in Page(again.text).text
    assert "set-cookie" not in again.headers


def test_whoever_opened_the_session_may_follow_the_link_again(desk: Desk) -> None:
    client, token = desk.browser(), desk.importing.sessions.issue()
    client.get("/session", params={"jeton": token})
    assert client.get("/session", params={"jeton": token}).headers["location"] == "/importer"


def test_of_two_that_follow_a_link_at_once_one_gets_in() -> None:
    sessions = Sessions()
    token, won = sessions.issue(), []
    threads = [threading.Thread(target=lambda: won.append(sessions.redeem(token))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(filter(None, won))) == 1


def test_looking_at_a_link_does_not_use_it(desk: Desk) -> None:
    client, token = desk.browser(), desk.importing.sessions.issue()
    assert client.head("/session", params={"jeton": token}).status_code == 204
    early = client.get("/session", params={"jeton": token}, headers={"Sec-Purpose": "prefetch;prerender"})
    assert early.status_code == 204
    assert client.get("/session", params={"jeton": token}).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "é" * 40, "\ud800" * 8, "a" * 8000])
def test_a_wrong_token_opens_nothing_and_leaves_the_link(desk: Desk, token: str) -> None:
    right = desk.importing.sessions.issue()
    answer = desk.browser().get("/session", params={"jeton": token.encode(errors="surrogatepass")})
    assert answer.status_code == 403
    assert desk.browser().get("/session", params={"jeton": right}).status_code == 303


def test_a_secret_that_somebody_plants_is_never_a_session(desk: Desk) -> None:
    planted = {"Cookie": "maillage=planted"}
    client = desk.browser()
    assert client.get("/importer", headers=planted).status_code == 403
    token = desk.importing.sessions.issue()
    assert "planted" not in client.get("/session", params={"jeton": token}, headers=planted).headers["set-cookie"]
    assert desk.browser().get("/importer", headers=planted).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_others_are_told_how_to_open_a_session_and_see_nothing(desk: Desk, path: str) -> None:
    answer = desk.browser().get(path)
    page = Page(answer.text)
    assert answer.status_code == 403
    assert "Importer demande une session" in page.text
    assert "Allez au terminal où « maillage serve » a été lancé." in page.text
    assert page.all("form") == [each for each in page.all("form") if each["action"] == "/recherche"]
    assert answer.headers["cache-control"] == "no-store, private"


@pytest.mark.parametrize("path", POSTS)
def test_nobody_changes_anything_without_a_session(desk: Desk, path: str) -> None:
    answer = desk.browser().post(path, data={"jeton": "x"}, headers=OWN)
    assert answer.status_code == 403
    assert desk.importer.imports.all() == ()


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
    ],
)
def test_a_request_that_another_site_makes_is_refused(desk: Desk, path: str, said: dict[str, str]) -> None:
    person = desk.person()
    answer = person.client.post(path, data={"jeton": person.token}, headers={**OWN, **said})
    assert answer.status_code == 403
    assert "ne vient pas d'une page de votre session" in Page(answer.text).text


@pytest.mark.parametrize("path", POSTS[1:])
def test_a_form_without_the_token_of_its_session_is_refused(desk: Desk, path: str) -> None:
    person, other = desk.person(), desk.person()
    for token in ("", "x", other.token):
        answer = person.client.post(path, data={"jeton": token}, headers=OWN)
        assert answer.status_code == 403
        assert "rien n'a été fait" in Page(answer.text).text


def test_an_upload_without_the_token_keeps_nothing(desk: Desk) -> None:
    person = desk.person()
    answer = person.client.post("/importer", data={"jeton": "x"}, files={"fichier": ("a.md", b"# A")}, headers=OWN)
    assert (answer.status_code, desk.importer.imports.all()) == (403, ())


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/x-www-form-urlencoded"])
def test_documents_are_taken_from_a_form_with_files_only(desk: Desk, kind: str) -> None:
    answer = desk.person().client.post("/importer", content=b"a=1", headers={**OWN, "Content-Type": kind})
    assert answer.status_code == 415


def test_a_session_that_is_closed_is_closed_in_every_window_and_a_new_link_is_told(desk: Desk) -> None:
    person = desk.person()
    window = desk.browser()
    window.cookies = person.client.cookies
    told = len(desk.announced)
    answer = person.client.post("/session/fermer", data={"jeton": person.token}, headers=OWN)
    assert answer.status_code == 303
    assert 'maillage=""' in answer.headers["set-cookie"]
    secret = {"Cookie": f"maillage={window.cookies.get('maillage')}"}
    assert desk.browser().get("/importer", headers=secret).status_code == 403
    assert len(desk.announced) == told + 1
    assert desk.browser().get("/session", params={"jeton": desk.announced[-1]}).status_code == 303


def test_a_session_ends_after_twelve_hours() -> None:
    clock = [0.0]
    sessions = Sessions(clock=lambda: clock[0])
    secret = sessions.redeem(sessions.issue())
    assert secret
    clock[0] = SECONDS - 1
    assert sessions.find(secret)
    clock[0] = SECONDS
    assert sessions.find(secret) is None


def test_a_new_link_takes_the_place_of_the_one_before() -> None:
    sessions = Sessions()
    first, second = sessions.issue(), sessions.issue()
    assert sessions.redeem(first) is None
    assert sessions.redeem(second)


def test_each_session_has_secrets_of_its_own() -> None:
    sessions = Sessions()
    secrets = [sessions.redeem(sessions.issue()) for _ in range(3)]
    tokens = {found.form_token for secret in secrets if secret and (found := sessions.find(secret))}
    assert len({*secrets}) == len(tokens) == 3


def test_a_service_that_only_serves_readers_says_so(site: TestClient) -> None:
    page = site.get("/importer")
    assert page.status_code == 403
    assert "Ce serveur ne fait que montrer les données" in Page(page.text).text
    assert site.get("/session?jeton=x").status_code == 403


def test_every_page_leads_to_where_contracts_are_imported(desk: Desk) -> None:
    assert "/importer" in Page(desk.browser().get("/").text).links


def test_a_reader_gets_no_cookie(desk: Desk) -> None:
    client = desk.browser()
    for path in ("/", "/contrats/clairval", "/importer", "/questions"):
        assert "set-cookie" not in client.get(path).headers


def test_what_a_session_sees_is_kept_by_nobody(desk: Desk) -> None:
    headers = desk.person().client.get("/importer").headers
    assert headers["cache-control"] == "no-store, private"
    assert "Cookie" in headers["vary"]


def test_the_secrets_stand_in_no_page_but_the_forms(desk: Desk) -> None:
    person = desk.person()
    page = person.client.get("/importer").text
    secret = person.client.cookies.get("maillage")
    assert secret
    assert secret not in page
    assert person.token not in person.client.get("/").text
