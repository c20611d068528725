"""Queries in processes of their own: what they answer, how they end, and that nothing else suffers."""

import asyncio
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from data import naming
from queries import worker
from queries.failures import BadQuery, Busy, Crashed, OutOfMemory, TimedOut, TooLarge, UnofferedFormat
from queries.guard import Refused
from queries.pool import Gate, Pool, default_graphs
from queries.worker import Limits, Query, Result, run
from tests.stores import on_disk

PREFIXES = "PREFIX mlg: <https://w3id.org/maillage/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")
CLAIRVAL = str(naming.published_graph("clairval"))
VALDOR = str(naming.published_graph("valdor"))


@pytest.fixture(scope="module")
def directory(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold the towns on disk."""
    return on_disk(store, tmp_path_factory.mktemp("store"))


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """Listen on a loopback port; give its address and the list of those who call."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        over = threading.Event()

        def accept() -> None:
            while not over.is_set():
                try:
                    connection, caller = server.accept()
                except TimeoutError:
                    continue
                calls.append(caller)
                connection.close()

        thread = threading.Thread(target=accept)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
        over.set()
        thread.join()


def ask(directory: Path, text: str, *, limits: Limits | None = None, **more: tuple[str, ...] | str | None) -> Result:
    """Run one query."""
    query = Query(text, **{"default_graphs": (CLAIRVAL,), **more})  # type: ignore[arg-type]
    return asyncio.run(run(directory, query, limits=limits))


def values(result: Result, variable: str) -> list[str]:
    """Return the values of a variable in a JSON result."""
    return [row[variable]["value"] for row in json.loads(result.content)["results"]["bindings"]]


def test_a_query_is_answered_from_the_graphs_it_is_given(directory: Path) -> None:
    text = f"{PREFIXES} SELECT ?nom {{ ?c a mlg:ContratDeVille ; skos:prefLabel ?nom }}"
    assert values(ask(directory, text), "nom") == ["Contrat de ville de Clairval"]
    assert values(ask(directory, text, default_graphs=(VALDOR,)), "nom") == ["Contrat de ville de Valdor"]
    assert values(ask(directory, text, default_graphs=()), "nom") == []


@pytest.mark.parametrize(
    ("media_type", "start"),
    [
        ("application/sparql-results+json", b'{"head"'),
        ("application/sparql-results+xml", b"<?xml"),
        ("text/csv", b"x\r\n1"),
        ("text/tab-separated-values", b"?x\n1"),
    ],
)
def test_solutions_are_written_in_the_format_asked_for(directory: Path, media_type: str, start: bytes) -> None:
    result = ask(directory, "SELECT (1 AS ?x) {}", solutions=media_type)
    assert result.media_type == media_type
    assert result.content.startswith(start)


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_graphs_are_written_in_the_format_asked_for(directory: Path, media_type: str) -> None:
    result = ask(directory, "CONSTRUCT { <a:s> <a:p> 'é' } WHERE {}", graph=media_type)
    form = ox.RdfFormat.from_media_type(media_type)
    assert [str(quad.triple) for quad in ox.parse(result.content, format=form)] == ['<a:s> <a:p> "é"']


def test_a_kind_of_result_that_the_client_does_not_take_is_not_written(directory: Path) -> None:
    with pytest.raises(UnofferedFormat):
        ask(directory, "ASK {}", solutions=None)
    with pytest.raises(UnofferedFormat):
        ask(directory, "CONSTRUCT WHERE { ?s ?p ?o }", graph=None)


def test_a_fault_of_syntax_is_told_with_its_place(directory: Path) -> None:
    with pytest.raises(BadQuery, match="ligne 2, colonne") as told:
        ask(directory, "SELECT *\nWHAT { ?s ?p ?o }")
    assert told.value.line == 2
    with pytest.raises(BadQuery, match="Prefix not found"):
        ask(directory, "ASK { ?s ?p a:b }")


def test_a_query_is_killed_at_its_deadline(directory: Path) -> None:
    started = time.monotonic()
    with pytest.raises(TimedOut, match=r"0\.4 s"):
        ask(directory, CARTESIAN, limits=Limits(seconds=0.4))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i",
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * { BIND('aaaaaaaa' AS ?x0) "
        + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(33))
        + "}",
    ],
)
def test_a_query_that_wants_too_much_memory_ends_without_harm(directory: Path, text: str) -> None:
    with pytest.raises((OutOfMemory, TimedOut)):
        ask(directory, text, limits=Limits(seconds=4, memory=256 << 20))
    assert ask(directory, "ASK {}").content.endswith(b"true}")


def test_a_result_that_is_too_large_is_refused_not_cut(directory: Path) -> None:
    with pytest.raises(TooLarge, match="LIMIT"):
        ask(directory, "SELECT * { ?a ?b ?c . ?d ?e ?f }", limits=Limits(size=1 << 20))


def test_a_query_that_kills_the_engine_kills_only_its_own_process(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "check", lambda _: None)
    with pytest.raises(Crashed):
        ask(directory, "SELECT * " + "{" * 3000 + "}" * 3000)
    assert ask(directory, "ASK {}").content.endswith(b"true}")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { FILTER regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+$') }",
        "ASK { FILTER regex('a', '((a{1000}){1000}){1000}') }",
    ],
)
def test_hostile_regular_expressions_are_fast(directory: Path, text: str) -> None:
    ask(directory, text, limits=Limits(seconds=3))


def test_the_guard_stands_before_the_worker(directory: Path) -> None:
    with pytest.raises(Refused):
        ask(directory, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_the_process_has_no_network_even_without_the_guard(
    directory: Path, listener: tuple[str, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, calls = listener
    monkeypatch.setattr(worker, "check", lambda _: None)
    with pytest.raises(Crashed):
        ask(directory, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
    assert calls == []


def test_an_unknown_graph_is_empty_and_is_not_fetched(directory: Path, listener: tuple[str, list[object]]) -> None:
    address, calls = listener
    everywhere = "{ { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    named = f"SELECT * FROM <{address}> FROM NAMED <{address}> FROM <file:///etc/hostname> {everywhere}"  # noqa: S608
    assert json.loads(ask(directory, named, default_graphs=None).content)["results"]["bindings"] == []
    assert values(ask(directory, "SELECT * { ?s ?p ?o }", default_graphs=(address,)), "s") == []
    assert calls == []


@pytest.mark.skipif(not CHILDREN.exists(), reason="the kernel does not list the children of a process")
def test_a_cancelled_query_is_killed(directory: Path) -> None:
    async def cancelled() -> tuple[str, str]:
        task = asyncio.create_task(run(directory, Query(CARTESIAN, (CLAIRVAL,)), limits=Limits(seconds=30)))
        await asyncio.sleep(0.4)
        before = CHILDREN.read_text()
        task.cancel()
        await asyncio.wait({task}, timeout=1)
        return before, CHILDREN.read_text()

    before, after = asyncio.run(cancelled())
    assert len(before.split()) == len(after.split()) + 1


def test_the_default_dataset_is_everything_published(store: ox.Store, directory: Path) -> None:
    graphs = default_graphs(store)
    assert {CLAIRVAL, VALDOR, str(naming.GRAPH_REFERENCE), str(naming.GRAPH_CATALOGUE)} <= set(graphs)
    pool = Pool(directory, default_graphs=graphs)
    text = f"{PREFIXES} SELECT DISTINCT ?c {{ ?c mlg:graphePublie ?g . ?c mlg:cadre ?d }}"
    contracts = values(asyncio.run(pool.answer(Query(text))), "c")
    assert sorted(contracts) == [str(naming.contract("clairval")), str(naming.contract("valdor"))]


def test_guesses_are_asked_by_the_name_of_their_graph_only(store: ox.Store, directory: Path) -> None:
    pool = Pool(directory, default_graphs=default_graphs(store))
    guesses = naming.proposition_graph("clairval")
    bare = f"{PREFIXES} SELECT ?s {{ ?p mlg:score ?s }}"
    assert values(asyncio.run(pool.answer(Query(bare))), "s") == []
    named = f"{PREFIXES} SELECT ?s {{ ?c mlg:graphePropositions ?g . GRAPH ?g {{ ?p mlg:score ?s }} }}"
    assert values(asyncio.run(pool.answer(Query(named))), "s") != []
    chosen = f"{PREFIXES} SELECT ?s FROM <{guesses}> {{ ?p mlg:score ?s }}"  # noqa: S608
    assert values(asyncio.run(pool.answer(Query(chosen))), "s") != []


def test_from_replaces_the_default_dataset_and_the_request_replaces_from(store: ox.Store, directory: Path) -> None:
    pool = Pool(directory, default_graphs=default_graphs(store))
    text = f"{PREFIXES} SELECT DISTINCT ?t FROM <{CLAIRVAL}> {{ ?c mlg:territoire ?t }}"  # noqa: S608
    assert values(asyncio.run(pool.answer(Query(text))), "t") == ["Clairval"]
    assert values(asyncio.run(pool.answer(Query(text, default_graphs=(VALDOR,), named_graphs=()))), "t") == ["Valdor"]


def test_heavy_queries_leave_room_for_a_simple_one_and_are_turned_away_when_too_many(directory: Path) -> None:
    pool = Pool(directory, default_graphs=(CLAIRVAL,), limits=Limits(seconds=2))

    async def crowd() -> tuple[float, list[object]]:
        heavy = [asyncio.create_task(pool.answer(Query(CARTESIAN))) for _ in range(6)]
        await asyncio.sleep(0.7)
        started = time.monotonic()
        await pool.answer(Query("ASK {}"))
        waited = time.monotonic() - started
        return waited, list(await asyncio.gather(*heavy, return_exceptions=True))

    waited, ends = asyncio.run(crowd())
    assert waited < 2
    assert sorted({type(end) for end in ends}, key=str) == [Busy, TimedOut]


def test_a_gate_lets_in_as_many_as_it_has_places() -> None:
    async def meet() -> list[bool]:
        gate = Gate(running=1, waiting=1, retry_after=3)
        inside: list[str] = []

        async def enter() -> bool:
            try:
                async with gate:
                    inside.append("one")
                    assert len(inside) == 1
                    await asyncio.sleep(0.01)
                    inside.pop()
            except Busy as busy:
                return busy.retry_after != 3
            return True

        first = list(await asyncio.gather(*(enter() for _ in range(4))))
        return [*first, await enter()]

    assert asyncio.run(meet()) == [True, True, False, False, True]
