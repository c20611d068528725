"""Tell the titles, lines of text and tables that stand in the grid of a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from data.formats.parts import Part, Runs, line_parts, row_part, text_of
from data.reading.document import Kind


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a grid; `title` tells whether it is set as a title, None where the format cannot tell."""

    line: int
    last_line: int
    cells: tuple[Runs, ...]
    title: bool | None = None

    @property
    def filled(self) -> list[int]:
        """The columns that hold something."""
        return [index for index, runs in enumerate(self.cells) if text_of(runs)]


def parts(lines: Sequence[Line], sheet: str | None = None) -> Iterator[Part]:
    """Yield the parts of a grid, with their lines and their sheet.

    A lone cell is a title or a text where it is set as one, or stands before a table, or before its header told again;
    elsewhere it is a row of which only one cell is filled.
    """
    told = zip(_is_row(lines), lines, strict=True)
    for row, group in groupby(((is_row, line) for is_row, line in told if line.filled), key=lambda pair: pair[0]):
        members = [line for _, line in group]
        width = max(line.filled[-1] for line in members) + 1
        for line in members:
            found = [_row(line, width)] if row else _alone(line)
            yield from (replace(part, line=line.line, last_line=line.last_line, sheet=sheet) for part in found)


def _is_row(lines: Sequence[Line]) -> Iterator[bool]:
    header: list[str] = []
    for index, line in enumerate(lines):
        filled = line.filled
        if not filled:
            header = []
        following = _texts(lines[index + 1]) if index + 1 < len(lines) else []
        is_row = len(filled) > 1 or (bool(filled and header) and not line.title and following != header)
        if is_row and not header:
            header = _texts(line)
        yield is_row


def _texts(line: Line) -> list[str]:
    return [text_of(runs) for runs in line.cells]


def _row(line: Line, width: int) -> Part:
    part = row_part(line.cells[:width])
    assert part is not None  # noqa: S101 – lines without a filled cell were left out
    return part


def _alone(line: Line) -> Iterator[Part]:
    runs = line.cells[line.filled[0]]
    for part in line_parts(runs):
        is_title = part.kind is Kind.TEXT and (line.title or line.title is None)
        yield replace(part, kind=Kind.HEADING) if is_title else part
