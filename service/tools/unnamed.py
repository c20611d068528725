"""Name what bears no name, by looking it up and asking nothing: hundreds of passages stand in one answer."""

from collections.abc import Iterator

import pyoxigraph as ox

from data import naming
from service.index import Thing, most_precise
from service.terms import MLG, RDF_TYPE
from service.world import World, is_iri

WORDS = ("endroit", "motsDeLaSource", "motif", "section")
"""What a thing without a name is called by: its place, its words; the first that it has."""
LONGEST = 240


def unnamed(world: World, iri: str) -> Thing | None:
    """Return a thing of ours that the index does not name; nothing where no graph describes it."""
    if not iri.startswith(naming.ID) or not is_iri(iri):
        return None
    node = ox.NamedNode(iri)
    owner = iri.removeprefix(naming.ID).partition("/")[0]
    contract = world.contract(owner)
    graph = ox.NamedNode(contract.graph if contract else str(naming.GRAPH_REFERENCE))
    classes = [value.value for value in _values(world, node, RDF_TYPE, graph) if isinstance(value, ox.NamedNode)]
    if not classes:
        return None
    kind = most_precise(classes, world.vocabulary.parents)
    said = (
        value.value
        for name in WORDS
        for value in _values(world, node, f"{MLG}{name}", graph)
        if isinstance(value, ox.Literal)
    )
    words = next(said, "") or world.vocabulary.kind(kind)
    return Thing(iri, words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…", kind)


def _values(world: World, node: ox.NamedNode, predicate: str, graph: ox.NamedNode) -> Iterator[object]:
    found = (quad.object for quad in world.store.quads_for_pattern(node, ox.NamedNode(predicate), None, graph))
    yield from sorted(found, key=str)
