"""Choose, among the gaps that the questions tell, those that a reader must see first.

`findings.toml` is the table: which rows of which questions are findings, and in which order of seriousness. At most two
findings of a kind are told together, and one about a thing: five findings are to say five things.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from queries.ask import Json, ask
from queries.catalogue import catalogue
from queries.question import CONTRACT, FINDING

MOST, ALIKE = 5, 2
"""How many findings are told together, and how many of them may be of a kind."""
_KEPT = 12
"""How many rows of a kind are kept of a contract: enough to pass over those about a thing that was told already."""

Told = Mapping[str, Json]
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of findings, as the table tells it; `rank` is its place, 0 for the most serious."""

    rank: int
    name: str
    question: str
    things: tuple[str, ...]
    others: tuple[str, str]
    why: str
    where: Mapping[str, Sequence[Json]] = field(default_factory=dict)
    contains: Words = field(default_factory=dict)
    without: Words = field(default_factory=dict)
    first: Words = field(default_factory=dict)
    at_least: Mapping[str, int] = field(default_factory=dict)
    order: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        """Return every variable of the question that the table names."""
        named = (*self.where, *self.contains, *self.without, *self.first, *self.at_least, self.order.removeprefix("-"))
        return frozenset((*self.things, *named)) - {""}

    def holds(self, row: Told) -> bool:
        """Tell whether a row is a finding of this kind."""
        return (
            all(row[name] in values for name, values in self.where.items())
            and _all(row, self.contains)
            and not any(_all(row, {name: (word,)}) for name, words in self.without.items() for word in words)
            and all(_number(row[name]) >= least for name, least in self.at_least.items())
        )

    def key(self, row: Told, position: int) -> tuple[bool, float, str, int]:
        """Return what orders a row among those of its kind, in one contract or several."""
        value = row[self.order.removeprefix("-")] if self.order else None
        behind = bool(self.first) and not _all(row, self.first)
        number = -_number(value) if self.order.startswith("-") else 0
        return behind, number, value if isinstance(value, str) else "", position


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap told in a sentence: what it is about, where it is written, what would close it, how many more there are."""

    kind: Kind
    contract: str
    sentence: str
    examined: str
    remedy: str
    things: tuple[tuple[str, str], ...]
    passage: str
    others: int
    key: tuple[bool, float, str, int]

    @property
    def rest(self) -> str:
        """Say how many more of the kind there are in the contract, told elsewhere; nothing where there is none."""
        one, many = self.kind.others
        return one if self.others == 1 else many.format(n=self.others) if self.others else ""

    @property
    def address(self) -> str:
        """Return the path of the question that told it, asked of its contract."""
        asked = {CONTRACT.name: self.contract, **self.kind.arguments}
        return f"/questions/{self.kind.question}?{urlencode(asked)}"


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of findings, the most serious first."""
    said = tomllib.loads((files("queries") / "findings.toml").read_text("utf-8"))
    return tuple(_kind(rank, each) for rank, each in enumerate(said["kinds"]))


def findings(store: ox.Store, contract: str, *, today: dt.date) -> tuple[Finding, ...]:
    """Return the first findings of each kind in a contract, given by its identifier, the most serious kind first."""
    questions = dict.fromkeys(kind.question for kind in kinds())
    asked = {CONTRACT.name: [contract]}
    answers = {name: ask(store, catalogue()[name], asked, asked_on=today).records() for name in questions}
    return tuple(each for kind in kinds() for each in _found(kind, contract, answers[kind.question]))


def foremost(found: Iterable[Finding], *, most: int = MOST) -> tuple[Finding, ...]:
    """Return the few findings to tell first, of one contract or of several, the most serious first.

    Each kind gives its first, and only then its second: five findings tell five things where there are five kinds.
    """
    waiting = _by_kind(found)
    told: list[Finding] = []
    for _ in range(ALIKE):
        for queue in waiting.values():
            if len(told) < most and (fresh := _fresh(queue, told)):
                told.append(fresh)
    return tuple(_counted(sorted(told, key=_seriousness)))


def _seriousness(each: Finding) -> tuple[int, tuple[bool, float, str, int], str]:
    return each.kind.rank, each.key, each.contract


def _counted(told: Sequence[Finding]) -> Iterator[Finding]:
    """Let the last one told of a kind and a contract say how many more there are, and the others nothing."""
    for each in told:
        alike = [other for other in told if (other.kind, other.contract) == (each.kind, each.contract)]
        last = each is alike[-1]
        yield replace(each, others=each.others - len(alike) + 1 if last else 0)


def _by_kind(found: Iterable[Finding]) -> dict[int, list[Finding]]:
    waiting: dict[int, list[Finding]] = {}
    for each in sorted(found, key=_seriousness):
        waiting.setdefault(each.kind.rank, []).append(each)
    return waiting


def _fresh(queue: list[Finding], told: Sequence[Finding]) -> Finding | None:
    """Take the first of a queue that is not about what was told."""
    seen = {each.things[0] for each in told}
    for each in queue:
        if each.things[0] not in seen:
            queue.remove(each)
            return each
    return None


def _found(kind: Kind, contract: str, rows: Sequence[Told]) -> tuple[Finding, ...]:
    held = [(kind.key(row, position), row) for position, row in enumerate(rows) if kind.holds(row)]
    ordered = sorted(held, key=lambda pair: pair[0])
    return tuple(_finding(kind, contract, row, key, len(held) - 1) for key, row in ordered[:_KEPT])


def _finding(kind: Kind, contract: str, row: Told, key: tuple[bool, float, str, int], others: int) -> Finding:
    return Finding(
        kind=kind,
        contract=contract,
        sentence=_text(row[FINDING]),
        examined=_text(row["examine"]),
        remedy=_text(row["remede"]),
        things=tuple((_text(row[name]), _text(row[f"{name}Label"])) for name in kind.things),
        passage=_text(row.get("passage")),
        others=others,
        key=key,
    )


def _kind(rank: int, said: Mapping[str, Any]) -> Kind:
    one, many = said["others"]
    return Kind(rank=rank, **{**said, "things": tuple(said["things"]), "others": (one, many)})


def _all(row: Told, words: Words) -> bool:
    return all(word in _text(row[name]) for name, wanted in words.items() for word in wanted)


def _text(value: Json) -> str:
    return "" if value is None else str(value)


def _number(value: Json) -> float:
    return float(value) if isinstance(value, int | float) else 0
