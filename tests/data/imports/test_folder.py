"""What becomes of the documents that are handed in, on disk."""

from pathlib import Path

import pytest

from data.imports import folder
from data.imports.folder import LONGEST_NAME, Imports, Moved, TooManyImports, shortened
from data.imports.state import Import, State


@pytest.fixture
def imports(tmp_path: Path) -> Imports:
    return Imports(tmp_path / "imports")


def test_a_document_is_kept_under_a_generated_identifier_and_its_name_is_only_text(imports: Imports) -> None:
    made = imports.receive("../../etc/passwd.md", b"# Contrat")
    assert made.name == "passwd.md"
    assert {path.name for path in imports.root.rglob("*")} == {made.identifier, "document", "etat.json"}
    assert imports.content(made.identifier) == b"# Contrat"
    assert imports.get(made.identifier) == made
    assert (made.state, made.size) == (State.WAITING, 9)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a/b.md", "b.md"),
        ("C:\\dossier\\contrat.docx", "contrat.docx"),
        ("..", "document"),
        ("", "document"),
        ("nul\x00l.md", "null.md"),
        ("retourné\u202edm.exe", "retournédm.exe"),
        ("CON", "CON"),
        ("🏘️ contrat.md", "🏘 contrat.md"),
    ],
)
def test_a_name_is_one_line_of_plain_text(name: str, kept: str) -> None:
    assert shortened(name).replace("\ufe0f", "") == kept


def test_a_long_name_keeps_its_extension() -> None:
    short = shortened("é" * 300 + ".docx")
    assert len(short) == LONGEST_NAME
    assert short.endswith("é.docx")


def test_the_last_received_comes_first(imports: Imports, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter(["2026-01-02T00:00:00+00:00", "2026-01-03T00:00:00+00:00", "2026-01-01T00:00:00+00:00"])
    monkeypatch.setattr(folder, "now", lambda: next(days))
    for name in ("b", "c", "a"):
        imports.receive(name, b"x")
    assert [each.name for each in imports.all()] == ["c", "b", "a"]


@pytest.mark.parametrize("identifier", ["", "..", "../imports", "0" * 15, "0" * 16, "A" * 16, "0" * 16 + "\n"])
def test_an_identifier_that_is_none_finds_nothing(imports: Imports, identifier: str) -> None:
    imports.receive("a.md", b"x")
    assert imports.get(identifier) is None


def test_a_state_that_is_damaged_hides_that_import_only(imports: Imports) -> None:
    kept, damaged = imports.receive("a.md", b"x"), imports.receive("b.md", b"x")
    (imports.root / damaged.identifier / "etat.json").write_bytes(b'{"state": "lu"')
    assert imports.all() == (kept,)


def test_only_the_state_that_was_seen_is_changed(imports: Imports) -> None:
    made = imports.receive("a.md", b"x")
    imports.change(made.identifier, State.WAITING, state=State.READING)
    with pytest.raises(Moved) as raised:
        imports.change(made.identifier, State.WAITING, state=State.DISCARDED)
    assert raised.value.current.state is State.READING
    assert str(raised.value) == "Cet import est « en lecture »."


def test_a_deleted_import_leaves_nothing(imports: Imports) -> None:
    made = imports.receive("a.md", b"x")
    imports.delete(made.identifier)
    imports.delete(made.identifier)
    assert list(imports.root.iterdir()) == []
    with pytest.raises(KeyError):
        imports.change(made.identifier, state=State.READ)


def test_no_more_than_so_many_are_kept(imports: Imports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST", 1)
    imports.receive("a.md", b"x")
    with pytest.raises(TooManyImports):
        imports.receive("b.md", b"x")
    assert len(imports.all()) == 1


def test_after_a_stop_what_was_being_read_is_interrupted_and_what_was_half_done_is_gone(imports: Imports) -> None:
    waiting, reading, read = (imports.receive(name, b"x") for name in "abc")
    imports.change(reading.identifier, state=State.READING)
    imports.change(read.identifier, state=State.READ)
    (imports.root / ".nouveau-0123456789abcdef").mkdir()
    imports.recover()
    states = {each.identifier: each.state for each in imports.all()}
    assert states == {
        waiting.identifier: State.INTERRUPTED,
        reading.identifier: State.INTERRUPTED,
        read.identifier: State.READ,
    }
    assert list(imports.root.glob(".*")) == []


def test_a_state_is_the_same_once_written_and_read(imports: Imports) -> None:
    made = imports.receive("a.md", b"x")
    assert Import.from_json(made.to_json()) == made
