"""Invent networks of any size: towns with their actors and actions, and one actor that funds in all of them."""

from random import Random

import networkx as nx

from data import naming
from queries.scope import Contract
from viz.relations import Relation
from viz.view import find

STATE = f"{naming.ID}reference/acteur/etat"
TYPES = ("commune", "association", "bailleur-social")


def towns(count: int, actors: int, *, actions: int | None = None, funded: bool = True) -> "nx.Graph[str]":
    """Return so many towns with so many actors each; each action has three actors of its town, chosen by chance."""
    chance = Random(2015)  # noqa: S311 - no secret
    labels = {f"ville-{town}": f"Contrat de ville {town}" for town in range(count)}
    contracts = tuple(Contract(name, f"{naming.ID}{name}", label, "") for name, label in labels.items())
    graph: nx.Graph[str] = nx.Graph(contracts=contracts, view=find("acteurs-actions"), notices=())
    if funded:
        graph.add_node(STATE, **thing(STATE, "acteur", "etat", "État"))
    for town, label in labels.items():
        people = [f"{naming.ID}{town}/acteur/a{at:03}" for at in range(actors)]
        for at, actor in enumerate(people):
            graph.add_node(actor, **thing(actor, "acteur", TYPES[at % len(TYPES)], f"Acteur {at} de {label}"))
        for at in range(2 * actors if actions is None else actions):
            action = f"{naming.ID}{town}/action/x{at:03}"
            title, pilier = f"Action {at} de {label}", f"P{at % 2 + 1}"
            graph.add_node(action, **thing(action, "action", "action", title, pilier=pilier))
            for actor in sorted(chance.sample(people, 3)):
                graph.add_edge(actor, action, relations=(Relation("participe", "porteur"),), ends=(actor, action))
            if funded and at % 3 == 0:
                graph.add_edge(STATE, action, relations=(Relation("finance", "voté"),), ends=(STATE, action))
    return graph


def thing(iri: str, kind: str, type_: str, label: str, *, pilier: str = "") -> dict[str, object]:
    """Return the attributes of a node."""
    said = {"kind": kind, "type": type_, "type_label": type_, "label": label, "short": "", "pilier": pilier}
    return {**said, "named": True, "iri": iri, "facts": ()}
