"""Give each block its pages, as far as the document's own table of contents tells them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.reading.document import Block, Kind
from data.text import fold

_LEADERS = re.compile(r"[\s.…]+$")
_RANK = re.compile(r"^(?:\d+(?:\.\d+)*(?:\s*[.)–-]+)?\s+|(?:[IVX]+|[A-Z])\s*[.)–-]+\s+)(?=\S)")
_PAGE = re.compile(r"^-?\s*(\d{1,4})\s*-?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents."""

    title: str
    page: int
    line: int


def table_of_contents(blocks: Iterable[Block]) -> list[Entry]:
    """Return the entries of the table of contents: rows of a title with leaders, and a page number."""
    return [
        Entry(title_key(_LEADERS.sub("", block.cells[0])), int(page[1]), block.place.line)
        for block in blocks
        if block.kind is Kind.ROW and len(block.cells) == 2 and (page := _PAGE.match(block.cells[1]))
    ]


def title_key(text: str) -> str:
    """Fold a title for comparison with the table of contents, which drops notes and final colons."""
    return fold(text).rstrip("*: ")


def unranked(title: str) -> str:
    """Return a title without the rank before it.

    >>> unranked("IV. Enjeux locaux"), unranked("2.1 Gouvernance"), unranked("A définir")
    ('Enjeux locaux', 'Gouvernance', 'A définir')
    """
    return _RANK.sub("", title)


def paginate(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with the pages they may stand on: from their section's page to the next section's page.

    Where the format itself knows the page of a block, that stays.
    """
    entries = table_of_contents(blocks)
    last_line = max((entry.line for entry in entries), default=0)
    position = -1
    for block in blocks:
        if block.place.line > last_line:
            position = _advance(entries, position, block)
        if position < 0 or block.place.line <= last_line or block.place.pages:
            yield block
            continue
        first = entries[position].page
        final = entries[position + 1].page if position + 1 < len(entries) else None
        yield replace(block, place=replace(block.place, pages=(first, final)))


def _advance(entries: Sequence[Entry], position: int, block: Block) -> int:
    key = title_key(block.text)
    for index in range(position + 1, len(entries)):
        if entries[index].title == key:
            return index
    return position
