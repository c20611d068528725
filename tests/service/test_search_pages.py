"""The pages of the search: what they show, what their addresses say, and what no question can do to them."""

from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data import naming
from data.store import OpenStore
from service.app import create_app
from service.terms import MLG, RDF_TYPE, SKOS
from tests.service.conftest import BROWSER
from tests.service.markup import Page

HOSTILE = [
    '"',
    '""" OR 1',
    "santé*",
    "*",
    "NEAR(maison sante)",
    "maison AND",
    "NOT maison",
    "names : maison",
    "- maison",
    "(((((",
    "^maison",
    "'; DROP TABLE things; --",
    "maison\x00sante",
    "\u202eetnas",
    "🙂 👩‍⚕️",
    "𐀀𐀀",
    "é" * 2000,
    "a " * 5000,
    "?!… —",
    "<script>alert(1)</script>",
    "${7*7}{{7*7}}%s%n",
    "مرحبا بالعالم",
    "\ud7ff\ufffd",
]


def read(site: TestClient, **asked: str) -> str:
    return Page(site.get(f"/recherche?{urlencode(asked)}").text).text


def suggested(site: TestClient, q: str) -> list[dict[str, object]]:
    found = site.get("/recherche/suggestions", params={"q": q}).json()["suggestions"]
    assert isinstance(found, list)
    return found


def test_results_stand_kind_by_kind_with_totals_and_the_words_that_match(site: TestClient) -> None:
    answer = site.get("/recherche?q=SANTE+maison").text
    assert "Actions 1 <a" not in answer
    assert "<mark>Maison</mark> de <mark>santé</mark>" in answer
    assert "3 résultats" in Page(answer).text
    text = Page(answer).text
    assert text.index("Actions 1 Maison de santé") < text.index("Priorités 1 P 1.1.1 Ouvrir une maison de santé")


def test_the_reason_is_told_and_what_it_says_is_marked(site: TestClient) -> None:
    answer = site.get("/recherche?q=cls").text
    assert '<span class="aside">sigle :</span> <bdi><mark>CLS</mark></bdi>' in answer
    assert "dans l'objectif : Accueillir trois médecins et un médiateur" in read(site, q="medecins")


def test_each_result_says_its_contract_and_leads_to_its_page(site: TestClient) -> None:
    page = Page(site.get("/recherche?q=isoler").text)
    assert "/id/valdor/element/p-1-1-1" in page.links
    assert "P 1.1.1 Isoler les immeubles · Valdor" in page.text


def test_a_contract_and_a_kind_are_chosen_in_the_address_and_every_choice_says_what_it_finds(site: TestClient) -> None:
    page = Page(site.get("/recherche?q=P+1.1.1").text)
    assert "Contrat de ville de Clairval (1)" in page.text
    assert "Contrat de ville de Valdor (1)" in page.text
    assert "/recherche?q=contrat&genre=ContratDeVille" in Page(site.get("/recherche?q=contrat").text).links
    text = read(site, q="contrat", genre="ContratDeVille", contrat="valdor")
    assert "1 résultat parmi les contrats de ville – Contrat de ville de Valdor" in text
    assert "Contrat de ville de Clairval (1)" in text


def test_a_question_of_the_catalogue_is_shown_where_its_title_matches(site: TestClient) -> None:
    page = Page(site.get("/recherche?q=qui+finance").text)
    assert "/questions/financements" in page.links
    assert "Questions 3 Qui finance quoi" in page.text


def test_what_is_nearly_written_so_is_said_to_be_so(site: TestClient) -> None:
    text = read(site, q="mediateus")
    assert "Rien ne porte exactement ces mots. Voici ce qui s'écrit presque ainsi : mediateur" in text
    assert "(orthographe proche de « mediateus »)" in text


def test_nothing_found_says_what_else_to_try(site: TestClient) -> None:
    page = Page(site.get("/recherche?q=piscine+tilleuls").text)
    assert "Rien ne porte tous ces mots dans les contrats chargés." in page.text
    assert "/recherche?q=tilleuls" in page.links
    assert "/questions" in page.links


def test_nothing_found_with_choices_leads_to_all(site: TestClient) -> None:
    page = Page(site.get("/recherche?q=tilleuls&contrat=valdor").text)
    assert "Rien ne porte ce nom avec ces choix." in page.text
    assert "/recherche?q=tilleuls" in page.links


def test_actions_that_cannot_be_known_are_not_said_absent(site: TestClient) -> None:
    unknown = "Contrat de ville de Valdor : aucune feuille de route chargée ; ses actions sont inconnues"
    assert unknown in read(site, q="zzz")
    assert unknown in read(site, q="isoler", contrat="valdor")
    assert unknown in read(site, q="maison", genre="Action")
    assert unknown not in read(site, q="maison")
    assert unknown not in read(site, q="maison", contrat="clairval")


@pytest.mark.parametrize("end", ["maison-de-sant", "maisn-de-sante", "sante-maison"])
def test_an_address_that_leads_nowhere_proposes_what_is_called_nearly_so(site: TestClient, end: str) -> None:
    answer = site.get(f"/id/clairval/action/{end}")
    assert answer.status_code == 404
    assert "/id/clairval/action/maison-de-sante" in Page(answer.text).links


def test_of_things_called_alike_those_of_the_same_contract_are_proposed_first(site: TestClient) -> None:
    for town in ("clairval", "valdor"):
        links = Page(site.get(f"/id/{town}/contrat-de-ville").text).links
        assert next(link for link in links if link in {"/id/clairval", "/id/valdor"}) == f"/id/{town}"


def test_without_a_word_the_page_says_what_to_write(site: TestClient) -> None:
    assert "Écrivez un nom, un sigle, un code" in read(site, q=" ")
    assert "ni lettre ni chiffre" in read(site, q="?!")


@pytest.mark.parametrize("asked", ["genre=Chose", "contrat=atlantis", "page=0x", "genre=Action&page=9", "page=-1"])
def test_a_choice_that_does_not_exist_is_refused_with_those_that_do(site: TestClient, asked: str) -> None:
    answer = site.get(f"/recherche?q=sante&{asked}")
    assert answer.status_code == 400
    assert "Valeurs possibles :" in Page(answer.text).text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["/recherche", "/recherche/suggestions"])
def test_no_text_breaks_the_search(site: TestClient, path: str, text: str) -> None:
    address = f"{path}?q={quote(text)}"
    answer = site.get(address)
    assert answer.status_code == (200 if len(address) < 16_000 else 414)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("asked", ["q=%ED%A0%80", "q=%FF%FE", "q=%00", "q=a&q=b", "q[]=a", "", "q"])
def test_no_bytes_break_the_search(site: TestClient, asked: str) -> None:
    assert site.get(f"/recherche?{asked}").status_code == 200
    assert site.get(f"/recherche/suggestions?{asked}").status_code == 200


def test_operators_are_read_as_words(site: TestClient) -> None:
    assert "Maison de santé" in read(site, q="maison* (santé)")
    assert "Rien ne porte tous ces mots" in read(site, q="maison OR zzz")
    assert "Rien ne porte tous ces mots" in read(site, q="maison NOT zzz")


def test_a_poisoned_label_is_shown_as_text_with_its_marks(poisoned: TestClient) -> None:
    answer = poisoned.get("/recherche?q=maison").text
    assert "<mark>Maison</mark> de santé&lt;script&gt;" in answer
    assert "<script>window" not in answer
    assert "⟨U+202E⟩" in answer
    first = suggested(poisoned, "maison")[0]
    assert "\u202e" not in str(first)


def test_suggestions_tell_the_name_the_kind_the_reason_and_the_address(site: TestClient) -> None:
    assert suggested(site, "medecins san") == []
    (first, *_) = suggested(site, "cls")
    assert first["adresse"] == "/id/clairval/dispositif/cls"
    assert (first["genre"], first["contrat"]) == ("dispositif", "Clairval")
    assert first["raison"] == [["sigle", [["CLS", True]]]]


def test_suggestions_for_a_misspelling_say_so(site: TestClient) -> None:
    told = [each["raison"] for each in suggested(site, "tileuls")]
    assert told == [[["orthographe proche de « tileuls »", []]]]


def test_suggestions_hold_questions_of_the_catalogue(site: TestClient) -> None:
    told = {each["adresse"]: each["genre"] for each in suggested(site, "qui finance")}
    assert told["/questions/financements"] == "question"


def test_suggestions_are_not_kept_by_the_browser_under_another_type(site: TestClient) -> None:
    answer = site.get("/recherche/suggestions?q=maison")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_page_has_the_box_and_its_script(site: TestClient) -> None:
    for address in ("/", "/acteurs", "/questions/financements", "/id/clairval/action/maison-de-sante", "/nulle-part"):
        page = Page(site.get(address).text)
        (box,) = [each for each in page.all("input") if each.get("name") == "q"]
        assert box["data-suggestions"] == "/recherche/suggestions"
        assert "/static/recherche.js" in page.resources


def test_what_is_published_while_the_service_runs_is_found_at_once(store: ox.Store) -> None:
    client = TestClient(create_app(store=store, directory=Path("nowhere"), revision="essai"), headers=BROWSER)
    assert suggested(client, "ludotheque") == []
    action = ox.NamedNode(f"{naming.ID}valdor/action/ludotheque")
    graph = ox.NamedNode(naming.published_graph("valdor"))
    changed = ox.Store()
    changed.extend(store)
    for name, value in (
        (f"{SKOS}prefLabel", ox.Literal("Ludothèque", language="fr")),
        (RDF_TYPE, ox.NamedNode(f"{MLG}Action")),
    ):
        changed.add(ox.Quad(action, ox.NamedNode(name), value, graph))
    client.app.state.serving.adopt(OpenStore(changed, Path("nowhere"), "essai"))  # type: ignore[attr-defined]
    assert [each["adresse"] for each in suggested(client, "ludotheque")] == ["/id/valdor/action/ludotheque"]
