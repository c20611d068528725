"""Find the groups of things that are tied among themselves more than with others: Louvain's method, the same each time.

networkx finds them in small networks, networkit (imported when first needed) in large ones, where it is fifty times as
fast; both look for the greatest modularity, from the same order of nodes and the same seed.
"""

import networkx as nx

SEED = 2015
"""Louvain's method looks at the nodes in a random order."""
LARGE = 2_000
"""From this many nodes on networkit takes over: networkx needs a second by then."""


def communities(graph: "nx.Graph[str]") -> list[list[str]]:
    """Return the groups of a network, the largest first, each sorted; the same for the same network."""
    plain = weighted(graph)
    found = with_networkx(plain) if len(plain) < LARGE else with_networkit(plain)
    return sorted((sorted(part) for part in found), key=lambda part: (-len(part), part))


def weighted(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Copy in sorted order, with the weight of all its relations on each tie."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for one, other in sorted(tuple(sorted(edge)) for edge in graph.edges):
        plain.add_edge(one, other, weight=sum(each.weight for each in graph.edges[one, other]["relations"]))
    return plain


def with_networkx(plain: "nx.Graph[str]") -> list[set[str]]:
    """Return the groups by Louvain's method as networkx has it."""
    return list(nx.community.louvain_communities(plain, seed=SEED))


def with_networkit(plain: "nx.Graph[str]") -> list[set[str]]:
    """Return the groups by Louvain's method as networkit has it, on one thread: several would not agree on an order."""
    import networkit  # type: ignore[import-untyped]  # noqa: PLC0415 – it takes a second to load

    networkit.setNumberOfThreads(1)
    networkit.setSeed(SEED, False)  # noqa: FBT003 – the signature of the library
    rows = {node: row for row, node in enumerate(plain)}
    graph = networkit.Graph(len(rows), weighted=True)
    for one, other, data in plain.edges(data=True):
        graph.addEdge(rows[one], rows[other], data["weight"])
    method = networkit.community.PLM(graph, refine=True, par="none")
    method.run()
    parts: dict[int, set[str]] = {}
    for node, part in zip(plain, method.getPartition().getVector(), strict=True):
        parts.setdefault(part, set()).add(node)
    return list(parts.values())
