"""Draw a small network for paper: the same picture as SVG and as PNG, the same bytes for the same graph.

Symbols, colours, labels and places are those of the page (`appearance`, `layout`). The font is the one that
matplotlib brings, so that no machine draws another picture.
"""

import io
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from math import sqrt
from pathlib import Path
from threading import Lock
from typing import Any, Final

import matplotlib as mpl
import networkx as nx
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import FancyBboxPatch

from viz import page
from viz.appearance import BOX, LINE_HEIGHT, Footprint, caption, footprint, look, radius, wrapped
from viz.layout import positions
from viz.nodes import ELEMENT
from viz.view import SOLID

ASPECT = 1.15
"""Width over height: it leaves room for a title and a caption on an A4 page."""
POINT: Final = 0.62
"""Points on paper for a pixel of the layout: labels of 7.4 points, and about 40 of them across a page."""
DOTS_PER_INCH: Final = 220
MARGIN, LEAST_WIDTH = 16.0, 745.0
KEY_WIDTH, KEY_HEIGHT, HEAD_HEIGHT = 236.0, 20.0, 24.0
LETTERS, LEGEND, TITLE = 12.4, 11.2, 17.0
"""The height of letters: a little less than what `appearance` measures, for the page draws narrower fonts too."""
WIDE = 0.62
"""The width of a letter over the height that its font is given, on average."""

INK, SOFT, TIE, DARK, BOX_LINE, TINT = "#1d2729", "#566365", "#8a969a", "#333f43", "#8b979f", "#e6eff0"
MARKERS: Final[Mapping[str, str]] = {
    "dot": "o",
    "hexagon": "h",
    "diamond": "D",
    "square": "s",
    "triangle": "^",
    "triangleDown": "v",
    "star": "*",
}
"""The markers of matplotlib for the shape names of the page."""
SMALLER: Final[Mapping[str, float]] = {"D": 0.72, "s": 0.86, "*": 1.2}
"""How much markers that look larger than a disc of their size are shrunk, and the star that looks smaller is not."""

LINES: Final[Mapping[str, tuple[str, str]]] = {
    SOLID: (TIE, "-"),
    "dashed": (TIE, "--"),
    "dotted": (TIE, ":"),
    page.DOUBLE: (DARK, "-"),
}
"""How each line of a view is drawn: its colour and its dashes."""

_COMMENT = re.compile(r"[ ]*<!--.*?-->\n?", re.DOTALL)
"""What matplotlib says of the text that it draws as outlines: readers have the title, the description, the tables."""

_ONE_AT_A_TIME = Lock()
"""matplotlib draws for one thread at a time; its settings are those of the process."""
Point = tuple[float, float]


def to_svg(graph: "nx.Graph[str]", *, title: str, description: str, heading: bool = False, credit: str = "") -> str:
    """Return the picture as an `svg` element that tells what it shows; it needs no font and no other file.

    With `heading` the title and the description are drawn too, for a picture that stands alone; `credit` is the
    licence and the sources.
    """
    content = io.BytesIO()
    unsaid = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with _ONE_AT_A_TIME, mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "maillage"}):
        _figure(graph, (title, description) if heading else ()).savefig(content, format="svg", metadata=unsaid)
    written = _COMMENT.sub("", content.getvalue().decode())
    opening, _, rest = written[written.index("<svg") :].partition(">")
    told = f"<title>{escape(_plain(title))}</title><desc>{escape(_plain(description))}</desc>"
    told += f"<metadata>{escape(_plain(credit))}</metadata>" if credit else ""
    return f'{opening} role="img" aria-label="{escape(_plain(title))}">{told}{rest}'.rstrip()


def to_png(graph: "nx.Graph[str]", *, heading: Sequence[str] = (), credit: str = "") -> bytes:
    """Return the picture as PNG, for programs that take no SVG, under the lines of a heading."""
    metadata = {"Software": None, **({"Copyright": _plain(credit)} if credit else {})}
    content = io.BytesIO()
    with _ONE_AT_A_TIME:
        _figure(graph, heading).savefig(content, format="png", metadata=metadata)
    return content.getvalue()


def _figure(graph: "nx.Graph[str]", heading: Sequence[str] = ()) -> Figure:
    """Set the network under its heading and over its legend."""
    sizes = {node: footprint(graph.nodes[node], graph.degree[node]) for node in graph}
    points, width, bottom = _placed(graph, sizes)
    entries = _legend(graph)
    across = int((width - 2 * MARGIN) // KEY_WIDTH)
    head = _wrapped_heading(heading, width)
    top = -HEAD_HEIGHT * len(head)
    height = bottom + KEY_HEIGHT * (-(-len(entries) // across)) + MARGIN
    figure = Figure(figsize=(width * POINT / 72, (height - top) * POINT / 72), dpi=DOTS_PER_INCH, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, top))
    axes.set_axis_off()
    for at, (words, size) in enumerate(head):
        place = (MARGIN, top + HEAD_HEIGHT * (at + 0.6))
        _write(axes, words, place, middle=True, soft=size < TITLE, left=True, size=size)
    for one, other, data in graph.edges(data=True):
        line = page.line(graph, page.tie(data["relations"]))
        _draw_tie(
            axes, (points[one], points[other]), line, data.get("actions") or page.weight(graph, data["relations"])
        )
    for node, data in graph.nodes(data=True):
        _draw_node(axes, data, points[node], sizes[node], radius(data, graph.degree[node]))
    for at, entry in enumerate(entries):
        row, column = divmod(at, across)
        _draw_key(axes, entry, (MARGIN + KEY_WIDTH * column + 14, bottom + KEY_HEIGHT * (row + 0.5)))
    return figure


def _wrapped_heading(heading: Sequence[str], width: float) -> list[tuple[str, float]]:
    """Return the lines of a heading that fit over a drawing, each with the height of its letters."""
    sizes = [TITLE, *(LETTERS for _ in heading[1:])]
    return [
        (line, size)
        for words, size in zip(heading, sizes, strict=False)
        for line in textwrap.wrap(words, int((width - 2 * MARGIN) / (WIDE * size)))
    ]


def _placed(graph: "nx.Graph[str]", sizes: Mapping[str, Footprint]) -> tuple[dict[str, Point], float, float]:
    """Return where the symbols stand, how wide the drawing is and where it ends."""
    found = positions(graph, sizes, aspect=ASPECT)
    left = min((x - sizes[node].width / 2 for node, (x, _) in found.items()), default=0.0) - MARGIN
    top = min((_edge(point, sizes[node])[0] for node, point in found.items()), default=0.0) - MARGIN
    right = max((x + sizes[node].width / 2 for node, (x, _) in found.items()), default=0.0) + MARGIN
    width = max(right - left, LEAST_WIDTH)
    left -= (width - right + left) / 2
    points = {node: (x - left, y - top) for node, (x, y) in found.items()}
    bottom = max((_edge(point, sizes[node])[1] for node, point in points.items()), default=0.0) + MARGIN
    return points, width, bottom


def _edge(point: Point, size: Footprint) -> Point:
    """Return where a symbol with its label begins and ends, down the page."""
    middle = point[1] + size.above
    return middle - size.height / 2, middle + size.height / 2


def _draw_tie(axes: Axes, ends: tuple[Point, Point], line: str, weight: float) -> None:
    (x, y), (right, down) = ends
    color, dashes = LINES[line]
    axes.plot([x, right], [y, down], color=color, linewidth=_thickness(weight), linestyle=dashes, zorder=1)


def _thickness(weight: float) -> float:
    return 0.55 * sqrt(min(max(weight, 1.0), page.MOST_WEIGHT))


def _draw_node(axes: Axes, data: Mapping[str, Any], point: Point, size: Footprint, reach: float) -> None:
    if look(data["type"]).shape == BOX:
        _draw_box(axes, point, size.width - 6, size.height - 4, tinted=data["type"] == ELEMENT)
        _write(axes, caption(data), point, middle=True)
        return
    _draw_symbol(axes, data["type"], point, reach)
    _write(axes, caption(data), (point[0], point[1] + reach + 3), middle=False)


def _draw_box(axes: Axes, point: Point, width: float, height: float, *, tinted: bool) -> None:
    corner = (point[0] - width / 2, point[1] - height / 2)
    fill, style = (TINT if tinted else "white"), f"round,pad=0,rounding_size={6 if tinted else 3}"
    axes.add_patch(
        FancyBboxPatch(corner, width, height, boxstyle=style, facecolor=fill, edgecolor=BOX_LINE, lw=0.6, zorder=2)
    )


def _draw_symbol(axes: Axes, kind: str, point: Point, reach: float) -> None:
    seen = look(kind)
    marker = MARKERS[seen.shape]
    across = 2 * reach * POINT * SMALLER.get(marker, 1.0)
    hollow = seen.color == "none"
    fill, edge, width = ("white", SOFT, 0.8) if hollow else (seen.color, INK, 0.4)
    axes.plot([point[0]], [point[1]], marker=marker, markersize=across, color=fill, mec=edge, mew=width, zorder=3)


def _write(
    axes: Axes, text: str, point: Point, *, middle: bool, soft: bool = False, left: bool = False, size: float = LETTERS
) -> None:
    axes.text(
        *point,
        _plain(text),
        fontproperties=FontProperties(fname=_font(), size=size * POINT),
        color=SOFT if soft else INK,
        ha="left" if left else "center",
        va="center" if middle else "top",
        linespacing=LINE_HEIGHT / LETTERS / 1.2,
        parse_math=False,
        zorder=4,
        bbox=None if middle else {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.3},
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: the type of thing or the line that is drawn, and what it means."""

    mark: str
    words: str
    line: bool = False


def _legend(graph: "nx.Graph[str]") -> list[Entry]:
    """List what the picture holds, the kinds of actor first, then the ties."""
    kinds = [Entry(key.kind, key.label) for key in page.legend(graph) if key.kind != ELEMENT]
    return [*kinds, *(Entry(key.shape, key.label, line=True) for key in page.tie_legend(graph))]


def _draw_key(axes: Axes, entry: Entry, point: Point) -> None:
    x, y = point
    if entry.line:
        _draw_tie(axes, ((x - 12, y), (x + 12, y)), entry.mark, 3)
    elif look(entry.mark).shape == BOX:
        _draw_box(axes, point, 18, 11, tinted=entry.mark == ELEMENT)
    else:
        _draw_symbol(axes, entry.mark, point, 6)
    _write(axes, wrapped(entry.words, width=34, lines=1), (x + 18, y), middle=True, soft=True, left=True, size=LEGEND)


@cache
def _font() -> str:
    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")


@cache
def _characters() -> frozenset[int]:
    return frozenset(get_font(_font()).get_charmap())


def _plain(text: str) -> str:
    r"""Return a text that the font can write, where nothing acts on what surrounds it.

    >>> _plain("Élan\u202e\x07")
    'Élan��'
    """
    return "".join(each if each == "\n" or _writable(each) else "\N{REPLACEMENT CHARACTER}" for each in text)


def _writable(character: str) -> bool:
    return character.isprintable() and ord(character) in _characters()
