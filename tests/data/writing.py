"""A small user's data directory to publish in: Clairval is the user's own, Valdor ships with the program."""

import hashlib
import shutil
from pathlib import Path

import pyoxigraph as ox
from rdflib import SKOS, Graph, Literal, URIRef

from data import naming
from data.change import Change
from data.store import OpenStore
from data.writer import Writer
from tests.conftest import TOWNS

HOUSE = URIRef(f"{naming.ID}clairval/action/maison-de-sante")
TOWN = URIRef(f"{naming.ID}valdor")
SOURCE = "sources/contrat-2030"
Fact = tuple[URIRef, URIRef, Literal]
WHO, WHY = "Ada Exemple", "dit en comité"


def writer_in(folder: Path) -> Writer:
    """Return the writer of the data directory of a folder, made if it is not there."""
    for name, above in (("clairval", folder / "home" / "contracts"), ("valdor", folder / "shipped")):
        sources = above / name / "sources"
        if not sources.exists():
            sources.mkdir(parents=True)
            shutil.copy(TOWNS / f"{name}.ttl", sources / "contrat-2030.ttl")
    return Writer(folder / "home", folder / "store", shipped=folder / "shipped")


def note(
    writer: Writer, *words: str, part: str = "curation", thing: URIRef = HOUSE, adds: Fact | None = None
) -> Change:
    """Return a change that gives a thing other names, or adds a fact, beside what the part says already."""
    contract = str(thing).removeprefix(naming.ID).partition("/")[0]
    files = writer.files(contract)
    graph = files.curation() if part == "curation" else files.source(part.rpartition("/")[2]) or Graph()
    for word in words:
        graph.add((thing, SKOS.altLabel, Literal(word, lang="fr")))
    if adds:
        graph.add(adds)
    return Change(contract, {part: graph})


def publish(writer: Writer, change: Change, *, base: str | None = None) -> OpenStore:
    """Publish a change of what is published now, unless another base is said."""
    return writer.publish(change, base=base or writer.revision(change.contract), who=WHO, why=WHY)


def names(opened: OpenStore, graph: URIRef | None = None, thing: URIRef = HOUSE) -> set[str]:
    """Return the other names of a thing in a graph, the published one of Clairval by default."""
    graph_name = ox.NamedNode(graph or naming.published_graph("clairval"))
    found = opened.store.quads_for_pattern(ox.NamedNode(thing), ox.NamedNode(SKOS.altLabel), None, graph_name)
    return {quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}


def quads(opened: OpenStore) -> set[str]:
    """Return all quads but those of the shapes, whose blank nodes have other names in each store."""
    return {str(quad) for quad in opened.store if quad.graph_name != ox.NamedNode(naming.GRAPH_SHAPES)}


def tree(folder: Path) -> dict[str, str]:
    """Return the digests of all files of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
