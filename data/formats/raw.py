"""The cells of a workbook as they are: what a process of its own reads, and this one gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Holds(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    ERROR = "error"
    FORMULA = "formula"  # one whose value the file does not hold


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell that is not blank: its column, what it holds, and that as text (a day as YYYY-MM-DD)."""

    column: int
    holds: Holds
    text: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row that is not blank, with the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet, hidden or not: its rows that are not blank, and the areas that are merged."""

    title: str
    rows: tuple[RawRow, ...]
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawBook:
    """The sheets of a workbook, in their order."""

    sheets: tuple[RawSheet, ...]


def restored(told: Mapping[str, Any]) -> RawBook:
    """Return a workbook from what the process that parsed it wrote."""
    return RawBook(tuple(_restored_sheet(sheet) for sheet in told["sheets"]))


def _restored_sheet(told: Mapping[str, Any]) -> RawSheet:
    rows = (
        RawRow(row["number"], tuple(RawCell(**{**cell, "holds": Holds(cell["holds"])}) for cell in row["cells"]))
        for row in told["rows"]
    )
    return RawSheet(told["title"], tuple(rows), tuple(told["merged"]))
