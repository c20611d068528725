"""What every format is turned into before it is a document: lines and rows, with the places that the format knows.

Cells keep the markup that the readers of cells understand: bold between tags, one line break for each in the source.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from data.reading.document import Block, Document, Kind, Place
from data.reading.ocr_text import plain

Runs = Sequence[tuple[str, bool]]
"""A text as pieces, each bold or not."""

_BULLET = re.compile(r"^(?:(?:[-•o▪◦‣●○■□➢➤✓–\uf0b7\uf0a7\uf0d8]|\d{1,2}\.)\s+(?=\S))+")
_CONTENTS_ENTRY = re.compile(r"^(?P<title>.*?\S)\s*(?:\.{4,}|…{2,}|(?: \.){4,})\s*(?P<page>-?\s*\d{1,4}\s*-?)$")
_LONGEST_TITLE, _LONGEST_ENTRY = 160, 500


@dataclass(frozen=True, slots=True)
class Part:
    """A block to be; its line is the next one where the format has no lines of its own."""

    kind: Kind
    text: str
    cells: tuple[str, ...] = ()
    line: int | None = None
    last_line: int | None = None
    page: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format gave: its parts in order, what to warn of, and the lines of the source where it has lines."""

    parts: tuple[Part, ...]
    warnings: tuple[str, ...] = ()
    lines: tuple[str, ...] | None = None


def text_of(runs: Runs) -> str:
    """Return the text of runs, its lines stripped and its empty ones left out."""
    lines = (" ".join(line.split()) for line in "".join(text for text, _ in runs).splitlines())
    return "\n".join(filter(None, lines))


def is_bold(runs: Runs) -> bool:
    """Tell whether all that can be seen of a text is bold."""
    seen = [bold for text, bold in runs if text.strip()]
    return bool(seen) and all(seen)


def line_parts(runs: Runs, *, heading: bool = False, item: bool = False, page: int | None = None) -> Iterator[Part]:
    """Yield a paragraph as headings, items or lines of text; a line of a table of contents is a row."""
    bold = heading or is_bold(runs)
    lines = filter(None, (line.strip() for line in "".join(text for text, _ in runs).splitlines()))
    for index, line in enumerate(lines):
        kind = _kind(line, heading=bold, item=item and index == 0)
        bare = line if kind is Kind.TEXT else _BULLET.sub("", line)
        if len(line) <= _LONGEST_ENTRY and (entry := _CONTENTS_ENTRY.match(line)):
            yield row_of((_safe(entry["title"]), entry["page"]), page=page)
        elif "\t" in bare and kind is not Kind.HEADING:
            yield row_of([_safe(" ".join(cell.split())) for cell in re.split(r"\t+", line)], page=page)
        else:
            yield Part(kind, " ".join(bare.split()), page=page)


def _kind(line: str, *, heading: bool, item: bool) -> Kind:
    if heading:
        return Kind.HEADING
    return Kind.ITEM if item or _BULLET.match(line) else Kind.TEXT


def spanning_parts(runs: Runs, *, page: int | None = None) -> Iterator[Part]:
    """Yield the only cell of a row: the title of what follows, unless it reads like a sentence."""
    text = text_of(runs)
    is_title = "\n" not in text and len(text) <= _LONGEST_TITLE and not text.endswith((".", ";", ","))
    yield from line_parts(runs, heading=is_title and not _BULLET.match(text), page=page)


def row_part(cells: Sequence[Runs], *, page: int | None = None) -> Part | None:
    """Return a row, or None where it is blank; where all of a row is bold, bold tells nothing and is dropped."""
    filled = [runs for runs in cells if text_of(runs)]
    if not filled:
        return None
    uniform = len(filled) > 1 and all(map(is_bold, filled))
    return row_of([_markup([(text, bold and not uniform) for text, bold in runs]) for runs in cells], page=page)


def row_of(cells: Iterable[str], *, page: int | None = None) -> Part:
    """Return a row of cells that are markup already."""
    kept = tuple(cells)
    return Part(Kind.ROW, " | ".join(plain(cell) for cell in kept), kept, page=page)


def _markup(runs: Runs) -> str:
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        first, *others = text.replace("\r\n", "\n").split("\n")
        lines[-1].append((first, bold))
        lines.extend([(other, bold)] for other in others)
    return "\n".join(filter(None, map(_marked_line, lines)))


def _marked_line(runs: Runs) -> str:
    """Mark the bold runs of a line; the spaces between two of them are bold too."""
    told: list[tuple[str, bool]] = []
    for text, bold in runs:
        told.append((text, told[-1][1] if told and not text.strip() else bold))
    pieces = [("".join(text for text, _ in group), bold) for bold, group in groupby(told, key=lambda run: run[1])]
    marked = (f"<b>{_safe(text)}</b>" if bold and text.strip() else _safe(text) for text, bold in pieces)
    return " ".join("".join(marked).split())


def _safe(text: str) -> str:
    """Escape what the readers of cells would take for markup.

    >>> _safe("R&D * <b>")
    'R&amp;D &#42; &lt;b&gt;'
    """
    return escape(text, quote=False).replace("*", "&#42;").replace("_", "&#95;")


def assemble(name: str, content: bytes, parsed: Parsed, *, keeps_breaks: bool) -> Document:
    """Make a document of parts; where the format has no lines, each part is one."""
    lines: dict[int, str] = {}
    blocks = []
    for part in parsed.parts:
        first = part.line or len(lines) + 1
        pages = (part.page, part.page) if part.page else None
        place = Place(first, part.last_line or first, pages=pages, sheet=part.sheet)
        blocks.append(Block(part.kind, part.text, place, part.cells))
        lines[first] = " ".join(filter(None, (lines.get(first), part.text)))
    drawn = tuple(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    whole = drawn if parsed.lines is None else parsed.lines
    digest = hashlib.sha256(content).hexdigest()
    return Document(name, digest, whole, tuple(blocks), parsed.warnings, keeps_breaks)
