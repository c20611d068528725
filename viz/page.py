"""Turn a network into what its page shows: legend, notices, findings, table of the relations, details of each node."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import networkx as nx

from data import naming
from viz.analysis import Reading, called, readings
from viz.appearance import look, place
from viz.errors import UnsafeSiteError
from viz.network import ties
from viz.nodes import ACTION
from viz.relations import Relation

DOUBLE = "double"
MOST_WEIGHT = 25.0
"""The heaviest that an edge is drawn; its width is the square root."""

PATH_CHARACTERS = "/%!$&'()*+,;=:@"
"""What RFC 3986 lets stand in a path (`pchar`), with the escapes that an IRI holds already."""
Facts = dict[str, object]


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
    named: bool
    relation: str
    tie: str


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
    """Return how thick an edge is drawn, from 1 up: by its heaviest relation, or by its share of the heaviest tie."""
    heaviest = max(relation.weight for relation in relations)
    most = graph.graph.get("heaviest")
    return 1 + (MOST_WEIGHT - 1) * heaviest / most if most else min(heaviest, MOST_WEIGHT)


def legend(graph: "nx.Graph[str]") -> list[Key]:
    """List the kinds that the picture holds, actions first, then the kinds of actor."""
    counts = Counter((node["type"], node["type_label"]) for _, node in graph.nodes(data=True))
    keys = [Key(kind, label, count, look(kind).shape, look(kind).color) for (kind, label), count in counts.items()]
    return sorted(keys, key=lambda key: (key.kind != ACTION, place(key.kind), key.label))


def tie_legend(graph: "nx.Graph[str]") -> list[Key]:
    """List the ways in which the picture's edges are drawn: the kinds of the view, then those that stand together."""
    counts = Counter(tie(relations) for _, _, relations in ties(graph))
    lines = graph.graph["view"].lines
    order = [*(kind for kind in lines if kind in counts), *sorted(set(counts) - set(lines))]
    return [Key(kind, kind, counts[kind], line(graph, kind)) for kind in order]


def line(graph: "nx.Graph[str]", kind: str) -> str:
    """Return the line of a kind of tie: that of its file, or « double » for several kinds together."""
    return str(graph.graph["view"].lines.get(kind, DOUBLE))


def table(graph: "nx.Graph[str]") -> list[Row]:
    """List the ties, and the things that have none, in the order of the second head of the view."""
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
    rows += [Row("", ids[node], "", nodes[node]["label"], named=False, relation="", tie="") for node in orphans(graph)]
    return sorted(rows, key=lambda row: (naming.slug(row.target_label), naming.slug(row.source_label), row.relation))


def orphans(graph: "nx.Graph[str]") -> list[str]:
    """List the things that the answers tie to nothing."""
    alone = [node for node in graph if not graph.degree[node]]
    return sorted(alone, key=lambda node: (graph.nodes[node]["label"], node))


def read_aloud(graph: "nx.Graph[str]") -> list[tuple[Reading, list[tuple[str, str]]]]:
    """List what the network shows, each reading with the nodes that it names as (short identifier, label)."""
    ids = node_ids(graph)
    return [(each, [(ids[node], called(graph, node)) for node in each.nodes]) for each in readings(graph)]


def details(graph: "nx.Graph[str]", site: str | None) -> dict[str, Facts]:
    """Return what the panel says of each node, under its short identifier."""
    ids = node_ids(graph)
    return {ids[node]: _panel(graph, node, ids, site) for node in graph}


def _panel(graph: "nx.Graph[str]", node: str, ids: dict[str, str], site: str | None) -> Facts:
    data = graph.nodes[node]
    near = sorted(graph.adj[node], key=lambda other: (graph.nodes[other]["label"], other))
    return {
        "label": data["label"],
        "kind": data["type"],
        "facts": _facts(graph, node),
        "search": " ".join((data["label"], data["short"], data["type_label"])),
        "link": link(data["iri"], site),
        "near": [[ids[other], words(graph.edges[node, other]["relations"])] for other in near],
    }


def _facts(graph: "nx.Graph[str]", node: str) -> list[list[str]]:
    data = graph.nodes[node]
    facts = [["Type", data["type_label"]], ["Sigle", data["short"]], *map(list, data["facts"])]
    facts.append(["Remarque", "" if data["named"] else "La source ne nomme pas d'organisation."])
    facts.append(["Liens", "" if graph.degree[node] else "aucun dans la source"])
    return [fact for fact in facts if fact[1]]


def link(iri: str, site: str | None) -> str:
    """Return the address of a thing's page on a site, empty without a site or for a thing of elsewhere.

    >>> link(naming.ID + "moissac/action/jardin", "https://exemple.fr/")
    'https://exemple.fr/id/moissac/action/jardin'
    """
    if site is None or not iri.startswith(naming.ID):
        return ""
    if site.startswith(("//", "/\\")) or not (
        site in {"", "/"} or site.startswith("/") or urlsplit(site).scheme in {"http", "https"}
    ):
        raise UnsafeSiteError(site)
    path = quote(iri.removeprefix(naming.ID), safe=PATH_CHARACTERS)
    return f"{site.rstrip('/')}/id/{path}"
