"""What a form makes of an answer, and how it reads a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data import naming
from queries.ask import Row, plain

ROW = 5
"""How many marks a row of a drawing weighs: rows make a drawing long."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, with what the form itself writes in some of its cells."""

    row: Row
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a form draws of an answer, how many marks that is, and the lines that say the same.

    `added` names the columns that the form adds to those of the question.
    """

    drawing: Mapping[str, Any]
    marks: int
    lines: Sequence[Line]
    summary: str
    notices: Sequence[str] = ()
    added: Mapping[str, str] = field(default_factory=dict)


def iri(row: Row, column: str) -> str:
    """Return what names the thing of a column, empty without one."""
    term = row[column]
    return term.value if term is not None else ""


def label(row: Row, column: str) -> str:
    """Return the label of the thing of a column, or what names it where it has none."""
    term = row[f"{column}Label"]
    return term.value if term is not None else iri(row, column).removeprefix(naming.ID)


def number(row: Row, column: str) -> float:
    """Return the number of a column, zero where there is none: to be asked of what counts, and is never unknown."""
    said = plain(row[column])
    return said if isinstance(said, int | float) else 0


def true(row: Row, column: str) -> bool:
    """Tell whether a column says yes."""
    return plain(row[column]) is True


def several(rows: Sequence[Row]) -> bool:
    """Tell whether the rows are of several contracts, so that things must say of which they are."""
    return len({iri(row, "contrat") for row in rows}) > 1
