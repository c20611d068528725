"""Turn a network into what its page shows: legend, notices, findings, table of the relations, details of each node."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from data import naming
from viz.analysis import Reading, called, readings
from viz.appearance import NOUNS, counted, look, place, thousands
from viz.grouping import TIE
from viz.groups_told import group_readings
from viz.network import lines, ties
from viz.nodes import ACTION
from viz.relations import Relation

DOUBLE = "double"
_BEFORE = re.compile(r" ([»:;?!])")
"""What French sets apart from the word before it, on the same line."""
NO_TIE, UNDRAWN = "aucun lien", "liens hors de l'image"
MOST_WEIGHT = 25.0
"""The heaviest that an edge is drawn; its width is the square root."""


@dataclass(frozen=True, slots=True)
class Key:
    """Hold one entry of the legend."""

    kind: str
    label: str
    count: int
    shape: str = "line"
    color: str = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of the table: two things, with all that ties them; or one that nothing ties."""

    source: str
    target: str
    source_label: str
    target_label: str
    relation: str = ""
    tie: str = ""
    named: bool = True


def node_ids(graph: "nx.Graph[str]") -> dict[str, str]:
    """Return short identifiers for the page, in the graph's order."""
    return {node: f"n{at}" for at, node in enumerate(graph)}


def tie(relations: tuple[Relation, ...]) -> str:
    """Return the kinds of a set of relations, as the legend names them together.

    >>> tie((Relation("participe", "porteur"), Relation("finance", "voté"), Relation("finance", "potentiel")))
    'participe et finance'
    """
    return " et ".join(dict.fromkeys(relation.kind for relation in relations))


def words(relations: tuple[Relation, ...]) -> str:
    """Return all relations of an edge in one phrase."""
    return ", ".join(dict.fromkeys(relation.label for relation in relations))


def weight(graph: "nx.Graph[str]", relations: tuple[Relation, ...]) -> float:
    """Return how thick an edge is drawn, from 1 up: by its heaviest relation; of groups, by its share of the most."""
    heaviest = max(relation.weight for relation in relations)
    most = float(graph.graph.get("heaviest", 1))
    if relations[0].kind == TIE and most > MOST_WEIGHT:
        return 1 + (MOST_WEIGHT - 1) * (heaviest - 1) / (most - 1)
    return min(heaviest, MOST_WEIGHT)


def legend(graph: "nx.Graph[str]") -> list[Key]:
    """List the kinds that the picture holds, actions first, then the kinds of actor."""
    counts = Counter((node["type"], node["type_label"]) for _, node in graph.nodes(data=True))
    keys = [Key(kind, label, count, look(kind).shape, look(kind).color) for (kind, label), count in counts.items()]
    return sorted(keys, key=lambda key: (key.kind != ACTION, place(key.kind), key.label))


def tie_legend(graph: "nx.Graph[str]") -> list[Key]:
    """List the ways in which the picture's edges are drawn: the kinds of the view, then those that stand together."""
    counts = Counter(tie(relations) for _, _, relations in ties(graph))
    known = lines(graph)
    order = [*(kind for kind in known if kind in counts), *sorted(set(counts) - set(known))]
    return [Key(kind, kind, counts[kind], line(graph, kind)) for kind in order]


def line(graph: "nx.Graph[str]", kind: str) -> str:
    """Return the line of a kind of tie: that of its file, or « double » for several kinds together."""
    return lines(graph).get(kind, DOUBLE)


def table(graph: "nx.Graph[str]") -> list[Row]:
    """List the ties, and the things that have none, in the order of the second head of the view; or the groups."""
    if "groups" in graph.graph:
        return _group_rows(graph)
    ids, nodes = node_ids(graph), graph.nodes
    rows = [
        Row(
            source=ids[start],
            target=ids[target],
            source_label=nodes[start]["label"],
            target_label=nodes[target]["label"],
            named=nodes[start]["named"],
            relation=words(relations),
            tie=tie(relations),
        )
        for start, target, relations in ties(graph)
    ]
    rows += [Row("", ids[node], NO_TIE, nodes[node]["label"]) for node in orphans(graph)]
    rows += [Row("", ids[node], UNDRAWN, nodes[node]["label"]) for node in _undrawn(graph)]
    return sorted(rows, key=lambda row: (naming.slug(row.target_label), naming.slug(row.source_label), row.relation))


def _undrawn(graph: "nx.Graph[str]") -> list[str]:
    return sorted(node for node in graph.graph.get("cut", ()) if not graph.degree[node])


def heads(graph: "nx.Graph[str]") -> tuple[str, str, str]:
    """Return the heads of the table, in its order."""
    if "groups" in graph.graph:
        return "Groupe", "Les plus liés", "Liens"
    first, second = graph.graph["view"].heads
    return second, first, "Relation"


def _group_rows(graph: "nx.Graph[str]") -> list[Row]:
    """List the groups, the largest first."""
    ids = node_ids(graph)
    nodes = graph.nodes
    order = sorted(nodes, key=lambda node: (-nodes[node]["size"], naming.slug(nodes[node]["label"]), node))
    return [Row("", ids[node], _most(nodes[node]), nodes[node]["label"], _reach(graph, node)) for node in order]


def _most(data: Mapping[str, Any]) -> str:
    facts = dict(data["facts"])
    return f"{facts['Membres']} : {facts['Les plus liés']}"


def _reach(graph: "nx.Graph[str]", node: str) -> str:
    facts = dict(graph.nodes[node]["facts"])
    outside = sum(int(each.weight) for other in graph.adj[node] for each in graph.edges[node, other]["relations"])
    told = counted(graph.degree[node], "autre groupe", "autres groupes")
    between = f", {thousands(outside)} avec {told}" if outside else ""
    return f"{facts['Liens entre eux']} entre eux{between}"


def title(graph: "nx.Graph[str]") -> str:
    """Return what a drawing shows, and of which contracts."""
    labels = [contract.label for contract in graph.graph["contracts"]]
    where = labels[0] if len(labels) == 1 else f"{len(labels)} contrats de ville"
    centre, trail = graph.graph.get("centre"), graph.graph.get("trail")
    what = f"Autour de « {graph.graph['centre_label']} »" if centre else graph.graph["view"].title
    what += f", sans « {gone} »" if (gone := graph.graph.get("gone")) else ""
    return f"{what} : {where}" + (f" – {trail[-1]}" if trail else "")


def summary(graph: "nx.Graph[str]") -> str:
    """Count what is drawn, kind by kind; what names nobody is no actor, and is not counted."""
    counts = graph.graph.get("counts") or Counter(data["kind"] for _, data in graph.nodes(data=True))
    told = [counted(counts[kind], *noun) for kind, noun in NOUNS.items() if counts[kind]]
    number = graph.graph.get("edges", graph.number_of_edges())
    groups = f" ; en {counted(graph.graph['groups'], 'groupe', 'groupes')}" if "groups" in graph.graph else ""
    return ", ".join([*told, counted(number, "lien", "liens")]) + groups if told else ""


def orphans(graph: "nx.Graph[str]") -> list[str]:
    """List the things that the answers tie to nothing."""
    alone = [node for node in graph if lonely(graph, node)]
    return sorted(alone, key=lambda node: (graph.nodes[node]["label"], node))


def lonely(graph: "nx.Graph[str]", node: str) -> bool:
    """Tell whether nothing ties a thing; a group, or a thing whose ties are not drawn, is another matter."""
    drawn = graph.degree[node] or "size" in graph.nodes[node]
    return not drawn and node not in graph.graph.get("cut", ())


def read_aloud(graph: "nx.Graph[str]") -> list[tuple[Reading, list[tuple[str, str]]]]:
    """List what the network shows, each reading with its sentence in parts: text, and the thing that it names or ""."""
    found = group_readings(graph) if "groups" in graph.graph else readings(_things(graph))
    return [(each, _parts(graph, each)) for each in found]


def _parts(graph: "nx.Graph[str]", reading: Reading) -> list[tuple[str, str]]:
    """Cut a sentence where it names things, which readers may then choose."""
    ids, parts, left = node_ids(graph), [], reading.sentence
    places = {node: left.find(f"« {called(graph, node)} »") for node in reading.nodes}
    for node in sorted((node for node in reading.nodes if places[node] >= 0), key=lambda node: (places[node], node)):
        name = f"« {called(graph, node)} »"
        before, found, after = left.partition(name)
        if found:
            parts += [(before, ""), (name, ids[node])]
            left = after
    return [(_fine(text), node) for text, node in (*parts, (left, "")) if text]


def _fine(text: str) -> str:
    """Keep French punctuation beside its word.

    >>> _fine("« CAF » : 2") == "«\u00a0CAF\u00a0»\u00a0: 2"
    True
    """
    return _BEFORE.sub("\u00a0\\1", text.replace("« ", "«\u00a0"))


def _things(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Leave out what stands for a group: what is said of the open one is said of its things among themselves."""
    groups = [node for node, data in graph.nodes(data=True) if "size" in data]
    return nx.Graph(graph.subgraph(set(graph) - set(groups))) if groups else graph
