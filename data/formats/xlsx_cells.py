"""Read the cells of a workbook as they are, sheet by sheet: no titles, no tables, nothing guessed."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from data.formats.raw import Holds, RawBook, RawCell, RawRow, RawSheet
from data.formats.refusal import UnreadableDocument
from data.formats.xlsx_sheets import AREA, check_merges

AnyCell = Cell | MergedCell


def parse(content: bytes) -> RawBook:
    """Parse the bytes of a workbook: the values of its cells, and which formulas have none."""
    check_merges(content)
    values = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(content), keep_links=False)
    return RawBook(tuple(_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets))


def _sheet(values: Worksheet, formulas: Worksheet) -> RawSheet:
    if values.max_row * values.max_column > AREA:
        raise UnreadableDocument(
            f"la feuille « {values.title} » est démesurée : supprimez ses lignes et colonnes vides."
        )
    pairs = zip(values.iter_rows(), formulas.iter_rows(), strict=True)
    rows = (RawRow(number, tuple(_cells(*pair))) for number, pair in enumerate(pairs, 1))
    merged = tuple(sorted(str(area) for area in values.merged_cells.ranges))
    return RawSheet(values.title, tuple(row for row in rows if row.cells), merged)


def _cells(values: Sequence[AnyCell], formulas: Sequence[AnyCell]) -> Iterator[RawCell]:
    for column, (cell, formula) in enumerate(zip(values, formulas, strict=True), 1):
        if cell.value is None:
            if formula.data_type == "f":
                yield RawCell(column, Holds.FORMULA, "")
        elif cell.data_type == "e":
            yield RawCell(column, Holds.ERROR, str(cell.value))
        elif str(cell.value).strip():
            yield RawCell(column, *_held(cell.value))


def _held(value: object) -> tuple[Holds, str]:
    """Return what a value is, and its text.

    >>> [text for _, text in map(_held, (50000.0, 0.1, datetime(2024, 5, 3), datetime(2024, 5, 3, 8), True))]
    ['50000', '0.1', '2024-05-03', '2024-05-03 08:00:00', 'oui']
    """
    match value:
        case bool():
            return Holds.FLAG, "oui" if value else "non"
        case int() | float():
            exact = Decimal(repr(value))
            return Holds.NUMBER, f"{exact.to_integral_value() if exact == exact.to_integral_value() else exact:f}"
        case datetime() if value == datetime.combine(value, datetime.min.time()):
            return Holds.DAY, value.date().isoformat()
        case date() if not isinstance(value, datetime):
            return Holds.DAY, value.isoformat()
        case str():
            return Holds.TEXT, value
    return Holds.MOMENT, str(value)
