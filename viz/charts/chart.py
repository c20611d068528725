"""Read the charts: each is one TOML file of `views/` that names a form, a question, and what its columns become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from queries.catalogue import catalogue
from queries.question import Parameter, Question
from viz.charts.states import State, read_states
from viz.view import told

Form = Literal["flux", "anneaux", "matrice", "frise"]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: its title, how it is read, the question that it draws, what the columns become.

    `parameters` may be asked of it, beside the contracts; `table` lists the columns of its figures; `columns` says what
    the form makes of which column, and `states` what the things drawn may be.
    """

    name: str
    title: str
    description: str
    form: Form
    question: Question
    table: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    arguments: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)
    states: tuple[State, ...] = ()


@cache
def charts() -> Mapping[str, Chart]:
    """Return the charts that ship with the program, ordered by name."""
    return MappingProxyType({name: read_chart(name, said) for name, said in told().items() if "form" in said})


def charts_of(question: Question) -> Sequence[Chart]:
    """Return the charts that draw a question."""
    return [chart for chart in charts().values() if chart.question == question]


def read_chart(name: str, said: Mapping[str, Any]) -> Chart:
    """Return the chart that a file tells."""
    question = catalogue()[said["question"]]
    asked = said.get("parameters", ())
    return Chart(
        name=name,
        title=said["title"],
        description=said["description"],
        form=said["form"],
        question=question,
        table=tuple(said["table"]),
        parameters=tuple(each for each in question.parameters if each.name in asked),
        arguments=said.get("arguments", {}),
        columns=said.get("columns", {}),
        states=tuple(read_states(said.get("states", ()))),
    )
