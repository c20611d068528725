"""Lay out the cells of a table that span columns or rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.formats.parts import Part, Runs, row_part, spanning_parts, text_of


@dataclass(frozen=True, slots=True)
class Span:
    """A cell, and how many columns and rows it spans."""

    runs: Runs
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, one a column; `alone` where a single cell spans them all."""

    cells: tuple[Runs, ...]
    alone: bool = False


def expanded(rows: Iterable[Sequence[Span]]) -> Iterator[Row]:
    """Yield the rows of a table, one text a column.

    What spans rows is said of each, so it is repeated; what spans columns is said once, in the first of them: which of
    the others it is about, the table does not tell.
    """
    waiting: dict[int, tuple[int, Runs]] = {}
    for spans in rows:
        cells: dict[int, Runs] = {}
        following: dict[int, tuple[int, Runs]] = {}
        for span in [*spans, None]:
            while len(cells) in waiting:
                left, runs = waiting[len(cells)]
                if left > 1:
                    following[len(cells)] = (left - 1, runs)
                cells[len(cells)] = runs
            if span is None:
                break
            for index in range(span.columns):
                runs = () if index else span.runs
                if span.rows > 1:
                    following[len(cells)] = (span.rows - 1, runs)
                cells[len(cells)] = runs
        waiting = following
        yield Row(tuple(cells.values()), alone=len(spans) == 1 and spans[0].columns == len(cells))


def table_parts(rows: Iterable[Row], *, page: int | None = None) -> Iterator[Part]:
    """Yield the parts of a table; a row of one cell is a title or a text, as is a table that only draws a box."""
    for row in rows:
        if row.alone:
            yield from spanning_parts(next((runs for runs in row.cells if text_of(runs)), ()), page=page)
        elif part := row_part(row.cells, page=page):
            yield part
