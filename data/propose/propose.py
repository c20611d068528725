"""Make the propositions of a contract: for each action, the few priorités that are worded most like it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rdflib import RDF, SKOS, Graph, Literal
from rdflib.term import Node

from data import naming
from data.propose.branches import Branches
from data.propose.likeness import Weights
from data.propose.reason import Text, reason
from data.propose.words import terms
from ontology import MLG

THRESHOLD = Decimal("0.15")
"""The likeness below which nothing is proposed."""
FEW = 3
"""How many elements are proposed at most for one action."""
_OWN = (SKOS.prefLabel, SKOS.altLabel, MLG.objectif, MLG.motsDeLaSource)
_LINKED = (MLG.public, MLG.dispositif)


@dataclass(frozen=True, slots=True)
class Proposition:
    """The guess that an action answers an element, with its reason in French."""

    action: Node
    element: Node
    score: Decimal
    reason: str


def propose(contract: str, graph: Graph) -> Graph:
    """Return the graph of the propositions that the published graph of a contract gives rise to."""
    made = Graph()
    for each in propositions(graph):
        node = naming.about(contract, "proposition", str(each.action), str(each.element))
        made.add((node, RDF.type, MLG.Proposition))
        made.add((node, MLG.action, each.action))
        made.add((node, MLG.element, each.element))
        made.add((node, MLG.score, Literal(each.score)))
        made.add((node, MLG.motif, Literal(each.reason, lang="fr")))
    return made


def propositions(graph: Graph) -> Iterator[Proposition]:
    """Yield the propositions, the likeliest of each action first; equals come in the order of the document."""
    texts = _texts(graph)
    weights, branches = Weights.among(list(texts.values())), Branches(graph)
    for action in sorted(graph.subjects(RDF.type, MLG.Action), key=str):
        scored = [
            (weights.likeness(texts[action], texts[element]), element, above)
            for element, above in branches.candidates(action).items()
        ]
        kept = sorted((each for each in scored if each[0] >= THRESHOLD), key=lambda each: _order(graph, *each[:2]))
        for score, element, above in kept[:FEW]:
            said = reason(graph, weights, texts[action], texts[element], above)
            yield Proposition(action, element, score, said)


def _texts(graph: Graph) -> dict[Node, Text]:
    """Return the terms of each action and of each element: an action's also from what it is for and belongs to."""
    texts = {action: _terms(graph, action, linked=True) for action in graph.subjects(RDF.type, MLG.Action)}
    return texts | {e: _terms(graph, e) for e in graph.subjects(RDF.type, MLG.ElementStrategique)}


def _terms(graph: Graph, thing: Node, *, linked: bool = False) -> Text:
    said = [(thing, predicate) for predicate in _OWN]
    if linked:
        others = sorted({other for predicate in _LINKED for other in graph.objects(thing, predicate)}, key=str)
        said += [(other, predicate) for other in others for predicate in (SKOS.prefLabel, MLG.sigle)]
    found: dict[str, str] = {}
    for node, predicate in said:
        for text in sorted(map(str, graph.objects(node, predicate))):
            found = terms(text) | found
    return found


def _order(graph: Graph, score: Decimal, element: Node) -> tuple[Decimal, int, str]:
    rank = graph.value(element, MLG.rang)
    return (-score, int(str(rank)) if rank else 0, str(element))
