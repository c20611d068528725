"""What is measured is what is done: the benchmark's documents are read whole, and each measure has its peer."""

from dataclasses import replace

from starlette.testclient import TestClient

from data.reader import read
from data.reading.ledger import Fate, count
from data.store import OpenStore
from service.app import create_app
from service.benchmarks.pages import KILOBYTES, MILLISECONDS, PAGES, pages
from service.benchmarks.pictures import pictures
from service.benchmarks.reading import protocol, reading
from service.benchmarks.search import KINDS, country, searching
from tests.service.test_cli import run


def test_the_protocol_that_is_measured_is_understood_line_by_line() -> None:
    found = read("mesures-protocole.txt", protocol(12).encode(), contract="mesures")
    fates = count(list(found.entries))
    assert fates[Fate.NOT_UNDERSTOOD] == 0
    graph = found.description.graph.serialize(format="nt")
    assert graph.count("ontology#Action>") == 12 * 3 + 12  # three lines of prose and a row for each orientation


def test_a_measure_tells_its_size_its_peer_and_the_ratio() -> None:
    (measure,) = reading(sizes=(1,))
    lines = sum(1 for line in protocol(10).splitlines() if line.strip())
    assert (measure.name, measure.peer) == (f"lire un protocole de {lines} lignes", "markdown-it-py")
    assert measure.ratio == measure.ours / measure.theirs > 0


def test_pictures_are_measured_beside_pyvis_and_networkx_and_a_second_opening_beside_the_first() -> None:
    measures = {measure.name: measure for measure in pictures(count=6, actors=40)}
    assert [(name, measure.peer) for name, measure in measures.items()] == [
        ("dessiner Moissac, places et lecture comprises", "pyvis seul, sans places"),
        ("lire le réseau de Moissac", "networkx seul"),
        ("communautés de 240 acteurs", "networkx"),
        ("ouvrir 240 acteurs, la seconde fois", "la première"),
        ("ouvrir un de ses groupes, la seconde fois", "la première"),
    ]
    assert measures["ouvrir 240 acteurs, la seconde fois"].ratio < 1


def test_a_page_is_measured_with_its_weight_beside_a_bare_page_and_against_the_budget() -> None:
    home, moved = pages({"accueil": "/", "contrat": "/id/moissac"})
    assert (home.name, home.status) == ("accueil", 200)
    assert home.ratio == home.milliseconds / home.bare > 0
    assert 5 < home.kilobytes < KILOBYTES
    assert (moved.status, moved.address) == (200, "/contrats/moissac")  # where an address leads is what is measured
    assert replace(home, milliseconds=MILLISECONDS, kilobytes=KILOBYTES).holds
    assert not replace(home, milliseconds=MILLISECONDS + 1).holds
    assert not replace(home, kilobytes=KILOBYTES + 1).holds


def test_every_page_that_is_measured_is_there(bundle: OpenStore) -> None:
    app = create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision)
    client = TestClient(app, headers={"Accept": "text/html"})
    statuses = {name: client.get(address).status_code for name, address in PAGES.items()}
    assert statuses == dict.fromkeys(PAGES, 200)


def test_the_command_is_listed() -> None:
    assert "bench" in run("--help").stdout


def test_the_search_is_measured_beside_a_plain_scan_over_an_invented_country() -> None:
    measures = list(searching(count=3))
    things = 3 * sum(KINDS.values())
    assert measures[0].name == f"indexer {things} choses de 3 contrats"
    assert {measure.peer for measure in measures[1:]} == {"parcourir tous les noms"}
    assert [measure.name for measure in measures if "santé" in measure.name] == [
        "chercher un mot courant « santé »",
        "suggérer « santé »",
    ]


def test_an_invented_country_is_the_same_on_every_run_and_its_search_finds_what_is_measured() -> None:
    entries = list(country(2))
    assert entries == list(country(2))
    assert any("santé" in entry.label.lower() for entry in entries)
    assert any(said.text == "P 1.1" for entry in entries for said in entry.names)
