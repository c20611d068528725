"""networkx and networkit find the same groups where there is no doubt, and as good ones where there is."""

import networkx as nx
import pytest

from service.benchmarks.invented import towns
from viz import communities as module
from viz.communities import communities, weighted, with_networkit, with_networkx


def clear(sizes: list[int]) -> "nx.Graph[str]":
    """Return cliques in a ring, each tied to the next by one light tie."""
    graph: nx.Graph[str] = nx.Graph()
    parts = [[f"{part}-{at}" for at in range(size)] for part, size in enumerate(sizes)]
    for at, part in enumerate(parts):
        graph.add_edges_from(((one, other) for one in part for other in part if one < other), weight=2.0)
        graph.add_edge(part[0], parts[at - 1][0], weight=0.5)
    return graph


def as_sets(parts: list[set[str]]) -> set[frozenset[str]]:
    return {frozenset(part) for part in parts}


@pytest.mark.parametrize("sizes", [[4, 4], [5, 6, 7], [4] * 10, [3, 12, 5, 9]])
def test_groups_beyond_doubt_are_the_same_with_both_and_are_the_cliques(sizes: list[int]) -> None:
    graph = clear(sizes)
    one, other = as_sets(with_networkx(graph)), as_sets(with_networkit(graph))
    assert one == other
    assert sorted(map(len, one)) == sorted(sizes)


@pytest.mark.parametrize("graph", [towns(3, 12), towns(8, 10), nx.relabel_nodes(nx.karate_club_graph(), str)])
def test_groups_in_doubt_are_about_as_good_with_both(graph: "nx.Graph[str]") -> None:
    plain = weighted(graph) if "contracts" in graph.graph else graph
    one, other = (nx.community.modularity(plain, found(plain)) for found in (with_networkx, with_networkit))
    assert other == pytest.approx(one, abs=0.03)


def test_networkit_counts_each_thing_once_and_finds_the_same_every_time() -> None:
    plain = weighted(towns(8, 10))
    first = with_networkit(plain)
    assert sorted(node for part in first for node in part) == sorted(plain)
    assert all(with_networkit(plain) == first for _ in range(3))


def test_large_networks_are_for_networkit(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = towns(3, 12)
    small = communities(graph)
    monkeypatch.setattr(module, "LARGE", 10)
    monkeypatch.setattr(module, "with_networkx", None)
    assert sum(map(len, communities(graph))) == sum(map(len, small))
