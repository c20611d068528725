"""What the files of a contract make together: what is published, what is guessed, its entry in the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from data import naming
from data.contracts import ContractFiles
from data.propose import propose
from data.publish import publish
from data.triples import Triples, digest, of_file, of_graph, to_graph
from ontology import MLG

CURATION, RETRACTION, SOURCES = "curation", "retraction", "sources/"
"""The parts of a contract, by the names of their files without the ending."""
_NONE: Triples = frozenset()

Parts = Mapping[str, Triples]


@dataclass(frozen=True, slots=True)
class Composed:
    """A contract in its parts, and the published graph that they make, as a graph and in its normal form."""

    identifier: str
    parts: Parts
    published: Graph
    triples: Triples

    def graphs(self) -> Iterator[tuple[str, Triples]]:
        """Yield the contract's graphs with their names: sources, curation, what is published and what is guessed."""
        owner = self.identifier
        for part, triples in self.parts.items():
            if part.startswith(SOURCES):
                yield str(naming.source_graph(owner, part.removeprefix(SOURCES))), triples
        yield str(naming.curation_graph(owner)), self.parts.get(CURATION, _NONE)
        yield str(naming.published_graph(owner)), self.triples
        yield str(naming.proposition_graph(owner)), of_graph(propose(owner, self.published), owner)

    def entry(self) -> Triples:
        """Return its entry in the catalogue: its label, its graphs of facts and of guesses, the former's state."""
        owner = self.identifier
        node, entry = naming.contract(owner), Graph()
        entry.add(revision_of(naming.published_graph(owner), self.triples))
        entry.add((node, RDF.type, MLG.ContratDeVille))
        entry.add((node, MLG.graphePublie, naming.published_graph(owner)))
        entry.add((node, MLG.graphePropositions, naming.proposition_graph(owner)))
        for label in self.published.objects(node, SKOS.prefLabel):
            entry.add((node, SKOS.prefLabel, label))
        return of_graph(entry, owner)


def parts_of(files: ContractFiles) -> dict[str, Triples]:
    """Return what each file of a contract says; raise ValueError where one is no Turtle."""
    paths = [*files.sources(), *(path for name in (CURATION, RETRACTION) if (path := path_of(files, name)).exists())]
    return {part_of(files, path): of_file(path, files.identifier) for path in paths}


def compose(identifier: str, parts: Parts) -> Composed:
    """Return what parts make together, judged and stored in the same normal form."""
    sources = to_graph(*(triples for part, triples in parts.items() if part.startswith(SOURCES)))
    retraction, curation = (to_graph(parts.get(part, _NONE)) for part in (RETRACTION, CURATION))
    graph = publish(sources, retraction=retraction, curation=curation)
    return Composed(identifier, parts, graph, of_graph(graph, identifier))


def path_of(files: ContractFiles, part: str) -> Path:
    """Return the file of a part, such as `curation` or `sources/avenant`."""
    return files.folder / f"{part}.ttl"


def part_of(files: ContractFiles, path: Path) -> str:
    """Return the name of the part that a file is."""
    return path.relative_to(files.folder).with_suffix("").as_posix()


def revision_of(name: URIRef, triples: Triples) -> tuple[URIRef, URIRef, Literal]:
    """Say in which state a graph is: a digest of its triples, which the recipe of an answer tells."""
    return name, OWL.versionInfo, Literal(digest(triples)[:16])


def quads(triples: Triples, name: str) -> Iterator[ox.Quad]:
    """Yield triples as quads of a graph."""
    graph = ox.NamedNode(name)
    return (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
