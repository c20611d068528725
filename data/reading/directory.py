"""Read a directory of partners: headings, and under each a list of names with what the document adds to them."""

import re
from collections.abc import Sequence

from data.reading.document import Block, Kind
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.records import Partner, Records

_SEPARATOR = re.compile(r"\s+:\s+-?\s*|\s+[-–]\s*|:\s+-\s+")


def read(blocks: Sequence[Block], _layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read each item under a heading as a partner; the title and what precedes the first heading are ignored."""
    ledger.ignored(blocks[0].place, "titre")
    heading = ""
    for block in blocks[1:]:
        if block.kind is Kind.HEADING:
            heading = block.text
            ledger.represented(block.place, "rubrique de l'annuaire")
        elif block.kind is Kind.ITEM and heading:
            name, detail = parse(block.text)
            records.partners.append(Partner(name, detail, heading, block.place))
            ledger.represented(block.place, "annuaire")
        else:
            ledger.ignored(block.place, "intitulé de l'annexe")


def parse(text: str) -> tuple[str, str]:
    """Split an entry into a name and the detail after it.

    >>> parse("Urbanis - Opérateur OPAH-RU")
    ('Urbanis', 'Opérateur OPAH-RU')
    >>> parse("Tarn et Garonne Habitat : - bailleur social")
    ('Tarn et Garonne Habitat', 'bailleur social')
    """
    name, *rest = _SEPARATOR.split(text, maxsplit=1)
    return name.strip(), rest[0].strip(" .") if rest else ""
