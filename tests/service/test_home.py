"""The home page: a door to the contracts, what asks for attention, the deadlines, what changed last."""

import datetime as dt
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data import naming
from data.contracts import bundled
from data.history import publications
from data.journal import JOURNAL
from data.store import OpenStore
from data.writer import Writer
from service.app import create_app
from service.contract.card import read_card
from service.findings import CONTRACTS, linked, read_findings
from service.home.changes import Change, latest, read_changes
from service.home.deadlines import read_deadlines
from service.world import Contract, World, read_world
from tests.data.writing import note, writer_in
from tests.service.conftest import BROWSER, POISON
from tests.service.markup import Page

TODAY = dt.date(2026, 11, 26)
MLG = "https://w3id.org/maillage/ontology#"


@pytest.fixture(scope="module")
def towns(store: ox.Store) -> World:
    return read_world(store, directory=Path("nowhere"), revision="essai")


@pytest.fixture(scope="module")
def empty() -> TestClient:
    app = create_app(store=ox.Store(), directory=Path("nowhere"), revision="vide")
    return TestClient(app, headers=BROWSER)


def contract(world: World, name: str) -> Contract:
    found = world.contract(name)
    assert found
    return found


def home(site: TestClient) -> Page:
    answer = site.get("/")
    assert answer.status_code == 200
    return Page(answer.text)


# Read in the document of Moissac: the « DELAIS » of the roadmap's tables, lines 906 to 951.


def test_the_deadlines_of_moissac_are_those_of_its_roadmap(world: World) -> None:
    found = read_deadlines(world, world.contracts, today=TODAY)
    (near,) = found.near  # « Jusqu'en 2026 »
    assert near.action.label.startswith("Renforcement des équipes de police municipale")
    assert (near.end, near.words, near.leaders) == (dt.date(2026, 12, 31), "Jusqu'en 2026", "")
    assert len(found.past) == 15
    assert {each.end.year for each in found.past[:3]} == {2024}  # the three « Jusqu'en 2024 »
    assert found.past[-1].words == "Avril 2021 pour la partie inclusion"
    assert found.undated == 3  # « Non défini », three times


def test_a_deadline_is_near_for_three_months_and_then_past(world: World) -> None:
    def words(today: dt.date) -> tuple[list[str], list[str]]:
        found = read_deadlines(world, [contract(world, "moissac")], today=today)
        return [each.words for each in found.near], [each.words for each in found.past]

    assert "Novembre 2021" not in words(dt.date(2021, 8, 29))[0]
    near, past = words(dt.date(2021, 11, 30))
    assert near[0] == "Novembre 2021"
    assert "Novembre 2021" not in past
    assert words(dt.date(2021, 12, 1))[1][0] == "Novembre 2021"


def test_what_is_told_without_a_date_leads_to_as_many_rows(world: World, bundle: OpenStore) -> None:
    app = create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision)
    found = read_deadlines(world, world.contracts, today=TODAY)
    text = Page(TestClient(app, headers=BROWSER).get(found.undated_address).text).text
    assert "3 lignes" in text


def test_an_action_that_is_done_has_no_deadline_to_keep(world: World) -> None:
    found = read_deadlines(world, world.contracts, today=TODAY)
    assert "Projet NPRNU" not in {each.action.label for each in found.past}  # abandoned in the middle of 2020
    assert "Contrat Local de Santé" not in {each.action.label for each in found.past}  # signed in 2019


def test_the_deadlines_of_a_contract_without_a_roadmap_are_unknown(world: World) -> None:
    found = read_deadlines(world, [contract(world, "montauban")], today=TODAY)
    assert (found.contracts, found.near, found.past) == ((), (), ())


def test_the_figures_of_montauban_are_told_apart_from_what_is_unknown(world: World) -> None:
    card = read_card(world, contract(world, "montauban"))
    assert [figure.many for figure in card.unknown] == ["actions", "acteurs nommés", "lignes de financement"]
    assert 0 not in [figure.number for figure in card.figures]


def test_the_findings_say_which_contracts_nothing_can_be_found_of(world: World) -> None:
    found = read_findings(world, world.contracts)
    assert [each.identifier for each in found.silent] == ["montauban"]
    assert {each.contract for each in found.told} == {"moissac"}


def test_the_order_of_loading_changes_no_finding_and_no_deadline(world: World) -> None:
    there, back = world.contracts, world.contracts[::-1]
    assert read_findings(world, there).told == read_findings(world, back).told
    assert read_deadlines(world, there, today=TODAY).past == read_deadlines(world, back, today=TODAY).past
    assert read_changes(world, there) == read_changes(world, back)


def test_too_many_contracts_leave_the_findings_to_the_page_of_each(towns: World) -> None:
    found = read_findings(towns, [towns.contracts[0]] * (CONTRACTS + 1))
    assert (found.told, found.missed) == ((), CONTRACTS + 1)


def test_a_home_of_too_many_contracts_leads_to_each_without_reading_them(
    store: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.findings.CONTRACTS", 1)
    monkeypatch.setattr("service.home.pages.CARDS", 1)
    app = create_app(store=store, directory=Path("nowhere"), revision="beaucoup")
    page = home(TestClient(app, headers=BROWSER))
    assert "2 contrats chargés" in page.text
    assert "2 contrats sont chargés : les manques se lisent sur la page de chacun." in page.text
    assert "Les échéances se lisent sur la page de chaque contrat" in page.text
    assert {"/contrats", "/contrats/clairval"} <= set(page.links)
    assert "/contrats/valdor" not in page.links


def test_a_finding_is_a_sentence_that_leads_to_its_things_and_to_its_question(site: TestClient) -> None:
    page = home(site)
    assert "Aucune action ne répond à « P 1.1.2 Former les médiateurs à la santé »." in page.text.replace("\xa0", " ")
    for address in ("/id/clairval/element/p-1-1-2", "/questions/priorites-non-couvertes?contrat=clairval"):
        assert address in page.links
    assert "Ce qui a été regardé" in page.text


def test_each_name_that_a_sentence_quotes_is_a_link_once(towns: World) -> None:
    (first, *_) = read_findings(towns, [contract(towns, "clairval")]).told
    pieces = linked(first)
    assert "".join(words for words, _ in pieces) == first.sentence
    assert [words for words, iri in pieces if iri] == ["Territoire zéro chômeur"]


def test_a_thing_that_the_sentence_does_not_quote_as_it_is_named_comes_after_it(towns: World) -> None:
    found = read_findings(towns, [contract(towns, "clairval")]).told
    (coded,) = [each for each in found if each.kind.name == "priorité sans action"]
    assert linked(coded)[-1] == ("Former les médiateurs à la santé", f"{naming.ID}clairval/element/p-1-1-2")


def test_a_contract_without_a_roadmap_is_said_unknown_and_not_faulty(site: TestClient) -> None:
    text = home(site).text
    assert "Contrat de ville de Valdor : aucune feuille de route chargée. Ce qui répond à ses priorités" in text


def test_an_empty_store_leads_to_the_import(empty: TestClient) -> None:
    page = home(empty)
    assert "Aucun contrat n'est chargé" in page.text
    assert "/importer" in page.links
    for absent in ("Ce qui demande attention", "Échéances", "Poser une question", "0 contrat"):
        assert absent not in page.text


def test_home_tells_how_the_findings_are_chosen(site: TestClient) -> None:
    text = home(site).text
    order = [text.index(name) for name in ("Échéance passée :", "Ni pilote ni financeur :", "Partenaire sans rôle :")]
    assert order == sorted(order)


def test_the_last_change_of_moissac_is_the_last_day_written_in_its_curation(world: World) -> None:
    written = "".join(path.read_text("utf-8") for path in (bundled() / "moissac").glob("**/*.ttl"))
    last = max(re.findall(r'decideLe "([0-9-]+)"', written))
    (change,) = read_changes(world, [contract(world, "moissac")])
    assert change.when == dt.date.fromisoformat(last)


def test_the_last_change_of_a_contract_is_its_last_day_of_decisions(store: ox.Store) -> None:
    decided = ox.Store()
    decided.extend(store)
    for number, day in enumerate(("2026-03-01", "2026-03-01", "2025-12-31")):
        decided.load(
            f"""@prefix mlg: <{MLG}> . @base <{naming.ID}> . <clairval/decision/{number}> a mlg:Decision ;
            mlg:decidePar "la mairie" ; mlg:motif "Motif {number}."@fr ;
            mlg:decideLe "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .""".encode(),
            format=ox.RdfFormat.TURTLE,
            to_graph=ox.NamedNode(naming.published_graph("clairval")),
        )
    world = read_world(decided, directory=Path("nowhere"), revision="essai")
    (change,) = read_changes(world, world.contracts)
    assert (change.when, change.who, change.what) == (dt.date(2026, 3, 1), ("la mairie",), "2 décisions de lecture")
    assert [each.words for each in change.details] == ["Motif 0.", "Motif 1."]


def published_by(folder: Path, why: str) -> Writer:
    writer = writer_in(folder)
    writer.publish(note(writer, "Maison"), base=writer.revision("clairval"), who="Ada Exemple", why=why)
    return writer


def test_what_was_published_is_told_with_who_did_it_and_why(towns: World, tmp_path: Path) -> None:
    published_by(tmp_path, "dit en comité")
    clairval = [contract(towns, "clairval")]
    (change,) = read_changes(towns, clairval, publications(tmp_path / "home"))
    assert (change.contract.identifier, change.who) == ("clairval", ("Ada Exemple",))
    assert change.what == "correction, 1 affirmation en plus, aucune en moins"
    assert [each.words for each in change.details] == ["dit en comité"]
    assert read_changes(towns, clairval, publications(tmp_path / "nowhere")) == ()


def test_a_hostile_reason_is_shown_and_does_not_run_and_a_broken_journal_leaves_the_page(
    store: ox.Store, tmp_path: Path
) -> None:
    published_by(tmp_path, POISON)
    app = create_app(store=store, directory=Path("nowhere"), revision="essai", home=tmp_path / "home")
    client = TestClient(app, headers=BROWSER)
    text = client.get("/").text
    assert "window.poisoned" in text
    assert "<script>window" not in text
    journal = tmp_path / "home" / JOURNAL
    journal.write_bytes(journal.read_bytes().replace(b"Ada", b"Eve"))
    assert "le journal n'est pas ce qui a été écrit" in home(client).text


def test_changes_come_latest_first_and_few(towns: World) -> None:
    made = [Change(dt.date(2026, 1, day), towns.contracts[0], (), f"n° {day}", (), "") for day in (3, 1, 4, 2)]
    assert [each.what for each in latest(made)] == ["n° 4", "n° 3", "n° 2"]


def test_nothing_that_a_document_says_runs_on_the_home_page(poisoned: TestClient) -> None:
    text = poisoned.get("/").text
    assert POISON[:8] not in text
    assert "onerror='" not in text.replace("&#39;", "")
    assert "⟨U+202E⟩" in text
