"""Build the directory of a store: from nothing, or from an earlier one of which only some contracts have changed."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, URIRef

from data import naming
from data.composed import Composed, quads, revision_of
from data.contracts import reference_graph
from data.lease import HALF, MANIFEST
from data.plan import Plan
from data.triples import of_graph
from ontology import files as vocabulary

# Beside the database stands the manifest of what was built
DATABASE = "oxigraph"
_MODULUS = 1 << 256

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built: of which Turtle, in all and by contract, how many quads, and the digest of them all."""

    revision: str
    quads: int
    digest: str
    shared: str = ""
    contracts: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def built(root: Path, wanted: Plan, progress: Progress | None = None) -> Iterator[Path]:
    """Give the directory of a new store beside its place; what is not moved away is removed. `root` must be locked."""
    tell = progress or (lambda _done, _total, _what: None)
    scratch = Path(tempfile.mkdtemp(dir=root, prefix=HALF))
    try:
        manifest = _succeed(root, scratch, wanted, tell) or _fill(scratch, wanted, tell)
        (scratch / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
        tell(len(wanted.contracts) + 1, len(wanted.contracts) + 1, "base prête")
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def manifest_of(directory: Path) -> Manifest | None:
    """Return the manifest of a store, or None where there is none that can be read."""
    try:
        return Manifest(**json.loads((directory / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def sound(directory: Path) -> ox.Store | None:
    """Open a store read-only if it holds just what was built; a damaged one opens without an error and with less."""
    manifest = manifest_of(directory)
    try:
        store = ox.Store.read_only(str(directory / DATABASE))
        whole = manifest and len(store) == manifest.quads and _digest(store) == int(manifest.digest, 16)
    except (OSError, ValueError, TypeError, RuntimeError):  # RuntimeError is how Oxigraph tells corruption
        return None
    return store if whole else None


def _digest(found: Iterable[ox.Quad]) -> int:
    """Return the sum of the digests of quads: it follows additions and removals without reading the rest."""
    return sum(int.from_bytes(hashlib.sha256(str(quad).encode()).digest()) for quad in found) % _MODULUS


def _fill(scratch: Path, wanted: Plan, tell: Progress) -> Manifest:
    store = ox.Store(str(scratch / DATABASE))
    total = len(wanted.contracts) + 1
    tell(0, total, "ontologie et listes de référence")
    for shared, graph in _shared():
        store.bulk_extend(_quads(shared, graph))
    for done, contract in enumerate(wanted.contracts, 1):
        tell(done, total, f"contrat {contract.identifier}")
        composed = wanted.of(contract)
        for name, triples in composed.graphs():
            store.bulk_extend(quads(triples, name))
        store.bulk_extend(quads(composed.entry(), str(naming.GRAPH_CATALOGUE)))
    store.flush()
    return _manifest(wanted, len(store), _digest(store))


def _succeed(root: Path, scratch: Path, wanted: Plan, tell: Progress) -> Manifest | None:
    """Copy the nearest earlier store and change in it what changes; None where there is none to begin with."""
    found = _nearest(root, wanted)
    if found is None:
        return None
    directory, before = found
    _copy(directory / DATABASE, scratch / DATABASE)
    store = ox.Store(str(scratch / DATABASE))
    count, digest = before.quads, int(before.digest, 16)
    known = {contract.identifier: contract for contract in wanted.contracts}
    for identifier in sorted({*before.contracts, *known}):
        if before.contracts.get(identifier) == wanted.revisions.get(identifier):
            continue
        tell(0, 1, f"contrat {identifier}")
        old = set(_of_contract(store, identifier))
        new = set(_composed_quads(wanted.of(known[identifier]))) if identifier in known else set()
        for quad in old - new:
            store.remove(quad)
        store.extend(new - old)
        count += len(new) - len(old)
        digest = (digest + _digest(new - old) - _digest(old - new)) % _MODULUS
    store.flush()
    return _manifest(wanted, count, digest)


def _copy(directory: Path, target: Path) -> None:
    """Copy a database; files with this ending are shared, for they are never written again."""
    target.mkdir()
    for path in directory.iterdir():
        if path.suffix == ".sst":
            (target / path.name).hardlink_to(path)
        elif not path.name.startswith("LOG"):  # what it did, told for people
            shutil.copyfile(path, target / path.name)


def _nearest(root: Path, wanted: Plan) -> tuple[Path, Manifest] | None:
    """Return the sound store with the same vocabulary that has most contracts in the state that is wanted."""
    found = [(manifest, path) for path in root.iterdir() if (manifest := manifest_of(path))]
    usable = [(manifest, path) for manifest, path in found if manifest.shared == wanted.shared]

    def likeness(each: tuple[Manifest, Path]) -> int:
        return len(each[0].contracts.items() & wanted.revisions.items())

    for manifest, path in sorted(usable, key=likeness, reverse=True):
        if likeness((manifest, path)) and sound(path) is not None:
            return path, manifest
    return None


def _of_contract(store: ox.Store, identifier: str) -> Iterator[ox.Quad]:
    """Yield the quads of a contract's graphs, and its entry in the catalogue."""
    graph = f"{naming.published_graph(identifier)}"
    for name in store.named_graphs():
        if isinstance(name, ox.NamedNode) and (name.value == graph or name.value.startswith(f"{graph}/")):
            yield from store.quads_for_pattern(None, None, None, name)
    for subject in (graph, str(naming.contract(identifier))):
        yield from store.quads_for_pattern(ox.NamedNode(subject), None, None, ox.NamedNode(naming.GRAPH_CATALOGUE))


def _composed_quads(composed: Composed) -> Iterator[ox.Quad]:
    for name, triples in composed.graphs():
        yield from quads(triples, name)
    yield from quads(composed.entry(), str(naming.GRAPH_CATALOGUE))


def _manifest(wanted: Plan, count: int, digest: int) -> Manifest:
    return Manifest(wanted.revision, count, f"{digest:064x}", wanted.shared, dict(wanted.revisions))


def _shared() -> Iterator[tuple[Graph, URIRef]]:
    """Yield the graphs that belong to no contract, with their names."""
    lists = reference_graph()
    yield lists, naming.GRAPH_REFERENCE
    told = of_graph(lists, naming.REFERENCE)
    yield Graph().add(revision_of(naming.GRAPH_REFERENCE, told)), naming.GRAPH_CATALOGUE
    yield vocabulary.ontology_graph() + vocabulary.alignments_graph(), naming.GRAPH_ONTOLOGY
    yield vocabulary.shapes_graph(), naming.GRAPH_SHAPES


def _quads(graph: Graph, name: URIRef) -> Iterator[ox.Quad]:
    """Yield a graph as quads; its blank nodes stay so."""
    triples = graph.serialize(format="nt", encoding="utf-8")
    for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name))
