"""The file of the index: whole, shared, written again when damaged, elsewhere where it cannot be beside the store."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.index import Index, Thing
from service.search.entries import Entry
from service.search.file import KEPT, SearchIndexError, prepared
from service.search.opening import finder_of
from service.search.words import asked
from service.serving import serving_of_app
from service.world import World, read_world
from tests.service.conftest import BROWSER
from tests.service.markup import Page
from tests.service.search.shelf import entry, finder, labels
from tests.stores import on_disk

ENTRIES = [entry("Maison de santé"), entry("Chantier jeunes")]


def never() -> Iterable[Entry]:
    raise AssertionError("the index is there already")


def test_an_index_is_written_once_and_found_again(tmp_path: Path) -> None:
    assert prepared(tmp_path, "a", lambda: ENTRIES) == prepared(tmp_path, "a", never)
    assert [path.name.startswith("recherche-") for path in tmp_path.iterdir()] == [True]


def test_another_state_of_the_data_has_an_index_of_its_own_and_few_are_kept(tmp_path: Path) -> None:
    for state in "abcdefg":
        last = prepared(tmp_path, state, lambda: ENTRIES)
    left = list(tmp_path.iterdir())
    assert len(left) == KEPT
    assert last in left


@pytest.mark.parametrize("at", [0, 100, 5000, -1])
def test_a_damaged_index_is_written_again(tmp_path: Path, at: int) -> None:
    path = prepared(tmp_path, "a", lambda: ENTRIES)
    spoilt = bytearray(path.read_bytes())
    spoilt[at] ^= 0xFF
    path.write_bytes(spoilt)
    assert prepared(tmp_path, "a", lambda: ENTRIES).read_bytes() != bytes(spoilt)
    assert labels(finder(tmp_path, *ENTRIES), "sante") == ["Maison de santé"]


def test_an_index_that_was_cut_short_is_written_again(tmp_path: Path) -> None:
    path = prepared(tmp_path, "a", lambda: ENTRIES)
    path.write_bytes(path.read_bytes()[:4096])
    assert prepared(tmp_path, "a", lambda: ENTRIES).stat().st_size > 4096


def test_several_that_open_at_once_all_get_a_whole_index(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda _: prepared(tmp_path, "a", lambda: ENTRIES), range(16)))
    assert all(path.is_file() for path in paths)
    assert {prepared(tmp_path, "a", never)} <= set(paths)
    assert not list(tmp_path.glob(".*"))


def test_what_an_interrupted_writing_left_long_ago_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".recherche-left", tmp_path / ".recherche-fresh"
    for path in (left, fresh):
        path.touch()
    os.utime(left, (0, 0))
    prepared(tmp_path, "a", lambda: ENTRIES)
    assert (left.exists(), fresh.exists()) == (False, True)


def test_entries_that_cannot_be_read_leave_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        prepared(tmp_path, "a", never)
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named_to_those_who_run_the_service(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match="son index ne peut pas être écrit") as caught:
        prepared(tmp_path / "nulle-part", "a", lambda: ENTRIES)
    assert caught.value.place == tmp_path / "nulle-part"


def test_without_any_place_for_the_index_only_the_search_is_missing(
    store: ox.Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/self")
    client = TestClient(create_app(store=store, directory=Path("nowhere"), revision="essai"), headers=BROWSER)
    answer = client.get("/recherche?q=maison")
    assert answer.status_code == 503
    assert "La recherche est indisponible" in Page(answer.text).text
    assert "/proc" not in answer.text
    assert client.get("/recherche/suggestions?q=maison").status_code == 503
    assert client.get("/id/clairval/action/rien").status_code == 404
    assert client.get("/contrats/clairval").status_code == 200
    serving_of_app(client.app).current.world.finder.open()  # type: ignore[arg-type]
    assert "/proc/self : La recherche est indisponible" in caplog.text


def test_many_threads_read_the_same_index(tmp_path: Path) -> None:
    found = finder(tmp_path, *(entry(f"Santé {at}") for at in range(50)))
    with ThreadPoolExecutor(16) as pool:
        numbers = set(pool.map(lambda _: len(found.find(asked("sante")).places), range(200)))
    assert numbers == {50}


def test_the_index_stands_beside_the_store(towns: World) -> None:
    assert len(towns.finder.find(asked("maison de sante")).places) > 0
    assert list(towns.directory.parent.glob("recherche-*.sqlite"))


@pytest.mark.parametrize("place", ["nowhere", "/proc/self/fd"])
def test_a_store_beside_which_nothing_can_be_written_is_searched_all_the_same(towns: World, place: str) -> None:
    world = read_world(towns.store, directory=Path(place), revision="essai")
    assert len(world.finder.find(asked("maison de sante")).places) > 0
    assert not list(Path().glob("recherche-*"))


def test_an_index_kept_elsewhere_goes_with_the_search(
    towns: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    index = Index([Thing("https://w3id.org/maillage/id/x", "Santé", "Action")])
    made = finder_of(towns.store, index, directory=Path("nowhere"), revision="", contracts={}, graphs=())
    assert len(made.find(asked("sante")).places) == 1
    assert len(list(tmp_path.iterdir())) == 1
    made.base.close()
    del made, index
    assert not list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def towns(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> World:
    return read_world(store, directory=on_disk(store, tmp_path_factory.mktemp("towns")), revision="essai")
