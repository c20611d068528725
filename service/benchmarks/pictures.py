"""What `maillage bench` measures of pictures: drawing, metrics, and the opening of a national network."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import networkx as nx

from data.contracts import bundled
from data.store import open_store
from service.benchmarks.invented import towns
from service.benchmarks.measuring import Measure, seconds
from service.pictures import Pictures
from viz.aggregate import drawable
from viz.analysis import readings
from viz.communities import communities, weighted, with_networkx
from viz.exports import content
from viz.network import build
from viz.picture import to_html

TOWNS, ACTORS = 200, 100
"""A national network: twenty thousand actors, and as many actions."""


def pictures(*, count: int = TOWNS, actors: int = ACTORS) -> Iterator[Measure]:
    """Yield how long pictures take: those of Moissac, and those of an invented nation."""
    with tempfile.TemporaryDirectory() as folder:
        moissac = build(open_store(Path(folder), folders=[bundled()]).store, ["moissac"])
    drawing, bare = seconds(partial(to_html, moissac)), seconds(partial(_pyvis, moissac))
    yield Measure("dessiner Moissac, places et lecture comprises", drawing, "pyvis seul, sans places", bare)
    reading, numbers = seconds(partial(readings, moissac)), seconds(partial(_plain, moissac))
    yield Measure("lire le réseau de Moissac", reading, "networkx seul", numbers)
    yield from nation(towns(count, actors, actions=actors), f"{count * actors} acteurs")


def nation(graph: "nx.Graph[str]", size: str) -> Iterator[Measure]:
    """Yield how long the communities take, and the opening of the whole network and of one group, twice each."""
    plain = weighted(graph)
    ours, theirs = seconds(partial(communities, graph)), seconds(partial(with_networkx, plain))
    yield Measure(f"communautés de {size}", ours, "networkx", theirs)
    kept = Pictures()
    first, second = (seconds(partial(_open, kept, graph), runs=1) for _ in range(2))
    yield Measure(f"ouvrir {size}, la seconde fois", second, "la première", first)
    sizes = {node: data["size"] for node, data in drawable(graph).nodes(data=True)}
    group = min(sizes, key=lambda node: (abs(sizes[node] - 200), node))
    once, again = (seconds(partial(_open, kept, graph, group), runs=1) for _ in range(2))
    yield Measure("ouvrir un de ses groupes, la seconde fois", again, "la première", once)


def _open(kept: Pictures, graph: "nx.Graph[str]", *path: str) -> bytes:
    return kept.files.get(path, partial(content, graph, "html", path=path, site="/", address="/reseau"))


def _pyvis(graph: "nx.Graph[str]") -> str:
    """Draw as pyvis does by itself: no places, no table, no words."""
    from pyvis.network import Network  # type: ignore[import-untyped]  # noqa: PLC0415 – it takes a second to load

    bare: nx.Graph[str] = nx.Graph(graph.edges)
    bare.add_nodes_from((node, {"label": data["label"]}) for node, data in graph.nodes(data=True))
    network = Network()
    network.from_nx(bare)
    return str(network.generate_html())


def _plain(graph: "nx.Graph[str]") -> object:
    """Compute with networkx the numbers that the sentences are made of."""
    bare: nx.Graph[str] = nx.Graph(graph.edges)
    tied = bare.subgraph(max(nx.connected_components(bare), key=len))
    return (
        dict(bare.degree),
        nx.betweenness_centrality(tied),
        list(nx.articulation_points(tied)),
        list(nx.bridges(tied)),
        nx.core_number(tied),
        nx.community.louvain_communities(tied, seed=1),
        nx.constraint(tied, [node for node in tied if tied.degree[node] > 1]),
    )
