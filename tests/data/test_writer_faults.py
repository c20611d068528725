"""Processes that are killed, that write together, that read meanwhile, that find the disk full."""

import multiprocessing
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from data import naming
from data.change import Outdated
from data.history import publications
from data.trouble import StoreError
from data.writer import Writer
from tests.data.writing import SOURCE, names, note, publish, quads, tree, writer_in

KILLS, WRITERS, EACH = 8, 4, 2


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.data.writing"])
    return context


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    writer_in(folder).open()
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "user")


def _publish_on_and_on(folder: Path, first: int, told: Connection) -> None:
    """Publish one name after another, each in two parts at once, and tell each that is acknowledged."""
    writer = writer_in(folder)
    for number in range(first, first + 1000):
        word = str(number)
        change = note(writer, word)
        change.graphs.update(note(writer, word, part=SOURCE).graphs)  # type: ignore[attr-defined]  # a dict
        publish(writer, change)
        told.send(number)


def test_what_was_acknowledged_outlives_a_process_that_is_killed_at_any_moment(
    folder: Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    chance = random.Random(6)  # noqa: S311 - no secret
    acknowledged, writer = -1, writer_in(folder)
    for kill in range(KILLS):
        ours, theirs = processes.Pipe(duplex=False)
        child = processes.Process(target=_publish_on_and_on, args=(folder, acknowledged + 1, theirs))
        child.start()
        theirs.close()
        if kill % 2:
            acknowledged = ours.recv()
        time.sleep(chance.random() * 0.4)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        acknowledged = max([acknowledged, *_received(ours)])
        opened = writer.open()
        found = {int(name) for name in names(opened)}
        assert found >= set(range(acknowledged + 1)), "acknowledged and lost"
        assert found == {int(name) for name in names(opened, naming.source_graph("clairval", "contrat-2030"))}
        assert len(found) <= acknowledged + 2, "neither acknowledged nor under way"
        acknowledged = max(found, default=-1)
    assert acknowledged > 2
    assert quads(writer.open()) == quads(Writer(writer.home, tmp_path / "new", shipped=folder / "shipped").open())
    assert not [*writer.home.glob(".*"), *writer.place.glob(".*")]


def _received(connection: Connection) -> Iterator[int]:
    try:
        while True:
            yield connection.recv()
    except EOFError:
        return


def _publish_some(folder: Path, who: int) -> None:
    writer, done = writer_in(folder), 0
    while done < EACH:
        base = writer.revision("clairval")
        try:
            publish(writer, note(writer, f"{who}-{done}"), base=base)
        except Outdated:
            continue
        done += 1


def test_writers_in_several_processes_lose_nothing_of_each_other(folder: Path, processes: ForkServerContext) -> None:
    children = [processes.Process(target=_publish_some, args=(folder, who)) for who in range(WRITERS)]
    for child in children:
        child.start()
    for child in children:
        child.join(300)
    assert [child.exitcode for child in children] == [0] * WRITERS
    writer = writer_in(folder)
    assert names(writer.open()) == {f"{who}-{done}" for who in range(WRITERS) for done in range(EACH)}
    assert len(publications(writer.home)) == WRITERS * EACH


def test_a_reader_never_sees_half_of_a_publication(folder: Path, processes: ForkServerContext) -> None:
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=_publish_on_and_on, args=(folder, 0, theirs))
    child.start()
    writer = writer_in(folder)
    seen: set[int] = set()
    while len(seen) < 4:
        assert child.is_alive()
        opened = writer.open()
        for _ in range(3):
            curated, read = names(opened), names(opened, naming.source_graph("clairval", "contrat-2030"))
            assert curated == read
            seen.add(len(curated))
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join()
    ours.close()


def _fill_the_disk(folder: Path, limit: int, told: Connection) -> None:
    """Publish where no file may grow beyond a limit, then where any may."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    writer = writer_in(folder)
    before, change, read = tree(writer.home), note(writer, "le dispensaire"), writer.open()
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, unlimited[1]))
    try:
        publish(writer, change)
        told.send(("published", ""))
    except StoreError as error:
        told.send((type(error).__name__, str(error)))
    unchanged, still = tree(writer.home) == before, names(read) == set()
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    told.send((unchanged, still, names(publish(writer, change))))


@pytest.mark.parametrize("limit", [0, 1_000, 10_000, 40_000])
def test_a_full_disk_refuses_whole_is_read_on_and_recovers(
    limit: int, folder: Path, processes: ForkServerContext
) -> None:
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=_fill_the_disk, args=(folder, limit, theirs))
    child.start()
    theirs.close()
    told = ours.recv()
    assert told[0] == "NoRoom", told
    assert "plein" in told[1]
    assert ours.recv() == (True, True, {"le dispensaire"})
    child.join()
