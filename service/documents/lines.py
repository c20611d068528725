"""A document line by line, as its reader saw it, in lengths that a page can hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.reading.document import Block, Document, Kind
from data.reading.ocr_text import plain_lines
from service.evidence import span
from service.phrases import sentence

MOST_LINES = 60
MOST_CHARACTERS = 40_000
LONGEST_LINE = 4_000
_LINES = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on a line: a heading, an item of a list, or words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: what stands on it, or the cells of a row; where its format tells, its page or sheet."""

    number: int
    last: int
    pieces: tuple[Piece, ...]
    cells: tuple[str, ...]
    pages: tuple[int, int] | None
    sheet: str | None
    cut: int
    """How many characters the line is too long to show."""

    @property
    def is_row(self) -> bool:
        """Tell whether the line is a row of a table."""
        return bool(self.cells)

    @property
    def words(self) -> str:
        """Return the words of the line, its cells parted by bars."""
        return " | ".join(self.cells) if self.is_row else " ".join(piece.words for piece in self.pieces)

    @property
    def where(self) -> str | None:
        """Say on which page or sheet the line stands, as far as it is known."""
        if self.sheet:
            return f"Feuille « {self.sheet} »"
        return sentence(span("page", "pages", self.pages)) if self.pages else None

    def within(self, asked: tuple[int, int] | None) -> bool:
        """Tell whether the line is one of those asked for."""
        return asked is not None and self.number <= asked[1] and asked[0] <= self.last


@dataclass(frozen=True, slots=True)
class Leaf:
    """A length of a document that one page shows, and the first lines of the lengths before and after it."""

    lines: tuple[Line, ...]
    before: int | None
    after: int | None

    @property
    def span(self) -> str:
        """Say from which line to which it goes."""
        return sentence(span("ligne", "lignes", (self.lines[0].number, self.lines[-1].number))) if self.lines else ""

    @property
    def runs(self) -> Iterator["Run"]:
        """Yield the rows that follow each other, and what stands between tables, page by page."""
        above = None
        for (is_row, *place), lines in groupby(self.lines, key=lambda line: (line.is_row, line.pages, line.sheet)):
            found = tuple(lines)
            yield Run(found, is_row, None if place == above else found[0].where)
            above = place


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that are shown together, a table or text; labelled where their page or sheet is not the last one's."""

    lines: tuple[Line, ...]
    is_table: bool
    label: str | None

    @property
    def span(self) -> str:
        """Say from which line to which they go."""
        return span("ligne", "lignes", (self.lines[0].number, self.lines[-1].number))

    @property
    def width(self) -> int:
        """Return how many cells its longest row has."""
        return max(len(line.cells) for line in self.lines)


class NoSuchLinesError(ValueError):
    """An address asks for lines that a document cannot have."""

    def __init__(self, asked: str, last: int) -> None:
        self.asked = asked
        super().__init__(
            f"« {asked[:40]} » ne désigne pas des lignes de ce document. "
            f"Donnez un numéro de 1 à {last}, ou deux, tels que 914-916."
        )


def lines_of(document: Document) -> tuple[Line, ...]:
    """Return the lines of a document that are not blank, in their order."""
    return tuple(_line(list(blocks)) for _, blocks in groupby(document.blocks, key=lambda block: block.place.line))


def asked_lines(asked: str | None, last: int) -> tuple[int, int] | None:
    """Return the first and the last of the lines that an address asks for.

    >>> asked_lines("914", 1257), asked_lines("914-916", 1257), asked_lines(None, 1257)
    ((914, 914), (914, 916), None)
    """
    if asked is None or not asked.strip():
        return None
    found = _LINES.fullmatch(asked.strip())
    if not found:
        raise NoSuchLinesError(asked, last)
    first, end = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= end <= max(last, 1):
        raise NoSuchLinesError(asked, last)
    return first, end


def leaf_at(lines: Sequence[Line], number: int) -> Leaf:
    """Return the length of a document in which a line stands, or the line before it where that one is blank."""
    leaves = _leaves(lines)
    firsts = [leaf[0].number for leaf in leaves]
    index = max(sum(first <= number for first in firsts) - 1, 0)
    before = firsts[index - 1] if index else None
    after = firsts[index + 1] if index + 1 < len(firsts) else None
    return Leaf(leaves[index] if leaves else (), before, after)


def _leaves(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    leaves: list[list[Line]] = []
    weight = 0
    for line in lines:
        weight += len(line.words)
        if not leaves or len(leaves[-1]) >= MOST_LINES or weight > MOST_CHARACTERS:
            leaves.append([])
            weight = len(line.words)
        leaves[-1].append(line)
    return [tuple(leaf) for leaf in leaves]


def _line(blocks: Sequence[Block]) -> Line:
    place = blocks[0].place
    row = next((block for block in blocks if block.kind is Kind.ROW), None)
    words = [plain_lines(cell) for cell in row.cells] if row else [block.text for block in blocks]
    shown, cut = _shortened(words)
    kept = zip(blocks, shown, strict=False)
    return Line(
        number=place.line,
        last=max(block.place.last_line for block in blocks),
        pieces=() if row else tuple(Piece(block.kind.value, said) for block, said in kept),
        cells=tuple(shown) if row else (),
        pages=(place.pages[0], place.pages[1] or place.pages[0]) if place.pages else None,
        sheet=place.sheet,
        cut=cut,
    )


def _shortened(words: Sequence[str]) -> tuple[list[str], int]:
    """Return as many of the words as a page has room for, and how many characters are left out."""
    room, shown = LONGEST_LINE, []
    for said in words:
        if room <= 0:
            break
        shown.append(said[:room])
        room -= len(said) + 1
    return shown, sum(map(len, words)) - sum(map(len, shown))
