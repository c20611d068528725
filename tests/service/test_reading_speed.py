"""Pages read each relation in one query: what is read together is what is read one by one, and it is read once."""

from dataclasses import replace
from threading import Event

import pytest
from starlette.testclient import TestClient

from data.store import OpenStore
from service import warming
from service.actions import read_actions, with_details
from service.app import create_app
from service.contract.overview import read_overview
from service.evidence import kind_sources, passages
from service.findings import read_findings
from service.relations import fundings, participations
from service.serving import serving_of_app
from service.shelf import Readings, Shelf
from service.world import World, read_world


@pytest.fixture(scope="module")
def world(bundle: OpenStore) -> World:
    return read_world(bundle.store, directory=bundle.directory, revision=bundle.revision)


def test_what_is_read_of_all_actions_at_once_is_what_is_read_of_each(world: World) -> None:
    contract = world.contracts[0]
    graphs = [contract.graph]
    rows = with_details(world, read_actions(world, [contract]))
    assert sum(len(row.participants) for row in rows) > 100
    for row in rows:
        iri = row.action.thing.iri
        assert row.participants == participations(world, graphs=graphs, bound={"dans": iri})
        assert row.funders == fundings(world, graphs=graphs, bound={"finance": iri})
        assert row.sources == passages(world, iri)


def test_the_places_of_many_things_are_those_of_each(world: World) -> None:
    found = kind_sources(world, "EngagementFinancier", world.contracts[0].graph)
    assert found
    assert all(places == passages(world, iri) for iri, places in found.items())


def test_what_was_read_of_one_state_of_the_store_is_not_read_again(world: World) -> None:
    contract = world.contracts[0]
    first, second = (read_actions(world, [contract]) for _ in range(2))
    assert [id(each) for each in first] == [id(each) for each in second]


def test_what_is_read_may_ask_for_what_was_read_before() -> None:
    shelf: Shelf[int] = Shelf(4)
    assert shelf.get("sum", lambda: shelf.get("one", lambda: 1) + 1) == 2


def test_two_who_read_the_same_key_do_not_get_each_other_s_reading() -> None:
    def length() -> int:
        return 3

    def name() -> str:
        return "abc"

    kept = Readings()
    assert (kept.get(length, "x", length), kept.get(name, "x", name)) == (3, "abc")


def test_what_the_first_pages_say_is_read_before_anybody_asks(bundle: OpenStore) -> None:
    app = create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision)
    read = list[str]()
    serving = serving_of_app(app)
    serving.when_adopted(lambda world: read.append(world.revision))
    assert read == [bundle.revision]
    serving.adopt(replace(bundle, revision="suivante"))
    assert read == [bundle.revision, "suivante"]


def test_a_service_that_starts_warms_what_it_serves_without_waiting(
    bundle: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, done = Event(), Event()

    def slow(world: World) -> None:
        asked.wait(10)
        done.set()

    monkeypatch.setattr(warming, "warm", slow)
    app = create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision)
    with TestClient(app) as client:
        assert client.get("/contrats").status_code == 200
        assert not done.is_set()
        asked.set()
        assert done.wait(10)


def test_warming_reads_what_home_and_the_contracts_then_find_read(world: World) -> None:
    warming.warm(world)
    (first, *_) = world.contracts
    assert read_overview(world, first) is read_overview(world, first)
    assert read_findings(world, world.contracts).told
