"""Take from a network what fits on a printed page: some actions and who is in them, or who acts on which element."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from viz.nodes import ELEMENT

MOST_NODES = 40
"""How many symbols with their labels an A4 page shows legibly, about."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What actions are gathered under: an element of the framework, by its place in the document."""

    rank: int
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A network small enough to print, and how many of its named actors and actions were left out."""

    graph: "nx.Graph[str]"
    actors_left: int
    actions_left: int


def of_actions(graph: "nx.Graph[str]", actions: Collection[str], *, first: str = "", most: int = MOST_NODES) -> Excerpt:
    """Return some actions with the named actors tied to them; the actor `first` stays, and its actions before others.

    Where there are too many, the actions with most actors and the actors with most of these actions stay.
    """
    there = [action for action in actions if action in graph and _named(graph, action)]
    order = {action: (first not in graph.adj[action], -len(_named(graph, action)), action) for action in there}
    kept = sorted(there, key=order.__getitem__)[: most // 2]
    ties = _ties(graph, {action: (action,) for action in kept})
    actors = _ranked(ties, first)[: most - len(kept)]
    small = graph.subgraph([*kept, *actors]).copy()
    everyone = {actor for action in there for actor in _named(graph, action)}
    return Excerpt(_sorted(small), len(everyone) - len(actors), len(there) - len(kept))


def of_groups(graph: "nx.Graph[str]", groups: Mapping[str, Sequence[Group]], *, most: int = MOST_NODES) -> Excerpt:
    """Return the elements that actions serve, with the named actors of these actions.

    `groups` gives the elements of each action. An edge and an actor have `actions`, how many they stand for.
    """
    ties = _ties(graph, {action: [group.iri for group in served] for action, served in groups.items()})
    actors = _ranked(ties, "")
    elements = sorted({group for served in groups.values() for group in served})
    kept = actors[: max(most - len(elements), 0)]
    small: nx.Graph[str] = nx.Graph(**graph.graph)
    for group in elements:
        small.add_node(group.iri, **_element(group))
    for actor in kept:
        small.add_node(actor, **graph.nodes[actor], actions=_count(ties[actor]))
        for element, found in ties[actor].items():
            told = {relation for action in found for relation in graph.edges[actor, action]["relations"]}
            small.add_edge(actor, element, relations=tuple(sorted(told)), ends=(actor, element), actions=len(found))
    small.remove_nodes_from([group.iri for group in elements if not small.degree[group.iri]])
    return Excerpt(_sorted(small), len(actors) - len(kept), 0)


def _named(graph: "nx.Graph[str]", action: str) -> list[str]:
    return [actor for actor in graph.adj[action] if graph.nodes[actor]["named"]]


def _ties(graph: "nx.Graph[str]", groups: Mapping[str, Sequence[str]]) -> dict[str, dict[str, list[str]]]:
    """Return for each named actor the actions that tie it to each group."""
    ties: dict[str, dict[str, list[str]]] = {}
    for action in sorted(groups):
        for actor in _named(graph, action) if action in graph else ():
            for group in groups[action]:
                ties.setdefault(actor, {}).setdefault(group, []).append(action)
    return ties


def _ranked(ties: Mapping[str, Mapping[str, Sequence[str]]], first: str) -> list[str]:
    """Return the actors with most actions first, `first` before all."""
    return sorted(ties, key=lambda actor: (actor != first, -_count(ties[actor]), actor))


def _count(ties: Mapping[str, Sequence[str]]) -> int:
    """Return how many actions tie an actor; one that serves two elements counts once."""
    return len({action for found in ties.values() for action in found})


def _element(group: Group) -> dict[str, object]:
    return {
        "kind": ELEMENT,
        "type": ELEMENT,
        "type_label": "élément du cadre",
        "label": group.label,
        "short": "",
        "named": True,
        "iri": group.iri,
        "facts": (),
    }


def _sorted(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Copy with nodes and edges in a fixed order."""
    ordered: nx.Graph[str] = nx.Graph(**graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    edges = {(min(u, v), max(u, v)): data for u, v, data in graph.edges(data=True)}
    for (u, v), data in sorted(edges.items(), key=lambda edge: edge[0]):
        ordered.add_edge(u, v, **data)
    return ordered
