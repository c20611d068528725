"""Say in French why a proposition was made, to somebody who knows nothing of how it was."""

from collections.abc import Iterator, Mapping

from rdflib import SKOS, Graph
from rdflib.term import Node

from data.propose.likeness import Weights
from data.text import fold

SHOWN = 6
"""How many words a reason names at most, the rarest first."""

Text = Mapping[str, str]
"""The terms of a text, each with the word that gave it."""


def reason(graph: Graph, weights: Weights, action: Text, element: Text, above: Node) -> str:
    """Return what the texts of an action and of an element share, and the element above both."""
    shared = sorted(action.keys() & element.keys(), key=lambda term: (-weights.of_term[term], term))[:SHOWN]
    pairs = [(action[term], element[term]) for term in shared]
    same = [one for one, other in pairs if _singular(one) == _singular(other)]
    akin = [f"{one} et {other}" for one, other in pairs if _singular(one) != _singular(other)]
    parts = [*_listed("mot commun", "mots communs", same), *_listed("mots proches", "mots proches", akin)]
    return f"{' ; '.join(parts)} ; l'action et cet élément sont tous deux sous « {_named(graph, above)} »"


def _singular(word: str) -> str:
    return fold(word).rstrip("sx")


def _listed(one: str, many: str, words: list[str]) -> Iterator[str]:
    if words:
        yield f"{many if len(words) > 1 else one} : {', '.join(words)}"


def _named(graph: Graph, element: Node) -> str:
    code, label = graph.value(element, SKOS.notation), graph.value(element, SKOS.prefLabel)
    return f"{code} {label}" if code else str(label)
