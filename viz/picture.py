"""Draw a network as one HTML page that needs nothing else: no network, no server, no other file."""

from collections import Counter
from importlib.resources import as_file, files
from typing import Any

import networkx as nx

from viz import assets, page
from viz.appearance import BOX, NOUNS, caption, counted, footprint, look, radius
from viz.layout import positions
from viz.network import ties

MOST_NODES = 800
"""Beyond, a picture tells nothing and takes long to lay out: the page then shows the table alone."""

OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hoverConnectedEdges": True, "selectConnectedEdges": False},
    "nodes": {
        "font": {"size": 13, "face": "system-ui, -apple-system, Segoe UI, Roboto, sans-serif"},
        "borderWidth": 1.5,
    },
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0},
}


def to_html(
    graph: "nx.Graph[str]", *, title: str | None = None, subtitle: str | None = None, site: str | None = None
) -> str:
    """Return the page of a network.

    `site` is the address under which the things have pages (`/id/…`), with a scheme or from the root; without it
    the page has no links. The same graph gives the same bytes.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]  # noqa: PLC0415 – it loads IPython: one second

    network = Network(heading=title or _title(graph))
    network.nodes, network.edges, network.options = [], [], OPTIONS
    drawn = 0 < len(graph) <= MOST_NODES
    if drawn:
        network.nodes, network.edges = _nodes(graph), _edges(graph)
    with as_file(files("viz") / "templates") as folder:
        network.set_template(f"{folder}/reseau.html.j2")
        network.templateEnv.autoescape = True
        network.templateEnv.trim_blocks = network.templateEnv.lstrip_blocks = True
        network.templateEnv.globals.update(_context(graph, subtitle, site, drawn=drawn))
        return str(network.generate_html())


def _context(graph: "nx.Graph[str]", subtitle: str | None, site: str | None, *, drawn: bool) -> dict[str, Any]:
    ids = page.node_ids(graph)
    return {
        "subtitle": _subtitle(graph) if subtitle is None else subtitle,
        "drawn": drawn,
        "too_large": len(graph) > MOST_NODES,
        "notices": graph.graph["notices"],
        "heads": graph.graph["view"].heads,
        "keys": page.legend(graph),
        "tie_keys": page.tie_legend(graph),
        "rows": page.table(graph),
        "orphans": [(ids[node], graph.nodes[node]["label"]) for node in page.orphans(graph)],
        "readings": page.read_aloud(graph),
        "details": page.details(graph, site) if drawn else {},
        "policy": assets.policy(),
        "vis_script": assets.vis_script() if drawn else "",
        "own_script": assets.own_script(),
        "style": assets.style(),
    }


def _nodes(graph: "nx.Graph[str]") -> list[dict[str, Any]]:
    """Describe the nodes to vis-network; never a `title`, which it would take for HTML."""
    sizes = {node: footprint(graph.nodes[node], graph.degree[node]) for node in graph}
    points = positions(graph, sizes)
    ids = page.node_ids(graph)
    nodes = []
    for node, data in graph.nodes(data=True):
        x, y = points[node]
        shape = {"shape": look(data["type"]).shape, "fill": look(data["type"]).color}
        size = {} if shape["shape"] == BOX else {"size": radius(data, graph.degree[node])}
        nodes.append({"id": ids[node], "label": caption(data), "x": x, "y": y, "kind": data["type"], **shape, **size})
    return nodes


def _edges(graph: "nx.Graph[str]") -> list[dict[str, Any]]:
    ids = page.node_ids(graph)
    return [
        {
            "id": f"e{at}",
            "from": ids[start],
            "to": ids[target],
            "tie": (tie := page.tie(relations)),
            "line": page.line(graph, tie),
            "weight": max(relation.weight for relation in relations),
        }
        for at, (start, target, relations) in enumerate(ties(graph))
    ]


def _title(graph: "nx.Graph[str]") -> str:
    labels = [contract.label for contract in graph.graph["contracts"]]
    where = labels[0] if len(labels) == 1 else f"{len(labels)} contrats de ville"
    centre = graph.graph.get("centre")
    gone = graph.graph.get("gone")
    what = f"Autour de « {graph.nodes[centre]['label']} »" if centre else graph.graph["view"].title
    return f"{what}, sans « {gone} » : {where}" if gone else f"{what} : {where}"


def _subtitle(graph: "nx.Graph[str]") -> str:
    """Count what is drawn, kind by kind; what names nobody is no actor, and is not counted."""
    counts = Counter(data["kind"] for _, data in graph.nodes(data=True))
    told = [counted(counts[kind], *noun) for kind, noun in NOUNS.items() if counts[kind]]
    return ", ".join([*told, counted(graph.number_of_edges(), "lien", "liens")]) if told else ""
