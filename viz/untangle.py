"""Shorten the ties of a drawing by letting boxes of about the same size change places."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import hypot

from viz.boxes import Boxes, Sizes

Links = Mapping[str, Sequence[tuple[str, float]]]
"""The neighbours of each box, with the weight of the tie."""

WIDTH_TOLERANCE, HEIGHT_TOLERANCE = 60.0, 30.0
SWEEPS = 8
MOST = 220
"""Beyond this many boxes the pairs are too many to try."""


def untangled(placed: Boxes, sizes: Sizes, links: Links) -> Boxes:
    """Return the same places with other boxes in them, such that no exchange would shorten the ties any more."""
    places = dict(placed)
    if len(places) > MOST:
        return places
    pairs = [pair for pair in combinations(sorted(places), 2) if _alike(*pair, sizes)]
    for _ in range(SWEEPS):
        if not sum(_exchanged(one, other, places, links) for one, other in pairs):
            break
    return places


def _alike(one: str, other: str, sizes: Sizes) -> bool:
    (wide, high), (width, height) = sizes[one], sizes[other]
    return abs(wide - width) <= WIDTH_TOLERANCE and abs(high - height) <= HEIGHT_TOLERANCE


def _exchanged(one: str, other: str, places: dict[str, tuple[float, float]], links: Links) -> bool:
    before = _length(one, places, links) + _length(other, places, links)
    places[one], places[other] = places[other], places[one]
    if _length(one, places, links) + _length(other, places, links) < before - 1e-6:
        return True
    places[one], places[other] = places[other], places[one]
    return False


def _length(node: str, places: Boxes, links: Links) -> float:
    x, y = places[node]
    return sum(weight * hypot(x - places[near][0], y - places[near][1]) for near, weight in links[node])
