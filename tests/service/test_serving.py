"""What is served changes while the service runs: each request is answered from one state, the next from the new one."""

import gc
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from rdflib import SKOS, Graph, Literal

from data import naming
from data.change import Change
from data.store import OpenStore
from service.app import create_app
from service.serving import Following, serving_of
from service.world import TheWorld, world_of
from tests.data.writing import HOUSE, SOURCE, writer_in
from tests.service.conftest import BROWSER
from tests.service.markup import Page
from tests.stores import on_disk

TERRITORIES = "SELECT ?t { ?c <https://w3id.org/maillage/ontology#territoire> ?t } ORDER BY ?t"


def _without(store: ox.Store, town: str) -> ox.Store:
    kept = ox.Store()
    kept.extend(store)
    kept.remove_graph(ox.NamedNode(naming.published_graph(town)))
    catalogue = ox.NamedNode(naming.GRAPH_CATALOGUE)
    for quad in list(kept.quads_for_pattern(ox.NamedNode(naming.contract(town)), None, None, catalogue)):
        kept.remove(quad)
    return kept


@pytest.fixture
def both(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> OpenStore:
    return OpenStore(store, on_disk(store, tmp_path_factory.mktemp("both")), "deux villes")


@pytest.fixture
def one(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> OpenStore:
    kept = _without(store, "valdor")
    return OpenStore(kept, on_disk(kept, tmp_path_factory.mktemp("one")), "une ville")


@pytest.fixture
def app(one: OpenStore) -> FastAPI:
    return create_app(store=one.store, directory=one.directory, revision=one.revision)


def _territories(client: TestClient) -> list[str]:
    answer = client.get("/sparql", params={"query": TERRITORIES, "format": "json"})
    return [row["t"]["value"] for row in answer.json()["results"]["bindings"]]


def test_pages_questions_and_sparql_all_show_what_is_adopted(app: FastAPI, both: OpenStore) -> None:
    client = TestClient(app, headers=BROWSER)
    question = "/questions/couverture?format=json"
    before = client.get(question)
    assert "Valdor" not in Page(client.get("/").text).text
    assert client.get("/contrats/valdor").status_code == 404
    assert _territories(client) == ["Clairval"]
    app.state.serving.adopt(both)
    assert "Valdor" in Page(client.get("/").text).text
    assert client.get("/contrats/valdor").status_code == 200
    assert _territories(client) == ["Clairval", "Valdor"]
    after = client.get(question)
    assert (before.headers["x-maillage-revision"], after.headers["x-maillage-revision"]) == (
        "une%20ville",
        "deux%20villes",
    )
    assert len(after.json()) > len(before.json())
    assert client.get("/requete", params={"query": TERRITORIES}).text.count("Valdor")


def test_a_request_under_way_ends_on_what_was_served_when_it_came(app: FastAPI, both: OpenStore) -> None:
    def slow(request: Request, world: TheWorld) -> list[str]:
        serving_of(request).adopt(both)
        return [world.revision, world_of(request).revision, serving_of(request).current.world.revision]

    app.add_api_route("/slow", slow)
    client = TestClient(app)
    assert client.get("/slow").json() == ["une ville", "une ville", "deux villes"]
    assert client.get("/slow").json() == ["deux villes"] * 3


def test_what_a_command_publishes_is_served_while_the_site_runs(tmp_path: Path) -> None:
    writer = writer_in(tmp_path)
    opened = writer.open()
    app = create_app(
        store=opened.store,
        directory=opened.directory,
        revision=opened.revision,
        lease=opened.lease,
        home=writer.home,
    )
    old = opened.directory
    del opened
    following = Following(app.state.serving, writer.home, writer.open)
    client = TestClient(app, headers=BROWSER)
    following.look()
    assert "Ada Exemple" not in Page(client.get("/").text).text
    graph = Graph().parse(writer.files("clairval").sources()[0])
    graph.add((HOUSE, SKOS.altLabel, Literal("Le <dispensaire>", lang="fr")))
    change = Change("clairval", {SOURCE: graph})
    writer.commit(change, base=writer.revision("clairval"), who="Ada Exemple", why="lu en comité")
    following.look()
    assert "Le <dispensaire>" in Page(client.get("/id/clairval/action/maison-de-sante").text).text
    assert "1 document lu, 1 affirmation en plus, aucune en moins (Ada Exemple)" in Page(client.get("/").text).text
    assert _territories(client) == ["Clairval", "Valdor"]
    gc.collect()
    assert not old.exists(), "nobody reads it any more"


def test_an_error_page_tells_of_what_is_served(app: FastAPI, both: OpenStore) -> None:
    client = TestClient(app, headers=BROWSER)
    app.state.serving.adopt(both)
    assert "deux villes" in client.get("/nulle-part").text


def test_a_state_that_cannot_be_read_is_not_adopted(app: FastAPI, both: OpenStore) -> None:
    def broken(_: OpenStore) -> None:
        raise OSError("disque")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.serving.read_world", lambda *_, **__: broken(both))
        with pytest.raises(OSError, match="disque"):
            app.state.serving.adopt(both)
    assert app.state.serving.current.world.revision == "une ville"
