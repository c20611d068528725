"""The site over the invented towns, as it is and with every text poisoned."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urldefrag

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data import naming
from data.store import OpenStore
from service.app import create_app
from service.tools import vendor
from service.world import World, read_world
from tests.needs import lacking
from tests.service.importing import furnished
from tests.service.markup import Page
from tests.stores import on_disk

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
CLOSED = frozenset({"/importer"})
"""What pages lead to and a reader is refused, in words: `test_import_session.py` tries it."""
POISON = (
    "<script>window.poisoned = 1</script>\"><img src=x onerror='window.poisoned = 1'>"
    "</textarea></title>{{7*7}}${7*7}\u202eabc"
)
_TEXT = {
    "http://www.w3.org/2001/XMLSchema#string",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
}


@pytest.fixture(scope="session")
def site(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return _client(store, tmp_path_factory)


@pytest.fixture(scope="session")
def contracts(bundle: OpenStore) -> TestClient:
    """Serve the two contracts that ship with the program."""
    app = create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision)
    return TestClient(app, headers=BROWSER)


@pytest.fixture(scope="session")
def world(bundle: OpenStore) -> World:
    """Hold what pages know of the two contracts."""
    return read_world(bundle.store, directory=bundle.directory, revision=bundle.revision)


@pytest.fixture(scope="session")
def libraries() -> None:
    """Want the libraries of the query tools, which are fetched at set-up."""
    if not vendor.address("sparnatural.js"):
        lacking("the libraries were not fetched at set-up")


@pytest.fixture(scope="session")
def poisoned_store(store: ox.Store) -> ox.Store:
    """Append an attack to every text of Clairval, and make some things point to addresses that run."""
    graph = ox.NamedNode(naming.published_graph("clairval"))
    graphs = {graph, ox.NamedNode(naming.proposition_graph("clairval"))}
    spoilt = ox.Store()
    spoilt.extend(_spoil(quad) if quad.graph_name in graphs else quad for quad in store)
    action = ox.NamedNode(f"{naming.ID}clairval/action/maison-de-sante")
    for address in (
        "javascript:window.poisoned=1",
        "data:text/html,<script>1</script>".replace("<", "%3C").replace(">", "%3E"),
    ):
        for name in ("exactMatch", "related"):
            link = ox.NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}")
            spoilt.add(ox.Quad(action, link, ox.NamedNode(address), graph))
    return spoilt


@pytest.fixture(scope="session")
def poisoned(poisoned_store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return _client(poisoned_store, tmp_path_factory)


@pytest.fixture(scope="session")
def crawled(site: TestClient) -> Mapping[str, tuple[int, str, str]]:
    """Hold the status, the media type and the text of every address that a reader can reach."""
    return _crawl(site)


@pytest.fixture(scope="session")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold what a site where a session may import stands on, to be copied."""
    return furnished(tmp_path_factory.mktemp("furniture"))


def _client(store: ox.Store, folders: pytest.TempPathFactory) -> TestClient:
    directory = on_disk(store, folders.mktemp("site"))
    app = create_app(store=store, directory=directory, revision="révision d'essai")
    return TestClient(app, headers=BROWSER)


def _spoil(quad: ox.Quad) -> ox.Quad:
    value = quad.object
    if not isinstance(value, ox.Literal) or value.datatype.value not in _TEXT:
        return quad
    said = f"{value.value}{POISON}"
    made = ox.Literal(said, language=value.language) if value.language else ox.Literal(said)
    return ox.Quad(quad.subject, quad.predicate, made, quad.graph_name)


def _crawl(client: TestClient) -> dict[str, tuple[int, str, str]]:
    seen: dict[str, tuple[int, str, str]] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen or address in CLOSED:
            continue
        answer = client.get(address)
        kind = answer.headers["content-type"].partition(";")[0]
        seen[address] = (answer.status_code, kind, answer.text if kind == "text/html" else "")
        if kind == "text/html" and not address.startswith("/reseau/picture"):
            found = Page(answer.text)
            waiting += [urldefrag(link).url for link in (*found.links, *found.resources) if link.startswith("/")]
    return seen
