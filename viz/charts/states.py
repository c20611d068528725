"""Tell in which state a row is: the first whose conditions hold, with its words and its colour."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from queries.ask import Row, plain
from viz.appearance import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION, YELLOW

COLORS: Final[Mapping[str, str]] = {
    "blue": BLUE,
    "sky": SKY,
    "green": GREEN,
    "yellow": YELLOW,
    "orange": ORANGE,
    "vermilion": VERMILION,
    "purple": PURPLE,
    "grey": GREY,
    "none": "none",
}
"""The colours that files may name: those of Okabe and Ito, and the colour of the paper."""
_CONDITION = re.compile(r"(?P<column>\w+) (?P<comparison>[=>]) (?P<value>.+)")


@dataclass(frozen=True, slots=True)
class Condition:
    """A column holds a value, or more than a number."""

    column: str
    more: bool
    value: str

    def holds(self, row: Row) -> bool:
        """Tell whether it does; what is unknown neither equals nor exceeds anything."""
        said = plain(row[self.column])
        if said is None:
            return False
        if self.more:
            return isinstance(said, int | float) and said > float(self.value)
        return str(said) == self.value


@dataclass(frozen=True, slots=True)
class State:
    """What a thing that is drawn may be: its words, short and long, its colour, what makes it so.

    Without a condition it holds of whatever no other state holds of. What is `unknown` is drawn with a hatching.
    """

    key: str
    label: str
    color: str
    conditions: tuple[Condition, ...] = ()
    unknown: bool = False
    short: str = ""

    def holds(self, row: Row) -> bool:
        """Tell whether any of its conditions holds."""
        return not self.conditions or any(condition.holds(row) for condition in self.conditions)

    def drawn(self) -> dict[str, Any]:
        """Return what the page needs to know of it."""
        short = self.short or self.key
        return {"key": self.key, "label": self.label, "short": short, "color": self.color, "unknown": self.unknown}


def read_states(said: Iterable[Mapping[str, Any]]) -> Iterator[State]:
    """Yield the states that a file tells."""
    for each in said:
        yield State(
            key=each["key"],
            label=each["label"],
            color=COLORS[each["color"]],
            conditions=tuple(_condition(text) for text in each.get("when", ())),
            unknown=each.get("unknown", False),
            short=each.get("short", ""),
        )


def state_of(states: Iterable[State], row: Row) -> State:
    """Return the first state that holds of a row; the last of a file holds of all that is left."""
    return next(state for state in states if state.holds(row))


def _condition(text: str) -> Condition:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise ValueError(f"not a condition: {text}")
    return Condition(match["column"], match["comparison"] == ">", match["value"])
