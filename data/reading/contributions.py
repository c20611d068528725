"""Read what partners say that they will contribute: a title for each partner, then its statements."""

from collections.abc import Sequence
from dataclasses import replace

from data.reading.document import Block, Cell, Kind
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.records import Contribution, Element, Records
from data.text import headline, search


def read(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read the section as a part of the framework: a contribution for each partner, and its statements under it."""
    title, *body = blocks
    whole = _append(records, Element("volet", title.text.capitalize(), title.place))
    ledger.represented(title.place, "cadre : volet")
    is_item = False
    for block in body:
        if partner := search(layout.options["contributions"]["title"], block.text):
            own = _append(
                records,
                Element("contribution", block.text.lstrip("0123456789. ").rstrip(" :"), block.place, parent=whole),
            )
            records.contributions.append(Contribution(Cell(partner["who"], block.place), (own,)))
            ledger.represented(block.place, "contribution d'un partenaire")
            is_item = False
        elif not records.contributions or block.text.endswith(":"):
            ledger.ignored(block.place, "introduction des contributions")
        elif is_item and block.kind is Kind.TEXT:
            _remark(block, records, ledger)
        else:
            is_item = block.kind is not Kind.TEXT
            _statement(block, records, ledger)


def _append(records: Records, element: Element) -> int:
    records.elements.append(element)
    return len(records.elements) - 1


def _statement(block: Block, records: Records, ledger: Ledger) -> None:
    contribution = records.contributions[-1]
    text = block.text.strip("* ")
    element = Element("engagement", headline(text), block.place, parent=contribution.elements[0], words=text)
    index = _append(records, element)
    records.contributions[-1] = replace(contribution, elements=(*contribution.elements, index))
    ledger.represented(block.place, "engagement d'un partenaire")


def _remark(block: Block, records: Records, ledger: Ledger) -> None:
    """Take a line of text after an item as what is said of it."""
    index = records.contributions[-1].elements[-1]
    element = records.elements[index]
    records.elements[index] = replace(element, remarks=(*element.remarks, Cell(block.text, block.place)))
    ledger.represented(block.place, "précision d'un engagement")
