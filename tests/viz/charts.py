"""Make stores whose labels would hurt a page that took them for HTML, in all that charts draw."""

import pyoxigraph as ox

from data import naming
from tests.viz.conftest import LABEL, MLG, POISONS, TYPE

SKOS, XSD = "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2001/XMLSchema#"
CHARTS = (
    "acteurs-par-pilier",
    "calendrier",
    "couverture",
    "couverture-par-critere",
    "flux-de-financement",
    "priorites-quartiers-mesures",
)


def mlg(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{MLG}{name}")


def copied(store: ox.Store) -> ox.Store:
    copy = ox.Store()
    copy.extend(store)
    return copy


def hostile(store: ox.Store) -> ox.Store:
    """Copy a store, and give Clairval an element, an action, a funder, a quartier and dates for each hostile label."""
    copy = copied(store)
    graph = ox.NamedNode(naming.published_graph("clairval"))
    for at, text in enumerate(POISONS):
        node = {
            kind: ox.NamedNode(f"javascript:window.hurt={at}/{kind}")
            for kind in ("qui", "quoi", "ligne", "element", "quartier", "periode", "part")
        }
        told = ox.Literal(text, language="fr")
        for thing, kind in (("qui", "Acteur"), ("quoi", "Action"), ("ligne", "EngagementFinancier"),
                            ("element", "ElementStrategique"), ("quartier", "QuartierPrioritaire")):  # fmt: skip
            copy.add(ox.Quad(node[thing], TYPE, mlg(kind), graph))
            copy.add(ox.Quad(node[thing], LABEL, told, graph))
        reference = {name: ox.NamedNode(f"{naming.ID}reference/{name}") for name in ("fermete/vote", "niveau/pilier")}
        for subject, name, value in (
            (node["ligne"], "finance", node["quoi"]),
            (node["ligne"], "financeur", node["qui"]),
            (node["ligne"], "fermete", reference["fermete/vote"]),
            (node["part"], "dans", node["quoi"]),
            (node["part"], "acteur", node["qui"]),
            (node["quoi"], "sert", node["element"]),
            (node["quoi"], "quartier", node["quartier"]),
            (node["quoi"], "periode", node["periode"]),
            (node["quoi"], "statut", ox.NamedNode(f"{naming.ID}reference/statut/prevue")),
            (node["periode"], "motsDeLaSource", told),
            (node["periode"], "debut", ox.Literal("2024-01-01", datatype=ox.NamedNode(f"{XSD}date"))),
            (node["element"], "niveau", reference["niveau/pilier"]),
            (node["element"], "intitule", ox.Literal(text)),
        ):
            copy.add(ox.Quad(subject, mlg(name), value, graph))
    return copy
