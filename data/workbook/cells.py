"""Write one cell of a workbook: a text that stays one, a number or a day that a spreadsheet can compute with."""

from datetime import date
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from data.workbook.archive import escaped
from data.workbook.fields import Field, Kind
from data.workbook.values import joined, legal

TEXT_FORMAT = "@"
FORMATS = {Kind.WHOLE: "0", Kind.NUMBER: "#,##0.##", Kind.DAY: "dd/mm/yyyy"}
DARK, MID = PatternFill("solid", fgColor="1F3A5F"), PatternFill("solid", fgColor="4A6A94")
TOP = Alignment(wrap_text=True, vertical="top")

_WHITE = Font(bold=True, color="FFFFFF")
_MIDDLE = Alignment(wrap_text=True, vertical="center")
_FORMULA_STARTS = ("=", "+", "-", "@", "'")
_FIRST_DAY_OF_EXCEL = date(1900, 3, 1)


def at(page: Worksheet, row: int, column: int) -> Cell:
    """Return a cell of a page on which nothing is merged."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 – we merge nothing
    return cell


def write_text(cell: Cell, text: str) -> None:
    """Write a text that no spreadsheet program takes for a formula, a number or a date."""
    cell.value = escaped(legal(text)) or None
    if cell.value is not None:
        cell.data_type = "s"
        cell.number_format, cell.alignment = TEXT_FORMAT, TOP
        cell.quotePrefix = text.startswith(_FORMULA_STARTS)


def write_head(cell: Cell, text: str, explained: str, fill: PatternFill) -> None:
    """Write the header of a column, with its note."""
    write_text(cell, text)
    cell.font, cell.fill, cell.alignment = _WHITE, fill, _MIDDLE
    comment = Comment(explained, "Maillage")
    comment.width, comment.height = 360, 60 + 18 * (len(explained) // 50 + explained.count("\n"))
    cell.comment = comment


def write(cell: Cell, field: Field, pieces: tuple[str, ...]) -> None:
    """Write the pieces of a cell: a day and a number as such, where they are alone and a spreadsheet holds them."""
    plain = _plain(field, pieces[0]) if len(pieces) == 1 else None
    if plain is None:
        write_text(cell, joined(pieces))
    else:
        cell.value = plain
        cell.number_format, cell.alignment = FORMATS[field.kind], TOP


def _plain(field: Field, piece: str) -> int | Decimal | date | None:
    match field.kind:
        case Kind.WHOLE | Kind.NUMBER:
            return _number(piece)
        case Kind.DAY:
            return _day(piece)
    return None


def _number(piece: str) -> int | Decimal | None:
    """Return a number that a spreadsheet keeps to the last digit: it counts with fifteen of them."""
    try:
        number = Decimal(piece)
    except ArithmeticError:
        return None
    if not number.is_finite() or Decimal(repr(float(number))) != number:
        return None
    return int(number) if number == number.to_integral_value() else number


def _day(piece: str) -> date | None:
    try:
        day = date.fromisoformat(piece)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY_OF_EXCEL else None
