"""Say what an action may be compared with: the finest elements under those that it already serves."""

from collections.abc import Iterator

from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from data import naming
from ontology import MLG

# Governance is nobody's priorité
_GOVERNANCE = {naming.reference("niveau", name) for name in ("engagement", "volet")}


class Branches:
    """The framework of a published graph, in which the leaves below an element are looked for once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[Node, tuple[Node, ...]] = {}

    def candidates(self, action: Node) -> dict[Node, Node]:
        """Return the leaves that an action may answer, each with the closest of the elements above it that it serves.

        Left out: what it answers already, and what a person decided about.
        """
        served = set(self._graph.objects(action, MLG.repondA))
        closed = served | decided(self._graph, action)
        found: dict[Node, Node] = {}
        for above in sorted(served, key=lambda element: (-_depth(self._graph, element), str(element))):
            for leaf in self._leaves(above):
                if leaf not in closed:
                    found.setdefault(leaf, above)
        return found

    def _leaves(self, above: Node) -> tuple[Node, ...]:
        if above not in self._known:
            self._known[above] = tuple(_leaves(self._graph, above))
        return self._known[above]


def decided(graph: Graph, action: Node) -> set[Node]:
    """Return the elements of which a person said whether the action answers them."""
    decisions = [node for node in graph.subjects(MLG.action, action) if (node, MLG.accepte, None) in graph]
    return {element for node in decisions for element in graph.objects(node, MLG.element)}


def _leaves(graph: Graph, above: Node) -> Iterator[Node]:
    """Yield the leaves below an element; a framework that runs in a circle is survived."""
    for element in graph.transitive_subjects(SKOS.broader, above):
        if isinstance(element, URIRef) and element != above and _is_leaf(graph, element):
            yield element


def _is_leaf(graph: Graph, element: Node) -> bool:
    is_element = (element, RDF.type, MLG.ElementStrategique) in graph
    is_finest = (None, SKOS.broader, element) not in graph
    return is_element and is_finest and graph.value(element, MLG.niveau) not in _GOVERNANCE


def _depth(graph: Graph, element: Node) -> int:
    return sum(1 for _ in graph.transitive_objects(element, SKOS.broader))
