"""Show where a thing is written: the place of each passage, and its very words where the document is at hand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.documents.lines import Line
from service.documents.sources import Source, Sources, Text, read_source
from service.evidence import Passage
from service.index import Thing
from service.world import World, path_of

_CELL = re.compile(r"/(?:l\d+)?c(\d{1,4})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a line, or of a cell of it, under the heading of its column; where the document shows them."""

    column: str | None
    words: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands at one place of a document; its words are those of the document itself where that is at hand."""

    document: Thing
    section: str | None
    place: str
    words: tuple[Words, ...]
    address: str | None
    first: int
    at_hand: bool


class Viewer:
    """Find where passages are shown; what is known of each document is looked up once."""

    def __init__(self, world: World, sources: Sources) -> None:
        self._world, self._sources = world, sources
        self._known: dict[str, tuple[Source | None, Text | None]] = {}

    def shown(self, document: str) -> tuple[Source | None, Text | None]:
        """Return a document, and its text where it is at hand."""
        if document not in self._known:
            source = read_source(self._world, document)
            self._known[document] = (source, self._sources.text(source.digest) if source else None)
        return self._known[document]

    def address(self, alike: Sequence[Passage]) -> str:
        """Return where passages of one place are shown: in their document if it is at hand, else on their own page."""
        source, text = self.shown(alike[0].document)
        lines = _address(source, alike[0]) if text and text.lines else None
        if lines is None:
            return path_of(alike[0].iri) or ""
        found = _CELL.search(alike[0].iri) if len(alike) == 1 else None
        cell = f"&cellule={int(found[1])}" if found else ""
        return f"{lines}{cell}#{_anchor(alike[0])}"

    def quotations(self, passages: Iterable[Passage]) -> tuple[Quotation, ...]:
        """Return the places of some passages, the cells of a row together."""
        grouped = groupby(passages, key=lambda each: (each.document, each.lines))
        return tuple(
            _quotation(self._world.refer(document), *self.shown(document), list(group))
            for (document, _), group in grouped
        )


def _quotation(document: Thing, source: Source | None, text: Text | None, group: Sequence[Passage]) -> Quotation:
    first = group[0]
    lines = text.between(*first.lines) if text and first.lines else ()
    address = _address(source, first)
    cells = [each for each in group if each.column is not None]
    told = [_cell(each, lines, address) for each in cells] or [each for line in lines for each in _line(line)]
    kept = told or [Words(None, each.text, None) for each in group if each.text]
    return Quotation(
        document,
        first.section,
        first.place,
        tuple(kept),
        address,
        first.lines[0] if first.lines else 0,
        at_hand=bool(lines),
    )


def _address(source: Source | None, passage: Passage) -> str | None:
    """Return the address of the lines of a passage among those of its document."""
    if source is None or passage.lines is None:
        return None
    first, last = passage.lines
    asked = str(first) if first == last else f"{first}-{last}"
    return f"{source.address}?ligne={asked}"


def _cell(passage: Passage, lines: Sequence[Line], address: str | None) -> Words:
    """Return the words of a cell: the document's own, or those that the reading kept."""
    found = _CELL.search(passage.iri)
    number = int(found[1]) if found else 0
    row = next((line for line in lines if line.is_row), None)
    own = row.cells[number - 1] if row and 0 < number <= len(row.cells) else None
    link = f"{address}&cellule={number}#{_anchor(passage)}" if address and number else None
    return Words(passage.column, passage.text or "" if own is None else own, link)


def _line(line: Line) -> Iterator[Words]:
    """Yield the words of a line, or of each cell of a row that is not blank."""
    for words in filter(None, line.cells) if line.is_row else [line.words]:
        yield Words(None, words, None)


def _anchor(passage: Passage) -> str:
    return f"l{passage.lines[0]}" if passage.lines else ""
