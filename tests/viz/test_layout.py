"""Labels stand apart, and the same data gives the same picture."""

import networkx as nx
import pytest

from viz.appearance import LOOKS, Footprint, caption, footprint, wrapped
from viz.layout import positions


def drawing(edges: list[tuple[str, str]], alone: int = 0) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph(contracts=())
    nodes = sorted({node for edge in edges for node in edge}) + [f"seule {at}" for at in range(alone)]
    for node in nodes:
        graph.add_node(node, label=f"Une action dite {node}", short="", kind="action", type="action", named=True)
    graph.add_edges_from(edges)
    return graph


def sizes(graph: "nx.Graph[str]") -> dict[str, Footprint]:
    return {node: footprint(graph.nodes[node], graph.degree[node]) for node in graph}


def overlaps(graph: "nx.Graph[str]") -> list[tuple[str, str]]:
    points, size = positions(graph, sizes(graph)), sizes(graph)
    return [
        (one, other)
        for one in graph
        for other in graph
        if one < other
        and abs(points[one][0] - points[other][0]) < (size[one].width + size[other].width) / 2
        and abs(points[one][1] - points[other][1]) < (size[one].height + size[other].height) / 2
    ]


STAR = [("centre", f"rayon {at}") for at in range(30)] + [(f"rayon {at}", f"pointe {at}") for at in range(0, 30, 2)]
PAIRS = [(f"un {at}", f"deux {at}") for at in range(5)]


@pytest.mark.parametrize(
    "graph", [drawing(STAR, alone=7), drawing(PAIRS, alone=1), drawing([("a", "b")]), drawing([], 1)]
)
def test_no_two_labels_overlap(graph: "nx.Graph[str]") -> None:
    assert overlaps(graph) == []


def test_the_order_of_nodes_and_edges_does_not_change_the_picture() -> None:
    one, other = drawing(STAR, alone=3), drawing(STAR[::-1], alone=3)
    backwards: nx.Graph[str] = nx.Graph()
    backwards.add_nodes_from(reversed(list(other.nodes(data=True))))
    backwards.add_edges_from(reversed(list(other.edges)))
    assert positions(one, sizes(one)) == positions(backwards, sizes(backwards))


def test_things_without_ties_stand_in_rows_beneath_the_rest() -> None:
    graph = drawing(STAR, alone=4)
    points = positions(graph, sizes(graph))
    rows = {points[f"seule {at}"][1] for at in range(4)}
    assert len(rows) == 1
    assert min(rows) > max(y for node, (_, y) in points.items() if not node.startswith("seule"))


def test_a_network_beyond_the_reach_of_spring_layout_is_placed_without_scipy() -> None:
    graph = drawing([("centre", f"rayon {at}") for at in range(520)])
    assert len(positions(graph, sizes(graph))) == 521


def test_no_two_kinds_share_colour_and_shape() -> None:
    assert len(set(LOOKS.values())) == len(LOOKS)


def test_a_long_label_takes_three_short_lines() -> None:
    lines = wrapped("Création d'une Maison municipale intégrant France Service au Sarlac et une antenne").split("\n")
    assert len(lines) == 3
    assert max(map(len, lines)) <= 24
    assert lines[-1].endswith("[…]")


def test_an_unnamed_actor_says_so_in_its_label() -> None:
    assert caption({"named": False, "label": "Structure porteuse", "short": ""}) == "« Structure porteuse »\nnon nommé"
