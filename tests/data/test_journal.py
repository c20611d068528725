"""The journal loses nothing that was acknowledged, and says so when somebody else did."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data.history import publications
from data.journal import APPLIED, JOURNAL, Journal
from data.staging import Staged
from data.store import OpenStore
from data.trouble import BrokenJournal, NoRoom, StoreError
from data.writer import Writer
from tests.data.writing import TOWN, names, note, publish, quads, tree, writer_in


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold a data directory where three things were published."""
    folder = tmp_path_factory.mktemp("template")
    writer = writer_in(folder)
    for word in ("un", "deux", "trois"):
        publish(writer, note(writer, word))
    return folder


@pytest.fixture
def writer(template: Path, tmp_path: Path) -> Writer:
    return writer_in(shutil.copytree(template, tmp_path / "user"))


def lines_of(writer: Writer) -> list[bytes]:
    return (writer.home / JOURNAL).read_bytes().splitlines(keepends=True)


def cut(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-1], lines[-1][:-1]]


def flipped(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], lines[2].replace(b"deux", b"dEux"), *lines[3:]]


def flipped_last(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-1], lines[-1].replace(b"Ada", b"Eve")]


def twice(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], lines[1], *lines[2:]]


def missing(lines: list[bytes]) -> list[bytes]:
    return [*lines[:1], *lines[2:]]


def swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], *lines[3:]]


def short(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


def merged(lines: list[bytes]) -> list[bytes]:
    return [lines[0][:-1], *lines[1:]]


def odd(lines: list[bytes]) -> list[bytes]:
    return [*lines, b'{"parts":[]}\n']


@pytest.mark.parametrize("damage", [cut, flipped, flipped_last, twice, missing, swapped, short, merged, odd])
def test_a_journal_that_is_not_what_was_written_is_refused_in_one_line(
    damage: Callable[[list[bytes]], list[bytes]], writer: Writer
) -> None:
    (writer.home / JOURNAL).write_bytes(b"".join(damage(lines_of(writer))))
    before = tree(writer.home)
    for attempt in (writer.open, lambda: publish(writer, note(writer, "quatre"))):
        with pytest.raises(BrokenJournal) as caught:
            attempt()
        assert "\n" not in str(caught.value)
        assert "sauvegarde" in str(caught.value)
    assert tree(writer.home) == before


@pytest.mark.parametrize("rest", [b'{"added":1,"who":"A', b"\0\0\0\0"])
def test_what_a_crash_left_at_the_end_was_not_acknowledged_and_goes(rest: bytes, writer: Writer) -> None:
    with (writer.home / JOURNAL).open("ab") as file:
        file.write(rest)
    assert names(writer.open()) == {"un", "deux", "trois"}
    publish(writer, note(writer, "quatre"))
    assert [told.sequence for told in publications(writer.home)] == [5, 4, 3, 2]
    assert rest not in (writer.home / JOURNAL).read_bytes()


def test_a_crash_after_the_journal_is_made_good_at_the_next_start(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: Staged) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Staged, "settle", crash)
        with pytest.raises(KeyboardInterrupt):
            publish(writer, note(writer, "quatre"))
    assert "quatre" not in (writer.files("clairval").folder / "curation.ttl").read_text("utf-8")
    assert names(writer.open()) == {"un", "deux", "trois", "quatre"}
    assert "quatre" in (writer.files("clairval").folder / "curation.ttl").read_text("utf-8")


def test_a_crash_before_the_journal_leaves_nothing(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    before = tree(writer.home)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", crash)
        with pytest.raises(KeyboardInterrupt):
            publish(writer, note(writer, "quatre"))
    assert names(writer.open()) == {"un", "deux", "trois"}
    assert tree(writer.home) == before


def test_the_contracts_can_be_made_again_from_the_journal_alone(writer: Writer, tmp_path: Path) -> None:
    before = quads(writer.open())
    restored = Writer(tmp_path / "restored", tmp_path / "other", shipped=tmp_path / "user" / "shipped")
    restored.home.mkdir()
    shutil.copy(writer.home / JOURNAL, restored.home)
    assert quads(restored.open()) == before
    assert (restored.home / APPLIED).read_text() == "4\n"


def test_a_backup_that_is_older_than_its_journal_catches_up(writer: Writer, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    shutil.copytree(writer.home, backup)
    publish(writer, note(writer, "quatre"))
    shutil.copy(writer.home / JOURNAL, backup)
    restored = Writer(backup, tmp_path / "other", shipped=tmp_path / "user" / "shipped")
    assert names(restored.open()) == {"un", "deux", "trois", "quatre"}


def test_what_a_crash_left_lying_is_cleared(writer: Writer) -> None:
    revision = writer.open().revision
    (writer.home / ".staging-x").mkdir()
    (writer.place / ".build-x" / "oxigraph").mkdir(parents=True)
    shutil.copytree(writer.place / revision, writer.place / "old")
    writer.open()
    assert not list(writer.home.glob(".staging-*"))
    assert [path.name for path in writer.place.iterdir() if path.is_dir()] == [revision]


def test_a_damaged_store_is_not_what_the_next_one_is_made_of(writer: Writer) -> None:
    opened = writer.open()
    for path in opened.directory.glob("*.sst"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    assert names(publish(writer, note(writer, "quatre"))) == {"un", "deux", "trois", "quatre"}


@pytest.mark.parametrize("content", ["", "beaucoup", "-1"])
def test_a_mark_that_is_no_number_is_told(content: str, writer: Writer) -> None:
    (writer.home / APPLIED).write_text(content)
    with pytest.raises(StoreError, match=APPLIED):
        writer.open()


def test_a_journal_that_the_disk_refuses_is_as_it_was(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = tree(writer.home)
    with monkeypatch.context() as patch:
        patch.setattr("os.fdatasync", full)
        with pytest.raises(NoRoom, match="plein"):
            publish(writer, note(writer, "quatre"))
    assert tree(writer.home) == before
    assert names(publish(writer, note(writer, "quatre"))) == {"un", "deux", "trois", "quatre"}


def test_a_data_directory_that_cannot_be_written_is_told_and_still_read(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = writer_in(shutil.copytree(template, tmp_path / "user"))
    before = tree(writer.home)

    def readonly(*_: object, **__: object) -> str:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkdtemp", readonly)
    with pytest.raises(StoreError, match="droits"):
        publish(writer, note(writer, "quatre"))
    opened: OpenStore = writer.open()
    assert names(opened) == {"un", "deux", "trois"}
    assert tree(writer.home) == before


def test_a_data_directory_that_cannot_be_made_serves_what_ships_and_publishes_nothing(
    template: Path, tmp_path: Path
) -> None:
    shutil.copytree(template, tmp_path / "user")
    (tmp_path / "user" / "file").write_text("")
    writer = Writer(tmp_path / "user" / "file" / "home", tmp_path / "store", shipped=tmp_path / "user" / "shipped")
    assert len(writer.open().store) > 0
    with pytest.raises(StoreError) as caught:
        publish(writer, note(writer, "la vallée", thing=TOWN))
    assert "\n" not in str(caught.value)
