"""Arrange what was found for a reader: kind by kind, the best first, things of one name on one line, with reasons."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from service.search.base import Shelves
from service.search.finder import Finder, Hits, Near
from service.search.lines import Desk, Line
from service.search.marks import Marker
from service.search.words import Asked

FEW = 8
"""How many lines of a kind are shown beside other kinds, unless that leaves out only some more."""
SOME = 12
PAGE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one kind that are shown, and how many things and lines there are."""

    kind: str
    total: int
    lines: tuple[Line, ...]
    every: int

    @property
    def pages(self) -> int:
        """Return how many pages the lines fill."""
        return max(1, -(-self.every // PAGE))


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found: kind by kind, with the numbers for each choice that would narrow it."""

    total: int
    groups: tuple[Group, ...]
    kinds: Mapping[str, int]
    contracts: Mapping[str, int]
    near: Near


def results(finder: Finder, asked: Asked, *, kind: str | None, contracts: Collection[str], page: int) -> Results:
    """Search; show one kind page by page, or the best of each; only what stands in some contracts, all by default."""
    shelves, found = finder.base.shelves, finder.find(asked)
    inside = found.only(shelves.standing(contracts))
    shown = inside.only(shelves.of_kind(kind)) if kind else inside
    desk = Desk(finder, Marker(asked, found.near))
    cut = slice(PAGE * (page - 1), PAGE * page) if kind else None
    return Results(
        total=len(shown.places),
        groups=tuple(_group(desk, name, each, cut) for name, each in _by_kind(shelves, shown)),
        kinds={name: len(each.places) for name, each in _by_kind(shelves, inside)},
        contracts=_by_contract(shelves, found.only(shelves.of_kind(kind)) if kind else found),
        near=found.near,
    )


def _by_kind(shelves: Shelves, hits: Hits) -> list[tuple[str, Hits]]:
    """Return the hits of each kind, first the kind of the best hit."""
    kinds, starts = np.unique(shelves.kind[hits.places], return_index=True)
    # things are numbered kind by kind
    of_kind = [hits.between(*cut) for cut in pairwise([*starts, len(hits.places)])]
    ranked = sorted(zip(kinds, of_kind, strict=True), key=lambda each: (each[1].tiers.min(), each[0]))
    return [(shelves.kinds[kind], found) for kind, found in ranked]


def _by_contract(shelves: Shelves, hits: Hits) -> Mapping[str, int]:
    """Return how many of the things found stand in the graph of each contract, where any does."""
    found = np.zeros(len(shelves.iris), dtype=np.bool_)
    found[hits.places] = True
    numbers = {contract: int(np.count_nonzero(found[places])) for contract, places in shelves.presence.items()}
    return {contract: number for contract, number in numbers.items() if number}


def _group(desk: Desk, kind: str, hits: Hits, cut: slice | None) -> Group:
    heads = desk.heads(hits)
    shown = heads[cut or slice(FEW if len(heads) > SOME else SOME)]
    return Group(kind, len(hits.places), tuple(desk.line(hits, head) for head in shown), len(heads))
