"""Order the rows of an answer by a column, as a French reader expects it; what is unknown comes last both ways."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pyoxigraph as ox

from data.text import fold
from queries.display import cell
from queries.question import Column
from queries.rows import Row

STATES = ("oui", "proposé", "non", "inconnu")
_NUMBER = re.compile(r"([0-9]{1,9})")

Key = tuple[tuple[int, Decimal, str], ...]


def ordered(rows: Sequence[Row], column: Column, *, backwards: bool = False) -> list[Row]:
    """Return the rows in the order of a column; rows that say the same stay in the order that they had."""
    told = [row for row in rows if row[column.name] is not None]
    silent = [row for row in rows if row[column.name] is None]
    return [*sorted(told, key=lambda row: key(column, row), reverse=backwards), *silent]


def key(column: Column, row: Row) -> Key:
    """Return what a row that has a value is compared by."""
    value = row[column.name]
    if column.kind == "nombre" and isinstance(value, ox.Literal):
        return ((0, Decimal(value.value), ""),)
    if column.kind == "etat" and value is not None and value.value in STATES:
        return ((0, Decimal(STATES.index(value.value)), ""),)
    if column.kind in {"date", "booleen"} and value is not None:
        return ((1, Decimal(), value.value),)
    return natural(cell(column, row))


def natural(text: str) -> Key:
    """Return what texts are compared by: without case or accents, numbers by their value.

    >>> natural("OS 1.10") > natural("OS 1.9"), natural("État") < natural("Europe")
    (True, True)
    """
    parts = (part for part in _NUMBER.split(fold(text)) if part)
    return tuple((0, Decimal(part), "") if _NUMBER.fullmatch(part) else (1, Decimal(), part) for part in parts)
