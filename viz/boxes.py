"""Arrange boxes on a page without overlap: in bands, beside each other, beneath; and let them drift."""

from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Boxes = Mapping[str, tuple[float, float]]
"""The middle of each box."""
Sizes = Mapping[str, tuple[float, float]]
"""The width and the height of each box, the gap to its neighbours included."""

GAP = 14.0
MARGIN = 30.0
ROUNDS = 160


def banded(wanted: Boxes, sizes: Sizes, width: float) -> tuple[dict[str, tuple[float, float]], float]:
    """Fill a rectangle band by band, in the order wanted top to bottom and left to right; return its height too."""
    placed: dict[str, tuple[float, float]] = {}
    top = 0.0
    for band in _bands(sorted(wanted, key=lambda node: (wanted[node][1], node)), sizes, width):
        high = max(sizes[node][1] for node in band)
        slack = (width - sum(sizes[node][0] for node in band)) / len(band)
        left = slack / 2
        for node in sorted(band, key=lambda node: (wanted[node][0], node)):
            down = (high - sizes[node][1]) * band.index(node) / max(len(band) - 1, 1)
            placed[node] = (left + sizes[node][0] / 2, top + down + sizes[node][1] / 2)
            left += sizes[node][0] + slack
        top += high
    return placed, top


def _bands(nodes: Sequence[str], sizes: Sizes, width: float) -> list[list[str]]:
    """Cut a sequence into bands of about the same width, at most `width` wide."""
    total = sum(sizes[node][0] for node in nodes)
    count = max(1, ceil(total / width))
    while True:
        bands: list[list[str]] = [[] for _ in range(count)]
        passed = 0.0
        for node in nodes:
            bands[min(int((passed + sizes[node][0] / 2) / total * count), count - 1)].append(node)
            passed += sizes[node][0]
        kept = [band for band in bands if band]
        if all(sum(sizes[node][0] for node in band) <= width for band in kept) or count >= len(nodes):
            return kept
        count += 1


def drifted(points: Array, target: Array, boxes: Array, frame: Array) -> Array:
    """Let boxes drift towards their targets inside a frame, while they push each other off."""
    rounds = max(8, int(ROUNDS * min(1.0, (200 / len(points)) ** 2)))
    for at in range(rounds):
        pull = 0.03 * max(0.0, 1 - 1.3 * at / rounds)
        points = points + (target - points) * pull
        for _ in range(3):
            points = _pushed(points, boxes, frame)
    return points


def _pushed(points: Array, boxes: Array, frame: Array) -> Array:
    """Push overlapping boxes apart once, along the side on which they overlap least."""
    moved = points.copy()
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
    gaps = points[:, None, :] - points[None, :, :]
    over = (boxes[:, None, :] + boxes[None, :, :]) / 2 - np.abs(gaps)
    hit = (over.min(axis=2) > 0.5) & (order != 0)
    level = over[:, :, 0] < over[:, :, 1]
    for axis, chosen in ((0, hit & level), (1, hit & ~level)):
        way = np.where(gaps[:, :, axis] == 0, order, np.sign(gaps[:, :, axis]))
        moved[:, axis] += np.where(chosen, way * over[:, :, axis], 0).sum(axis=1) * 0.3
    return np.clip(moved, boxes / 2, frame - boxes / 2)


def packed(parts: Sequence[Boxes], sizes: Sizes, width: float) -> Boxes:
    """Set parts beside each other on shelves, at most `width` wide unless a part is wider."""
    placed: dict[str, tuple[float, float]] = {}
    left, top, shelf = 0.0, 0.0, 0.0
    for part in parts:
        right, bottom = corner(part, sizes)
        if left and left + right > width:
            left, top, shelf = 0.0, top + shelf + GAP, 0.0
        placed |= {node: (x + left, y + top) for node, (x, y) in part.items()}
        left, shelf = left + right + MARGIN, max(shelf, bottom)
    return placed


def below(placed: Boxes, more: Boxes, sizes: Sizes) -> Boxes:
    """Set a second drawing under the first, in the middle."""
    (right, bottom), (width, _) = corner(placed, sizes), corner(more, sizes)
    left, top = (right - width) / 2, bottom + GAP
    return {**placed, **{node: (x + left, y + top) for node, (x, y) in more.items()}}


def beneath(placed: Boxes, alone: Sequence[str], sizes: Sizes, width: float) -> Boxes:
    """Add lone boxes in tidy rows, left to right, under all the rest."""
    if not alone:
        return placed
    column, row = (max(sizes[node][axis] for node in alone) for axis in (0, 1))
    fit = max(1, int(width // column))
    across = ceil(len(alone) / ceil(len(alone) / fit))
    cells = {node: divmod(at, across) for at, node in enumerate(alone)}
    rows = {node: ((x + 0.5) * column, (y + 0.5) * row) for node, (y, x) in cells.items()}
    return below(placed, rows, sizes) if placed else rows


def corner(placed: Boxes, sizes: Sizes) -> tuple[float, float]:
    """Return how far a drawing reaches to the right and down."""
    right = max((x + sizes[node][0] / 2 for node, (x, _) in placed.items()), default=0.0)
    bottom = max((y + sizes[node][1] / 2 for node, (_, y) in placed.items()), default=0.0)
    return right, bottom
