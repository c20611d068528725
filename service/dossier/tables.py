"""Tell the answer of a question as a table: some of its columns, under short headers, cut to what a page takes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from queries.ask import Row
from queries.catalogue import catalogue
from queries.display import cell
from queries.question import Column
from service.dossier.matter import Matter
from service.dossier.parts import Block, Paragraph, Table, Unknown
from service.dossier.words import cut

Telling = Callable[[Matter], Iterator[Block]]
"""Anything that tells a part of a dossier."""


@dataclass(frozen=True, slots=True)
class Heading:
    """How a column is told: its header and its share of the width."""

    text: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """A question told as a table; a question that the catalogue does not hold tells nothing.

    `within` names the column whose thing must concern the subject; `only` keeps rows, `first` says which come
    first; a table that is told `whole` or not at all has at most `most` rows; `empty` is the sentence where no
    row is left and the documents are known to say nothing.
    """

    question: str
    caption: str
    columns: Mapping[str, Heading]
    arguments: Mapping[str, str] = field(default_factory=dict)
    within: str = ""
    only: Callable[[Row], bool] = lambda _: True
    first: Callable[[Row], bool] = lambda _: True
    most: int = 12
    whole: bool = False
    empty: str = ""

    def __call__(self, matter: Matter) -> Iterator[Block]:
        """Tell the table, or why there is none."""
        answer = matter.ask(self.question, self.arguments)
        if answer is None:
            return
        found = [row for row in matter.rows(self.question, self.arguments, within=self.within) if self.only(row)]
        rows = sorted(found, key=self.first, reverse=True)
        if self.whole and len(rows) > self.most:
            return
        if rows:
            yield self._table(matter, rows)
        elif answer.notices:
            yield from map(Unknown, answer.notices)
        elif self.empty:
            yield Paragraph(self.empty)

    def _table(self, matter: Matter, rows: list[Row]) -> Table:
        """Return the table of some rows; a column that is empty in all is left out, and so are rows told already."""
        known = {column.name: column for column in catalogue()[self.question].columns}
        told = [(known[name], heading) for name, heading in self.columns.items() if name in known]
        told = [(column, heading) for column, heading in told if any(_shown(column, row) for row in rows)]
        lines = list(dict.fromkeys(tuple(cut(_shown(column, row)) for column, _ in told) for row in rows))
        address = matter.address(self.question, self.arguments)
        return Table(
            caption=self.caption,
            headers=tuple(heading.text for _, heading in told),
            rows=tuple(lines[: self.most]),
            widths=tuple(heading.width for _, heading in told),
            numbers=frozenset(at for at, (column, _) in enumerate(told) if column.kind == "nombre"),
            left=left_out(len(lines) - self.most, address),
            address=address,
        )


def _shown(column: Column, row: Row) -> str:
    """Return what a cell shows; of a state, not what makes it so."""
    value = row[column.name]
    return value.value if column.kind == "etat" and value is not None else cell(column, row)


def left_out(number: int, address: str) -> str:
    """Say how many rows a table leaves out, and where they are.

    >>> left_out(12, "/questions/instances"), left_out(1, "/q"), left_out(0, "/q")
    ('… et 12 autres lignes : voir /questions/instances', '… et 1 autre ligne : voir /q', '')
    """
    if number <= 0:
        return ""
    return f"… et {number} autre{'s' if number > 1 else ''} ligne{'s' if number > 1 else ''} : voir {address}"
