"""Fiches action say the same however they are set: lines, titles, rows of a table, sheets of a workbook."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from rdflib import PROV, RDF, Graph
from rdflib.term import Node
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from data.reader import Reading
from data.reader import read as read_document
from data.reading.document import Kind
from data.reading.ledger import Fate
from ontology import MLG
from tests.data.formats import writers

DOCUMENTS = Path(__file__).parent / "documents"
TEXT = (DOCUMENTS / "brasac-les-ormes-fiches.md").read_bytes()
CURATION = Graph().parse(DOCUMENTS / "brasac-les-ormes-curation.ttl")
EXPECTED = Graph().parse(DOCUMENTS / "brasac-les-ormes-fiches.ttl")

Triples = set[tuple[Node, Node, Node]]


def read(name: str, content: bytes) -> Reading:
    return read_document(name, content, curation=CURATION)


def said(graph: Graph) -> Triples:
    """Return what a graph says, without where it is written and what its document says of itself."""
    apart = {*graph.subjects(RDF.type, MLG.Passage), *graph.subjects(RDF.type, MLG.Document)}
    return {(s, p, o) for s, p, o in graph if s not in apart and p != PROV.wasDerivedFrom}


@dataclass
class Fiche:
    """A fiche as people fill it in: the title of its chapter, its own, and its fields."""

    chapter: str
    title: str
    fields: list[tuple[str, str]] = field(default_factory=list)


def fiches() -> list[Fiche]:
    """Return the fiches of the document, each field with all its lines."""
    found: list[Fiche] = []
    chapter = ""
    for piece in writers.pieces(TEXT):
        name, _, value = piece.text.partition(" : ")
        if piece.text.startswith("Pilier"):
            chapter = piece.text
        elif piece.text.startswith("Fiche action"):
            found.append(Fiche(chapter, piece.text))
        elif found and piece.kind is Kind.ITEM:
            last, before = found[-1].fields[-1]
            found[-1].fields[-1] = (last, f"{before}\n{piece.text}".strip())
        elif found:
            found[-1].fields.append((name.removesuffix(" :"), value))
    return found


def test_the_fiches_of_the_test_are_those_of_the_document() -> None:
    assert [(fiche.chapter, fiche.title, len(fiche.fields)) for fiche in fiches()] == [
        ("Pilier 1 – Cohésion sociale", "Fiche action n° 1 – Atelier vélo", 12),
        ("Pilier 1 – Cohésion sociale", "Fiche action n° 2 – Jardin de la Gare", 7),
        ("Pilier 2 – Emploi", "Fiche action n° 3 – Permis solidaire", 7),
    ]


TITLE = "Contrat de ville de Brasac-les-Ormes 2024-2030"


def with_chapters(found: Sequence[Fiche]) -> Iterator[tuple[str | None, Fiche]]:
    """Yield the fiches, with the title of the chapter before the first of each."""
    before = ""
    for fiche in found:
        yield (fiche.chapter if fiche.chapter != before else None), fiche
        before = fiche.chapter


def as_word(found: Sequence[Fiche]) -> bytes:
    made = docx.Document()
    made.add_heading(TITLE)
    for chapter, fiche in with_chapters(found):
        if chapter:
            made.add_heading(chapter)
        table = made.add_table(rows=1, cols=2)
        table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = fiche.title
        for name, value in fiche.fields:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, value
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def as_workbook(found: Sequence[Fiche]) -> bytes:
    """Write a sheet for each fiche; a field of its pilier stands for the chapter, which a workbook has not."""
    book = Workbook()
    book.worksheets[0].title = "Sommaire"
    book.worksheets[0].append([TITLE])
    for index, fiche in enumerate(found, 1):
        sheet = book.create_sheet(f"Fiche {index}")
        sheet.append([fiche.title])
        sheet["A1"].font = Font(bold=True)
        for name, value in [("Pilier", fiche.chapter.removeprefix("Pilier ")), *fiche.fields]:
            sheet.append([name, value])
    return writers.saved(book)


def as_page(found: Sequence[Fiche]) -> bytes:
    def row(name: str, value: str) -> str:
        return f"<tr><th>{name}</th><td>{value.replace(chr(10), '<br>')}</td></tr>"

    pieces = [f"<h1>{TITLE}</h1>"]
    for chapter, fiche in with_chapters(found):
        pieces += [f"<h2>{chapter}</h2>"] if chapter else []
        rows = "".join(row(*each) for each in fiche.fields)
        pieces.append(f"<table><caption>{fiche.title}</caption>{rows}</table>")
    return f"<html><body>{''.join(pieces)}</body></html>".encode()


def as_markdown(found: Sequence[Fiche]) -> bytes:
    lines = [f"# {TITLE}", ""]
    for chapter, fiche in with_chapters(found):
        lines += [f"## {chapter}", ""] if chapter else []
        lines += [f"| {fiche.title} |  |", "|---|---|"]
        lines += [f"| **{name}** | {value.replace(chr(10), '<br>')} |" for name, value in fiche.fields] + [""]
    return "\n".join(lines).encode()


def as_pdf(found: Sequence[Fiche]) -> bytes:
    styles = getSampleStyleSheet()
    flow: list[Flowable] = [Paragraph(TITLE, styles["Heading1"])]
    for chapter, fiche in with_chapters(found):
        flow += [Paragraph(chapter, styles["Heading2"])] if chapter else []
        flow.append(Paragraph(fiche.title, styles["Heading3"]))
        rows = [
            [Paragraph(name, styles["BodyText"]), Paragraph(value.replace("\n", "<br/>"), styles["BodyText"])]
            for name, value in fiche.fields
        ]
        flow.append(Table(rows, colWidths=[150, 300], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build(flow)
    return buffer.getvalue()


LINES: dict[str, writers.Writer] = {
    "md": writers.markdown,
    "html": writers.html,
    "docx": writers.word,
    "xlsx": writers.workbook,
    "pdf": writers.pdf,
}
TABLES: dict[str, Callable[[Sequence[Fiche]], bytes]] = {
    "md": as_markdown,
    "html": as_page,
    "docx": as_word,
    "xlsx": as_workbook,
    "pdf": as_pdf,
}


def test_what_the_fiches_say_is_what_a_person_reads() -> None:
    assert said(read("brasac-les-ormes-fiches.md", TEXT).description.graph) == said(EXPECTED)


@pytest.mark.parametrize("extension", LINES)
def test_fiches_told_by_lines_say_the_same_in_every_format(extension: str) -> None:
    content = LINES[extension](writers.pieces(TEXT))
    assert said(read(f"brasac-les-ormes-fiches.{extension}", content).description.graph) == said(EXPECTED)


@pytest.mark.parametrize("extension", TABLES)
def test_fiches_told_by_tables_say_the_same_in_every_format(extension: str) -> None:
    content = TABLES[extension](fiches())
    assert said(read(f"brasac-les-ormes-fiches.{extension}", content).description.graph) == said(EXPECTED)


@pytest.mark.parametrize("extension", TABLES)
def test_every_line_has_a_fate_and_only_the_unknown_field_is_not_understood(extension: str) -> None:
    reading = read(f"brasac-les-ormes-fiches.{extension}", TABLES[extension](fiches()))
    filled = [number for number, line in enumerate(reading.document.lines, 1) if line.strip()]
    assert [entry.line for entry in reading.entries] == filled
    left = [entry.line for entry in reading.entries if entry.fate is Fate.NOT_UNDERSTOOD]
    assert [reading.document.lines[line - 1].replace("*", "").strip("| ") for line in left] == [
        "Moyens humains | un jardinier"
    ]
