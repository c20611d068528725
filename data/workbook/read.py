"""Take a filled workbook apart: what it showed when it was made, and what each line says now."""

from dataclasses import dataclass

from data.formats import archive, confined
from data.formats.raw import RawBook
from data.formats.refusal import UnreadableDocument
from data.formats.sniff import Format, sniff
from data.workbook.content import Content
from data.workbook.pages import Page, Reader
from data.workbook.problems import Refused
from data.workbook.sheets import MARK, TRACE, sheet_called
from data.workbook.trace import DamagedTrace, unpacked


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook as it was filled: what it showed at first, its sheets, and what of it was left aside."""

    exported: Content
    pages: tuple[Page, ...]
    notices: tuple[str, ...]


def is_workbook(name: str, content: bytes) -> bool:
    """Tell whether a file is a workbook that this program made: it has the sheet that tells what it showed.

    Raises UnreadableDocument where the file is not what its name says, or is not to be unpacked.
    """
    if sniff(name, content) is not Format.XLSX:
        return False
    return any(f'name="{TRACE}"'.encode() in part for path, part in archive.parts(content) if path == "xl/workbook.xml")


def read(content: bytes) -> Filled:
    """Read a workbook, in a process of its own.

    Raises UnreadableDocument, or Refused where cells or sheets are not as they must be.
    """
    return filled(confined.cells(content))


def filled(book: RawBook) -> Filled:
    """Return what the cells of a workbook say."""
    exported = _exported(book)
    found = {sheet: raw for raw in book.sheets if (sheet := sheet_called(raw.title))}
    reader = Reader()
    reader.sheets(book, found)
    pages = tuple(page for sheet, raw in found.items() if (page := reader.page(sheet, raw)))
    if reader.problems:
        raise Refused(reader.problems)
    return Filled(exported, pages, tuple(reader.notices))


def _exported(book: RawBook) -> Content:
    kept = [row.cells[0].text for raw in book.sheets if raw.title == TRACE for row in raw.rows]
    texts = kept[kept.index(MARK) + 1 :] if MARK in kept else []
    try:
        return unpacked(texts)
    except DamagedTrace as error:
        raise UnreadableDocument(
            f"la feuille cachée « {TRACE} », qui dit ce que le classeur contenait à l'export, est abîmée, ou vient "
            "d'une autre version de Maillage. Exportez de nouveau le contrat, et reportez-y vos corrections."
        ) from error
