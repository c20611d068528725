"""Lay out the coverage of a framework: one line an element, one column a criterion, a state where they meet."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from data import naming
from queries.ask import Row
from queries.display import cell
from queries.question import CONTRACT, FINDING, FINDING_EXPLAINED, Column
from queries.selection import SEVERAL
from service.index import Thing
from service.questions.view import View
from service.world import World

SYMBOLS: Mapping[str, str] = {"oui": "✓", "proposé": "~", "non": "✗", "inconnu": "?"}
"""What stands beside the word of a state, so that its colour is never alone."""


@dataclass(frozen=True, slots=True)
class State:
    """A state, its symbol, and what shows it."""

    column: Column
    word: str
    evidence: tuple[str, ...] = ()

    @property
    def symbol(self) -> str:
        """Return the symbol of the state."""
        return SYMBOLS.get(self.word, "")


@dataclass(frozen=True, slots=True)
class ElementLine:
    """An element with its states; `detail` is the address where all that shows them is told."""

    thing: Thing
    contract: str
    code: str
    level: str
    states: tuple[State, ...]
    actions: str
    detail: str
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pillar:
    """The elements of one pillar of one contract, in the order of the rows."""

    name: str
    contract: str
    lines: tuple[ElementLine, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The elements by pillar; `counts` are, for each criterion, how many of all the rows kept are in each state."""

    criteria: Sequence[Column]
    pillars: Sequence[Pillar]
    counts: Sequence[tuple[Column, Sequence[tuple[State, int]]]]
    only: ElementLine | None


def tell(world: World, view: View) -> Matrix:
    """Return the matrix of the rows of a page; an element that was asked for alone is told whole."""
    answer = view.answer
    criteria = [column for column in answer.question.columns if column.kind == "etat"]
    shown = answer.rows[view.first - 1 : view.first - 1 + len(view.table.lines)]
    lines = [(_text(row, "pilier"), _text(row, "contratLabel"), _line(world, view, criteria, row)) for row in shown]
    counts = [(column, _counted(column, answer.rows)) for column in criteria]
    alone = "element" in answer.arguments and len(answer.rows) == 1
    return Matrix(criteria, tuple(_pillars(lines)), counts, lines[0][2] if alone else None)


def _pillars(lines: Sequence[tuple[str, str, ElementLine]]) -> Iterator[Pillar]:
    found: dict[tuple[str, str], list[ElementLine]] = {}
    for pillar, contract, line in lines:
        found.setdefault((pillar, contract), []).append(line)
    for (pillar, contract), those in found.items():
        yield Pillar(pillar, contract, tuple(those))


def _line(world: World, view: View, criteria: Sequence[Column], row: Row) -> ElementLine:
    element, contract = row["element"], row["contrat"]
    local = element.value.removeprefix(naming.ID) if element else ""
    asked = {CONTRACT.name: contract.value.removeprefix(naming.ID) if contract else "", "element": local}
    return ElementLine(
        thing=world.refer(element.value if element else ""),
        contract=asked[CONTRACT.name],
        code=_text(row, "code"),
        level=_text(row, "niveauLabel"),
        states=tuple(_state(column, row) for column in criteria),
        actions=cell(view.answer.question.column("nombre"), row),
        detail=f"{view.asked.path}?{urlencode(asked)}",
        told=tuple(
            (view.answer.question.column(name).label, words)
            for name in (FINDING, *FINDING_EXPLAINED, "passage")
            if (words := _text(row, name))
        ),
    )


def _state(column: Column, row: Row) -> State:
    evidence = _text(row, f"{column.name}Preuves")
    return State(column, _text(row, column.name), tuple(evidence.split(SEVERAL)) if evidence else ())


def _counted(column: Column, rows: Sequence[Row]) -> list[tuple[State, int]]:
    counts = Counter(_text(row, column.name) for row in rows)
    return [(State(column, word), counts[word]) for word in SYMBOLS if counts[word]]


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.value if value is not None else ""
