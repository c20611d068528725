"""The same document says the same in every format, and each fact is found where that format puts it."""

from pathlib import Path

import pytest
from rdflib import PROV, RDF, Graph
from rdflib.term import Node

from data.formats import read as read_file
from data.reader import read
from data.reading.document import Block, Kind
from data.reading.ledger import Fate
from ontology import MLG
from tests.data.formats import writers
from tests.data.formats.writers import Writer

TEXT = (Path(__file__).parents[1] / "reading" / "documents" / "clairval-protocole.md").read_bytes()
CURATION = """
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix a: <https://w3id.org/maillage/id/clairval/acteur/> .
a:commune a mlg:Acteur ; skos:prefLabel "Commune de Clairval"@fr ; skos:altLabel "Commune"@fr , "Ville de Clairval"@fr .
a:region a mlg:Acteur ; skos:prefLabel "Région des Collines"@fr ; skos:altLabel "Région"@fr .
"""
WRITERS: dict[str, Writer] = {
    "md": writers.markdown,
    "html": writers.html,
    "docx": writers.word,
    "xlsx": writers.workbook,
    "pdf": writers.pdf,
}


def said(name: str, content: bytes) -> set[tuple[Node, Node, Node]]:
    """Return what a document says, without where it says it and what it says of itself."""
    graph = read(name, content, contract="clairval", curation=Graph().parse(data=CURATION)).description.graph
    apart = {*graph.subjects(RDF.type, MLG.Passage), *graph.subjects(RDF.type, MLG.Document)}
    return {(s, p, o) for s, p, o in graph if s not in apart and p != PROV.wasDerivedFrom}


@pytest.mark.parametrize("extension", WRITERS)
def test_the_same_document_says_the_same_in_every_format(extension: str) -> None:
    content = WRITERS[extension](writers.pieces(TEXT))
    assert said(f"clairval.{extension}", content) == said("clairval.txt", TEXT)


@pytest.mark.sources
@pytest.mark.parametrize("extension", ["md", "html", "docx", "xlsx"])
def test_the_protocol_of_moissac_says_the_same_in_every_format(extension: str, sources: Path) -> None:
    text = (sources / "moissac-avenant-2021-2023.md").read_bytes()
    assert said(f"x.{extension}", WRITERS[extension](writers.pieces(text))) == said("x.txt", text)


@pytest.mark.parametrize("extension", WRITERS)
def test_every_line_of_every_format_has_a_fate(extension: str) -> None:
    reading = read(f"clairval.{extension}", WRITERS[extension](writers.pieces(TEXT)))
    filled = [number for number, line in enumerate(reading.document.lines, 1) if line.strip()]
    assert [entry.line for entry in reading.entries] == filled
    assert not [entry for entry in reading.entries if entry.fate is Fate.NOT_UNDERSTOOD]


@pytest.mark.parametrize("extension", WRITERS)
def test_the_same_bytes_give_the_same_document(extension: str) -> None:
    content = WRITERS[extension](writers.pieces(TEXT))
    assert read_file(f"x.{extension}", content) == read_file(f"x.{extension}", content)


def row(name: str, content: bytes, words: str) -> Block:
    return next(b for b in read_file(name, content).blocks if b.kind is Kind.ROW and words in b.text)


def test_a_row_of_markdown_stands_on_its_line() -> None:
    content = writers.markdown(writers.pieces(TEXT))
    place = row("x.md", content, "Jardin des rives").place
    assert "Jardin des rives" in content.decode().splitlines()[place.line - 1]


def test_a_row_of_a_pdf_stands_on_its_page() -> None:
    content = writers.pdf(writers.pieces(TEXT))
    assert row("x.pdf", content, "Engagements").place.pages == (1, 1)
    assert row("x.pdf", content, "Jardin des rives").place.pages == (2, 2)


def test_the_page_that_a_pdf_tells_is_not_overruled_by_its_table_of_contents() -> None:
    graph = read("clairval.pdf", writers.pdf(writers.pieces(TEXT))).description.graph
    pages = {int(str(page)) for page in graph.objects(None, MLG.pageDebut)}
    assert pages == {1, 2}


def test_a_row_of_a_workbook_stands_in_its_sheet_on_its_line() -> None:
    found = row("x.xlsx", writers.workbook(writers.pieces(TEXT)), "Jardin des rives")
    assert found.place.sheet == "Sheet"
    assert found.cell(3).place.cell == 4
    graph = read("clairval.xlsx", writers.workbook(writers.pieces(TEXT))).description.graph
    sections = {str(section) for section in graph.objects(None, MLG.section)}
    assert "Feuille « Sheet » > Feuille de route > Pilier Vivre ensemble" in sections


def test_a_page_keeps_the_code_of_its_scripts_to_itself() -> None:
    blocks = read_file("x.html", writers.html(writers.pieces(TEXT))).blocks
    assert not [block for block in blocks if "jamais" in block.text or "non lu" in block.text]
