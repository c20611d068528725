"""Build the network of a view: who takes part in which action, and who funds it."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

import networkx as nx
import pyoxigraph as ox

from data import naming
from queries.scope import Contract, choose
from viz.errors import UnknownViewError
from viz.relations import ROLE_NOT_STATED, Relation
from viz.rows import select

ACTION, ACTOR, UNNAMED = "action", "acteur", "non-nomme"


def views() -> tuple[str, ...]:
    """Return the names of the views, one for each file of `views/`."""
    return tuple(sorted(file.name[:-3] for file in (files("viz") / "views").iterdir() if file.name.endswith(".rq")))


def build(store: ox.Store, contracts: Sequence[str] = (), view: str = "acteurs-actions") -> "nx.Graph[str]":
    """Return the network of some contracts, of all that are loaded when none is given.

    Nodes have `kind` (action, acteur, non-nomme), `label`, `short`, `type`, `type_label`, `named`, `iri`, and actions
    `contract`, `status`, `to_define`; edges have `relations`, a sorted tuple of Relation. An action without actor
    stays, alone. The graph itself has `contracts`, a tuple of Contract. Nodes and edges come in a fixed order.
    Raises UnknownValue for a contract that is not loaded, UnknownViewError for a view that has no file.
    """
    if view not in views():
        raise UnknownViewError(view, views())
    kept = choose(store, contracts).contracts
    graph: nx.Graph[str] = nx.Graph(contracts=kept, view=view)
    rows = select(
        store,
        (files("viz") / "views" / f"{view}.rq").read_text("utf-8"),
        graphs=[str(naming.GRAPH_CATALOGUE), str(naming.GRAPH_REFERENCE), *(contract.graph for contract in kept)],
        given={"reference": str(naming.GRAPH_REFERENCE)},
    )
    for row in sorted(rows, key=lambda row: sorted(row.items())):
        _add(graph, row, kept)
    return _ordered(graph)


def ties(graph: "nx.Graph[str]") -> list[tuple[str, str, tuple[Relation, ...]]]:
    """Return the edges as (actor, action, relations), sorted."""
    edges: list[tuple[str, str, tuple[Relation, ...]]] = list(graph.edges(data="relations"))
    return sorted((v, u, told) if graph.nodes[u]["kind"] == ACTION else (u, v, told) for u, v, told in edges)


def _add(graph: "nx.Graph[str]", row: dict[str, str], contracts: Iterable[Contract]) -> None:
    action = row["action"]
    if row["nature"] == ACTION:
        if not graph.nodes.get(action, {}).get("kind"):
            graph.add_node(action, **_action(row, contracts))
        return
    actor = _actor_node(row)
    if actor not in graph:
        graph.add_node(actor, **_actor(row))
    known = graph.edges[actor, action]["relations"] if graph.has_edge(actor, action) else ()
    if row["relation"] not in {relation.iri for relation in known}:
        graph.add_edge(actor, action, relations=tuple(sorted((*known, _relation(row)), key=_reading_order)))


def _actor_node(row: dict[str, str]) -> str:
    """Keep placeholders apart: « Structure porteuse » of two actions need not be one organisation."""
    return f"{row['acteur']}#{row['action']}" if "nonNomme" in row else row["acteur"]


def _action(row: dict[str, str], contracts: Iterable[Contract]) -> dict[str, str | bool]:
    labels = {naming.ID + contract.identifier: contract.label for contract in contracts}
    return {
        "kind": ACTION,
        "label": row.get("actionLabel") or _last(row["action"]),
        "short": "",
        "type": ACTION,
        "type_label": "action",
        "named": True,
        "iri": row["action"],
        "contract": labels[row["contrat"]],
        "status": row.get("statutLabel", ""),
        "to_define": row.get("aDefinir") == "true",
    }


def _actor(row: dict[str, str]) -> dict[str, str | bool]:
    named = "nonNomme" not in row
    return {
        "kind": ACTOR if named else UNNAMED,
        "label": row.get("acteurLabel") or _last(row["acteur"]),
        "short": row.get("sigle", ""),
        "type": _last(row.get("type", "inconnu")) if named else UNNAMED,
        "type_label": row.get("typeLabel", "type non précisé") if named else "non nommé",
        "named": named,
        "iri": row["acteur"],
    }


def _relation(row: dict[str, str]) -> Relation:
    silent = _last(row.get("precision", "")) == ROLE_NOT_STATED
    return Relation(
        iri=row["relation"],
        kind=row["nature"],
        detail="" if silent else row.get("precisionLabel", ""),
        alternative=row.get("alternative", ""),
        amount=row.get("montant", ""),
        year=row.get("annee", ""),
    )


def _reading_order(relation: Relation) -> tuple[bool, Relation]:
    return relation.kind != "participe", relation


def _last(iri: str) -> str:
    return iri.rstrip("/").rpartition("/")[2]


def _ordered(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Copy with nodes and edges sorted, so that the same data gives the same bytes whatever the store's order."""
    ordered: nx.Graph[str] = nx.Graph(**graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    for actor, action, relations in ties(graph):
        ordered.add_edge(actor, action, relations=relations)
    return ordered
