"""Write one small document in each format that people have, from the blocks of its text."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import docx
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import Flowable, SimpleDocTemplate, Table
from reportlab.platypus import Paragraph as PdfParagraph

from data.reading import ocr_text
from data.reading.document import Block, Kind
from data.reading.ocr_text import bold_parts, plain

Runs = list[tuple[str, bool]]
Writer = Callable[[Sequence["Piece"]], bytes]


@dataclass(frozen=True)
class Piece:
    """A title, an item, a text, or a table."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def pieces(text: bytes) -> list[Piece]:
    """Return what an OCR's text holds, its rows put together as tables."""

    def width(block: Block) -> tuple[bool, int]:
        return block.kind is Kind.ROW, len(block.cells)

    found: list[Piece] = []
    for (is_row, _), group in groupby(ocr_text.read("x", text).blocks, key=width):
        if is_row:
            found.append(Piece(Kind.ROW, rows=tuple(block.cells for block in group)))
        else:
            found.extend(Piece(block.kind, block.text) for block in group)
    return found


def runs(cell: str) -> Runs:
    """Return a cell of the text as runs, bold or not."""
    pairs = bold_parts(cell)
    if not pairs:
        return [(plain(cell), False)]
    return [run for bold, rest in pairs for run in ((bold, True), (f" {rest}", False))]


def markdown(document: Sequence[Piece]) -> bytes:
    return "\n\n".join(map(_markdown, document)).encode()


def _markdown(piece: Piece) -> str:
    if piece.kind is Kind.ROW:
        rows = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in piece.rows]
        blank, rule = "|  " * len(piece.rows[0]) + "|", "|---" * len(piece.rows[0]) + "|"
        return "\n".join([blank, rule, *rows])
    marks = {Kind.HEADING: "## ", Kind.ITEM: "- ", Kind.TEXT: ""}
    return marks[piece.kind] + piece.text


def html(document: Sequence[Piece]) -> bytes:
    body = "\n".join(map(_html, document))
    return f"<!DOCTYPE html><title>non lu</title><script>jamais()</script><body>{body}</body>".encode()


def _html(piece: Piece) -> str:
    if piece.kind is Kind.ROW:
        rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in piece.rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    tag = {Kind.HEADING: "h2", Kind.ITEM: "li", Kind.TEXT: "p"}[piece.kind]
    return f"<{tag}>{escape(piece.text)}</{tag}>"


def word(document: Sequence[Piece]) -> bytes:
    made = docx.Document()
    styles = {Kind.HEADING: "Heading 2", Kind.ITEM: "List Bullet", Kind.TEXT: "Normal"}
    for piece in document:
        if piece.kind is Kind.ROW:
            table = made.add_table(rows=len(piece.rows), cols=len(piece.rows[0]))
            for row, cells in zip(table.rows, piece.rows, strict=True):
                for target, cell in zip(row.cells, cells, strict=True):
                    _write(target.paragraphs[0], runs(cell))
        else:
            made.add_paragraph(piece.text, style=styles[piece.kind])
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _write(paragraph: Paragraph, told: Runs) -> None:
    for text, bold in told:
        paragraph.add_run(text).bold = bold


def workbook(document: Sequence[Piece]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    line = 1
    for piece in document:
        if piece.kind is Kind.ROW:
            for row in piece.rows:
                for column, cell in enumerate(row, 1):
                    sheet.cell(line, column).value = _rich(runs(cell))
                line += 1
        else:
            text = f"- {piece.text}" if piece.kind is Kind.ITEM else piece.text
            sheet.cell(line, 1, text).font = Font(bold=piece.kind is Kind.HEADING)
            line += 1
        line += 1
    return saved(book)


def _rich(told: Runs) -> CellRichText | str:
    if not any(bold for _, bold in told):
        return told[0][0]
    return CellRichText(*(TextBlock(InlineFont(b=True), text) if bold else text for text, bold in told))


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf(document: Sequence[Piece]) -> bytes:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, title="Clairval").build(list(_flow(document)))
    return buffer.getvalue()


def _flow(document: Sequence[Piece]) -> Iterator[Flowable]:
    styles = getSampleStyleSheet()
    small = ParagraphStyle("cell", fontSize=6, leading=8)
    for piece in document:
        if piece.kind is Kind.ROW:
            rows = [[PdfParagraph(cell, small) for cell in row] for row in piece.rows]
            yield Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)], spaceBefore=12, spaceAfter=12)
        elif piece.kind is Kind.ITEM:
            yield PdfParagraph(escape(f"• {piece.text}"), styles["BodyText"])
        else:
            name = "Heading2" if piece.kind is Kind.HEADING else "BodyText"
            yield PdfParagraph(escape(piece.text), styles[name])
