"""The SPARQL protocol: what a client may send, what it gets, and that nothing hostile stops the service."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from data import naming
from queries.pool import Pool, default_graphs
from queries.worker import Limits
from service.sparql import router
from tests.stores import on_disk

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
THREADS = Path("/proc/self/task")
CLAIRVAL = str(naming.published_graph("clairval"))
VALDOR = str(naming.published_graph("valdor"))
JSON = "application/sparql-results+json"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TERRITORIES = "SELECT ?t { ?c <https://w3id.org/maillage/ontology#territoire> ?t } ORDER BY ?t"


@pytest.fixture(scope="module")
def app(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Serve the two towns, with short deadlines."""
    path = on_disk(store, tmp_path_factory.mktemp("store"))
    pool = Pool(path, default_graphs=default_graphs(store), limits=Limits(seconds=2, memory=256 << 20, size=1 << 20))
    app = FastAPI()
    app.include_router(router(lambda _: pool, editor="/requete"))
    return app


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def port(app: FastAPI) -> Iterator[int]:
    """Run a real server on a free loopback port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def names(answer: str, variable: str) -> list[str]:
    """Return the values of a variable in a JSON result."""
    return [row[variable]["value"] for row in json.loads(answer)["results"]["bindings"]]


def talk(port: int, *sent: bytes, seconds: float = 5.0) -> bytes:
    """Send bytes to the server as they are; return what it answers until it closes or falls silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        received = b""
        try:
            for part in sent:
                connection.sendall(part)
            while part := connection.recv(65_536):
                received += part
        except (TimeoutError, ConnectionError):
            pass
        return received


def request(text: str, *, accept: str = "*/*") -> bytes:
    """Write a request for a query."""
    line = f"GET /sparql?query={quote(text)} HTTP/1.1"
    return f"{line}\r\nHost: localhost\r\nAccept: {accept}\r\nConnection: close\r\n\r\n".encode()


def alive(port: int) -> bool:
    """Tell whether the server answers a simple query in two seconds."""
    return talk(port, request("ASK {}"), seconds=2).endswith(b'"boolean":true}')


def workers() -> list[str]:
    """Return the processes that answer queries, of those that this one has started and that still run."""
    children = [child for listed in THREADS.glob("*/children") for child in listed.read_text().split()]
    return [child for child in children if _answers_queries(child)]


def _answers_queries(process: str) -> bool:
    try:
        return b"child.py" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it has just ended
        return False


def test_a_query_comes_by_get_by_form_or_as_itself(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": TERRITORIES})
    form = client.post("/sparql", data={"query": TERRITORIES})
    itself = client.post("/sparql", content=TERRITORIES, headers={"Content-Type": "application/sparql-query"})
    assert [names(answer.text, "t") for answer in (got, form, itself)] == [["Clairval", "Valdor"]] * 3
    assert got.headers["content-type"] == JSON
    assert got.headers["vary"] == "Accept"


def test_a_request_may_choose_the_graphs_wherever_it_puts_its_parameters(client: TestClient) -> None:
    address = f"/sparql?default-graph-uri={quote(VALDOR)}"
    direct = client.post(address, content=TERRITORIES, headers={"Content-Type": "application/sparql-query"})
    form = client.post("/sparql", data={"query": TERRITORIES, "default-graph-uri": [VALDOR]})
    named = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g {} }", "named-graph-uri": [CLAIRVAL]})
    assert names(direct.text, "t") == ["Valdor"]
    assert names(form.text, "t") == ["Valdor"]
    assert names(named.text, "g") == [CLAIRVAL]


def test_the_graphs_of_a_request_replace_those_of_its_query(client: TestClient) -> None:
    text = TERRITORIES.replace("{", f"FROM <{CLAIRVAL}> {{", 1)
    assert names(client.get("/sparql", params={"query": text}).text, "t") == ["Clairval"]
    chosen = client.get("/sparql", params={"query": text, "default-graph-uri": VALDOR})
    assert names(chosen.text, "t") == ["Valdor"]


def test_a_graph_that_is_not_there_is_empty_and_nobody_is_called(client: TestClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        text = f"SELECT * FROM <{address}> FROM <file:///etc/hostname> {{ ?s ?p ?o }}"  # noqa: S608
        assert names(client.get("/sparql", params={"query": text}).text, "s") == []
        chosen = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": address})
        assert names(chosen.text, "s") == []
        for refused in (f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", f"LOAD <{address}>"):
            assert client.get("/sparql", params={"query": refused}).status_code == 403
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    ("accept", "text", "media_type"),
    [
        ("*/*", "ASK {}", JSON),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "ASK {}", JSON),
        ("application/json", "ASK {}", "application/json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "ASK {}", "application/sparql-results+xml"),
        ("*/*", "CONSTRUCT WHERE { ?s a ?o }", "text/turtle; charset=utf-8"),
        ("application/rdf+xml, text/csv", "DESCRIBE <a:a>", "application/rdf+xml"),
        ("application/json", "DESCRIBE <a:a>", "application/json"),
        ("text/html;q=0.1", "ASK {}", None),
        ("text/turtle", "ASK {}", None),
        ("text/csv", "DESCRIBE <a:a>", None),
        ("nonsense", "ASK {}", None),
    ],
)
def test_the_client_gets_the_form_it_takes_or_406(
    client: TestClient, accept: str, text: str, media_type: str | None
) -> None:
    answer = client.get("/sparql", params={"query": text}, headers={"Accept": accept})
    assert answer.headers["content-type"] == (media_type or "application/problem+json")
    assert answer.status_code == (200 if media_type else 406)


def test_a_table_is_downloaded_and_never_sniffed(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ('=1+1' AS ?x) {}"}, headers={"Accept": "text/csv"})
    assert answer.text == "x\r\n=1+1\r\n"
    assert answer.headers["content-disposition"] == 'attachment; filename="resultats.csv"'
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sparql?query=ASK{}&query=ASK{}", 400),
        ("/sparql?default-graph-uri=http://h/", 400),
        ("/sparql?query=", 400),
        ("/sparql?query=%FF", 400),
        ("/sparql?query=ASK{}&default-graph-uri=relative", 400),
        ("/sparql?query=ASK{}&default-graph-uri=http://h/%3Cscript%3E", 400),
        ("/sparql?query=SELECT%20nothing", 400),
        ("/sparql?query=ASK{}" + "&x=1" * 600, 400),
        ("/sparql?update=DROP%20ALL", 403),
        ("/sparql?query=ASK{}&update=DROP%20ALL", 403),
        ("/sparql?query=DROP%20ALL", 403),
    ],
)
def test_what_the_protocol_does_not_allow_is_refused(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "application/sparql-query"}, "ASK { ?s ?p 'é' }".encode("latin-1"), 400),
        (FORM, "query=é".encode("latin-1"), 400),
        (FORM, b"query=ASK{}&query=ASK{}", 400),
        (FORM, b"update=DROP+ALL", 403),
        ({"Content-Type": "application/sparql-update"}, b"DROP ALL", 403),
        ({"Content-Type": "application/sparql-query; charset=utf-16"}, b"ASK {}", 415),
        ({"Content-Type": "text/plain"}, b"ASK {}", 415),
        ({}, b"ASK {}", 415),
        ({**FORM, "Content-Encoding": "gzip"}, b"query=ASK{}", 415),
        ({"Content-Type": "application/sparql-query"}, b"ASK {} #" + b"x" * 70_000, 413),
        (FORM, b"query=ASK{}&x=" + b"x" * 300_000, 413),
    ],
)
def test_a_body_that_cannot_be_read_as_a_query_is_refused(
    client: TestClient, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = client.post("/sparql", content=body, headers=headers)
    assert answer.json()["status"] == answer.status_code == status


def test_a_query_in_the_address_and_one_in_the_body_are_one_too_many(client: TestClient) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    answer = client.post("/sparql?query=ASK{}", content="ASK {}", headers=headers)
    assert answer.status_code == 400
    assert "2 ont été reçus" in answer.json()["detail"]


def test_an_error_is_never_a_page_nor_shows_the_inside(client: TestClient) -> None:
    text = "SELECT * { <script>alert(1)</script> }"
    problem = client.get("/sparql", params={"query": text}, headers={"Accept": "text/html,*/*;q=0.1"})
    assert problem.headers["content-type"] == "application/problem+json"
    plain = client.get("/sparql", params={"query": "ASK {\n?s ?p }"}, headers={"Accept": "text/plain, text/csv"})
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert "ligne 2, colonne" in plain.text
    for answer in (problem, plain):
        assert answer.status_code == 400
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not {"<script", "Traceback", "pyoxigraph", ".py"} & set(answer.text.split())


def test_anyone_may_read_from_another_origin_without_credentials(client: TestClient) -> None:
    origin = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/sparql", headers=origin)
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=origin)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-origin"] == answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in {*preflight.headers, *answer.headers}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused_with_those_that_are_allowed(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql?query=ASK{}", headers={"X-HTTP-Method-Override": "GET"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_browser_that_asks_nothing_is_sent_to_the_editor_and_a_program_is_told_what_is_here(
    client: TestClient,
) -> None:
    browser = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/requete")
    for accept in ("text/turtle", "application/rdf+xml", "*/*"):
        told = client.get("/sparql", headers={"Accept": accept})
        form = ox.RdfFormat.from_media_type(told.headers["content-type"])
        described = {(str(quad.predicate.value), str(quad.object)) for quad in ox.parse(told.content, format=form)}
        assert ("http://www.w3.org/ns/sparql-service-description#endpoint", "<http://testserver/sparql>") in described
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_openapi_describes_the_query_both_ways(client: TestClient) -> None:
    path = client.get("/openapi.json").json()["paths"]["/sparql"]
    assert {*path} == {"get", "post"}
    assert [each["name"] for each in path["get"]["parameters"]] == ["query", "default-graph-uri", "named-graph-uri"]
    assert {*path["post"]["requestBody"]["content"]} == {
        "application/sparql-query",
        "application/x-www-form-urlencoded",
    }


def test_a_result_that_is_too_large_is_refused_whole(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
    assert answer.status_code == 413
    assert "LIMIT" in answer.json()["detail"]


def test_head_answers_as_get_without_the_body(port: int) -> None:
    answer = talk(port, request("ASK {}").replace(b"GET", b"HEAD", 1))
    assert answer.startswith(b"HTTP/1.1 200")
    assert f"content-type: {JSON}".encode() in answer
    assert answer.endswith(b"\r\n\r\n")


def test_a_heavy_query_is_stopped_at_its_deadline(port: int) -> None:
    started = time.monotonic()
    answer = talk(port, request(CARTESIAN))
    assert answer.startswith(b"HTTP/1.1 503")
    assert "arrêtée au bout de 2 s".encode() in answer
    assert time.monotonic() - started < 5
    assert alive(port)


@pytest.mark.skipif(not THREADS.exists(), reason="needs Linux, to list the children of this process")
def test_a_query_whose_client_is_gone_is_stopped_within_a_second(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request(CARTESIAN))
        sent = time.monotonic()
        while not workers():
            assert time.monotonic() - sent < 5
            time.sleep(0.01)
    gone = time.monotonic()
    while workers():
        assert time.monotonic() - gone < 1
        time.sleep(0.01)
    assert alive(port)


def test_too_many_heavy_queries_are_turned_away_with_a_time_to_come_back(port: int) -> None:
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: answers.append(talk(port, request(CARTESIAN), seconds=9))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.8)
    assert alive(port)
    for thread in threads:
        thread.join()
    busy = [answer for answer in answers if answer.startswith(b"HTTP/1.1 429")]
    assert len(busy) == 2
    assert all(b"retry-after: 2" in answer for answer in busy)


POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ((POST + b"Content-Length: 10000000000\r\nExpect: 100-continue\r\n\r\n",), b"413"),
        ((POST + b"Transfer-Encoding: chunked\r\n\r\n", *([b"4000\r\n" + b"#" * 0x4000 + b"\r\n"] * 40)), b"413"),
        ((POST + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}",), b"400"),
        ((POST + b"Content-Length: -1\r\n\r\nASK {}",), b"400"),
        ((b"GET /sparql?query=" + b"a" * (1 << 20) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",), b"400"),
        ((b"GET /sparql?query=\xff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",), b"400"),
        ((b"CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",), b"4"),
        ((b"GET http://localhost/sparql?query=SELECT HTTP/1.0\r\n\r\n",), b"4"),
        ((request("SELECT * " + "{" * 3000 + "}" * 3000),), b"400"),
        ((request("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i"),), b"503"),
    ],
    ids=["10 GB", "endless", "two lengths", "negative", "1 MiB", "bytes", "connect", "http/1.0", "deep", "memory"],
)
def test_hostile_requests_are_refused_and_the_service_lives(port: int, sent: tuple[bytes, ...], status: bytes) -> None:
    answer = talk(port, *sent, seconds=6)
    # A server that closes while it is sent to may be cut off before its answer is read.
    assert answer == b"" or answer.split(b" ", 2)[1].startswith(status)
    assert b"Traceback" not in answer
    assert b"100 Continue" not in answer
    assert alive(port)
