"""Read a governance table: commitments, the group in charge of each, remarks, and the bodies that it lists."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.reading import bodies
from data.reading.document import Block, Cell, Kind
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.ocr_text import bold_parts, plain
from data.reading.records import Commitment, Element, Records

TORN = "ligne coupée par un saut de page : le début de la remarque se trouve sur la ligne précédente"


def read(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read each row with a bold title as commitments under an element for the whole section."""
    title, *body = blocks
    records.elements.append(
        Element("volet", title.text.partition(" ")[2], title.place, notation=title.text.partition(" ")[0])
    )
    ledger.represented(title.place, "cadre : volet")
    for block, notices in _mended(body, ledger):
        cells = [block.cell(index) for index in range(3)]
        found = [
            Commitment(
                label.rstrip(" :"), detail.strip(" :-"), _plain(cells[1]), _plain(cells[2]), block.place, notices
            )
            for label, detail in bold_parts(cells[0].text)
        ]
        records.commitments.extend(found)
        records.bodies.extend(bodies.in_governance(cells[0], layout.options["governance"]["instances"]))
        if found:
            ledger.represented(block.place, "engagement de gouvernance")
        else:
            ledger.ignored(block.place, "en-tête de tableau")


def _mended(blocks: Sequence[Block], ledger: Ledger) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Yield the rows, each joined with the row before it that a page break tore off (its first cell is empty)."""
    torn: Block | None = None
    for block in blocks:
        if block.kind is not Kind.ROW:
            continue
        if not block.cells[0]:
            torn = block
        elif torn:
            cells = tuple(" ".join(filter(None, pair)) for pair in zip(torn.cells, block.cells, strict=True))
            ledger.represented(torn.place, "engagement de gouvernance")
            yield replace(block, cells=cells, place=torn.place.to(block.place)), (TORN,)
            torn = None
        else:
            yield block, ()


def _plain(cell: Cell) -> Cell:
    return Cell(plain(cell.text).rstrip(")") if "(" not in cell.text else plain(cell.text), cell.place)
