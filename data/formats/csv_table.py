"""Read a CSV as people's spreadsheets write it: with semicolons, commas or tabs, and line breaks inside cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from data.formats.decode import decode
from data.formats.grid import Line, parts
from data.formats.parts import Parsed
from data.formats.refusal import UnreadableDocument

COLUMNS, ROWS = 1_000, 100_000
_SEPARATORS = ";,\t"


def parse(content: bytes) -> Parsed:
    """Parse the bytes of a CSV; raises UnreadableDocument, which names the line."""
    text, warnings = decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(line if line.strip(_SEPARATORS + " ") else "" for line in text.split("\n"))
    return Parsed(tuple(parts(list(_rows(text)))), warnings, lines)


def _rows(text: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator(text), strict=True)
    start = 1
    try:
        for cells in reader:
            _limit(start, len(cells))
            yield Line(start, reader.line_num, tuple([(cell, False)] for cell in cells))
            start = reader.line_num + 1
    except csv.Error as error:
        reason = "guillemets non fermés ou mal placés, ou cellule trop longue"
        raise UnreadableDocument(f"la ligne {start} ne se lit pas comme du CSV : {reason}.") from error


def _limit(line: int, columns: int) -> None:
    if columns > COLUMNS:
        raise UnreadableDocument(f"la ligne {line} a {columns} colonnes, plus que les {COLUMNS} admises.")
    if line > ROWS:
        raise UnreadableDocument(f"le fichier a plus de {ROWS} lignes.")


def separator(text: str) -> str:
    r"""Return the separator by which most records agree on a number of cells, among those that part any.

    >>> separator("ACTION;DELAIS\nFête, bal;2022\n")
    ';'
    """
    sample = text[:100_000]
    return max(_SEPARATORS, key=lambda each: _agreement(sample, each))


def _agreement(sample: str, each: str) -> tuple[int, int]:
    counts = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=each) if len(row) > 1)
    if not counts:
        return 0, 0
    cells, rows = counts.most_common(1)[0]
    return rows, cells
