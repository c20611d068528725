"""The store is built from the Turtle, again when the Turtle changes or the disk lies, and never half."""

import json
import multiprocessing
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, SKOS, Graph, Literal

from data import naming
from data.contracts import ContractFiles, bundled, contracts, turtle, write_whole
from data.publish import publish, references
from data.store import OpenStore, StoreError, open_store
from ontology import MLG
from tests.undecided import undecided


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hold one contract, copied from the bundle."""
    shutil.copytree(bundled() / "montauban", tmp_path / "contracts" / "montauban")
    return tmp_path / "contracts"


def opened(place: Path, folder: Path) -> OpenStore:
    return open_store(place, folders=[folder])


def count(store: OpenStore, graph: str) -> int:
    return sum(1 for _ in store.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))


def test_the_store_holds_the_sources_the_curation_what_is_published_and_a_catalogue(
    folder: Path, tmp_path: Path
) -> None:
    store = opened(tmp_path / "store", folder)
    assert {graph.value for graph in store.store.named_graphs() if isinstance(graph, ox.NamedNode)} == {
        str(name)
        for name in (
            naming.GRAPH_REFERENCE,
            naming.GRAPH_CATALOGUE,
            naming.GRAPH_ONTOLOGY,
            naming.GRAPH_SHAPES,
            naming.published_graph("montauban"),
            naming.source_graph("montauban", "priorites-2023"),
            naming.curation_graph("montauban"),
        )
    }


@pytest.fixture(scope="module")
def guessing(tmp_path_factory: pytest.TempPathFactory) -> OpenStore:
    """Hold Moissac, without what people decided of its guesses."""
    folder = undecided(tmp_path_factory.mktemp("undecided")).folder.parent
    return open_store(tmp_path_factory.mktemp("store"), folders=[folder])


def test_what_is_guessed_stands_in_a_graph_of_its_own_that_the_catalogue_names(guessing: OpenStore) -> None:
    graph = ox.NamedNode(naming.proposition_graph("moissac"))
    guessed = set(guessing.store.quads_for_pattern(None, ox.NamedNode(MLG.score), None, None))
    assert guessed
    assert {quad.graph_name for quad in guessed} == {graph}
    catalogue = ox.NamedNode(naming.GRAPH_CATALOGUE)
    entry = ox.NamedNode(naming.contract("moissac")), ox.NamedNode(MLG.graphePropositions), graph
    assert next(guessing.store.quads_for_pattern(*entry, catalogue), None)


def test_no_guess_is_a_fact_too(guessing: OpenStore) -> None:
    facts = Graph().parse(data=_nt(guessing, naming.published_graph("moissac")), format="nt")
    guesses = Graph().parse(data=_nt(guessing, naming.proposition_graph("moissac")), format="nt")
    pairs = {(guesses.value(node, MLG.action), guesses.value(node, MLG.element)) for node in guesses.subjects()}
    assert pairs
    assert not pairs & set(facts.subject_objects(MLG.repondA))


def _nt(store: OpenStore, graph: str) -> str:
    quads = store.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    return "".join(f"{quad.triple} .\n" for quad in quads)


def test_progress_is_told_to_the_end(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    open_store(tmp_path / "store", folders=[folder], progress=lambda *step: told.append(step))
    assert [step[:2] for step in told] == [(0, 2), (1, 2), (2, 2)]


def test_a_store_that_is_up_to_date_is_not_built_again(folder: Path, tmp_path: Path) -> None:
    first = opened(tmp_path / "store", folder)
    manifest = first.directory.parent / "manifest.json"
    stamp = manifest.stat().st_mtime_ns
    opened(tmp_path / "store", folder)
    assert manifest.stat().st_mtime_ns == stamp


def test_a_change_of_the_turtle_builds_another_and_the_old_one_goes_when_nobody_reads_it(
    folder: Path, tmp_path: Path
) -> None:
    first = opened(tmp_path / "store", folder)
    source = next((folder / "montauban" / "sources").glob("*.ttl"))
    source.write_text(source.read_text("utf-8").replace("Cohésion sociale", "Vivre ensemble"), "utf-8")
    second = opened(tmp_path / "store", folder)
    assert second.revision != first.revision
    old = first.directory
    assert old.exists(), "somebody still reads it"
    del first
    assert not old.exists()
    assert [path.name for path in (tmp_path / "store").iterdir() if path.is_dir()] == [second.revision]
    assert ox.Literal("Vivre ensemble", language="fr") in {quad.object for quad in second.store}


def test_a_store_that_lost_a_file_is_built_again(folder: Path, tmp_path: Path) -> None:
    directory = opened(tmp_path / "store", folder).directory.parent
    before = len(opened(tmp_path / "store", folder).store)
    for path in (directory / "oxigraph").glob("*.sst"):
        path.unlink()
    assert len(opened(tmp_path / "store", folder).store) == before


def test_a_store_that_holds_less_than_was_built_is_built_again(folder: Path, tmp_path: Path) -> None:
    directory = opened(tmp_path / "store", folder).directory.parent
    store = ox.Store(str(directory / "oxigraph"))
    store.clear_graph(ox.NamedNode(naming.published_graph("montauban")))
    store.flush()
    del store
    assert count(opened(tmp_path / "store", folder), naming.published_graph("montauban")) > 700


def test_a_manifest_that_is_no_manifest_builds_again(folder: Path, tmp_path: Path) -> None:
    directory = opened(tmp_path / "store", folder).directory.parent
    (directory / "manifest.json").write_text(json.dumps({"quads": "many"}), "utf-8")
    # the entry of Montauban, the state of its graph, and that of the lists
    assert count(opened(tmp_path / "store", folder), naming.GRAPH_CATALOGUE) == 4 + 1 + 1


def test_a_place_that_is_a_file_is_refused_in_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--store") as caught:
        opened(tmp_path / "file", folder)
    assert "\n" not in str(caught.value)


def _open_in_a_process(place: str, folder: str) -> int:
    return len(opened(Path(place), Path(folder)).store)


def test_two_processes_that_start_together_see_the_same_store(folder: Path, tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        counts = pool.starmap(_open_in_a_process, [(str(tmp_path / "store"), str(folder))] * 2)
    assert counts[0] == counts[1] > 1000
    assert not list((tmp_path / "store").glob(".build-*"))


def test_what_was_withdrawn_is_not_published_and_what_was_added_is() -> None:
    thing = naming.thing("clairval", "element", "un")
    source = Graph().add((thing, SKOS.prefLabel, Literal("faux", lang="fr")))
    curation = Graph().add((thing, SKOS.prefLabel, Literal("vrai", lang="fr")))
    graph = publish(source, retraction=source, curation=curation)
    assert {str(label) for label in graph.objects(thing, SKOS.prefLabel)} == {"vrai"}


def test_a_published_graph_describes_the_reference_things_that_it_mentions() -> None:
    bank = naming.reference("acteur", "banque-des-territoires")
    line = naming.thing("clairval", "financement", "un")
    copied = references(Graph().add((line, MLG.financeur, bank)))
    assert str(copied.value(bank, SKOS.prefLabel)) == "Banque des Territoires"
    # and those that these mention: the bank is a service of the Caisse des dépôts
    assert (naming.reference("acteur", "caisse-des-depots"), RDF.type, MLG.Acteur) in copied
    assert (naming.reference("acteur", "anah"), None, None) not in copied


def test_a_users_folder_takes_the_place_of_the_bundled_one(folder: Path) -> None:
    found = {files.identifier: files.folder for files in contracts(bundled(), folder)}
    assert found == {"moissac": bundled() / "moissac", "montauban": folder / "montauban"}


def test_turtle_is_the_same_whatever_the_order_of_the_triples() -> None:
    graph = ContractFiles(bundled() / "montauban").curation()
    backwards = Graph()
    backwards.bind("mlg", MLG)
    for triple in sorted(graph, reverse=True):
        backwards.add(triple)
    forwards = Graph()
    forwards.bind("mlg", MLG)
    forwards += graph
    assert turtle(forwards) == turtle(backwards)


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    write_whole(path, b"old")
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "missing" / "a.ttl", b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.ttl"]
