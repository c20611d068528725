"""Read the signature blocks of an act: an organisation and a function, then, where it is filled in, a name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from data.reading.document import Block, Kind
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.records import Records, Signatory

_NAME = re.compile(r"^(?:M\.|Mme) .+$")
_REPRESENTING = re.compile(r"^représentante? de (?P<organisation>.+)$")


def read(blocks: Sequence[Block], _layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read each item as a signatory, and the name on the line after it."""
    ledger.ignored(blocks[0].place, "titre")
    for block in blocks[1:]:
        if block.kind is Kind.ITEM:
            organisation, function = parse(block.text)
            records.signatories.append(Signatory(organisation, function, None, block.place))
        elif _NAME.match(block.text) and records.signatories:
            last = records.signatories[-1]
            records.signatories[-1] = replace(last, name=block.text, place=last.place.to(block.place))
        else:
            ledger.ignored(block.place, "formule de signature")
            continue
        ledger.represented(block.place, "signataires")


def parse(text: str) -> tuple[str, str]:
    """Split the line of a signatory into organisation and function.

    >>> parse("La ville de Clairval, la Maire,")
    ('La ville de Clairval', 'la Maire')
    >>> parse("La Préfète, représentant de l'Etat")
    ("l'Etat", 'La Préfète')
    """
    first, _, last = text.rstrip(" ,").rpartition(",")
    if not first:
        return last, last
    if found := _REPRESENTING.match(last.strip()):
        return found["organisation"], first
    return first.strip(), last.strip()
