"""What was edited in a workbook, and how it is told: « Actions, ligne 12, Statut : prévue → effectuée »."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import URIRef
from rdflib.term import Identifier

from data.workbook.content import Row, Value
from data.workbook.fields import Field
from data.workbook.problems import Where
from data.workbook.sheets import Sheet, sheets
from data.workbook.values import told

_NOTHING = "(vide)"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else: what it said, and what it says now."""

    where: Where
    thing: URIRef
    field: Field
    before: tuple[Value, ...]
    after: tuple[Value, ...]

    @property
    def removed(self) -> set[Identifier]:
        """What the cell says no more."""
        return {value.term for value in self.before} - {value.term for value in self.after}

    @property
    def added(self) -> set[Identifier]:
        """What the cell says that it did not."""
        return {value.term for value in self.after} - {value.term for value in self.before}

    def __str__(self) -> str:
        return f"{self.where} : {_told(self.field, self.before)} → {_told(self.field, self.after)}"


@dataclass(frozen=True, slots=True)
class Added:
    """A thing that has a new line, or that a cell made."""

    where: Where
    sheet: Sheet
    thing: URIRef
    name: str
    cells: Mapping[URIRef, tuple[Value, ...]]

    def __str__(self) -> str:
        others = (field for field in self.sheet.fields if field.path in self.cells and field not in self.sheet.naming)
        said = " ; ".join(f"{field.header} : {_told(field, self.cells[field.path])}" for field in others)
        return f"{self.where} : ajout de « {self.name} »" + (f" ({said})" if said else "")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A thing whose line was deleted."""

    sheet: Sheet
    row: Row
    name: str

    def __str__(self) -> str:
        return f"{self.sheet.title} : retrait de « {self.name} »"


@dataclass(frozen=True, slots=True)
class Edits:
    """All that was edited, and the place of each line by its thing."""

    changes: tuple[Change, ...] = ()
    added: tuple[Added, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    places: Mapping[URIRef, Where] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changes or self.added or self.withdrawn)

    def __iter__(self) -> Iterator[str]:
        """Tell each edit, in the order of the sheets and of their lines; what has no line comes last in its sheet."""
        told = [(each.where, str(each)) for each in self.changes] + [(each.where, str(each)) for each in self.added]
        told += [(Where(each.sheet.title), str(each)) for each in self.withdrawn]
        ranks = {sheet.title: rank for rank, sheet in enumerate(sheets())}
        placed = sorted(told, key=lambda pair: (ranks[pair[0].sheet], pair[0].row or math.inf))
        yield from (text for _, text in placed)


def _told(field: Field, values: tuple[Value, ...]) -> str:
    return " ; ".join(told(field, value.piece) for value in values) or _NOTHING
