"""Arrange an answer for a page: what all rows say alike, the columns in which they differ, the passages behind each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from data import naming
from queries.ask import Answer, Row
from queries.display import cell, factored
from queries.facets import UNKNOWN
from queries.question import FINDING, FINDING_EXPLAINED, Column
from queries.selection import SEVERAL
from service.index import Thing
from service.world import World

_EVIDENCE, _PASSAGE = "provenance", "passage"
_REFERENCE = f"{naming.ID}{naming.REFERENCE}/"
_MEASURES = f"{_REFERENCE}mesure/"
_APART = frozenset({FINDING, *FINDING_EXPLAINED, _PASSAGE})
_SHORT, _WHOLE, _SHOWN = 60, 3, 2
"""The longest place that is shown beside its link; up to how many rows show all evidence; how much the others show."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an answer: a thing that has a page, or words; `more` is what unfolds under it, each with its name."""

    column: Column
    thing: Thing | None
    words: str
    known: bool
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an answer, and the sentence that it comes to, if it tells a finding.

    `passage` tells where it is written; `evidence` is the address where the passages behind it are shown, and `about`
    the thing that these are about.
    """

    cells: tuple[Cell, ...]
    finding: Cell | None
    passage: str
    evidence: str
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """The table of an answer."""

    alike: tuple[tuple[str, Cell], ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def has_evidence(self) -> bool:
        """Tell whether any row leads to the passages behind it."""
        return any(line.evidence or line.passage for line in self.lines)


def arranged(world: World, answer: Answer, shown: slice, *, only: Collection[str] = ()) -> Table:
    """Say once what all rows say alike, leave out the columns that are empty, fold what explains a finding under it.

    `shown` are the rows of the page; `only` are the columns of the table, all where there are none.
    """
    rows = answer.rows[shown]
    alike, kept = [], {}
    for column in answer.question.columns:
        if only and column.name not in {*only, _PASSAGE}:
            continue
        words = [_words(column, row) for row in answer.rows]
        common, rest = factored(words)
        if column.name in {FINDING, *FINDING_EXPLAINED} and any(rest):
            # a sentence is not cut at its commas; what explains all rows of the page alike is said once
            same = column.name != FINDING and len(rows) > 1 and len(set(words[shown])) == 1
            common, rest = (words[shown][0], [""] * len(words)) if same else ("", words)
        if common:
            whole = _cell(world, column, rows[0], cut=False) if rows and not any(rest) else None
            alike.append((column, whole or Cell(column, None, common, known=True)))
        if any(rest):
            cut = len(rows) > _WHOLE
            cells = [_cell(world, column, row, cut=cut) for row in rows]
            kept[column] = [replace(each, words=said) for each, said in zip(cells, rest[shown], strict=True)]
    named = {column.name: cells for column, cells in kept.items()}
    columns = [column for column in kept if column.name not in _APART]
    lines = [
        _line(
            [kept[column][at] for column in columns],
            apart={name: named[name][at] for name in _APART if name in named},
            about=_about(world, answer, row),
        )
        for at, row in enumerate(rows)
    ]
    told = [(column.label, each) for column, each in alike]
    return Table(tuple(told), tuple(columns), tuple(lines))


def _line(cells: Sequence[Cell], *, apart: Mapping[str, Cell], about: tuple[str, str]) -> Line:
    """Make a line of its cells, and of those that stand apart: the sentence it comes to, the place it is written."""
    finding = None
    if FINDING in apart:
        explained = [apart[name] for name in FINDING_EXPLAINED if name in apart]
        more = tuple((each.column.label, each.words) for each in explained if each.words)
        finding = replace(apart[FINDING], more=more)
    place = apart[_PASSAGE].words if _PASSAGE in apart else ""
    evidence, _ = about
    # a long place is read where the passages are shown
    return Line(tuple(cells), finding, "" if evidence and len(place) > _SHORT else place, *about)


def _about(world: World, answer: Answer, row: Row) -> tuple[str, str]:
    """Return the address of the passages behind a row, and the label of the thing that they are about."""
    if answer.question.name != _EVIDENCE:
        for thing in _things(world, answer.question.columns, row):
            return f"/questions/{_EVIDENCE}?{urlencode({'chose': thing.iri.removeprefix(naming.ID)})}", thing.label
    return "", ""


def _things(world: World, columns: Sequence[Column], row: Row) -> Iterator[Thing]:
    """Yield the things of a row of which a contract says something: neither the contract itself nor a list's term."""
    for column in columns:
        value = row[column.name]
        if column.kind == "chose" and column.name != "contrat" and value is not None:
            thing = world.index.get(value.value)
            if thing and (thing.iri.startswith(_MEASURES) or not thing.iri.startswith(_REFERENCE)):
                yield thing


def _words(column: Column, row: Row) -> str:
    value = row[column.name]
    return value.value if value is not None and column.kind == "etat" else cell(column, row)


def _cell(world: World, column: Column, row: Row, *, cut: bool) -> Cell:
    value, words = row[column.name], _words(column, row)
    if value is None:
        return Cell(column, None, words, known=False)
    if column.kind == "etat":
        evidence = row[f"{column.name}Preuves"]
        more = (("", _few(evidence.value) if cut else evidence.value),) if evidence else ()
        return Cell(column, None, words, known=words != UNKNOWN, more=more)
    return Cell(column, world.index.get(value.value) if column.kind == "chose" else None, words, known=True)


def _few(evidence: str) -> str:
    """Return the first things that show a state, and the number of the others.

    >>> _few("a ; b ; c ; d ; e ; f")
    'a ; b ; et 4 autres'
    """
    things = evidence.split(SEVERAL)
    left = len(things) - _SHOWN
    if left < 1:
        return evidence
    return SEVERAL.join([*things[:_SHOWN], "et une autre" if left == 1 else f"et {left} autres"])
