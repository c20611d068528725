"""Keep rows by their values, and count what each value would leave: several values of one facet widen, facets narrow.

A row may have several values of a facet, or none that is known: « inconnu » is then its value, never nothing.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

UNKNOWN = "inconnu"
"""Stands in an address for the absence of a value."""

Row = TypeVar("Row")
Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Dimension(Generic[Row]):
    """What rows can be kept by: its name, its words, and the values of a row, each with its words.

    `field` is its name in addresses; `ranked` says that the keys have an order of their own, otherwise the values come
    by the number of rows.
    """

    name: str
    label: str
    values: Callable[[Row], Mapping[str, str]]
    ranked: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: its key, its words, and how many rows it leaves beside the choices of the other facets."""

    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a dimension that rows have; `field` is what an address calls it."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    field: str = ""

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """Return the values that are chosen."""
        return tuple(choice for choice in self.choices if choice.chosen)


def kept(rows: Sequence[Row], dimensions: Sequence[Dimension[Row]], chosen: Chosen) -> list[Row]:
    """Return the rows that have one of the chosen values of each facet in which any is chosen."""
    choosing = [each for each in dimensions if chosen.get(each.name)]
    return [row for row in rows if all(_keeps(each, chosen, row) for each in choosing)]


def facets(rows: Sequence[Row], dimensions: Sequence[Dimension[Row]], chosen: Chosen) -> tuple[Facet, ...]:
    """Return each facet with the number of rows that each of its values leaves, given what the others keep."""
    return tuple(_facet(rows, dimensions, each, chosen) for each in dimensions)


def known(rows: Sequence[Row], dimension: Dimension[Row]) -> dict[str, str]:
    """Return the values that any row has, each with its words."""
    return {key: label for row in rows for key, label in dimension.values(row).items()}


def _facet(
    rows: Sequence[Row], dimensions: Sequence[Dimension[Row]], dimension: Dimension[Row], chosen: Chosen
) -> Facet:
    others = [each for each in dimensions if each.name != dimension.name]
    counts = Counter(key for row in kept(rows, others, chosen) for key in dimension.values(row))
    wanted = chosen.get(dimension.name, ())
    choices = [
        Choice(key, label, counts[key], key in wanted)
        for key, label in known(rows, dimension).items()
        if counts[key] or key in wanted
    ]
    return Facet(
        dimension.name, dimension.label, tuple(sorted(choices, key=_rank(dimension))), dimension.field or dimension.name
    )


def _rank(dimension: Dimension[Row]) -> Callable[[Choice], tuple[bool, int, str]]:
    """Return the order of values: the unknown last, the others by their own order or the most frequent first."""
    return lambda each: (each.key == UNKNOWN, 0 if dimension.ranked else -each.count, each.key)


def _keeps(dimension: Dimension[Row], chosen: Chosen, row: Row) -> bool:
    wanted = chosen.get(dimension.name, ())
    return not dimension.values(row).keys().isdisjoint(wanted)
