"""Place the nodes of a network: the same data gives the same picture.

A force model of networkx (numpy alone, a fixed seed) says who belongs near whom; a tie to a specialised actor pulls
more than a tie to one that is everywhere. The boxes of nodes and labels are set in bands in that order, so that they
fill the page without overlap; they change places where that shortens the ties, and drift towards their neighbours.
Parts that nothing connects stand beside each other; things without any tie stand in rows beneath.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

import networkx as nx
import numpy as np

from viz.appearance import Footprint
from viz.boxes import GAP, Array, Boxes, Sizes, banded, below, beneath, corner, drifted, packed
from viz.untangle import Links, untangled

ASPECT = 1.4
"""Width over height of the drawing, as the page shows it on a desk."""
LOOSE = 1.06
"""How much wider and higher than the bands the drawing may be."""
LEAST_AREA, LEAST_WIDTH = 380_000.0, 600.0
"""The room that a small drawing takes anyway."""
DENSITY = 1.25
"""Area of a drawing over that of its boxes, about."""
SPRING_LIMIT = 400
"""Beyond it ForceAtlas2 takes over: spring_layout needs scipy from 500 nodes on."""
SEED = 2015


def positions(
    graph: "nx.Graph[str]", sizes: Mapping[str, Footprint], *, aspect: float = ASPECT
) -> dict[str, tuple[int, int]]:
    """Return the pixel position of each node's symbol; `aspect` is the width over the height of the drawing."""
    boxes: Sizes = {node: (sizes[node].width + GAP, sizes[node].height + GAP) for node in graph}
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    alone = sorted((part[0] for part in parts if len(part) == 1), key=lambda node: (graph.nodes[node]["label"], node))
    tied = [part for part in parts if len(part) > 1]
    placed: Boxes = {}
    if tied:
        small = [_part(graph, part, boxes) for part in tied[1:]]
        width = sqrt(sum(wide * high for wide, high in boxes.values()) * DENSITY * aspect)
        _, rest = corner(beneath(packed(small, boxes, width), alone, boxes, width), boxes)
        left = min(3.0, width / max(width / aspect - rest, 1.0))
        placed = _part(graph, tied[0], boxes, aspect=left, least=LEAST_AREA)
        placed = below(placed, packed(small, boxes, max(corner(placed, boxes)[0], LEAST_WIDTH)), boxes)
    placed = beneath(placed, alone, boxes, max(corner(placed, boxes)[0], LEAST_WIDTH))
    return {node: (round(x), round(y - sizes[node].above)) for node, (x, y) in sorted(placed.items())}


def _part(
    graph: "nx.Graph[str]", nodes: Sequence[str], sizes: Sizes, *, aspect: float = ASPECT, least: float = 0.0
) -> Boxes:
    """Place the middles of the boxes of one connected part, from (0, 0) down and right."""
    plain = _plain(graph, nodes)
    links: Links = {node: [(near, data["weight"]) for near, data in plain.adj[node].items()] for node in nodes}
    spread = _spread(_forces(plain))
    bands, _ = _filled({node: (float(x), float(y)) for node, (x, y) in zip(nodes, spread, strict=True)}, sizes, aspect)
    bands, frame = _filled(untangled(bands, sizes, links), sizes, aspect)
    wide = np.array([sizes[node] for node in nodes])
    loose = np.maximum(LOOSE, sqrt(least / (frame[0] * frame[1])))
    start = np.array([bands[node] for node in nodes]) * loose
    points = drifted(start, (start + _among(start, links, nodes)) / 2, wide, np.array(frame) * loose)
    points -= (points - wide / 2).min(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, points, strict=True)}


def _filled(wanted: Boxes, sizes: Sizes, aspect: float) -> tuple[Boxes, tuple[float, float]]:
    """Return the bands of the least width that gives the aspect, and their frame."""
    least = max(sizes[node][0] for node in wanted)
    width = max(least, sqrt(sum(sizes[node][0] * sizes[node][1] for node in wanted) * aspect))
    bands, height = banded(wanted, sizes, width)
    while width < height * aspect:
        width *= 1.02
        bands, height = banded(wanted, sizes, width)
    return bands, (width, height)


def _plain(graph: "nx.Graph[str]", nodes: Sequence[str]) -> "nx.Graph[str]":
    """Copy one part, in sorted order, with a weight on each tie."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(nodes)
    for u, v in sorted(tuple(sorted(edge)) for edge in graph.subgraph(nodes).edges):
        plain.add_edge(u, v, weight=1 / sqrt(graph.degree[u] * graph.degree[v]))
    return plain


def _forces(plain: "nx.Graph[str]") -> Array:
    placed: Mapping[str, object]
    if len(plain) < SPRING_LIMIT:
        placed = nx.spring_layout(plain, weight="weight", k=1.6 / sqrt(len(plain)), iterations=300, seed=SEED)
    else:
        placed = nx.forceatlas2_layout(plain, weight="weight", max_iter=100, seed=SEED)
    return np.array([placed[node] for node in plain], dtype=np.float64)


def _among(start: Array, links: Links, nodes: Sequence[str]) -> Array:
    """Return for each node the weighted middle of its neighbours."""
    row = {node: at for at, node in enumerate(nodes)}
    near = [[row[other] for other, _ in links[node]] for node in nodes]
    weights = [[weight for _, weight in links[node]] for node in nodes]
    return np.array([np.average(start[at], axis=0, weights=by) for at, by in zip(near, weights, strict=True)])


def _spread(points: Array) -> Array:
    """Even out the density: a disc by rank of distance, then the square around it, half-way to even columns."""
    centred = points - points.mean(axis=0)
    far = np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    disc = centred / far * np.sqrt((_ranks(far) + 0.5) / len(points))
    square = disc * (np.linalg.norm(disc, axis=1) / np.maximum(np.abs(disc).max(axis=1), 1e-9))[:, None]
    columns = (_ranks(square) + 0.5) / len(points)
    return np.asarray(((square + 1) / 2 + columns) / 2)


def _ranks(values: Array) -> Array:
    return np.asarray(values.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable"), dtype=np.float64)
