"""Judge a published graph by the shapes and by the set-based checks."""

from itertools import chain

from rdflib import Graph

from ontology import checks, shacl
from ontology.report import Report


def judge(data: Graph) -> Report:
    """Return all that is wrong with a published graph, which must hold a copy of every reference thing it mentions.

    Raises:
        ValueError: if the graph holds an IRI or a language tag that RDF does not allow.

    """
    return Report.of_results(chain(shacl.results(data), checks.results(data)))
