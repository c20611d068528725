"""Write what a workbook shows as a file: sheets that a person can work in, and what it takes to read it back."""

from collections.abc import Mapping
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.workbook.archive import saved
from data.workbook.cells import DARK, FORMATS, MID, TEXT_FORMAT, TOP, at, write, write_head, write_text
from data.workbook.content import Content, Row
from data.workbook.explain import HELP, IDENTIFIER_NOTE, PLACE_NOTE, lines, note
from data.workbook.fields import Field, Kind
from data.workbook.labels import identifier
from data.workbook.sheets import IDENTIFIER, LISTS, MARK, PLACE, TRACE, Sheet, sheets
from data.workbook.trace import packed

_MORE = 1000
"""Empty rows that are made ready for what people add."""
_NARROW, _MEDIUM, _WIDE = 12, 30, 60
_DATED = datetime(2026, 11, 21)

Ranges = Mapping[str, str]
"""Where the list of each kind of choice stands, as a formula."""


def workbook(content: Content) -> bytes:
    """Return the workbook of what a contract shows, or of a contract still to be told."""
    book = Workbook()
    _help(book.worksheets[0], content)
    ranges = {
        name: f"'{LISTS}'!${get_column_letter(column)}$2:${get_column_letter(column)}${len(content.choices[name]) + 1}"
        for column, name in enumerate(content.choices, 1)
        if content.choices[name]
    }
    for sheet in sheets():
        _fill(book.create_sheet(sheet.title), sheet, content, ranges)
    _lists(book.create_sheet(LISTS), content)
    _trace(book.create_sheet(TRACE), content)
    book.properties.creator = "Maillage"
    book.properties.title = f"Contrat {content.contract}" if content.contract else "Contrat à saisir"
    book.properties.created = book.properties.modified = _DATED
    return saved(book)


def _help(page: Worksheet, content: Content) -> None:
    page.title = HELP
    for row, (word, text) in enumerate(lines(content), 1):
        write_text(at(page, row, 1), word)
        write_text(at(page, row, 2), text)
        page.cell(row, 1).font = Font(bold=True)
        page.cell(row, 1).alignment = TOP
    page.column_dimensions["A"].width = 22
    page.column_dimensions["B"].width = 110
    page.sheet_view.showGridLines = False


def _fill(page: Worksheet, sheet: Sheet, content: Content, ranges: Ranges) -> None:
    rows, last = content.rows.get(sheet.title, ()), len(sheet.fields) + 2
    write_head(at(page, 1, 1), IDENTIFIER, IDENTIFIER_NOTE, MID)
    for column, field in enumerate(sheet.fields, 2):
        write_head(at(page, 1, column), field.header, note(field), DARK if field.required else MID)
    write_head(at(page, 1, last), PLACE, PLACE_NOTE, MID)
    for number, row in enumerate(rows, 2):
        _write_row(page, number, sheet, row, content)
    for column, field in enumerate(sheet.fields, 2):
        letter = get_column_letter(column)
        _prepare(page, letter, field)
        _offer(page, f"{letter}2:{letter}{len(rows) + _MORE}", field, ranges)
    page.freeze_panes = "C2"
    page.auto_filter.ref = f"A1:{get_column_letter(last)}{len(rows) + 1}"
    page.column_dimensions["A"].width = 24
    page.column_dimensions[get_column_letter(last)].width = 40
    page.row_dimensions[1].height = 32


def _write_row(page: Worksheet, number: int, sheet: Sheet, row: Row, content: Content) -> None:
    first, last = at(page, number, 1), at(page, number, len(sheet.fields) + 2)
    write_text(first, identifier(content.contract, row.thing))
    for column, field in enumerate(sheet.fields, 2):
        pieces = tuple(value.piece for value in row.cells.get(field.path, ()))
        if pieces:
            write(at(page, number, column), field, pieces)
    write_text(last, row.place)
    first.font = last.font = Font(color="777777")


def _prepare(page: Worksheet, letter: str, field: Field) -> None:
    """Give a column its width, and its format for the rows that people will add."""
    longest = max((len(line) for cell in page[letter] for line in str(cell.value or "").split("\n")), default=0)
    page.column_dimensions[letter].number_format = FORMATS.get(field.kind, TEXT_FORMAT)
    page.column_dimensions[letter].width = min(max(longest + 2, _NARROW), _WIDE if field.kind is Kind.TEXT else _MEDIUM)


def _offer(page: Worksheet, area: str, field: Field, ranges: Ranges) -> None:
    """Give the cells of a column their list, open where several values or things that people add may be written."""
    formula = '"oui,non"' if field.kind is Kind.FLAG else ranges.get(field.choices)
    if formula and field.kind in {Kind.FLAG, Kind.CHOICE}:
        closed = field.single and not field.classes
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=closed)
        rule.errorTitle, rule.error = field.header[:32], "Choisissez une valeur de la liste."
        rule.add(area)
        page.add_data_validation(rule)


def _lists(page: Worksheet, content: Content) -> None:
    for column, (name, things) in enumerate(content.choices.items(), 1):
        for row, text in enumerate([name, *things], 1):
            write_text(at(page, row, column), text)
    page.sheet_state = "hidden"


def _trace(page: Worksheet, content: Content) -> None:
    told = "Cette feuille dit à Maillage ce que le classeur contenait quand il a été fait : n'y touchez pas."
    for row, text in enumerate([told, MARK, *packed(content)], 1):
        write_text(at(page, row, 1), text)
    page.sheet_state = "veryHidden"
