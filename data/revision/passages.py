"""Look at the passages of a source: what the cells say, what is read in them, which of them only moved."""

from collections import defaultdict

from rdflib import PROV, RDF, Graph
from rdflib.term import Node

from ontology import MLG

Content = tuple[frozenset[Node], frozenset[Node]]
Place = tuple[int, str, frozenset[tuple[Node, Node]]]


def cells(graph: Graph) -> dict[tuple[Node, str], tuple[set[str], set[Node]]]:
    """Return by action and column the texts of the cells, and what other things are read in them."""
    found: dict[tuple[Node, str], tuple[set[str], set[Node]]] = {}
    for action in graph.subjects(RDF.type, MLG.Action):
        for passage in graph.objects(action, PROV.wasDerivedFrom):
            for column in graph.objects(passage, MLG.colonne):
                texts, grounded = found.setdefault((action, str(column)), (set(), set()))
                texts.update(map(str, graph.objects(passage, MLG.texte)))
                grounded.update(set(graph.subjects(PROV.wasDerivedFrom, passage)) - {action})
    return found


def moved(before: Graph, after: Graph) -> int:
    """Count the passages that ground the same things with the same text, but stand elsewhere."""
    old, new = _places(before), _places(after)
    return sum(
        was != now for content in old.keys() & new.keys() for was, now in zip(old[content], new[content], strict=False)
    )


def _places(graph: Graph) -> dict[Content, list[Place]]:
    """Return the places of the passages by what they ground and what they say, in the order of the document."""
    found: dict[Content, list[Place]] = defaultdict(list)
    for passage in graph.subjects(RDF.type, MLG.Passage):
        content = frozenset(graph.subjects(PROV.wasDerivedFrom, passage)), frozenset(graph.objects(passage, MLG.texte))
        line = min((int(str(number)) for number in graph.objects(passage, MLG.ligneDebut)), default=0)
        found[content].append((line, str(passage), frozenset(graph.predicate_objects(passage))))
    return {content: sorted(places, key=lambda place: place[:2]) for content, places in found.items()}
