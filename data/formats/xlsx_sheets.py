"""Read a workbook as people write one: merged cells, several lines of header, sheets that are hidden.

The line of a block is that of its sheet; from one sheet to the next 10,000 is added, so that 20,012 is line 12 of the
third sheet.
"""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.formats import archive
from data.formats.grid import Line, parts
from data.formats.parts import Parsed, Part, Runs, text_of
from data.formats.refusal import UnreadableDocument
from data.reading.document import Kind

SHEET = 10_000
AREA = 2_000_000
_MERGE = re.compile(rb'mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_DEFAULT_NAMES = ("feuil", "feuille", "sheet")


def parse(content: bytes) -> Parsed:
    """Parse the bytes of a workbook: values, not formulas."""
    check_merges(content)
    book = load_workbook(io.BytesIO(content), data_only=True, rich_text=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    found = tuple(chain.from_iterable(_sheet(sheet, rank) for rank, sheet in enumerate(shown)))
    return Parsed(found, (*_hidden(book), *_errors(shown), *_uncomputed(content, book)))


def check_merges(content: bytes) -> None:
    """Refuse merges that are larger than any sheet: openpyxl makes a cell for each of their places."""
    for name, part in archive.parts(content):
        places = 0
        for found in _MERGE.findall(part) if name.startswith("xl/worksheets/") else ():
            left, top, right, bottom = range_boundaries(found.decode())
            places += (int(right or 0) - int(left or 0) + 1) * (int(bottom or 0) - int(top or 0) + 1)
        if places > AREA:
            raise UnreadableDocument("des cellules sont fusionnées sur toute une feuille : défaites ces fusions.")


def _hidden(book: Workbook) -> Iterator[str]:
    names = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if names:
        yield f"feuilles masquées, non lues : {', '.join(f'« {name} »' for name in names)}."


def _errors(sheets: Iterable[Worksheet]) -> Iterator[str]:
    for sheet in sheets:
        found = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "e"]
        if found:
            yield f"feuille « {sheet.title} » : des formules sont en erreur ({', '.join(found[:10])})."


def _uncomputed(content: bytes, book: Workbook) -> Iterator[str]:
    """Tell the formulas whose value the file does not hold."""
    for sheet in load_workbook(io.BytesIO(content), keep_links=False).worksheets:
        values = book[sheet.title]
        formulas = (cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
        found = [each for each in formulas if values[each].value is None]
        if found:
            yield (
                f"feuille « {sheet.title} » : des formules n'ont pas de valeur enregistrée ({', '.join(found[:10])}). "
                "Ouvrez le classeur et enregistrez-le."
            )


def _sheet(sheet: Worksheet, rank: int) -> Iterator[Part]:
    if sheet.max_row * sheet.max_column > AREA:
        raise UnreadableDocument(
            f"la feuille « {sheet.title} » est démesurée : supprimez ses lignes et colonnes vides."
        )
    lines = list(_lines(sheet, rank))
    last = max((line.line for line in lines if line.filled), default=0) - SHEET * rank
    if last >= SHEET:
        raise UnreadableDocument(f"la feuille « {sheet.title} » a {last} lignes, plus que les {SHEET - 1} admises.")
    found = parts(lines, sheet.title)
    first = next(found, None)
    if first and not sheet.title.lower().rstrip(" 0123456789()").startswith(_DEFAULT_NAMES):
        yield Part(Kind.HEADING, sheet.title, line=first.line, last_line=first.line, sheet=sheet.title)
    if first:
        yield first
    yield from found


def _lines(sheet: Worksheet, rank: int) -> Iterator[Line]:
    above, wide = _merged(sheet)
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_runs(above.get((number, column), cell)) for column, cell in enumerate(row, 1)]
        alone = [index for index, runs in enumerate(cells, 1) if text_of(runs)]
        title = len(alone) == 1 and ((number, alone[0]) in wide or _is_bold(row[alone[0] - 1]))
        yield Line(SHEET * rank + number, SHEET * rank + number, tuple(cells), title)


def _merged(sheet: Worksheet) -> tuple[dict[tuple[int, int], Cell | MergedCell], set[tuple[int, int]]]:
    """Return the cell that speaks at each place in the first column of a merge, and the starts of the wide merges."""
    above, wide = {}, set()
    for area in sheet.merged_cells.ranges:
        top = sheet.cell(area.min_row, area.min_col)
        for row in range(area.min_row + 1, min(area.max_row, sheet.max_row) + 1):
            above[row, area.min_col] = top
        if area.max_col > area.min_col:
            wide.add((area.min_row, area.min_col))
    return above, wide


def _is_bold(cell: Cell | MergedCell) -> bool:
    return bool(cell.font and cell.font.b)


def _runs(cell: Cell | MergedCell) -> Runs:
    value, bold = cell.value, _is_bold(cell)
    if isinstance(value, CellRichText):
        return [(piece.text, bool(piece.font.b)) if isinstance(piece, TextBlock) else (piece, bold) for piece in value]
    return [(_text(value), bold)]


def _text(value: object) -> str:
    """Return a value as a French reader writes it.

    >>> _text(1200.5), _text(2022.0), _text(datetime(2022, 5, 3)), _text(None)
    ('1200,5', '2022', '03/05/2022', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return str(value)
