"""Draw a network as one HTML page that needs nothing else: no network, no server, no other file."""

from dataclasses import replace
from importlib.resources import as_file, files
from typing import Any

import networkx as nx

from queries.credits import credited
from viz import assets, page
from viz.aggregate import drawable
from viz.appearance import BOX, caption, footprint, look, radius
from viz.grouping import COMMUNITY, WAYS
from viz.layout import positions
from viz.network import ties
from viz.panel import Place, details

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
    graph: "nx.Graph[str]",
    *,
    title: str | None = None,
    subtitle: str | None = None,
    site: str | None = None,
    address: str = "",
) -> str:
    """Return the page of a network, drawn as groups where it is too large.

    `site` is the address under which the things have pages (`/id/…`), with a scheme or from the root; without it
    the page has no links. `address` is that of the site's page which shows the picture, from the root, without what
    is open. The same graph gives the same bytes.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]  # noqa: PLC0415 – it loads IPython: one second

    drawn = graph if "opens" in graph.graph else drawable(graph)
    network = Network(heading=title or page.title(drawn))
    network.nodes, network.edges, network.options = _nodes(drawn), _edges(drawn), OPTIONS
    with as_file(files("viz") / "templates") as folder:
        network.set_template(f"{folder}/reseau.html.j2")
        network.templateEnv.autoescape = True
        network.templateEnv.trim_blocks = network.templateEnv.lstrip_blocks = True
        place = Place(site, address, drawn.graph.get("way", COMMUNITY))
        network.templateEnv.globals.update(_context(drawn, subtitle, place))
        return str(network.generate_html())


def _context(graph: "nx.Graph[str]", subtitle: str | None, place: Place) -> dict[str, Any]:
    ids, drawn = page.node_ids(graph), len(graph) > 0
    return {
        "subtitle": page.summary(graph) if subtitle is None else subtitle,
        "drawn": drawn,
        "grouped": "groups" in graph.graph,
        "ways": _ways(graph, place),
        "trail": _trail(graph, place),
        "address": place.opening(graph.graph.get("path", ())),
        "notices": graph.graph["notices"],
        "credit": credited(graph.graph.get("sources", ())),
        "heads": page.heads(graph),
        "keys": page.legend(graph),
        "tie_keys": page.tie_legend(graph),
        "rows": page.table(graph),
        "orphans": [(ids[node], graph.nodes[node]["label"]) for node in page.orphans(graph)],
        "readings": page.read_aloud(graph),
        "details": details(graph, place),
        "policy": assets.policy(),
        "vis_script": assets.vis_script() if drawn else "",
        "own_script": assets.own_script(),
        "style": assets.style(),
    }


def _ways(graph: "nx.Graph[str]", place: Place) -> list[tuple[str, str, bool]]:
    """List the ways of grouping a network drawn as groups: their words, their addresses, which is in force."""
    if "groups" not in graph.graph:
        return []
    here = graph.graph["way"]
    return [(WAYS[way], replace(place, way=way).opening(()), way == here) for way in graph.graph["ways"]]


def _trail(graph: "nx.Graph[str]", place: Place) -> list[tuple[str, str]]:
    """List what was opened to see this, from the whole network on: labels and addresses; the last is where one is."""
    labels, path = graph.graph.get("trail", ()), graph.graph.get("path", ())
    steps = [(label, place.opening(path[:at])) for at, label in enumerate(labels, 1)]
    return [("Tout le réseau", place.opening(())), *steps] if steps else []


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
            "weight": page.weight(graph, relations),
        }
        for at, (start, target, relations) in enumerate(ties(graph))
    ]
