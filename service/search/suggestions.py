"""Suggest, while one types, the few things that are most likely meant."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from service.search.finder import Finder, Hits
from service.search.lines import Desk, Line
from service.search.marks import Marker, Part
from service.search.words import Asked

LIMIT = 8
ALIKE = 3
"""How many of one kind are suggested while there are others."""
SHORTEST = 2
SHORT = 110
"""How much of a long label is shown."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line, its label cut short, and the words typed that it only nearly has."""

    line: Line
    label: tuple[Part, ...]
    near: tuple[str, ...]


def suggestions(finder: Finder, asked: Asked) -> tuple[Suggestion, ...]:
    """Return the likeliest things, the best first."""
    if len(asked.joined) < SHORTEST:
        return ()
    hits = finder.likely(asked, limit=LIMIT)
    desk = Desk(finder, Marker(asked, hits.near))
    lines = (desk.line(hits, head) for head in _chosen(desk, hits))
    return tuple(Suggestion(each, desk.marker.snippet(each.thing.label, SHORT), tuple(hits.near)) for each in lines)


def _chosen(desk: Desk, hits: Hits) -> list[int]:
    """Return the best heads in their order, not too many of one kind unless there is nothing else."""
    heads = desk.heads(hits)
    first = list(_mixed(desk, heads))[:LIMIT]
    more = [head for head in heads if head not in set(first)][: LIMIT - len(first)]
    kept = {*first, *more}
    return [head for head in heads if head in kept]


def _mixed(desk: Desk, heads: list[int]) -> Iterator[int]:
    seen: Counter[int] = Counter()
    for head in heads:
        kind = int(desk.finder.base.shelves.kind[head])
        seen[kind] += 1
        if seen[kind] <= ALIKE:
            yield head
