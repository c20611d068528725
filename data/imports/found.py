"""What was found in a document: the fate of each line and what it became, what is wrong, what would change."""

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from data.reading.ledger import Fate


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document that is not blank: what became of it, what to check, and what it says (by rank)."""

    number: int
    text: str
    fate: Fate
    reason: str
    notices: tuple[str, ...] = ()
    things: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a thing in words: the name of a property, its values, and how many more there are."""

    name: str
    values: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that the document describes, as it would be published; `kind` is the local name of its class."""

    label: str
    kind: str
    facts: tuple[Fact, ...] = ()
    kept: bool = True
    """Whether it would be published: people may have withdrawn all that a source says of it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong with a thing, what to correct, and at which line of the document (0 where it has none)."""

    severity: str
    thing: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What would change among the things of a kind: counts, and a sentence for each change."""

    kind: str
    appeared: int
    disappeared: int
    changed: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that nobody knew yet, which makes a new actor, and the first line that says it."""

    words: str
    line: int


@dataclass(frozen=True)
class Found:
    """All that the reading of a document gave.

    `document` is its identifier in the contract, `layout` the name of the one that fitted, `basis` the state of the
    contract that it was compared with; `headings` are lines with their titles; `known` and `before` say whether the
    contract and the document are published already; `stale` holds what of the curation to look at again; `linked` says
    how the mentions of actors were linked, and how many times.
    """

    contract: str
    document: str
    title: str
    layout: str
    basis: str
    known: bool
    before: bool
    warnings: tuple[str, ...]
    lines: tuple[Line, ...]
    headings: tuple[tuple[int, str], ...]
    things: tuple[Thing, ...]
    remarks: tuple[Remark, ...]
    conforms: bool
    tallies: tuple[Tally, ...]
    moved: int
    stale: tuple[str, ...]
    linked: tuple[tuple[str, int], ...]
    new: tuple[Name, ...]
    workbook: bool = False
    """Whether it is a workbook of ours, which has edits and no lines."""

    @cached_property
    def by_number(self) -> dict[int, Line]:
        """The lines by their numbers."""
        return {line.number: line for line in self.lines}

    def to_json(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, content: bytes | str) -> "Found":
        """Return it from its JSON."""
        told: dict[str, Any] = json.loads(content)
        made: dict[str, Any] = {
            "lines": map(_line, told["lines"]),
            "things": map(_thing, told["things"]),
            "remarks": (Remark(**each) for each in told["remarks"]),
            "tallies": (Tally(**{**each, "sentences": tuple(each["sentences"])}) for each in told["tallies"]),
            "headings": map(tuple, told["headings"]),
            "linked": map(tuple, told["linked"]),
            "new": (Name(**each) for each in told["new"]),
            "warnings": told["warnings"],
            "stale": told["stale"],
        }
        return cls(**{**told, **{name: tuple(values) for name, values in made.items()}})


def _line(told: dict[str, Any]) -> Line:
    return Line(
        told["number"], told["text"], Fate(told["fate"]), told["reason"], tuple(told["notices"]), tuple(told["things"])
    )


def _thing(told: dict[str, Any]) -> Thing:
    facts = (Fact(each["name"], tuple(each["values"]), each["more"]) for each in told["facts"])
    return Thing(told["label"], told["kind"], tuple(facts), told["kept"])
