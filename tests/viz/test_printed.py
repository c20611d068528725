"""A printed picture is small enough to read, the same each time, and holds the words of labels as words."""

import warnings
import xml.etree.ElementTree as ET
from itertools import combinations

import networkx as nx
import pyoxigraph as ox
import pytest

from viz import printed
from viz.appearance import LOOKS, footprint
from viz.excerpt import Excerpt, Group, of_actions, of_groups
from viz.layout import positions
from viz.network import build
from viz.nodes import ACTION, ELEMENT
from viz.page import DOUBLE
from viz.printed import ASPECT, LINES, MARKERS, to_png, to_svg
from viz.view import views


@pytest.fixture
def clairval_network(store: ox.Store) -> "nx.Graph[str]":
    return build(store, ["clairval"])


def actions(graph: "nx.Graph[str]") -> list[str]:
    return [node for node, data in graph.nodes(data=True) if data["kind"] == ACTION]


def labels(excerpt: Excerpt, kind: str) -> set[str]:
    return {data["label"] for _, data in excerpt.graph.nodes(data=True) if data["type"] == kind}


def star(actors: int) -> "nx.Graph[str]":
    """Return a network where the actor `a0` is in every action, and each other actor in one of its own."""
    graph: nx.Graph[str] = nx.Graph(contracts=())
    for at in range(actors):
        graph.add_node(
            f"a{at:02}", kind="acteur", label=f"A{at}", short="", type="association", type_label="", named=True
        )
        graph.add_node(f"x{at:02}", kind=ACTION, label=f"X{at}", short="", type=ACTION, type_label="", named=True)
        graph.add_edge(f"a{at:02}", f"x{at:02}", relations=())
        graph.add_edge("a00", f"x{at:02}", relations=())
    return graph


def test_an_excerpt_holds_the_named_actors_of_its_actions_and_no_other(clairval_network: "nx.Graph[str]") -> None:
    wanted = [node for node in actions(clairval_network) if clairval_network.nodes[node]["label"] == "Maison de santé"]
    excerpt = of_actions(clairval_network, wanted)
    near = {node for node in clairval_network.adj[wanted[0]] if clairval_network.nodes[node]["named"]}
    assert set(excerpt.graph) == {*wanted, *near}
    assert (excerpt.actors_left, excerpt.actions_left) == (0, 0)


def test_an_action_without_a_named_actor_is_not_drawn(clairval_network: "nx.Graph[str]") -> None:
    assert "Territoire zéro chômeur" not in labels(of_actions(clairval_network, actions(clairval_network)), ACTION)


def test_too_many_are_cut_by_their_ties_and_what_is_left_out_is_counted() -> None:
    excerpt = of_actions(star(30), actions(star(30)), most=20)
    assert len(excerpt.graph) == 20
    assert "a00" in excerpt.graph
    assert (excerpt.actors_left, excerpt.actions_left) == (20, 20)


def test_the_actor_whose_network_it_is_stays() -> None:
    assert "a29" in of_actions(star(30), ["x29", *actions(star(30))[:9]], first="a29", most=12).graph


def test_an_action_of_two_elements_counts_once_for_its_actor_and_once_in_each_element() -> None:
    graph = star(2)
    first, second = Group(1, "e1", "Habiter"), Group(2, "e2", "Travailler")
    small = of_groups(graph, {"x00": [first, second], "x01": [second]}).graph
    assert small.nodes["a00"]["actions"] == 2
    assert small.edges["a00", "e1"]["actions"] == 1
    assert small.edges["a00", "e2"]["actions"] == 2
    assert small.edges["a01", "e2"]["actions"] == 1
    assert not small.has_edge("a01", "e1")


def test_elements_that_nobody_acts_on_and_actors_beyond_the_most_are_left_out() -> None:
    groups = {action: [Group(1, "e1", "Habiter")] for action in actions(star(30))}
    excerpt = of_groups(star(30), groups | {"nowhere": [Group(2, "e2", "Travailler")]}, most=12)
    assert labels(excerpt, ELEMENT) == {"Habiter"}
    assert len(excerpt.graph) == 1 + 10
    assert excerpt.actors_left == 20


def test_the_same_network_gives_the_same_bytes_in_whatever_order_it_was_built(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    shuffled: nx.Graph[str] = nx.Graph(**graph.graph)
    shuffled.add_nodes_from(reversed(list(graph.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(graph.edges(data=True))))
    one, other = (of_actions(each, actions(each)).graph for each in (graph, shuffled))
    assert to_png(one) == to_png(other)
    assert to_svg(one, title="a", description="b") == to_svg(other, title="a", description="b")


def test_labels_do_not_overlap(clairval_network: "nx.Graph[str]") -> None:
    graph = of_actions(clairval_network, actions(clairval_network)).graph
    sizes = {node: footprint(graph.nodes[node], graph.degree[node]) for node in graph}
    middles = {node: (x, y + sizes[node].above) for node, (x, y) in positions(graph, sizes, aspect=ASPECT).items()}
    for one, other in combinations(graph, 2):
        across, down = (abs(here - there) for here, there in zip(middles[one], middles[other], strict=True))
        beside = across >= (sizes[one].width + sizes[other].width) / 2 - 1
        assert beside or down >= (sizes[one].height + sizes[other].height) / 2 - 1


def test_hostile_labels_are_drawn_as_they_are_and_complain_of_nothing(poisoned: ox.Store) -> None:
    graph = build(poisoned, ["clairval"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        excerpt = of_actions(graph, actions(graph))
        svg = to_svg(excerpt.graph, title="<script>\x07", description="a & \u202e b")
        assert to_png(excerpt.graph)
    root = ET.fromstring(svg)  # noqa: S314 - drawn by ourselves
    assert [child.text for child in root][:2] == ["<script>\ufffd", "a & \ufffd b"]
    assert "<script>" not in svg
    assert "javascript:" not in svg


def test_every_look_and_every_tie_can_be_drawn_on_paper() -> None:
    assert {look.shape for look in LOOKS.values()} - {"box"} <= set(MARKERS)
    lines = {line for view in views().values() for line in view.lines.values()}
    assert {*lines, DOUBLE} <= set(LINES)


def test_a_heading_too_long_for_the_drawing_is_set_in_lines() -> None:
    long = "Autour de « Caisse d'allocations familiales de Tarn-et-Garonne » : Contrat de ville de Moissac"
    lines = printed._wrapped_heading((long, "19 acteurs"), 745)
    assert " ".join(line for line, _ in lines[:-1]) == long
    assert len(lines) == 3
    assert lines[-1] == ("19 acteurs", printed.LETTERS)
