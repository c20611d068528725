"""Read a PDF that holds text: lines told apart by their place and their letters, ruled tables, exact pages."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from data.formats.parts import Parsed, Part, Runs, line_parts
from data.formats.refusal import UnreadableDocument
from data.formats.tables import Row, table_parts

PAGES = 500
IMAGE = "ce PDF est une image : passez-le d'abord dans une reconnaissance de caractères (OCR)."
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_OPENS = re.compile(r"^(?:[-•o▪◦‣●○■□➢➤✓–\uf0b7\uf0a7]|\d{1,2}[.)])\s")
_UNMAPPED = "(cid:"
_BULLET = "(cid:127)"
"""A code that WinAnsiEncoding leaves unused stands for a bullet (ISO 32000-1, annex D.2, note 3)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of letters: its words with their boldness, where it stands, the size of its letters."""

    words: tuple[tuple[str, bool], ...]
    left: float
    right: float
    top: float
    bottom: float
    size: float
    first_word: float

    def goes_on_in(self, following: "Line", edge: float) -> bool:
        """Tell whether the next line was wrapped: it is set alike, and its first word would not have fitted here."""
        near = following.top - self.bottom < 0.7 * self.size
        alike = abs(self.size - following.size) < 0.5 and self.words[-1][1] == following.words[0][1]
        is_full = self.right + 0.3 * self.size + following.first_word > edge
        return near and alike and is_full and not _OPENS.match(" ".join(text for text, _ in following.words))


def parse(content: bytes) -> Parsed:
    """Parse the bytes of a PDF; raises UnreadableDocument for a scan, a password, a torn file, too many pages."""
    if b"%%EOF" not in content[-4096:]:
        raise UnreadableDocument("ce PDF est tronqué : sa fin manque. Téléchargez-le à nouveau.")
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return _parsed(pdf)
    except PdfminerException as error:
        if any(isinstance(each, PDFPasswordIncorrect) for each in error.args):
            raise UnreadableDocument("ce PDF est protégé par un mot de passe. Enlevez-le.") from error
        raise UnreadableDocument("ce PDF est abîmé : il ne s'ouvre pas.") from error


def _parsed(pdf: PDF) -> Parsed:
    if len(pdf.pages) > PAGES:
        raise UnreadableDocument(f"ce PDF a {len(pdf.pages)} pages, plus que les {PAGES} admises.")
    pages = [(page, tables := page.find_tables(), _lines(_outside(page, tables))) for page in pdf.pages]
    if not any(lines or tables for _, tables, lines in pages):
        raise UnreadableDocument(IMAGE)
    every = [line for _, _, lines in pages for line in lines]
    sizes = Counter({0.0: 0})
    for line in every:
        sizes[round(line.size, 1)] += sum(len(text) for text, _ in line.words)
    body, edge = sizes.most_common(1)[0][0], max((line.right for line in every), default=0.0)
    found = tuple(part for page, tables, lines in pages for part in _page(page, tables, lines, body, edge))
    return Parsed(found, tuple(_warnings(pages, found)))


def _warnings(pages: Sequence[tuple[Page, list[Table], list[Line]]], found: Sequence[Part]) -> Iterator[str]:
    scans = [str(page.page_number) for page, tables, lines in pages if page.images and not (tables or lines)]
    if scans:
        yield f"pages faites d'une image, non lues : {', '.join(scans)}."
    unmapped = sorted({part.page for part in found if part.page and _UNMAPPED in part.text})
    if unmapped:
        told = ", ".join(map(str, unmapped))
        yield f"des lettres n'ont pas pu être lues (police sans table de caractères), pages {told}."


def _outside(page: Page, tables: Sequence[Table]) -> Page:
    """Return a page without its tables."""

    def is_outside(thing: dict[str, Any]) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        boxes = [table.bbox for table in tables]
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    return page.filter(is_outside)


def _lines(page: Page) -> list[Line]:
    words = page.extract_words(extra_attrs=["fontname", "size"])
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        if lines and abs(word["bottom"] - lines[-1][0]["bottom"]) < 0.3 * word["size"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(sorted(line, key=lambda word: word["x0"])) for line in lines]


def _line(words: Sequence[dict[str, Any]]) -> Line:
    told = tuple((word["text"].replace(_BULLET, "•"), _BOLD.search(word["fontname"]) is not None) for word in words)
    top, bottom = min(word["top"] for word in words), max(word["bottom"] for word in words)
    first = words[0]["x1"] - words[0]["x0"]
    size = max(word["size"] for word in words)
    return Line(told, words[0]["x0"], words[-1]["x1"], top, bottom, size, first)


def _joined(lines: Sequence[Line], edge: float) -> list[list[Line]]:
    """Put lines together that were one before the page was set."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][-1].goes_on_in(line, edge):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _runs(lines: Sequence[Line]) -> Runs:
    return [(f"{text} ", bold) for line in lines for text, bold in line.words]


def _page(page: Page, tables: Sequence[Table], lines: Sequence[Line], body: float, edge: float) -> Iterator[Part]:
    """Yield the paragraphs and tables of a page from top to bottom."""
    number = page.page_number
    remaining = sorted(tables, key=lambda table: table.bbox[1])
    for group in _joined(lines, edge):
        while remaining and remaining[0].bbox[1] < group[0].top:
            yield from table_parts(_rows(page, remaining.pop(0)), page=number)
        yield from line_parts(_runs(group), heading=group[0].size > 1.15 * body, page=number)
    for table in remaining:
        yield from table_parts(_rows(page, table), page=number)


def _rows(page: Page, table: Table) -> Iterator[Row]:
    """Yield the rows of a ruled table; a cell that spans rows counts in each, one that spans columns in the first."""
    lefts = sorted({cell[0] for cell in table.cells})
    tops = sorted({cell[1] for cell in table.cells})
    texts = {cell: _cell(page, cell) for cell in table.cells}
    for top in tops:
        crossing = {cell[0]: cell for cell in table.cells if cell[1] <= top < cell[3]}
        cells = tuple(texts[crossing[left]] if left in crossing else () for left in lefts)
        yield Row(cells, alone=len(crossing) == 1)


def _cell(page: Page, box: tuple[float, float, float, float]) -> Runs:
    lines = _lines(page.crop(box, strict=False))
    margin = min((line.left for line in lines), default=box[0]) - box[0]
    groups = _joined(lines, box[2] - margin)
    return [run for group in groups for run in (*_runs(group), ("\n", False))]
