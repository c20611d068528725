"""The store that questions ask: an Oxigraph database on disk, built from the Turtle, which stays the truth.

It is built beside its place and moved there whole; when the Turtle changes, or when what is on disk is not what was
built, it is built again. It is opened read-only: nothing but this module writes it.
"""

import fcntl
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

import pyoxigraph as ox
from platformdirs import user_data_path
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from data import naming
from data.contracts import ContractFiles, bundled, contracts, reference_graph
from data.propose import propose
from data.publish import published
from ontology import MLG
from ontology import files as vocabulary

# Raise when the way the Turtle becomes quads changes, so that older stores are built again
FORMAT = 3
# Beside the database stands the manifest of what was built
DATABASE = "oxigraph"

Progress = Callable[[int, int, str], None]


class StoreError(RuntimeError):
    """The store cannot be used; the message says where it is and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built: of which Turtle, how many quads, and the digest of them all."""

    revision: str
    quads: int
    digest: str


@dataclass(frozen=True, slots=True)
class OpenStore:
    """A store opened for asking, the directory that other processes may open too, the revision of what it holds."""

    store: ox.Store
    directory: Path
    revision: str


def home() -> Path:
    """Return the user's data directory, made if it is not there."""
    return user_data_path("maillage", appauthor=False)


def open_store(
    place: Path | None = None, *, folders: Sequence[Path] | None = None, progress: Progress | None = None
) -> OpenStore:
    """Open the store of some folders of contracts, built first where it is missing, outdated or damaged.

    Raises StoreError where the place cannot be written or read.
    """
    root = place or home() / "store"
    chosen = contracts(*(folders if folders is not None else (bundled(), home() / "contracts")))
    revision = fingerprint(chosen)
    directory = root / revision
    try:
        root.mkdir(parents=True, exist_ok=True)
        with _locked(root):
            opened = _sound(directory)
            if opened is None:
                _build(directory, chosen, revision, progress or (lambda _done, _total, _what: None))
                opened = _sound(directory)
    except OSError as error:
        raise StoreError(
            f"La base {root} n'est pas utilisable ({error.strerror}). Choisissez-en une autre avec --store."
        ) from error
    if opened is None:
        raise StoreError(f"La base {directory} vient d'être construite et ne se relit pas. Vérifiez le disque.")
    return OpenStore(opened, directory / DATABASE, revision)


def fingerprint(chosen: Sequence[ContractFiles]) -> str:
    """Return the revision of what a store of these contracts holds: a digest of all that it is built from."""
    digest = hashlib.sha256(f"{FORMAT} {version('pyoxigraph')} {version('snowballstemmer')}".encode())
    for path in _inputs(chosen):
        digest.update(f"\0{path.parent.name}/{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _inputs(chosen: Sequence[ContractFiles]) -> Iterator[Path]:
    patterns = (("data", "lists/*.ttl"), ("data", "propose/*.txt"), ("ontology", "*.ttl"), ("ontology", "rules/*.rq"))
    for package, pattern in patterns:
        with as_file(files(package)) as folder:
            yield from sorted(folder.glob(pattern))
    for contract in chosen:
        yield from sorted(contract.folder.rglob("*.ttl"))


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Let one process at a time look at the store's place and build there."""
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sound(directory: Path) -> ox.Store | None:
    """Open a store read-only if it holds just what was built; a damaged one opens without an error and with less."""
    try:
        manifest = Manifest(**json.loads((directory / "manifest.json").read_text(encoding="utf-8")))
        store = ox.Store.read_only(str(directory / DATABASE))
        sound = len(store) == manifest.quads and _digest(store) == manifest.digest
    except (OSError, ValueError, TypeError, RuntimeError):  # RuntimeError is how Oxigraph tells corruption
        return None
    return store if sound else None


def _digest(store: ox.Store) -> str:
    digest = hashlib.sha256()
    for line in sorted(str(quad) for quad in store):
        digest.update(line.encode())
    return digest.hexdigest()


def _build(directory: Path, chosen: Sequence[ContractFiles], revision: str, progress: Progress) -> None:
    """Build a store beside its place, move it there, and drop the stores of other revisions."""
    scratch = Path(tempfile.mkdtemp(dir=directory.parent, prefix=".build-"))
    try:
        _fill(scratch, chosen, revision, progress)
        shutil.rmtree(directory, ignore_errors=True)
        scratch.rename(directory)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for old in directory.parent.iterdir():
        if old.is_dir() and old != directory:
            shutil.rmtree(old, ignore_errors=True)


def _fill(scratch: Path, chosen: Sequence[ContractFiles], revision: str, progress: Progress) -> None:
    store = ox.Store(str(scratch / DATABASE))
    total = len(chosen) + 1
    progress(0, total, "ontologie et listes de référence")
    for graph, name in _shared():
        store.bulk_extend(_quads(graph, name))
    for done, contract in enumerate(chosen, 1):
        progress(done, total, f"contrat {contract.identifier}")
        for graph, name in _graphs(contract):
            store.bulk_extend(_quads(graph, name))
    store.flush()
    manifest = Manifest(revision, len(store), _digest(store))
    (scratch / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    progress(total, total, "base prête")


def _shared() -> Iterator[tuple[Graph, URIRef]]:
    """Yield the graphs that belong to no contract, with their names."""
    lists = reference_graph()
    yield lists, naming.GRAPH_REFERENCE
    yield Graph().add(_revision(naming.GRAPH_REFERENCE, lists)), naming.GRAPH_CATALOGUE
    yield vocabulary.ontology_graph() + vocabulary.alignments_graph(), naming.GRAPH_ONTOLOGY
    yield vocabulary.shapes_graph(), naming.GRAPH_SHAPES


def _graphs(contract: ContractFiles) -> Iterator[tuple[Graph, URIRef]]:
    """Yield the graphs of a contract with their names: sources, curation, what is published, what is guessed, entry."""
    identifier = contract.identifier
    for path in contract.sources():
        yield Graph().parse(path), naming.source_graph(identifier, path.stem)
    yield contract.curation(), naming.curation_graph(identifier)
    graph = published(contract)
    yield graph, naming.published_graph(identifier)
    yield propose(identifier, graph), naming.proposition_graph(identifier)
    yield _entry(identifier, graph), naming.GRAPH_CATALOGUE


def _entry(identifier: str, graph: Graph) -> Graph:
    """Return the contract's entry in the catalogue: its label, its graphs of facts and guesses, the former's state."""
    node, entry = naming.contract(identifier), Graph()
    entry.add(_revision(naming.published_graph(identifier), graph))
    entry.add((node, RDF.type, MLG.ContratDeVille))
    entry.add((node, MLG.graphePublie, naming.published_graph(identifier)))
    entry.add((node, MLG.graphePropositions, naming.proposition_graph(identifier)))
    for label in graph.objects(node, SKOS.prefLabel):
        entry.add((node, SKOS.prefLabel, label))
    return entry


def _revision(name: URIRef, graph: Graph) -> tuple[URIRef, URIRef, Literal]:
    """Say in which state a graph is: a digest of its triples, which the recipe of an answer tells."""
    lines = sorted(graph.serialize(format="nt", encoding="utf-8").splitlines())
    return name, OWL.versionInfo, Literal(hashlib.sha256(b"\n".join(lines)).hexdigest()[:16])


def _quads(graph: Graph, name: URIRef) -> Iterator[ox.Quad]:
    triples = graph.serialize(format="nt", encoding="utf-8")
    graph_name = ox.NamedNode(name)
    for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph_name)
