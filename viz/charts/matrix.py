"""Draw a matrix: things in rows; in columns things, with a number in each cell, or criteria, with a state in each.

A cell where nothing is told stays empty: it is not a zero.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from data import naming
from queries.ask import Answer, Row
from viz.appearance import counted
from viz.charts.chart import Chart
from viz.charts.drawn import ROW, Drawn, Line, iri, label, number, several
from viz.charts.states import State, state_of


@dataclass(slots=True)
class Axis:
    """The heads of the rows or of the columns, in their order, each with the group that it stands in."""

    heads: dict[str, "Head"] = field(default_factory=dict)

    def add(self, key: str, words: str, group: str = "", depth: int = 0) -> None:
        """Add a head, if it is not there."""
        self.heads.setdefault(key, Head(words, group, depth))

    def sort(self, place: Callable[[str], Any]) -> None:
        """Order the heads."""
        self.heads = {key: self.heads[key] for key in sorted(self.heads, key=place)}

    def drawn(self) -> list[dict[str, Any]]:
        """Return what the page writes."""
        return [asdict(head) for head in self.heads.values()]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a row or above a column: its words, its group, how deep it stands in that."""

    label: str
    group: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where each thing of an answer stands: under which group, and how many things of the answer above it."""

    parents: Mapping[str, str]
    labels: Mapping[str, str]
    many: bool

    def place(self, chart: Chart, row: Row) -> tuple[str, int]:
        """Return the group of a row, the highest thing above it that is no row itself, and its depth."""
        depth, above = 0, self.parents.get(iri(row, chart.columns["row"]), "")
        while above in self.parents and depth < len(self.parents):
            depth, above = depth + 1, self.parents[above]
        groups = [label(row, "contrat")] if self.many else []
        return " – ".join([*groups, *filter(None, [self.labels.get(above, "")])]), depth


def _frame(chart: Chart, rows: Sequence[Row]) -> Frame:
    group, things = chart.columns.get("group", ""), [row for row in rows if iri(row, chart.columns["row"])]
    parents = {iri(row, chart.columns["row"]): iri(row, group) if group else "" for row in things}
    labels = {iri(row, group): label(row, group) for row in things if group and iri(row, group)}
    return Frame(parents, labels, several(rows))


@dataclass(frozen=True, slots=True)
class Mark:
    """What one cell shows: a number, or a state; and what is told of it."""

    row: str
    column: str
    value: float | str
    told: tuple[str, ...] = ()


def drawn(chart: Chart, answer: Answer) -> Drawn:
    """Return the matrix of an answer: of states where the file lists criteria, of numbers otherwise."""
    return _of_states(chart, answer) if "criteria" in chart.columns else _of_numbers(chart, answer)


def _of_numbers(chart: Chart, answer: Answer) -> Drawn:
    rows, columns = Axis(), Axis()
    marks, totals = [], Counter[str]()
    frame = _frame(chart, answer.rows)
    for row in answer.rows:
        y, x = _row_key(chart, row), f"{iri(row, 'contrat')} {iri(row, chart.columns['column'])}"
        if iri(row, chart.columns["row"]):
            rows.add(y, _titled(row, chart.columns["row"]), *frame.place(chart, row))
        if _has_column(chart, row):
            columns.add(x, _column_words(chart, row, many=frame.many), _column_group(chart, row))
        value = number(row, chart.columns["value"])
        if value and y in rows.heads and x in columns.heads:
            totals[y] += int(value)
            marks.append(Mark(y, x, value, tuple(_told(chart, row))))
    if chart.columns.get("order") == "total":
        rows.sort(lambda key: (-totals[key], naming.slug(rows.heads[key].label), key))
    kinds = [*chart.columns.get("kinds", {}).values(), ""]
    columns.sort(lambda key: (kinds.index(columns.heads[key].group), _natural(columns.heads[key].label), key))
    most = max((mark.value for mark in marks), default=0)
    drawing = {"most": most, "unit": list(chart.columns["unit"]), **_grid(rows, columns, marks)}
    return _drawn(chart, answer, (rows, columns), drawing)


def _of_states(chart: Chart, answer: Answer) -> Drawn:
    rows, columns = Axis(), Axis()
    names = {column.name: column.label for column in answer.question.columns}
    frame = _frame(chart, answer.rows)
    for name in chart.columns["criteria"]:
        columns.add(name, names[name])
    marks, counts = [], Counter[str]()
    for row in answer.rows:
        y = _row_key(chart, row)
        rows.add(y, _titled(row, chart.columns["row"]), *frame.place(chart, row))
        for name in chart.columns["criteria"]:
            state = _state(chart, row, name)
            counts[state.key] += 1
            proof = row[f"{name}Preuves"]
            marks.append(Mark(y, name, state.key, (proof.value,) if proof is not None else ()))
    states = [state.drawn() | {"count": counts[state.key]} for state in chart.states if counts[state.key]]
    drawing = {"states": states, **_grid(rows, columns, marks)}
    return _drawn(chart, answer, (rows, columns), drawing)


def _state(chart: Chart, row: Row, criterion: str) -> State:
    """Return the state of a criterion: the states of the file speak of it as « etat »."""
    return state_of(chart.states, {"etat": row[criterion]})


def _drawn(chart: Chart, answer: Answer, axes: tuple[Axis, Axis], drawing: Mapping[str, Any]) -> Drawn:
    told = [
        counted(len(axis.heads), *chart.columns[nouns]) for axis, nouns in zip(axes, ("rows", "heads"), strict=True)
    ]
    empty = not drawing["cells"]
    return Drawn(
        drawing=drawing,
        marks=0 if empty else max(len(drawing["cells"]), ROW * len(axes[0].heads)),
        lines=[Line(row) for row in answer.rows],
        summary="" if empty else ", ".join(told),
    )


def _grid(rows: Axis, columns: Axis, marks: Iterable[Mark]) -> dict[str, Any]:
    y = {key: at for at, key in enumerate(rows.heads)}
    x = {key: at for at, key in enumerate(columns.heads)}
    cells = [{"x": x[m.column], "y": y[m.row], "value": m.value, "told": list(m.told)} for m in marks]
    cells.sort(key=lambda cell: (cell["y"], cell["x"]))
    return {"columns": columns.drawn(), "rows": rows.drawn(), "cells": cells}


def _row_key(chart: Chart, row: Row) -> str:
    return f"{iri(row, 'contrat')} {iri(row, chart.columns['row'])}"


def _has_column(chart: Chart, row: Row) -> bool:
    return "absent" in chart.columns or bool(iri(row, chart.columns["column"]))


def _column_words(chart: Chart, row: Row, *, many: bool) -> str:
    column = chart.columns["column"]
    words = label(row, column) if iri(row, column) else str(chart.columns["absent"])
    return f"{words} ({label(row, 'contrat')})" if many else words


def _column_group(chart: Chart, row: Row) -> str:
    """Return under what a column stands, in the words of the file."""
    said = row[chart.columns["kind"]] if "kind" in chart.columns else None
    return str(chart.columns["kinds"][said.value]) if said is not None else ""


def _titled(row: Row, thing: str) -> str:
    code = row.get("code")
    return f"{code.value} {label(row, thing)}" if code is not None else label(row, thing)


def _told(chart: Chart, row: Row) -> Sequence[str]:
    return [said.value for name in chart.columns.get("told", ()) if (said := row[name]) is not None]


def _natural(words: str) -> tuple[int, str]:
    """Order « 9 » before « 10 », and what has a number before what has none.

    >>> sorted(["10 Dix", "Aucun", "9 Neuf"], key=_natural)
    ['9 Neuf', '10 Dix', 'Aucun']
    """
    first, _, _ = words.partition(" ")
    return (int(first) if first.isdecimal() else 10**6, naming.slug(words))
