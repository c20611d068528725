"""What a sentence says: who does what, who pays, when, how many, how it ended. Names are not looked up here."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from data.reading.period import parse_day
from data.reading.targets import Target
from data.text import find_all, fold, search

_NUMBERS = {
    word: number
    for number, word in enumerate(("une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"), 1)
} | {"un": 1, "tous": 1}


@dataclass(frozen=True, slots=True)
class Said:
    """Words in which actors may be named, and what they are said to be: a role, or the firmness of their funding.

    `listed`: names may stand anywhere in the words; `bracketed`: the words count only if they are nothing but names.
    """

    what: str
    words: str
    listed: bool = False
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts, in which words, and whether it is aimed at or reached."""

    target: Target
    words: str
    nature: str


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A coordination body that a sentence names, with its frequency if told."""

    name: str
    times_a_year: int | None


@dataclass(frozen=True, slots=True)
class Failure:
    """What an obstacle tells of something given up: what, when, and why."""

    label: str
    period: str
    cause: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence says by the phrases that are known."""

    text: str

    @property
    def status(self) -> str | None:
        """The status that the words give to what they tell, if any."""
        return next((phrase["status"] for phrase in _phrases("status") if self._has(phrase)), None)

    @property
    def causes(self) -> list[str]:
        """Why it failed, where the words say so."""
        return [found["cause"] for found in self._found("cause")]

    @property
    def roles(self) -> Iterator[Said]:
        """Who may be named in which role; an empty role takes its names away from the phrases after it."""
        return self._said("role", "role")

    @property
    def fundings(self) -> Iterator[Said]:
        """Who may be named as a funder, with the firmness that the words allow."""
        return self._said("funding", "firmness")

    @property
    def credit(self) -> str:
        """The kind of credit that the words tell, empty where they tell none."""
        return next((phrase["credit"] for phrase in _phrases("credit") if self._has(phrase)), "")

    @property
    def signed(self) -> date | None:
        """The day of the signature, if told."""
        days = (parse_day(found["date"]) for found in self._found("signed"))
        return next(filter(None, days), None)

    @property
    def period(self) -> str | None:
        """The words of the first period that is told."""
        return next((found["words"] for found in self._found("period")), None)

    @property
    def times_a_year(self) -> int | None:
        """How many times a year, if told."""
        return next(filter(None, (_integer(found["times"]) for found in self._found("frequency"))), None)

    def quantities(self, *, planned: bool) -> Iterator[Quantity]:
        """Yield the quantities told: reached, unless they are planned or said to be an objective."""
        options = _table()["quantity"]
        aimed = planned or search(options["aimed"], self.text) is not None
        for found in find_all(options["pattern"], self.text):
            if number := _integer(found["number"]):
                nature = "visee" if aimed else "atteinte"
                yield Quantity(Target(Decimal(number), found["unit"].strip()), found["words"], nature)

    @property
    def bodies(self) -> Iterator[NamedBody]:
        """Yield the coordination bodies told, without the names in brackets."""
        for found in self._found("body"):
            times = _integer(found["times"]) if "times" in found else None
            name = " ".join(re.sub(r"\([^()]*\)", " ", found["name"]).split())
            yield NamedBody(name[:1].upper() + name[1:], times)

    @property
    def failure(self) -> Failure | None:
        """What the sentence tells as given up, if anything."""
        return next((Failure(**found) for found in self._found("failure")), None)

    @property
    def shared(self) -> bool:
        """Whether the words tell that others than those named take part (« co-portée par »)."""
        return any(self._has(phrase) for phrase in _phrases("shared"))

    @property
    def all_quarters(self) -> bool:
        """Whether the sentence is about all the quarters of its contract."""
        return search(_table()["quarters"]["all"], self.text) is not None

    def _has(self, phrase: Mapping[str, Any]) -> bool:
        return search(phrase["pattern"], self.text) is not None

    def _found(self, kind: str) -> Iterator[dict[str, str]]:
        return (found for phrase in _phrases(kind) for found in find_all(phrase["pattern"], self.text))

    def _said(self, kind: str, what: str) -> Iterator[Said]:
        for phrase in _phrases(kind):
            if "when" in phrase and search(phrase["when"], self.text) is None:
                continue
            for found in find_all(phrase["pattern"], self.text):
                listed, bracketed = phrase.get("listed", False), phrase.get("bracketed", False)
                yield Said(phrase[what], found["who"], listed, bracketed)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("data") / "phrases.toml").read_text(encoding="utf-8"))


def _phrases(kind: str) -> list[dict[str, Any]]:
    phrases: list[dict[str, Any]] = _table()[kind]
    return phrases


def _integer(words: str) -> int | None:
    """Return the whole number that words or figures say, or None where they say none (« ½ »).

    >>> _integer("1 520"), _integer("deux"), _integer("½")
    (1520, 2, None)
    """
    figures = "".join(words.split())
    return _NUMBERS.get(fold(words)) or (int(figures) if re.fullmatch("[0-9]+", figures) else None)
