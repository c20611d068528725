"""Hand out the data of a thing, or of the ontology, as Turtle or JSON-LD."""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from service.negotiation import Form
from service.reading import rows
from service.terms import PREFIXES
from service.world import World

_FORMATS = {Form.TURTLE: ox.RdfFormat.TURTLE, Form.JSONLD: ox.RdfFormat.JSON_LD}


def thing_triples(world: World, iri: str) -> set[ox.Triple]:
    """Return what is said of a thing, what points to it, its relations and the passages that it rests on."""
    own = _triples(world, "out", iri, subject="thing", value="value")
    pointing = _triples(world, "in", iri, subject="subject", value="thing")
    relations = _triples(world, "relation-nodes", iri, subject="subject", value="value")
    cited = _triples(world, "cited-nodes", iri, subject="subject", value="value")
    return own | pointing | relations | cited


def graph_triples(store: ox.Store, graph: str) -> set[ox.Triple]:
    """Return the triples of one named graph."""
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))}


def serialise(triples: Iterable[ox.Triple], form: Form) -> bytes:
    """Write triples in an order that depends on nothing but them, the prefixes spelt out in the text itself."""
    ordered: Sequence[ox.Triple] = sorted(triples, key=str)
    return ox.serialize(ordered, format=_FORMATS[form], prefixes=PREFIXES) or b""


def _triples(world: World, query: str, iri: str, *, subject: str, value: str) -> set[ox.Triple]:
    found = rows(world.store, query, graphs=world.described, bound={"thing": iri})
    return {ox.Triple(row[subject], row["property"], row[value]) for row in found}  # type: ignore[arg-type]
