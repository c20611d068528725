"""`maillage import` takes the files that people have, and archives of them."""

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from tests.data.formats import writers

TEXT = (Path(__file__).parents[1] / "data" / "reading" / "documents" / "clairval-protocole.md").read_bytes()


def imported(path: Path, into: Path) -> Result:
    return CliRunner().invoke(app, ["import", str(path), "--into", str(into)], env={"COLUMNS": "300"})


@pytest.mark.parametrize(("extension", "write"), [("docx", writers.word), ("pdf", writers.pdf)])
def test_a_document_of_word_or_pdf_is_imported(extension: str, write: writers.Writer, tmp_path: Path) -> None:
    path = tmp_path / f"clairval-protocole.{extension}"
    path.write_bytes(write(writers.pieces(TEXT)))
    result = imported(path, tmp_path / "c")
    assert result.exit_code == 0, result.stderr
    assert "0 non comprise" in result.stdout
    assert "Fête du pont" in (tmp_path / "c" / "clairval" / "sources" / "protocole.ttl").read_text("utf-8")


def test_each_document_of_an_archive_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "envoi.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("2021/clairval-protocole.md", TEXT)
        opened.writestr("clairval-avenant.html", writers.html(writers.pieces(TEXT)))
    assert imported(path, tmp_path / "c").exit_code == 0
    written = (tmp_path / "c" / "clairval" / "sources").iterdir()
    assert sorted(file.name for file in written) == ["avenant.ttl", "protocole.ttl"]


def test_what_was_not_read_of_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "clairval.txt"
    path.write_bytes(TEXT + "Une idÃ©e\n".encode())
    assert "attention : « Ã© »" in imported(path, tmp_path / "c").stdout


def test_a_file_that_is_refused_is_named_with_the_reason_on_stderr(tmp_path: Path) -> None:
    path = tmp_path / "contrat.docx"
    path.write_bytes(writers.pdf(writers.pieces(TEXT)))
    result = imported(path, tmp_path / "c")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "contrat.docx : le nom finit par « .docx », mais le contenu est du format PDF" in result.stderr
