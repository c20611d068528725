"""Write a network for other tools: GraphML and GEXF for Gephi and its like, node-link JSON for scripts, HTML."""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import networkx as nx

from viz.appearance import BOX, footprint, look, radius
from viz.errors import UnknownFormatError
from viz.layout import positions
from viz.network import ties
from viz.picture import MOST_NODES, to_html

XML_REFUSES = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What `Char` of XML 1.0 leaves out (https://www.w3.org/TR/xml/#charsets)."""
COLORLESS = (245, 245, 245)


def to_graphml(graph: "nx.Graph[str]") -> str:
    """Return GraphML, with all attributes flat."""
    buffer = BytesIO()
    nx.write_graphml_xml(_flat(graph), buffer)
    return buffer.getvalue().decode()


def to_gexf(graph: "nx.Graph[str]") -> str:
    """Return GEXF 1.2 with colours, sizes and places (up to MOST_NODES); without the day of writing, ever the same."""
    flat = _flat(graph)
    sizes = {node: footprint(graph.nodes[node], graph.degree[node]) for node in graph}
    points = positions(graph, sizes) if len(graph) <= MOST_NODES else {}
    for node, data in graph.nodes(data=True):
        red, green, blue = _rgb(look(data["type"]).color)
        size = 10.0 if look(data["type"]).shape == BOX else radius(data, graph.degree[node])
        drawn: dict[str, object] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": size}
        if node in points:
            drawn["position"] = {"x": float(points[node][0]), "y": float(-points[node][1]), "z": 0.0}
        flat.nodes[_clean(node)]["viz"] = drawn
    return re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(nx.generate_gexf(flat)), count=1) + "\n"


def to_json(graph: "nx.Graph[str]") -> str:
    """Return node-link JSON, with the relations of an edge as a list of objects."""
    plain = graph.copy()
    plain.graph["contracts"] = [
        {"identifier": contract.identifier, "label": contract.label, "roadmap": contract.has_roadmap}
        for contract in graph.graph["contracts"]
    ]
    plain.graph["view"] = graph.graph["view"].name
    for _, _, data in plain.edges(data=True):
        data["relations"] = [{**asdict(relation), "label": relation.label} for relation in data["relations"]]
    return json.dumps(nx.node_link_data(plain, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def write(
    graph: "nx.Graph[str]",
    path: Path,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    site: str | None = None,
) -> None:
    """Write a network in the format that the file's suffix names; the file is whole or not there.

    `title`, `subtitle` and `site` go to the page of `.html`. Raises UnknownFormatError for another suffix.
    """
    formats: Mapping[str, Callable[[], str]] = {
        ".html": lambda: to_html(graph, title=title, subtitle=subtitle, site=site),
        ".graphml": lambda: to_graphml(graph),
        ".gexf": lambda: to_gexf(graph),
        ".json": lambda: to_json(graph),
    }
    if path.suffix.lower() not in formats:
        raise UnknownFormatError(path.suffix, formats)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(formats[path.suffix.lower()](), encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _flat(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Copy with text, numbers and booleans only: relations become one text, contracts too."""
    flat: nx.Graph[str] = nx.Graph(
        contracts=" | ".join(_clean(contract.label) for contract in graph.graph["contracts"])
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
            **{kind: kind in kinds for kind in graph.graph["view"].lines},
        )
    return flat


def _clean(text: str) -> str:
    return XML_REFUSES.sub("\ufffd", text)


def _rgb(color: str) -> tuple[int, int, int]:
    if not color.startswith("#"):
        return COLORLESS
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
