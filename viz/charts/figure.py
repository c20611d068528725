"""Ask what a chart draws, and keep it in two shapes: the rows of its table, and what its form draws of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from queries.ask import Answer, Json, ask, plain
from queries.credits import sources
from queries.display import cell
from queries.question import CONTRACT, Column
from queries.scope import Contract, choose
from viz.charts import flows, matrix, rings, timeline
from viz.charts.chart import Chart, Form
from viz.charts.drawn import Drawn, Line

Drawer = Callable[[Chart, Answer], Drawn]
DRAWERS: Mapping[Form, Drawer] = {
    "flux": flows.drawn,
    "anneaux": rings.drawn,
    "matrice": matrix.drawn,
    "frise": timeline.drawn,
}
MOST_MARKS = 2500
"""Beyond, a drawing tells nothing: the page then shows the table alone."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of the table."""

    name: str
    label: str
    number: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, by what it is sorted, and the thing that it names."""

    text: str
    value: Json
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of some contracts: its table, what is drawn of it, what the answer cannot know."""

    chart: Chart
    contracts: tuple[Contract, ...]
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    summary: str
    notices: tuple[str, ...]
    drawing: Mapping[str, Any] | None
    too_large: bool
    sources: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the title, with the contract or how many there are."""
        labels = [contract.label for contract in self.contracts]
        return f"{self.chart.title} : {labels[0] if len(labels) == 1 else f'{len(labels)} contrats de ville'}"


def draw(
    store: ox.Store, chart: Chart, contracts: Sequence[str] = (), *, arguments: Mapping[str, str] | None = None
) -> Figure:
    """Return a chart of some contracts, of all that are loaded when none is given.

    Raises QuestionError for a contract that is not loaded, or a value that the question does not know.
    """
    scope = choose(store, contracts)
    given = {name: [value] for name, value in {**chart.arguments, **(arguments or {})}.items() if value}
    asked = {CONTRACT.name: [contract.identifier for contract in scope.contracts], **given}
    answer = ask(store, chart.question, asked)
    drawn = DRAWERS[chart.form](chart, answer)
    silent = _silent(scope.contracts, answer) if chart.states else ()
    too_large = drawn.marks > MOST_MARKS
    return Figure(
        chart=chart,
        contracts=scope.contracts,
        heads=tuple(_heads(chart, drawn)),
        rows=tuple(tuple(_cells(chart, line)) for line in drawn.lines),
        summary=drawn.summary,
        notices=tuple(dict.fromkeys((*answer.notices, *silent, *drawn.notices))),
        drawing=drawn.drawing if drawn.marks and not too_large else None,
        too_large=too_large,
        sources=sources(store, scope.contracts),
    )


def _silent(contracts: Sequence[Contract], answer: Answer) -> list[str]:
    """Say of which contracts the framework is drawn, and nothing is known of what answers it."""
    there = {str(term.value) for row in answer.rows if (term := row[CONTRACT.name])}
    return [
        f"{contract.label} : aucune feuille de route chargée ; son cadre est dessiné, ce qui y répond est inconnu."
        for contract in contracts
        if contract.iri in there and not contract.has_roadmap
    ]


def _columns(chart: Chart) -> dict[str, Column]:
    return {column.name: column for column in chart.question.columns}


def _heads(chart: Chart, drawn: Drawn) -> list[Head]:
    columns = _columns(chart)
    return [
        Head(name, columns[name].label, columns[name].kind == "nombre")
        if name in columns
        else Head(name, drawn.added[name], number=False)
        for name in chart.table
    ]


def _cells(chart: Chart, line: Line) -> Iterator[Cell]:
    columns = _columns(chart)
    for name in chart.table:
        if name in line.own:
            yield Cell(line.own[name], line.own[name])
            continue
        term, text = line.row[name], cell(columns[name], line.row)
        if columns[name].kind == "chose" and term is not None:
            yield Cell(text, text, term.value)
        else:
            yield Cell(text, plain(term))
