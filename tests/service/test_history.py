"""`maillage journal` and `maillage undo`: what was published is listed, and taken back without what came after it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from data import store
from data.writer import Writer
from service.cli import app
from service.commands import console
from tests.data.writing import names, note, publish, writer_in


@pytest.fixture(autouse=True)
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Writer:
    """Hold a user's data directory in which two things were published."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("MAILLAGE_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(console.out, "_width", 200)
    for module in (store, console):
        monkeypatch.setattr(module, "bundled", lambda: tmp_path / "shipped")
    (tmp_path / "home").symlink_to("maillage")
    (tmp_path / "maillage").mkdir()
    writer = writer_in(tmp_path)
    publish(writer, note(writer, "un"))
    publish(writer, note(writer, "deux"))
    return writer


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_what_was_published_is_listed_the_latest_first() -> None:
    lines = [line.split() for line in run("journal").stdout.splitlines() if "Ada Exemple" in line]
    assert [(line[0], line[3], line[4], line[5]) for line in lines] == [
        ("3", "clairval", "1", "0"),
        ("2", "clairval", "1", "0"),
    ]
    assert "Rien n'a été publié ici" in run("journal", "--contract", "valdor").stdout


def test_a_publication_is_taken_back_and_what_came_after_it_stays(writer: Writer) -> None:
    told = run("undo", "2", "--author", "Bob Exemple")
    assert told.exit_code == 0, told.stderr
    assert "clairval : 0 en plus, 1 en moins" in told.stdout
    assert names(writer.open()) == {"deux"}
    assert "Retour sur la publication 2" in run("journal").stdout
    assert "il ne reste rien de cette publication" in run("undo", "2").stdout
    assert run("undo", "4", "--author", "Bob Exemple").exit_code == 0
    assert names(writer.open()) == {"un", "deux"}


def test_a_dry_run_takes_nothing_back(writer: Writer) -> None:
    assert "rien n'est écrit (--dry-run)" in run("undo", "3", "--dry-run").stdout
    assert names(writer.open()) == {"un", "deux"}


@pytest.mark.parametrize("number", ["0", "1", "9"])
def test_what_is_no_publication_is_not_taken_back(number: str) -> None:
    told = run("undo", number)
    assert told.exit_code == 2
    assert f"Aucune publication n'a le numéro {number}" in told.stderr
