"""Fixtures shared by every floor: two invented towns in a store, the bundled contracts, a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, sync_playwright
from rdflib import Graph

from data import naming
from data.contracts import bundled
from data.propose import propose
from data.store import OpenStore, open_store
from ontology import complete
from tests.needs import lacking

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
TOWNS = Path(__file__).parent / "towns"
ROOT = Path(__file__).parent.parent


def _load(store: ox.Store, path: Path, graph: str) -> None:
    store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))


def _publish(store: ox.Store, path: Path, graph: str) -> None:
    """Load what a town's file says, and what the rules add to it."""
    said = Graph().parse(path)
    triples = (said + complete(said)).serialize(format="nt", encoding="utf-8")
    store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))


@pytest.fixture(scope="session")
def store() -> ox.Store:
    """Hold Clairval and Valdor as published, what is guessed of them, the lists, the ontology and the catalogue."""
    store = ox.Store()
    catalogue = ox.NamedNode(naming.GRAPH_CATALOGUE)
    for town in ("clairval", "valdor"):
        _publish(store, TOWNS / f"{town}.ttl", naming.published_graph(town))
        contract = ox.NamedNode(naming.contract(town))
        mlg = "https://w3id.org/maillage/ontology#"
        rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
        store.add(ox.Quad(contract, rdf_type, ox.NamedNode(f"{mlg}ContratDeVille"), catalogue))
        store.add(ox.Quad(contract, label, ox.Literal(f"Contrat de ville de {town.title()}", language="fr"), catalogue))
        for name, graph in (
            ("graphePublie", naming.published_graph(town)),
            ("graphePropositions", naming.proposition_graph(town)),
        ):
            store.add(ox.Quad(contract, ox.NamedNode(f"{mlg}{name}"), ox.NamedNode(graph), catalogue))
        guessed = propose(town, Graph().parse(TOWNS / f"{town}.ttl")).serialize(format="nt", encoding="utf-8")
        store.load(guessed, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(naming.proposition_graph(town)))
    for path in sorted((ROOT / "data" / "lists").glob("*.ttl")):
        _load(store, path, naming.GRAPH_REFERENCE)
    for name in ("maillage.ttl", "alignments.ttl"):
        _load(store, ROOT / "ontology" / name, naming.GRAPH_ONTOLOGY)
    return store


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> OpenStore:
    """Hold the two contracts that ship with the program, in a store on disk."""
    return open_store(tmp_path_factory.mktemp("bundle"), folders=[bundled()])


@pytest.fixture(scope="session")
def sources() -> Path:
    """Hold the folder of the two contracts; without it the tests are skipped, unless all are asked for."""
    folder = ROOT.parent / "shared" / "sources"
    if not folder.is_dir():
        lacking("the source documents (../shared/sources) are not here")
    return folder


@pytest.fixture
def clairval() -> Graph:
    """Hold the published graph of the invented town of Clairval."""
    return Graph().parse(TOWNS / "clairval.ttl")


# for one module at a time: its event loop runs as long as it does, and asyncio.run() of other tests wants none
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium; without it the tests are skipped, unless all are asked for."""
    if not CHROMIUM.exists():
        lacking(f"there is no {CHROMIUM}: nothing is tried in a browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield chromium
        chromium.close()
