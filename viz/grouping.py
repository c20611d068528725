"""Sort the things of a network into groups: by community, by type, by contract or by pilier."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import networkx as nx

from data import naming
from viz.appearance import counted
from viz.communities import communities

COMMUNITY, TYPE, CONTRACT, PILIER = "communaute", "type", "contrat", "pilier"
WAYS: Mapping[str, str] = MappingProxyType(
    {
        COMMUNITY: "par communauté : ce qui est lié surtout entre soi",
        TYPE: "par type d'acteur ou de chose",
        CONTRACT: "par contrat",
        PILIER: "par pilier",
    }
)
"""How a large network may be grouped, and what is said of each way."""
GROUP, TIE = "groupe", "liens"
MOST_NODES = 300
"""How many things are drawn at once, at most; beyond, a network is drawn as groups of things."""
MOST_SLICE = 200
"""How many things a slice of the alphabet has, at least."""
MOST_GROUPS = 80
"""How many groups are drawn at once: their labels are read at the opening zoom."""
ALONE, OTHERS = "sans-lien", "autres-groupes"


@dataclass(frozen=True, slots=True)
class Group:
    """Some things of a network, under the name that addresses give them and the label that people read."""

    name: str
    label: str
    members: tuple[str, ...]
    type: str = GROUP


def groups(graph: "nx.Graph[str]", way: str = COMMUNITY) -> list[Group]:
    """Return the groups of a network, the largest first, MOST_GROUPS at most, each smaller than the network.

    A way that leaves all in one group gives way to communities, and these to the order of the labels.
    """
    for sort in (_SORTERS[way], _by_community, _by_label):
        found = sorted(sort(graph), key=lambda group: (-len(group.members), group.name))
        if len(found) > 1:
            return _few(found)
    return found


def ways(graph: "nx.Graph[str]") -> list[str]:
    """Return the ways in which a network may be grouped with some sense."""
    said = {
        CONTRACT: len(graph.graph["contracts"]) > 1,
        PILIER: any(data["pilier"] for _, data in graph.nodes(data=True)),
    }
    return [way for way in WAYS if said.get(way, True)]


def ranked(graph: "nx.Graph[str]", nodes: Iterable[str]) -> list[str]:
    """Return things by their number of ties, the most tied first; things that name nobody come last."""
    return sorted(nodes, key=lambda node: (not graph.nodes[node]["named"], -graph.degree[node], node))


def called(graph: "nx.Graph[str]", node: str) -> str:
    """Return the acronym of a thing, or its label."""
    return str(graph.nodes[node]["short"] or graph.nodes[node]["label"])


def identifier(node: str) -> str:
    """Return what stands for a thing in an address.

    >>> identifier(naming.ID + "moissac/acteur/caf")
    'moissac/acteur/caf'
    """
    return node.removeprefix(naming.ID)


def _few(found: Sequence[Group]) -> list[Group]:
    """Put the smallest groups together where there are too many."""
    if len(found) <= MOST_GROUPS:
        return [*found]
    kept, small = found[: MOST_GROUPS - 1], found[MOST_GROUPS - 1 :]
    members = sorted(member for group in small for member in group.members)
    return [*kept, Group(OTHERS, f"{len(small)} autres groupes", tuple(members))]


def _by_community(graph: "nx.Graph[str]") -> list[Group]:
    """Return the communities, under the name of their most tied member, and what nothing ties as one group."""
    tied = graph.subgraph(node for node in graph if graph.degree[node])
    found = [_community(graph, part) for part in communities(tied)] if len(tied) else []
    alone = sorted(node for node in graph if not graph.degree[node])
    return [*found, Group(ALONE, "Sans lien dans la source", tuple(alone))] if alone else found


def _community(graph: "nx.Graph[str]", part: Sequence[str]) -> Group:
    head = ranked(graph, part)[0]
    others = len(part) - 1
    more = f" et {counted(others, 'autre', 'autres')}" if others else ""
    return Group(identifier(head), f"{called(graph, head)}{more}", tuple(part))


def _by_type(graph: "nx.Graph[str]") -> list[Group]:
    labels = {data["type"]: data["type_label"] for _, data in graph.nodes(data=True)}
    parts = _sorted_by(graph, lambda node: str(graph.nodes[node]["type"]))
    return [Group(kind, f"{labels[kind]} ({len(members)})", members, kind) for kind, members in parts.items()]


def _by_contract(graph: "nx.Graph[str]") -> list[Group]:
    labels = {contract.identifier: contract.label for contract in graph.graph["contracts"]}
    parts = _sorted_by(graph, lambda node: _owner(node, labels))
    return [
        Group(name or "communs", labels.get(name, "Communs à plusieurs contrats"), members)
        for name, members in parts.items()
    ]


def _owner(node: str, labels: Mapping[str, str]) -> str:
    first = identifier(node).partition("/")[0]
    return first if first in labels else ""


def _by_pilier(graph: "nx.Graph[str]") -> list[Group]:
    """Put an action under what it serves, and all else where most of its ties go."""
    parts = _sorted_by(graph, lambda node: _served(graph, node))
    return [
        Group(naming.slug(pilier) or "sans-pilier", pilier or "Sans pilier dit", members)
        for pilier, members in parts.items()
    ]


def _served(graph: "nx.Graph[str]", node: str) -> str:
    if own := graph.nodes[node]["pilier"]:
        return str(own)
    near = Counter(graph.nodes[other]["pilier"] for other in graph.adj[node] if graph.nodes[other]["pilier"])
    return min(near, key=lambda pilier: (-near[pilier], pilier), default="")


def _by_label(graph: "nx.Graph[str]") -> list[Group]:
    """Cut what nothing else tells apart into slices of the alphabet, as few as can be drawn."""
    order = sorted(graph, key=lambda node: (naming.slug(graph.nodes[node]["label"]), node))
    size = max(MOST_SLICE, -(-len(order) // MOST_GROUPS))
    slices = [order[at : at + size] for at in range(0, len(order), size)]
    return [
        Group(f"tranche-{at}", f"De « {called(graph, part[0])} » à « {called(graph, part[-1])} »", tuple(part))
        for at, part in enumerate(slices, 1)
    ]


def _sorted_by(graph: "nx.Graph[str]", key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = {}
    for node in sorted(graph):
        parts.setdefault(key(node), []).append(node)
    return {name: tuple(members) for name, members in sorted(parts.items())}


_SORTERS: Mapping[str, Callable[["nx.Graph[str]"], list[Group]]] = MappingProxyType(
    {COMMUNITY: _by_community, TYPE: _by_type, CONTRACT: _by_contract, PILIER: _by_pilier}
)
