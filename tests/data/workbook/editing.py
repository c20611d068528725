"""Fill a workbook as a person does: by sheets, headers and rows; and apply it to the invented town."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from rdflib import Graph

from data.formats import xlsx_cells
from data.formats.raw import Holds, RawBook, RawCell, RawRow, RawSheet
from data.workbook.apply import Outcome, apply
from data.workbook.archive import escaped
from data.workbook.content import content
from data.workbook.read import filled
from data.workbook.revise import Parts, Signature
from data.workbook.write import workbook

SIGNATURE = Signature("Ada Exemple", date(2025, 3, 4), "Corrigé dans le classeur clairval.xlsx")
Book = dict[str, Worksheet]


def parts_of(town: Graph) -> Parts:
    """Return the town as a contract of which one source says everything."""
    return Parts("clairval", town)


def exported(parts: Parts) -> bytes:
    return workbook(content(parts.identifier, parts.published()))


def raw(parts: Parts) -> RawBook:
    return xlsx_cells.parse(exported(parts))


def applied(book: RawBook | bytes, parts: Parts) -> Outcome:
    cells = xlsx_cells.parse(book) if isinstance(book, bytes) else book
    return apply(filled(cells), parts, SIGNATURE)


def edited(file: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """Open a workbook, edit it and save it, as a spreadsheet program does."""
    book = load_workbook(io.BytesIO(file))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def column(sheet: Worksheet, header: str) -> int:
    return next(number for number, cell in enumerate(sheet[1], 1) if cell.value == header)


def row(sheet: Worksheet, identifier: str) -> int:
    return next(number for number, cell in enumerate(sheet["A"], 1) if cell.value == identifier)


def put(book: Workbook, title: str, identifier: str, header: str, value: object) -> int:
    """Write in the cell of a thing, and return its row."""
    sheet = book[title]
    found = row(sheet, identifier)
    sheet.cell(found, column(sheet, header)).value = value  # type: ignore[assignment]  # anything may be typed
    return found


def add(book: Workbook, title: str, cells: Mapping[str, object]) -> int:
    """Write a line under the last one, and return its row."""
    sheet = book[title]
    sheet.append({column(sheet, header): value for header, value in cells.items()})
    return int(sheet.max_row)


def sheet_of(book: RawBook, title: str) -> RawSheet:
    return next(sheet for sheet in book.sheets if sheet.title == title)


def with_rows(book: RawBook, title: str, change: Callable[[tuple[RawRow, ...]], tuple[RawRow, ...]]) -> RawBook:
    """Return the cells of a workbook with the rows of a sheet changed; the first is the header."""
    sheets = (replace(each, rows=change(each.rows)) if each.title == title else each for each in book.sheets)
    return RawBook(tuple(sheets))


def with_cell(book: RawBook, title: str, number: int, header: str, text: str) -> RawBook:
    """Return the cells of a workbook with one written over; an empty text leaves it blank."""
    place = next(cell.column for cell in sheet_of(book, title).rows[0].cells if cell.text == header)

    def change(rows: tuple[RawRow, ...]) -> tuple[RawRow, ...]:
        return tuple(_written(each, place, text) if each.number == number else each for each in rows)

    return with_rows(book, title, change)


def _written(found: RawRow, place: int, text: str) -> RawRow:
    others = tuple(cell for cell in found.cells if cell.column != place)
    return RawRow(found.number, (*others, RawCell(place, Holds.TEXT, escaped(text))) if text else others)


def with_line(book: RawBook, title: str, cells: Mapping[str, str]) -> RawBook:
    """Return the cells of a workbook with a line more."""
    header = sheet_of(book, title).rows[0]
    places = {cell.text: cell.column for cell in header.cells}
    line = tuple(RawCell(places[name], Holds.TEXT, escaped(text)) for name, text in cells.items())
    return with_rows(book, title, lambda rows: (*rows, RawRow(rows[-1].number + 1, line)))
