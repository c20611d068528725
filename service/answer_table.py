"""Arrange an answer for a page: what all rows say alike, the columns in which they differ, the passages behind each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from data import naming
from queries.ask import Answer, Row
from queries.display import cell, factored
from queries.question import FINDING, FINDING_EXPLAINED, Column
from service.index import Thing
from service.world import World

SHOWN = 500
"""How many rows a page shows; the files have them all."""
_EVIDENCE, _PASSAGE = "provenance", "passage"
_REFERENCE = f"{naming.ID}{naming.REFERENCE}/"
_MEASURES = f"{_REFERENCE}mesure/"


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


def arranged(world: World, answer: Answer) -> Table:
    """Say once what all rows say alike, leave out the columns that are empty, fold what explains a finding under it."""
    rows = answer.rows[:SHOWN]
    alike, kept = [], {}
    for column in answer.question.columns:
        cells = [_cell(world, column, row) for row in rows]
        common, rest = factored([each.words for each in cells])
        if column.name in {FINDING, *FINDING_EXPLAINED} and any(rest):
            common, rest = "", [each.words for each in cells]  # a sentence is not cut at its commas
        if common:
            whole = not any(rest)
            alike.append((column.label, cells[0] if whole else Cell(column, None, common, known=True)))
        if any(rest):
            kept[column] = [replace(each, words=words) for each, words in zip(cells, rest, strict=True)]
    findings = _findings(kept)
    passages = next((cells for column, cells in kept.items() if column.name == _PASSAGE), None)
    apart = {FINDING, *FINDING_EXPLAINED, _PASSAGE}
    columns = {column: cells for column, cells in kept.items() if column.name not in apart}
    lines = [
        Line(
            tuple(cells[at] for cells in columns.values()),
            findings[at] if findings else None,
            passages[at].words if passages else "",
            *_about(world, answer, row),
        )
        for at, row in enumerate(rows)
    ]
    return Table(tuple(alike), tuple(columns), tuple(lines))


def _findings(kept: dict[Column, list[Cell]]) -> list[Cell]:
    """Return the sentence of each row, with what was looked at and what would close the gap under it."""
    named = {column.name: cells for column, cells in kept.items()}
    explained = [named[name] for name in FINDING_EXPLAINED if name in named]
    return [
        replace(said, more=tuple((cells[at].column.label, cells[at].words) for cells in explained if cells[at].words))
        for at, said in enumerate(named.get(FINDING, ()))
    ]


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


def _cell(world: World, column: Column, row: Row) -> Cell:
    value, words = row[column.name], cell(column, row)
    if value is None:
        return Cell(column, None, words, known=False)
    if column.kind == "etat":
        evidence = row[f"{column.name}Preuves"]
        more = (("", evidence.value),) if evidence else ()
        return Cell(column, None, value.value, known=value.value != "inconnu", more=more)
    return Cell(column, world.index.get(value.value) if column.kind == "chose" else None, words, known=True)
