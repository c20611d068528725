"""Draw a network that is too large to be read as the groups of its things, each of which opens.

What is open is a path of group names: each opens within the one before. A group small enough is drawn thing by thing,
with the other groups that its things are tied to; a larger one as groups again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import networkx as nx

from viz.appearance import NOUNS, counted, thousands
from viz.errors import UnknownGroupError, UnknownWayError
from viz.grouping import COMMUNITY, GROUP, MOST_NODES, TIE, WAYS, Group, called, groups, ranked, ways
from viz.network import ties
from viz.relations import Relation
from viz.view import SOLID

MOST_NAMED = 5
ROOM = 20
"""How many groups there is always room for beside the things of an open one."""
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open of a network: its things, the groups opened to see them, the groups beside and what opens each."""

    graph: "nx.Graph[str]"
    trail: tuple[Group, ...] = ()
    beside: tuple[tuple[Group, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Bundles:
    """Count what ties each pair of nodes of a drawing: the ties that it stands for, and the kinds of these."""

    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def add(self, start: str, target: str, relations: Iterable[Relation]) -> None:
        """Count one tie."""
        self.numbers[start, target] += 1
        self.kinds.setdefault((start, target), Counter()).update({relation.kind for relation in relations})

    def draw(self, drawn: "nx.Graph[str]") -> None:
        """Add an edge for each pair that is drawn; the heaviest tells how thick the others are."""
        for start, target in sorted(self.numbers):
            if start in drawn and target in drawn:
                kinds, number = self.kinds[start, target], self.numbers[start, target]
                told = ", ".join(f"{kind} : {kinds[kind]}" for kind in sorted(kinds))
                drawn.add_edge(start, target, relations=(Relation(TIE, told, float(number)),), ends=(start, target))
        drawn.graph.update(
            lines={**drawn.graph["view"].lines, TIE: SOLID}, heaviest=max(self.numbers.values(), default=1)
        )


def drawable(graph: "nx.Graph[str]", way: str = COMMUNITY, path: Sequence[str] = ()) -> "nx.Graph[str]":
    """Return what is drawn of a network: itself where it is small enough, its groups, or what is open of it.

    A node that stands for a group has `size`; its edges are of the one kind « liens ». A drawing with such nodes has
    `way`, the `ways` there are, `path` and `trail` (the names and the labels of what is open), `opens` (the path that
    opens each group), `counts` (how many things of each kind), `edges`; and `groups`, their number, where it is made
    of groups alone.

    Raises:
        UnknownWayError: for a way of grouping that there is not.
        UnknownGroupError: for a group that the network does not have.

    """
    if way not in WAYS:
        raise UnknownWayError(way, WAYS)
    found = within(graph, way, path)
    if not _fits(found):
        drawn = grouped(found.graph, groups(found.graph, way), tuple(path))
    elif found.trail:
        drawn = _in_context(graph, found)
    else:
        return graph
    drawn.graph.update(
        way=way,
        path=tuple(path),
        ways=ways(graph),
        trail=tuple(group.label for group in found.trail),
        counts=Counter(data["kind"] for _, data in found.graph.nodes(data=True)),
        edges=found.graph.number_of_edges(),
    )
    return drawn


def within(graph: "nx.Graph[str]", way: str = COMMUNITY, path: Sequence[str] = ()) -> Opened:
    """Return the things of the group that a path of names opens; raise UnknownGroupError where there is none."""
    found = Opened(graph)
    for at, name in enumerate(path):
        there = [] if _fits(found) else groups(found.graph, way)
        group = next((each for each in there if each.name == name), None)
        if group is None:
            raise UnknownGroupError(name, [each.name for each in there])
        beside = [(each, (*path[:at], each.name)) for each in there if each is not group]
        inside = nx.Graph(found.graph.subgraph(group.members))
        found = Opened(inside, (*found.trail, group), (*found.beside, *beside))
    return found


def _fits(found: Opened) -> bool:
    return len(found.graph) <= (MOST_NODES - ROOM if found.trail else MOST_NODES)


def grouped(graph: "nx.Graph[str]", found: Sequence[Group], path: Path = ()) -> "nx.Graph[str]":
    """Return the network of some groups that hold all of its things; a tie weighs as many ties as it stands for."""
    places = {member: group.name for group in found for member in group.members}
    inside: Counter[str] = Counter()
    bundles = Bundles()
    for one, other, relations in ties(graph):
        start, target = sorted((places[one], places[other]))
        if start == target:
            inside[start] += 1
        else:
            bundles.add(start, target, relations)
    drawn: nx.Graph[str] = nx.Graph(**graph.graph)
    for group in sorted(found, key=lambda group: group.name):
        told = ("Liens entre eux", thousands(inside[group.name]))
        drawn.add_node(group.name, **_node(graph, group, told))
    bundles.draw(drawn)
    drawn.graph.update(groups=len(found), opens={group.name: (*path, group.name) for group in found})
    drawn.graph["holders"] = _holders(graph, places)
    return drawn


def _in_context(graph: "nx.Graph[str]", found: Opened) -> "nx.Graph[str]":
    """Draw the things of an open group with the groups that they are tied to, the most tied first, as many as fit."""
    inside = found.graph
    places = {member: group for group, _ in found.beside for member in group.members}
    bundles, weights = Bundles(), Counter[str]()
    for member in inside:
        for other in graph.adj[member]:
            if other in places:
                bundles.add(member, places[other].name, graph.edges[member, other]["relations"])
                weights[places[other].name] += 1
    kept = sorted(weights, key=lambda name: (-weights[name], name))[: max(MOST_NODES - len(inside), 0)]
    opens = {group.name: path for group, path in found.beside if group.name in kept}
    drawn: nx.Graph[str] = nx.Graph(**graph.graph)
    drawn.add_nodes_from(sorted(inside.nodes(data=True), key=lambda node: node[0]))
    for start, target, relations in ties(inside):
        drawn.add_edge(start, target, relations=relations, ends=(start, target))
    for group, _ in sorted(found.beside, key=lambda each: each[0].name):
        if group.name in opens:
            drawn.add_node(group.name, **_node(graph, group))
    bundles.draw(drawn)
    cut = {start for start, target in bundles.numbers if target not in drawn}
    drawn.graph.update(opens=opens, cut=frozenset(cut), notices=(*graph.graph["notices"], *_left(weights, kept)))
    return drawn


def _left(weights: Counter[str], kept: Sequence[str]) -> list[str]:
    left = len(weights) - len(kept)
    if not left:
        return []
    told = counted(left, "autre groupe", "autres groupes")
    return [f"Les liens vers {told} ne sont pas dessinés : l'image montre {MOST_NODES} choses au plus."]


def _holders(graph: "nx.Graph[str]", places: dict[str, str]) -> tuple[tuple[str, str, int], ...]:
    """Return the things whose ties go to most groups: what each is called, its own group, how many groups."""
    reach = {node: len({places[other] for other in graph.adj[node]} - {places[node]}) for node in graph}
    first = sorted(reach, key=lambda node: (-reach[node], node))[:MOST_NAMED]
    return tuple((called(graph, node), places[node], reach[node]) for node in first if reach[node])


def _node(graph: "nx.Graph[str]", group: Group, *facts: tuple[str, str]) -> dict[str, object]:
    kinds = Counter(graph.nodes[member]["kind"] for member in group.members)
    known = [counted(kinds[kind], *noun) for kind, noun in NOUNS.items() if kinds[kind]]
    most = ", ".join(called(graph, member) for member in ranked(graph, group.members)[:MOST_NAMED])
    return {
        "kind": GROUP,
        "label": group.label,
        "short": "",
        "type": group.type,
        "type_label": graph.nodes[group.members[0]]["type_label"] if group.type != GROUP else "groupe",
        "named": True,
        "pilier": "",
        "iri": "",
        "facts": (("Membres", ", ".join(known)), ("Les plus liés", most), *facts),
        "size": len(group.members),
    }
