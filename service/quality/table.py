"""Carry remarks away as a table: CSV for programs, a spreadsheet for people, both with licence and sources."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.workbook.archive import saved
from queries.spreadsheet import neutral
from service.quality.remark import TOPICS, Remark

COLUMNS = (
    "contrat",
    "rubrique",
    "genre",
    "remarque",
    "queFaire",
    "chose",
    "nom",
    "autreChose",
    "autreNom",
    "precision",
    "document",
    "endroit",
)
_WIDTHS: Mapping[str, int] = MappingProxyType({"remarque": 50, "queFaire": 50, "nom": 40, "precision": 40})
_WIDTH = 24


def to_csv(remarks: Iterable[Remark]) -> bytes:
    """Return RFC 4180 text for programs, in UTF-8: exact values, an empty field for what is absent."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(remarks))
    return text.getvalue().encode()


def to_xlsx(remarks: Iterable[Remark], about: Sequence[tuple[str, str]]) -> bytes:
    """Return a workbook: sheet « Remarques », and sheet « Source » with what is told about them."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Remarques"
    _fill(sheet, [COLUMNS, *_rows(remarks)], [_WIDTHS.get(name, _WIDTH) for name in COLUMNS])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{sheet.max_row}"
    _fill(book.create_sheet("Source"), about, [_WIDTH, 100])
    book.properties.creator = "Maillage"
    return saved(book)


def _rows(remarks: Iterable[Remark]) -> Iterator[tuple[str, ...]]:
    for each in remarks:
        yield (
            each.contract.identifier,
            TOPICS[each.kind.topic].title,
            each.kind.name,
            each.kind.title,
            each.kind.advice,
            each.thing.iri,
            each.thing.label,
            each.other.iri if each.other else "",
            each.other.label if each.other else "",
            each.words,
            " | ".join(dict.fromkeys(place.document for place in each.sources)),
            " | ".join(dict.fromkeys(place.place for place in each.sources if place.place)),
        )


def _fill(sheet: Worksheet, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    for row in rows:
        sheet.append([neutral(value) for value in row])
    for row_cells in sheet.iter_rows():
        for cell in row_cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
