"""Save a workbook as bytes, the same for the same cells."""

import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def saved(book: Workbook) -> bytes:
    """Save the workbook; the same cells give the same bytes."""
    raw = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED)).save()
    return settled(raw.getvalue())


def settled(content: bytes) -> bytes:
    """Date every part of an archive alike and put them in a fixed order, so that the same parts give the same bytes."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, parts.read(name))
    return fixed.getvalue()


def escaped(text: str) -> str:
    """Return a text such that spreadsheet programs do not take a part of it for a character told by its number.

    >>> escaped("_x0041_"), unescaped("_x005F_x0041_")
    ('_x005F_x0041_', '_x0041_')
    """
    return _ESCAPE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """Return a text with the characters that are told by their numbers (ECMA-376, part 1, 22.4.2.4)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
