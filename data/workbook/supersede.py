"""Find the decisions about propositions that a later edit takes the place of."""

from collections.abc import Iterator, Set

from rdflib import RDF, Graph
from rdflib.term import Node

from ontology import MLG

Triple = tuple[Node, Node, Node]


def superseded(curation: Graph, withdrawn: Set[Node], edited: Set[Triple]) -> Iterator[Node]:
    """Yield the decisions about a link that was edited, and those about what was withdrawn."""
    for decision in curation.subjects(RDF.type, MLG.Decision):
        action, element = curation.value(decision, MLG.action), curation.value(decision, MLG.element)
        if action in withdrawn or element in withdrawn or (action, MLG.repondA, element) in edited:
            yield decision
