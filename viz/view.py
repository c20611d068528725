"""Read the views: each is one TOML file that says which answers of the catalogue become nodes and ties of a picture.

A file that names a `form` is a chart, and read by `charts.chart`. A tie of a view takes two columns of a question that
hold things, and says in which words and with which line they are tied; `detail` is what is said of it: columns, or
sentences with columns in braces, left out where a column is empty.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from queries.catalogue import catalogue
from queries.question import Parameter, Question
from viz.errors import UnknownViewError

DEFAULT = "acteurs-actions"
SOLID = "solid"
Condition = str | bool


@dataclass(frozen=True, slots=True)
class TieSource:
    """Say how the rows of an answer become ties."""

    question: Question
    source: str
    target: str
    kind: str
    arguments: Mapping[str, str]
    where: Mapping[str, Condition]
    detail: tuple[str, ...]
    weight: str
    line: str
    only: str
    """« to » or « from »: draw a row only where the thing of that end is there already."""


@dataclass(frozen=True, slots=True)
class NodeSource:
    """Say which column of an answer holds things that are drawn even where nothing ties them."""

    question: Question
    thing: str
    arguments: Mapping[str, str]
    where: Mapping[str, Condition]


@dataclass(frozen=True, slots=True)
class View:
    """What a picture shows: its title, the heads of its table, where its ties and its nodes come from.

    `states` are the columns of its nodes' answer that say whether something answers a thing; where it is `shared`, a
    thing of a contract is drawn as the reference thing that it is the same as, so that contracts meet there.
    """

    name: str
    title: str
    description: str
    heads: tuple[str, str]
    ties: tuple[TieSource, ...]
    nodes: tuple[NodeSource, ...]
    states: tuple[str, ...] = ()
    shared: bool = False

    @property
    def sources(self) -> tuple["TieSource | NodeSource", ...]:
        """Return where the picture comes from: the things that stand alone first, then the ties."""
        return (*self.nodes, *self.ties)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return what may be asked of every answer that the picture is made of, beside the contracts."""
        asked = [source.question.parameters for source in self.sources]
        fixed = {name for source in self.sources for name in source.arguments}
        names = [{parameter.name for parameter in parameters} for parameters in asked]
        shared = set.intersection(*names) - fixed if names else set()
        return tuple(parameter for parameter in asked[0] if parameter.name in shared)

    @property
    def lines(self) -> Mapping[str, str]:
        """Return with which line each kind of tie is drawn, in the order of the file."""
        return {tie.kind: tie.line for tie in self.ties}


@cache
def told() -> Mapping[str, Mapping[str, Any]]:
    """Return what each file of the folder says, ordered by name."""
    folder = files("viz") / "views"
    names = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return MappingProxyType({name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in names})


@cache
def views() -> Mapping[str, View]:
    """Return the views that ship with the program and are networks, ordered by name."""
    return MappingProxyType({name: read(name, said) for name, said in told().items() if "form" not in said})


def find(name: str) -> View:
    """Return a network by its name; raise UnknownViewError for one that has no file."""
    if name not in views():
        raise UnknownViewError(name, told())
    return views()[name]


def read(name: str, said: Mapping[str, Any]) -> View:
    """Return the view that a file tells."""
    first, second = said["heads"]
    return View(
        name=name,
        title=said["title"],
        description=said["description"],
        heads=(first, second),
        ties=tuple(_tie(each) for each in said["ties"]),
        nodes=tuple(_node(each) for each in said.get("nodes", ())),
        states=tuple(said.get("states", ())),
        shared=said.get("shared", False),
    )


def _tie(said: Mapping[str, Any]) -> TieSource:
    return TieSource(
        question=catalogue()[said["question"]],
        source=said["from"],
        target=said["to"],
        kind=said["kind"],
        arguments=said.get("arguments", {}),
        where=said.get("where", {}),
        detail=tuple(said.get("detail", ())),
        weight=said.get("weight", ""),
        line=said.get("line", SOLID),
        only=said.get("only", ""),
    )


def _node(said: Mapping[str, Any]) -> NodeSource:
    question = catalogue()[said["question"]]
    return NodeSource(question, said["thing"], said.get("arguments", {}), said.get("where", {}))
