"""Read the stamp of the prefecture: the identifier of the act, which holds the commune's SIREN, and its dates."""

from collections.abc import Sequence

from data.reading.document import Block
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.records import Fact, Records


def read(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read the identifier, the SIREN and the date of publication; ignore the other lines of the stamp."""
    for block in blocks:
        for option in ("registration", "published"):
            for name, text in (layout.search(option, block.text) or {}).items():
                records.facts.append(Fact(name, text, block.place))
                ledger.represented(block.place, "acte")
        ledger.ignored(block.place, "tampon de la préfecture")
