"""Read a network drawn as groups in sentences: which are the largest, who ties them, which are tied most."""

from collections.abc import Iterator

import networkx as nx

from viz.analysis import Reading, said
from viz.appearance import counted, thousands
from viz.grouping import ALONE, OTHERS


def group_readings(drawn: "nx.Graph[str]") -> list[Reading]:
    """Return what a network of groups shows."""
    return [*_largest(drawn), *_holders(drawn), *_closest(drawn), *_apart(drawn)]


def _largest(drawn: "nx.Graph[str]") -> Iterator[Reading]:
    whole = [node for node in drawn if node not in {OTHERS, ALONE}]
    order = sorted(whole, key=lambda node: (-drawn.nodes[node]["size"], node))[:3]
    told = said([f"{_name(drawn, node)} ({thousands(drawn.nodes[node]['size'])})" for node in order])
    sentence = f"{counted(len(drawn), 'groupe', 'groupes')} ; les plus grands : {told}. Chacun s'ouvre par son bouton."
    yield Reading("Quels groupes ?", sentence, tuple(order), "nombre de membres")


def _holders(drawn: "nx.Graph[str]") -> Iterator[Reading]:
    found = drawn.graph["holders"]
    if found:
        (first, group, reach), *more = found
        follow = [f"« {name} » ({number})" for name, _, number in more[:2] if number > 1]
        rest = f", devant {said(follow)}" if follow else ""
        sentence = f"« {first} » a des liens avec {counted(reach, 'autre groupe', 'autres groupes')}{rest}."
        yield Reading("Qui relie les groupes ?", sentence, (group,), "groupes voisins de chaque chose")


def _closest(drawn: "nx.Graph[str]") -> Iterator[Reading]:
    weights = {(one, other): data["relations"][0].weight for one, other, data in drawn.edges(data=True)}
    if weights:
        one, other = min(weights, key=lambda ends: (-weights[ends], ends))
        number = counted(int(weights[one, other]), "lien va", "liens vont")
        sentence = f"{number} de {_name(drawn, one)} à {_name(drawn, other)}."
        yield Reading("Quels groupes sont les plus liés ?", sentence, (one, other), "liens entre deux groupes")


def _apart(drawn: "nx.Graph[str]") -> Iterator[Reading]:
    alone = sorted(node for node in drawn if not drawn.degree[node])
    if alone:
        told = counted(len(alone), "groupe n'a", "groupes n'ont")
        sentence = f"{told} de lien avec aucun autre. Le contrat ne dit pas tous les liens : il peut y en avoir."
        yield Reading("Qu'est-ce qui reste à part ?", sentence, tuple(alone[:3]), "groupes sans voisin")


def _name(drawn: "nx.Graph[str]", node: str) -> str:
    return f"« {drawn.nodes[node]['label']} »"
