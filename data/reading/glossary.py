"""Read a glossary: rows of an acronym and what it stands for."""

from collections.abc import Sequence

from data.reading.document import Block, Kind
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.ocr_text import plain
from data.reading.records import GlossaryEntry, Records


def read(blocks: Sequence[Block], _layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read the rows of two cells; the title is ignored."""
    ledger.ignored(blocks[0].place, "titre")
    for block in blocks[1:]:
        if block.kind is Kind.ROW and len(block.cells) == 2 and all(block.cells):
            acronym = plain(block.cells[0]).rstrip(" :")
            records.glossary.append(GlossaryEntry(acronym, plain(block.cells[1]), block.place))
            ledger.represented(block.place, "glossaire")
