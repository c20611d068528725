"""Hold the Turtle of this room to its own rules: one query of `lint/*.rq` each, every row a message."""

from collections.abc import Iterator, Mapping
from typing import cast

import pyoxigraph as ox
from rdflib import Graph

from ontology import files, memory

_GRAPHS = "https://w3id.org/maillage/graph/"


def graphs() -> Mapping[str, Graph]:
    """Return the graphs that the rules speak of, by the name under which they ask for them."""
    return {
        f"{_GRAPHS}ontologie": files.ontology_graph(),
        f"{_GRAPHS}alignements": files.alignments_graph(),
        f"{_GRAPHS}shapes": files.shapes_graph(),
    }


def findings(rule: str, named: Mapping[str, Graph]) -> Iterator[str]:
    """Yield the messages of one rule about some graphs, in a stable order."""
    answer = cast(ox.QuerySolutions, memory.to_store(Graph(), named).query(files.queries("lint")[rule]))
    yield from sorted(str(memory.from_term(row["message"])) for row in answer)
