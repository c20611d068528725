"""Write a network for other tools: a page, SVG and PNG, GraphML and GEXF for Gephi and its like, JSON, tables."""

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import networkx as nx

from data import licence
from queries.credits import credited
from viz import page
from viz.aggregate import drawable, within
from viz.appearance import BOX, footprint, look, radius
from viz.errors import UnknownFormatError
from viz.grouping import COMMUNITY
from viz.layout import positions
from viz.network import lines, ties
from viz.picture import to_html
from viz.tables import to_csv, to_zip

XML_REFUSES = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What `Char` of XML 1.0 leaves out (https://www.w3.org/TR/xml/#charsets)."""
MOST_PLACED = 800
"""Beyond this many nodes a place of ours helps nobody, and takes long to find."""
COLORLESS = (245, 245, 245)


def to_graphml(graph: "nx.Graph[str]") -> str:
    """Return GraphML, with all attributes flat."""
    buffer = BytesIO()
    nx.write_graphml_xml(_flat(graph), buffer)
    return buffer.getvalue().decode()


def to_gexf(graph: "nx.Graph[str]") -> str:
    """Return GEXF 1.2 with colours, sizes and places (up to MOST_PLACED); without the day of writing, ever the same."""
    flat = _flat(graph)
    sizes = {node: footprint(graph.nodes[node], graph.degree[node]) for node in graph}
    points = positions(graph, sizes) if len(graph) <= MOST_PLACED else {}
    for node, data in graph.nodes(data=True):
        red, green, blue = _rgb(look(data["type"]).color)
        size = 10.0 if look(data["type"]).shape == BOX else radius(data, graph.degree[node])
        drawn: dict[str, object] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": size}
        if node in points:
            drawn["position"] = {"x": float(points[node][0]), "y": float(-points[node][1]), "z": 0.0}
        flat.nodes[_clean(node)]["viz"] = drawn
    written = re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(nx.generate_gexf(flat)), count=1) + "\n"
    told = f"</creator>\n    <description>{escape(_clean(credit(graph)))}</description>"
    return written.replace("</creator>", told, 1)


def to_json(graph: "nx.Graph[str]") -> str:
    """Return node-link JSON, with the relations of an edge as a list of objects."""
    plain = graph.copy()
    plain.graph["contracts"] = [
        {"identifier": contract.identifier, "label": contract.label, "roadmap": contract.has_roadmap}
        for contract in graph.graph["contracts"]
    ]
    plain.graph["view"] = graph.graph["view"].name
    plain.graph["licence"] = licence.TOLD
    for _, _, data in plain.edges(data=True):
        data["relations"] = [{**asdict(relation), "label": relation.label} for relation in data["relations"]]
    return json.dumps(nx.node_link_data(plain, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def credit(graph: "nx.Graph[str]") -> str:
    """Return the licence of a network, and the documents that it is drawn from."""
    return credited(graph.graph.get("sources", ()))


def to_svg(graph: "nx.Graph[str]") -> str:
    """Return the drawing for papers and slides, with its title and its legend."""
    from viz.printed import to_svg  # noqa: PLC0415 – matplotlib takes a second to load

    return to_svg(graph, title=page.title(graph), description=page.summary(graph), heading=True, credit=credit(graph))


def to_png(graph: "nx.Graph[str]") -> bytes:
    """Return the same drawing as pixels."""
    from viz.printed import to_png  # noqa: PLC0415 – matplotlib takes a second to load

    return to_png(graph, heading=(page.title(graph), page.summary(graph)), credit=credit(graph))


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: its media type, what writes it, whether it is of what is drawn or of all the things."""

    media_type: str
    write: Callable[["nx.Graph[str]"], str | bytes]
    drawn: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "html": Format("text/html", to_html, drawn=True),
        "svg": Format("image/svg+xml", to_svg, drawn=True),
        "png": Format("image/png", to_png, drawn=True),
        "graphml": Format("application/graphml+xml", to_graphml),
        "gexf": Format("application/gexf+xml", to_gexf),
        "json": Format("application/json", to_json),
        "csv": Format("text/csv", to_csv),
        "zip": Format("application/zip", lambda graph: to_zip(graph, credit=credit(graph))),
    }
)
"""By the end of a file's name. A large network is drawn as groups, and written thing by thing; `csv` has the ties, and
`zip` the tables of ties and nodes."""


def content(
    graph: "nx.Graph[str]",
    form: str,
    *,
    way: str = COMMUNITY,
    path: Sequence[str] = (),
    site: str | None = None,
    address: str = "",
) -> bytes:
    """Return the file of a network, or of what a path of groups opens of it; `site` and `address` go to the page.

    Raises UnknownFormatError for a form that is none of FORMATS.
    """
    if form not in FORMATS:
        raise UnknownFormatError(f".{form}" if form else "", [f".{each}" for each in FORMATS])
    if form == "html":
        return to_html(drawable(graph, way, path), site=site, address=address).encode()
    known = FORMATS[form]
    written = known.write(drawable(graph, way, path) if known.drawn else within(graph, way, path).graph)
    return written.encode() if isinstance(written, str) else written


def write(
    graph: "nx.Graph[str]",
    path: Path,
    *,
    way: str = COMMUNITY,
    opened: Sequence[str] = (),
    site: str | None = None,
) -> None:
    """Write a network, or what is open of it, in the format that the file's suffix names; `site` goes to the page.

    The file is whole or not there. Raises UnknownFormatError for another suffix.
    """
    written = content(graph, path.suffix.lower().removeprefix("."), way=way, path=opened, site=site)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(written)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _flat(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Copy with text, numbers and booleans only: relations become one text, contracts too."""
    flat: nx.Graph[str] = nx.Graph(
        contracts=" | ".join(_clean(contract.label) for contract in graph.graph["contracts"]),
        licence=licence.TOLD,
        sources=" | ".join(map(_clean, graph.graph.get("sources", ()))),
    )
    for node, data in graph.nodes(data=True):
        facts = " | ".join(f"{name} : {value}" for name, value in data["facts"])
        told = {**data, "facts": facts}
        flat.add_node(
            _clean(node), **{name: _clean(value) if isinstance(value, str) else value for name, value in told.items()}
        )
    for one, other, relations in ties(graph):
        kinds = {relation.kind for relation in relations}
        flat.add_edge(
            _clean(one),
            _clean(other),
            relations=" | ".join(_clean(relation.label) for relation in relations),
            weight=sum(relation.weight for relation in relations),
            **{kind: kind in kinds for kind in lines(graph)},
        )
    return flat


def _clean(text: str) -> str:
    return XML_REFUSES.sub("\ufffd", text)


def _rgb(color: str) -> tuple[int, int, int]:
    if not color.startswith("#"):
        return COLORLESS
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
