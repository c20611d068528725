"""Publish a contract: its sources, less what people withdrew, plus what they added, plus what the rules complete."""

from rdflib import PROV, Graph, URIRef

from data import naming
from data.contracts import ContractFiles, reference_graph
from ontology import complete

_REFERENCE = f"{naming.ID}{naming.REFERENCE}/"


def published(contract: ContractFiles, *, curation: Graph | None = None) -> Graph:
    """Return the published graph of a contract, self-contained: reference things come with their description.

    A curation that is given takes the place of the contract's own.
    """
    graph = Graph()
    for path in contract.sources():
        graph.parse(path, format="turtle")
    own = contract.curation() if curation is None else curation
    return publish(graph, retraction=contract.retraction(), curation=own)


def publish(sources: Graph, *, retraction: Graph, curation: Graph) -> Graph:
    """Return (sources − retraction) + curation + the reference descriptions + what the rules add."""
    graph = Graph()
    graph += (triple for triple in sources if triple not in retraction)
    graph += curation
    graph += references(graph)
    graph += complete(graph)
    return graph


def references(graph: Graph) -> Graph:
    """Return the description of each reference thing that a graph mentions, and of those that these mention."""
    known, copied = reference_graph(), Graph()
    wanted = set(_mentioned(graph))
    while wanted:
        thing = wanted.pop()
        if (thing, None, None) in copied:
            continue
        for predicate, value in known.predicate_objects(thing):
            # a reference thing's own evidence stands in the graph of the contract that gives it
            if predicate != PROV.wasDerivedFrom:
                copied.add((thing, predicate, value))
                if isinstance(value, URIRef) and value.startswith(_REFERENCE):
                    wanted.add(value)
    return copied


def _mentioned(graph: Graph) -> set[URIRef]:
    return {node for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(_REFERENCE)}
