"""Complete a graph on publication by the rules of `rules/*.rq`, each a CONSTRUCT query."""

from typing import cast

import pyoxigraph as ox
from rdflib import Graph

from ontology import files, memory

# The name under which checks and rules find the vocabulary beside the data
ONTOLOGY = "https://w3id.org/maillage/graph/ontologie"


def complete(graph: Graph) -> Graph:
    """Return the triples that the rules add to a graph, without those that it already holds.

    >>> from rdflib import RDF, URIRef
    >>> from ontology import MLG
    >>> pilier = URIRef("https://w3id.org/maillage/id/clairval/element/pilier-1")
    >>> added = complete(Graph().add((pilier, RDF.type, MLG.Pilier)))
    >>> (pilier, RDF.type, MLG.ElementStrategique) in added, len(added)
    (True, 1)
    """
    store = memory.to_store(graph, {ONTOLOGY: files.ontology_graph()})
    added = Graph()
    for text in files.queries("rules").values():
        added += memory.from_triples(cast(ox.QueryTriples, store.query(text)))
    return added - graph
