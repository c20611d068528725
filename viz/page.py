"""Turn a network into what its page shows: legend, notices, findings, table of the relations, details of each node."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import networkx as nx

from data import naming
from viz.appearance import look, place
from viz.errors import UnsafeSiteError
from viz.network import ACTION, ties
from viz.relations import Relation

TIES = {"participe": "participe", "finance": "finance", "deux": "participe et finance"}
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
    """Hold one row of the table: one actor and one action, with all that ties them."""

    actor: str
    action: str
    actor_label: str
    action_label: str
    named: bool
    relation: str
    tie: str


def node_ids(graph: "nx.Graph[str]") -> dict[str, str]:
    """Return short identifiers for the page, in the graph's order."""
    return {node: f"n{at}" for at, node in enumerate(graph)}


def tie(relations: tuple[Relation, ...]) -> str:
    """Return the key of TIES that a set of relations falls under."""
    kinds = {relation.kind for relation in relations}
    return "deux" if len(kinds) > 1 else kinds.pop()


def words(relations: tuple[Relation, ...]) -> str:
    """Return all relations of an edge in one phrase."""
    return ", ".join(dict.fromkeys(relation.label for relation in relations))


def legend(graph: "nx.Graph[str]") -> list[Key]:
    """List the kinds that the picture holds, actions first, then the kinds of actor."""
    counts = Counter((node["type"], node["type_label"]) for _, node in graph.nodes(data=True))
    keys = [Key(kind, label, count, look(kind).shape, look(kind).color) for (kind, label), count in counts.items()]
    return sorted(keys, key=lambda key: (key.kind != ACTION, place(key.kind), key.label))


def tie_legend(graph: "nx.Graph[str]") -> list[Key]:
    """List the ways in which the picture's edges are drawn."""
    counts = Counter(tie(relations) for _, _, relations in ties(graph))
    return [Key(kind, label, counts[kind]) for kind, label in TIES.items() if counts[kind]]


def table(graph: "nx.Graph[str]") -> list[Row]:
    """List the relations, and the actions that have none."""
    ids, nodes = node_ids(graph), graph.nodes
    rows = [
        Row(
            actor=ids[actor],
            action=ids[action],
            actor_label=nodes[actor]["label"],
            action_label=nodes[action]["label"],
            named=nodes[actor]["named"],
            relation=words(relations),
            tie=tie(relations),
        )
        for actor, action, relations in ties(graph)
    ]
    rows += [
        Row("", ids[action], "", nodes[action]["label"], named=False, relation="", tie="") for action in orphans(graph)
    ]
    return sorted(rows, key=lambda row: (naming.slug(row.action_label), naming.slug(row.actor_label), row.relation))


def orphans(graph: "nx.Graph[str]") -> list[str]:
    """List the actions for which the source gives no actor at all."""
    alone = [node for node, data in graph.nodes(data=True) if data["kind"] == ACTION and not graph.degree[node]]
    return sorted(alone, key=lambda node: (graph.nodes[node]["label"], node))


def busiest(graph: "nx.Graph[str]", *, most: int = 5) -> list[tuple[str, str, int]]:
    """List the named actors with most actions, as (short identifier, label, number of actions)."""
    ids = node_ids(graph)
    named = [(node, data) for node, data in graph.nodes(data=True) if data["kind"] != ACTION and data["named"]]
    ranked = sorted(named, key=lambda item: (-graph.degree[item[0]], item[1]["label"], item[0]))
    return [(ids[node], data["label"], graph.degree[node]) for node, data in ranked[:most]]


def notices(graph: "nx.Graph[str]") -> list[str]:
    """Say for each contract without actions why there are none: not loaded is not the same as none."""
    actions = {data["contract"] for _, data in graph.nodes(data=True) if data["kind"] == ACTION}
    empty = [contract for contract in graph.graph["contracts"] if contract.label not in actions]
    several = len(graph.graph["contracts"]) > 1
    return [
        f"{contract.label} : la feuille de route chargée ne contient aucune action."
        if contract.has_roadmap
        else f"Aucune feuille de route chargée pour {contract.label if several else 'ce contrat'} : "
        "ses actions sont inconnues."
        for contract in empty
    ]


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
    if data["kind"] != ACTION:
        told = "La source ne nomme pas d'organisation." if not data["named"] else ""
        facts = [["Type", data["type_label"]], ["Sigle", data["short"]], ["Remarque", told]]
    else:
        facts = [
            ["Contrat", data["contract"] if len(graph.graph["contracts"]) > 1 else ""],
            ["Statut", data["status"]],
            ["Financement", "à définir, dit la source" if data["to_define"] else ""],
            ["Acteurs", "" if graph.degree[node] else "aucun acteur dans la source"],
        ]
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
