"""The page of quality tells what is wrong, doubtful or missing, each with its source and what to do."""

import csv
import io
import time

import pyoxigraph as ox
import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from data.store import OpenStore
from ontology import Report, Result, Severity
from service.app import create_app
from service.evidence import Passage
from service.index import Thing
from service.quality.judging import Quality
from service.quality.matter import Matter
from service.quality.names import alike, known_by
from service.quality.remark import Topic, grouped
from service.quality.table import COLUMNS
from service.quality.verdicts import verdicts
from service.world import Contract, World, read_world
from tests.service.conftest import BROWSER, POISON
from tests.service.markup import Page

PENDING = "Le contrôle est en cours"
MOISSAC = "/qualite?contrat=moissac"


@pytest.fixture(scope="module")
def towns(bundle: OpenStore) -> TestClient:
    """Serve the two contracts that ship with the program."""
    app = create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision)
    return TestClient(app, headers=BROWSER)


def checked(client: TestClient, path: str) -> str:
    """Return a page once its contracts are checked."""
    for _ in range(600):
        text = client.get(path).text
        if PENDING not in text:
            return text
        time.sleep(0.05)
    raise AssertionError(f"{path} is checked for ever")


def told(client: TestClient, query: str) -> list[dict[str, str]]:
    """Return the remarks of a choice as the CSV tells them."""
    checked(client, f"/qualite?{query}")
    return [*csv.DictReader(io.StringIO(client.get(f"/qualite?{query}&format=csv").text))]


# What the documents themselves show to who reads them


def test_the_two_priorities_without_their_beginning_are_told_with_code_and_line(towns: TestClient) -> None:
    cut = told(towns, "contrat=montauban&genre=texte-tronque")
    assert [(each["precision"], each["endroit"]) for each in cut] == [("P 1.2.4", "ligne 22"), ("P 3.2.1", "ligne 49")]
    inferred = told(towns, "contrat=montauban&genre=code-deduit")
    assert [each["precision"] for each in inferred] == ["P 1.2.4", "P 3.2.1"]


def test_montauban_whose_actions_are_unknown_says_that_nothing_was_checked_about_them(towns: TestClient) -> None:
    text = Page(checked(towns, "/qualite?contrat=montauban")).text
    assert "Contrat de ville de Montauban : aucune feuille de route n'est chargée. Ses actions sont inconnues" in text
    assert "aucune feuille de route" not in Page(checked(towns, MOISSAC)).text


def test_the_roadmap_s_references_to_other_pages_are_told_with_their_lines(towns: TestClient) -> None:
    found = {(each["precision"], each["endroit"].rpartition("ligne ")[2]) for each in told(towns, "genre=renvoi")}
    assert found == {
        ("Voir p9", "925"),
        ("Voir p9", "926"),
        ("Voir p15", "927"),
        ("Voir p17", "928"),
        ("Voir actions incitatives p 22", "936"),
    }


def test_the_shifted_rows_of_the_roadmap_are_told(towns: TestClient) -> None:
    shifted = [each for each in told(towns, "genre=irregularite") if "décalées" in each["precision"]]
    assert {each["endroit"].rpartition("ligne ")[2] for each in shifted} == {"925", "926", "927", "928"}


def test_the_words_that_name_no_organisation_are_doubts(towns: TestClient) -> None:
    words = {each["nom"] for each in told(towns, "contrat=moissac&genre=expression-sans-nom")}
    assert {
        "Structure porteuse",
        "Opérateurs fonciers (publics/privés)",
        "Associations intervenant sur ce champs",
        "Presse",
    } <= words
    assert not {"Commune", "CAF"} & words


def test_two_organisations_that_fight_bad_housing_under_like_names_are_a_doubt(towns: TestClient) -> None:
    pairs = [{each["nom"], each["autreNom"]} for each in told(towns, "genre=noms-proches")]
    plan = "Plan départemental de lutte contre l'habitat indigne"
    assert {plan, "Pôle Départemental de lutte contre le Logement Indigne"} in pairs


def test_a_signature_under_another_name_is_not_a_doubt_once_the_name_is_known(towns: TestClient) -> None:
    words = [each["precision"] for each in told(towns, "genre=nom-interprete")]
    assert "La ville de Moissac" not in words
    assert "les deux hôpitaux (Centre hospitalier de Moissac et Montauban)" in words


def test_moissac_can_be_published_and_the_page_says_so_as_validate_does(towns: TestClient) -> None:
    page = Page(checked(towns, MOISSAC))
    assert "Aucune violation : rien de ce qui a été contrôlé n'empêche de publier." in page.text
    assert "La mesure que la source cite n'est pas identifiée 1 Indiquez son numéro" in page.text


# The page


def test_each_remark_leads_to_its_thing_and_to_its_place_in_the_source(site: TestClient) -> None:
    page = Page(checked(site, "/qualite?contrat=clairval&rubrique=conseil"))
    assert "/id/clairval/action/chantier-jeunes" in page.links
    assert "/id/clairval/passage/contrat-2030/l20c5" in page.links
    assert "Cette action n'a ni période ni échéance 2 Si le document en donne une, ajoutez-la." in page.text


def test_what_the_shapes_refuse_is_told_once_for_each_value(site: TestClient) -> None:
    found = told(site, "contrat=clairval&genre=acteur-typeacteur")
    assert {each["rubrique"] for each in found} == {"Violations"}
    assert sorted(each["nom"] for each in found) == [
        "Association L'Élan",
        "Commune de Clairval",
        "Région des Collines",
        "État",
    ]


def test_the_propositions_that_wait_lead_to_their_own_page(site: TestClient) -> None:
    page = Page(checked(site, "/qualite?contrat=clairval&rubrique=proposition"))
    assert "/questions/propositions?contrat=clairval" in page.links
    waiting = told(site, "contrat=clairval&rubrique=proposition")
    answer = site.get("/questions/propositions?contrat=clairval&format=json").json()
    assert waiting
    assert {(each["chose"], each["autreChose"]) for each in waiting} == {
        (each["action"], each["element"]) for each in answer
    }


def test_filters_stay_in_the_form_and_in_the_downloads(site: TestClient) -> None:
    page = Page(checked(site, "/qualite?contrat=clairval&rubrique=nom"))
    chosen = [each["value"] for each in page.all("option") if "selected" in each]
    assert chosen == ["clairval", "nom"]
    assert "/qualite?contrat=clairval&rubrique=nom&format=csv" in page.links
    assert "conseils" not in page.text.partition("Emporter")[2]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("rubrique=tout", "« tout » n'est pas une valeur de « rubrique »"),
        ("contrat=nulle-part", "« nulle-part » n'est pas une valeur de « contrat »"),
        ("format=pdf", "« pdf » n'est pas une valeur de « format »"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused_in_words(site: TestClient, query: str, words: str) -> None:
    checked(site, "/qualite")
    answer = site.get(f"/qualite?{query}")
    assert answer.status_code == 400
    assert words in Page(answer.text).text


def test_a_kind_of_which_nothing_is_left_stays_chosen_and_shows_nothing(site: TestClient) -> None:
    text = checked(site, "/qualite?genre=%3Cscript%3E&rubrique=conseil")
    assert "Conseils : rien de connu à ce jour, avec ces choix." in Page(text).text
    assert '<option value="&lt;script&gt;" selected>' in text


def test_poisoned_texts_stay_texts_on_the_page_and_in_the_files(poisoned: TestClient) -> None:
    page = Page(checked(poisoned, "/qualite?contrat=clairval"))
    assert [each for each in page.all("script") if not (each.get("src") or "").startswith("/static/")] == []
    assert POISON.partition("\u202e")[0] in page.text
    assert poisoned.get("/qualite?contrat=clairval&format=xlsx").status_code == 200


def test_the_table_is_the_same_in_csv_and_in_the_spreadsheet_which_tells_licence_and_sources(site: TestClient) -> None:
    rows = told(site, "contrat=clairval")
    book = load_workbook(io.BytesIO(site.get("/qualite?contrat=clairval&format=xlsx").content))
    sheet = [["" if value is None else value for value in row] for row in book["Remarques"].values]
    assert sheet[0] == [*COLUMNS]
    assert [dict(zip(COLUMNS, row, strict=True)) for row in sheet[1:]] == rows
    about = {str(row[0]): str(row[1]) for row in book["Source"].values}
    assert about["Licence"].startswith("Licence Ouverte 2.0")
    assert about["Source"] == "Contrat de ville de Clairval 2024-2030"
    assert about["Révision des données"] == "révision d'essai"


# Judging aside


@pytest.fixture
def world(store: ox.Store) -> World:
    return read_world(store, directory=None, revision="un")  # type: ignore[arg-type] # nothing is opened


def settled(quality: Quality, world: World, contract: Contract) -> tuple[Topic, ...]:
    for _ in range(600):
        found = quality.checked(world, contract)
        if found:
            assert found.failure == ""
            return tuple(dict.fromkeys(remark.kind.topic for remark in found.remarks))
        time.sleep(0.05)
    raise AssertionError("it is checked for ever")


def test_a_page_never_waits_for_the_judgement(store: ox.Store) -> None:
    app = create_app(store=store, directory=None, revision="essai")  # type: ignore[arg-type] # no SPARQL is asked
    client = TestClient(app, headers=BROWSER)
    app.state.quality._one_at_a_time.acquire()  # as if another contract were being judged
    first = client.get("/qualite?contrat=valdor")
    assert PENDING in first.text
    assert "Aucune violation" not in first.text
    refused = client.get("/qualite?contrat=valdor&format=csv")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
    app.state.quality._one_at_a_time.release()
    assert "Violations" in checked(client, "/qualite?contrat=valdor")


def test_what_is_served_anew_is_checked_anew(world: World) -> None:
    quality, contract = Quality(), world.contracts[0]
    settled(quality, world, contract)
    again = read_world(world.store, directory=world.directory, revision="deux")
    assert quality.checked(again, contract) is None
    settled(quality, again, contract)


def test_a_graph_that_cannot_be_judged_is_said_to_be_unknown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Report:
        raise ValueError("une IRI que RDF ne permet pas")

    monkeypatch.setattr("service.quality.judging.judge", broken)
    quality, contract = Quality(), world.contracts[0]
    for _ in range(600):
        found = quality.checked(world, contract)
        if found:
            break
        time.sleep(0.05)
    assert found is not None
    assert found.failure == "une IRI que RDF ne permet pas"
    assert Topic.VIOLATION not in {remark.kind.topic for remark in found.remarks}


def result(**changed: str) -> Result:
    said = {
        "focus": "https://w3id.org/maillage/id/clairval/action/chantier-jeunes",
        "message": "…",
        "message_en": "…",
        "said": "Deux acteurs se nomment « État »",
        "path": "",
        "value": "",
        "constraint": "acteur-en-double",
        "shape": "acteur-en-double",
    }
    return Result(severity=Severity.WARNING, **(said | changed))


def test_a_check_is_called_by_its_summary_and_each_result_by_its_message(world: World) -> None:
    place = Passage("p", "d", None, (1, 1), None, None, None)
    matter = Matter(world, world.contracts[0], {result().focus: (place,)}, {})
    (remark,) = verdicts(matter, Report((result(),)))
    assert remark.kind.title == "Deux acteurs ont le même nom"
    assert remark.words == "Deux acteurs se nomment « État »"
    assert (remark.kind.topic, remark.sources) == (Topic.WARNING, (place,))


def test_a_thing_without_an_identifier_has_no_link(world: World) -> None:
    (remark,) = verdicts(Matter(world, world.contracts[0], {}, {}), Report((result(focus="[]"),)))
    assert (remark.thing.label, remark.thing.kind) == ("une chose sans identifiant", "")


def test_the_gravest_kind_comes_first_then_the_most_frequent(world: World) -> None:
    matter = Matter(world, world.contracts[0], {}, {})
    shapes = [("b", "1"), ("a", "1"), ("a", "2")]
    remarks = verdicts(matter, Report(tuple(result(shape=shape, value=value) for shape, value in shapes)))
    assert [(group.kind.name, len(group.remarks)) for group in grouped(remarks)] == [("a", 2), ("b", 1)]


# Names


def thing(label: str) -> Thing:
    return Thing(f"https://w3id.org/maillage/id/x/acteur/{label}", label, "Acteur")


@pytest.mark.parametrize(
    ("one", "other", "is_doubtful"),
    [
        ("Centre social de Sarlac", "Centre social du Sarlac", True),
        ("Mission locale", "Locale (mission)", True),
        ("CPAM", "PAM", False),
        ("Médiathèque de Moissac", "Tarn-et-Garonne Habitat", False),
    ],
)
def test_long_names_that_look_alike_are_a_doubt(one: str, other: str, *, is_doubtful: bool) -> None:
    assert bool([*alike([thing(one), thing(other)])]) is is_doubtful


@pytest.mark.parametrize(
    ("words", "is_known"),
    [
        ("La CAF", True),
        ("CAF – volet logement", True),
        ("Etat – CAF", True),
        ("CAF (allocations)", True),
        ("la caisse", False),
        ("", False),
        (f"Une longue phrase où {'il est dit que ' * 5} la CAF finance", True),
        (f"Une longue phrase où {'il est dit que ' * 5} quelqu'un finance", False),
    ],
)
def test_words_are_known_where_a_part_of_them_is_a_name(words: str, *, is_known: bool) -> None:
    assert known_by(words, ["CAF", "Caisse d'allocations familiales"]) is is_known
