"""Read a network in sentences: who holds it together, where it is thin, which groups it has; never a bare number.

Each reading is computed by networkx on the ties as drawn. Placeholders take no part: they name nobody. What a reading
needs and the network does not have (a cycle, two kinds, three things) makes it silent rather than wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan
from textwrap import shorten

import networkx as nx

from viz.appearance import counted
from viz.communities import communities
from viz.nodes import ACTOR, UNNAMED

MOST_NAMED = 6
_LEAST = 3
"""How many things a network needs for its readings to mean anything."""
_LONGEST = 60
"""How many characters of a label a sentence can bear."""
_EVEN = 0.1
"""Within this much of zero, an assortativity says nothing either way."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a network shows: a question, the sentence that answers it, the nodes that it names, how it is computed."""

    title: str
    sentence: str
    nodes: tuple[str, ...]
    method: str


def readings(graph: "nx.Graph[str]") -> list[Reading]:
    """Return what a network shows, in the order in which a newcomer asks."""
    named = nx.Graph(graph.subgraph(node for node, data in graph.nodes(data=True) if data["kind"] != UNNAMED))
    tied = named.subgraph(max(nx.connected_components(named), key=lambda part: (len(part), min(part)), default=()))
    if len(tied) < _LEAST:
        return []
    found = (read(named, tied) for read in _READINGS)
    return [reading for reading in found if reading is not None]


def _held(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading:
    ranked = _ranked(dict(graph.degree))
    first = ranked[0]
    others = len(graph) - 1
    share = f"« {called(graph, first)} » est lié à {graph.degree[first]} des {others} autres"
    follow = [node for node in ranked[1:3] if graph.degree[node] > 1]
    more = f", devant {_listed(graph, follow)}" if follow else ""
    return Reading("Qui tient le plus de liens ?", f"{share}{more}.", (first, *follow), "nombre de voisins (degré)")


def _brokers(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading | None:
    between = nx.betweenness_centrality(tied)
    first = _ranked(between)[0]
    if between[first] <= 0:
        return None
    share = round(100 * between[first])
    sentence = (
        f"« {called(graph, first)} » est le principal passage : {share} % des plus courts chemins entre deux autres "
        "y passent."
    )
    return Reading("Par qui passe-t-on ?", sentence, (first,), "intermédiarité, dans la plus grande partie reliée")


def _cut(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading:
    losses = {node: _lost(tied, node) for node in nx.articulation_points(tied)}
    if not losses:
        sentence = "Personne n'est indispensable aux liens des autres : sans l'un quelconque, tous restent reliés."
        return Reading("Qui manquerait le plus ?", sentence, (), "points d'articulation")
    worst = min(losses, key=lambda node: (-len(losses[node]), node))
    lost = losses[worst]
    verb = "ne serait plus relié" if len(lost) == 1 else "ne seraient plus reliés"
    sentence = f"Sans « {called(graph, worst)} », {_listed(graph, lost)} {verb} au reste"
    others = len(losses) - 1
    more = f" ; {counted(others, 'autre est', 'autres sont')} dans ce cas" if others else ""
    return Reading(
        "Qui manquerait le plus ?", f"{sentence}{more}.", (worst, *lost[:MOST_NAMED]), "points d'articulation"
    )


def _thin(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading | None:
    bridges = sorted(tuple(sorted(edge)) for edge in nx.bridges(tied))
    if not bridges:
        return None
    ends = [one if tied.degree[one] <= tied.degree[other] else other for one, other in bridges]
    hung = counted(len(bridges), "lien est le seul", "liens sont les seuls")
    sentence = f"{hung} entre deux parties du réseau : {_listed(graph, ends)} n'y tiennent que par un lien."
    if len(bridges) == 1:
        sentence = f"Un seul lien rattache « {called(graph, ends[0])} » au reste."
    return Reading("Où le réseau est-il mince ?", sentence, tuple(ends[:MOST_NAMED]), "ponts du graphe")


def _core(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading | None:
    numbers = nx.core_number(tied)
    depth = max(numbers.values())
    core = sorted((node for node, number in numbers.items() if number == depth), key=lambda node: called(graph, node))
    if depth < _LEAST - 1 or len(core) == len(tied):
        return None
    sentence = (
        f"Le cœur compte {counted(len(core), 'membre', 'membres')}, chacun lié à au moins {depth} autres du cœur : "
        f"{_listed(graph, core)}."
    )
    return Reading("Y a-t-il un cœur ?", sentence, tuple(core[:MOST_NAMED]), f"k-cœur, k = {depth}")


def _groups(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading | None:
    parts = communities(tied)
    if len(parts) < _LEAST - 1:
        return None
    heads = [max(sorted(part), key=lambda node: tied.degree[node]) for part in parts]
    told = [f"autour de « {called(graph, head)} » ({len(part)})" for head, part in zip(heads, parts, strict=True)]
    more = f" ; et {counted(len(told) - 4, 'autre', 'autres')}" if len(told) > 4 else ""
    sentence = f"{counted(len(parts), 'groupe', 'groupes')} de proches se dessinent : {' ; '.join(told[:4])}{more}."
    return Reading("Quels groupes ?", sentence, tuple(heads[:4]), "communautés de Louvain, pondérées par les liens")


def _free(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading | None:
    several = [node for node in tied if tied.degree[node] > 1]
    constraint = {node: value for node, value in nx.constraint(tied).items() if node in several and not isnan(value)}
    if len(constraint) < _LEAST:
        return None
    freest = min(constraint, key=lambda node: (round(constraint[node], 9), node))
    sentence = (
        f"« {called(graph, freest)} » relie le plus de partenaires qui, sans lui, ne se connaîtraient pas par le "
        "contrat : c'est le mieux placé pour faire circuler une information."
    )
    return Reading(
        "Qui relie des mondes séparés ?", sentence, (freest,), "contrainte de Burt (trous structurels), la plus basse"
    )


def _missing(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading | None:
    actors = sorted(node for node, data in tied.nodes(data=True) if data["kind"] == ACTOR)
    if len(actors) != len(tied):
        return None  # a tie between an action and an actor is none between actors
    shared = {pair: len(set(nx.common_neighbors(tied, *pair))) for pair in combinations(actors, 2)}
    apart = {pair: number for pair, number in shared.items() if number > 1 and not tied.has_edge(*pair)}
    if not apart:
        return None
    pair = min(apart, key=lambda each: (-apart[each], each))
    shares = f"{_listed(graph, pair)} ont {apart[pair]} partenaires communs et aucun lien dit"
    sentence = f"{shares} : une rencontre qui irait de soi."
    return Reading("Quel lien semble manquer ?", sentence, pair, "voisins communs de deux acteurs que rien ne lie")


def _mixed(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading | None:
    kinds = {tied.nodes[node]["type"] for node in tied}
    if len(kinds) < _LEAST - 1 or {tied.nodes[node]["kind"] for node in tied} != {"acteur"}:
        return None
    value = nx.attribute_assortativity_coefficient(tied, "type")
    if isnan(value):  # all ties join the same two kinds
        return None
    if value > _EVEN:
        told = "Les acteurs d'un même type se lient surtout entre eux"
    elif value < -_EVEN:
        told = "Les liens vont surtout d'un type d'acteur à un autre"
    else:
        told = "Les types d'acteurs se mêlent comme au hasard"
    method = f"assortativité par type : {str(round(value, 2)).replace('.', ',')} (de -1 à 1)"
    return Reading("Les types se mêlent-ils ?", f"{told}.", (), method)


def _apart(graph: "nx.Graph[str]", tied: "nx.Graph[str]") -> Reading | None:
    alone = sorted((node for node in graph if not graph.degree[node]), key=lambda node: called(graph, node))
    parts = [part for part in nx.connected_components(graph) if len(part) > 1 and not part & set(tied)]
    told = []
    if parts:
        size = sum(map(len, parts))
        told.append(f"{counted(len(parts), 'petit ensemble', 'petits ensembles')} ({size} en tout) à l'écart du reste")
    if alone:
        told.append(
            f"{counted(len(alone), 'chose que rien ne lie', 'choses que rien ne lie')} : {_listed(graph, alone)}"
        )
    if not told:
        return None
    sentence = (
        f"Il y a {' ; '.join(told)}. Le contrat ne dit pas leurs liens : cela ne veut pas dire qu'il n'y en a pas."
    )
    return Reading("Qu'est-ce qui reste à part ?", sentence, tuple(alone[:MOST_NAMED]), "parties du graphe")


_READINGS: Sequence[Callable[["nx.Graph[str]", "nx.Graph[str]"], Reading | None]] = (
    _held, _brokers, _cut, _thin, _core, _groups, _free, _missing, _mixed, _apart,
)  # fmt: skip


def _lost(graph: "nx.Graph[str]", node: str) -> list[str]:
    """Return what no path ties to the largest part any more once a node is gone."""
    left = graph.subgraph(other for other in graph if other != node)
    parts = sorted((sorted(part) for part in nx.connected_components(left)), key=lambda part: (-len(part), part))
    return sorted((other for part in parts[1:] for other in part), key=lambda other: called(graph, other))


def _ranked(values: "dict[str, float] | dict[str, int]") -> list[str]:
    return sorted(values, key=lambda node: (-values[node], node))


def called(graph: "nx.Graph[str]", node: str) -> str:
    """Return what a sentence calls a node: its acronym, or as much of its label as it can bear."""
    data = graph.nodes[node]
    return shorten(data["short"] or data["label"], width=_LONGEST, placeholder=" […]")


def _listed(graph: "nx.Graph[str]", nodes: Iterable[str]) -> str:
    return said([f"« {called(graph, node)} »" for node in nodes])


def said(words: Sequence[str]) -> str:
    """Return a list as a sentence says it, the first few by name.

    >>> said(["A"]), said(["A", "B", "C"]), said([*"ABCDEFGH"])
    ('A', 'A, B et C', 'A, B, C, D, E, F et 2 autres')
    """
    shown = [*words[:MOST_NAMED], *_rest(len(words) - MOST_NAMED)]
    return f"{', '.join(shown[:-1])} et {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _rest(count: int) -> Iterator[str]:
    if count > 0:
        yield counted(count, "autre", "autres")
