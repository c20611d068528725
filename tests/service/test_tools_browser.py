"""The query tools in a real browser: a question is composed, written, asked and taken away, without another host."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, expect

from service.app import create_app
from tests.browsing import serving, violations
from tests.service.test_browser import Scheme, Watched
from tests.stores import on_disk

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("libraries")]
ACTIONS = "PREFIX mlg: <https://w3id.org/maillage/ontology#>\nSELECT ?action { ?action a mlg:Action }"


def serve(store: ox.Store, folders: pytest.TempPathFactory) -> Iterator[str]:
    app = create_app(store=store, directory=on_disk(store, folders.mktemp("tools")), revision="essai")
    yield from serving(app)


@pytest.fixture(scope="module")
def address(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(store, tmp_path_factory)


@pytest.fixture(scope="module")
def poisoned_address(poisoned_store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(poisoned_store, tmp_path_factory)


class Looked(Watched):
    """A page that must ask its own host only, and complain of nothing but what the builder itself says aloud."""

    def blameless(self, address: str) -> None:
        assert [url for url in self.fetched if not url.startswith((f"{address}/", "data:"))] == []
        assert [words for words in self.complaints if "is unknown in the configuration" not in words] == []


def write(page: Page, text: str) -> None:
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def compose(page: Page, address: str, *, verb: str = "a pour participant") -> None:
    """Ask for the actions that have an actor, each with the other."""
    page.goto(f"{address}/requete/visuelle")
    page.locator(".StartClassGroup .item-sel", has_text="action").first.click()
    page.locator(".EndClassGroup .item-sel", has_text="acteur").first.click()
    page.locator(".ObjectPropertyGroup .item-sel", has_text=verb).first.click()


def test_the_editor_proposes_our_terms_and_runs_what_was_written(browser: Browser, address: str) -> None:
    looked = Looked(browser)
    page = looked.open(f"{address}/requete")
    write(page, "SELECT ?action { ?action a ")
    page.keyboard.type("mlg:Acti")
    first = page.locator(".CodeMirror-hint").first
    expect(first).to_have_text("mlg:Action action · classe")
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    page.keyboard.press("Control+Space")
    page.keyboard.press("Escape")
    expect(page.locator("#faute")).to_be_empty()
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+Enter")
    table = page.locator("#resultat table")
    expect(table.get_by_role("link", name="Maison de santé")).to_be_visible()
    expect(page.locator(".CodeMirror")).to_contain_text("PREFIX mlg: <https://w3id.org/maillage/ontology#>")
    looked.blameless(address)


def test_a_fault_is_told_in_french_with_its_line(browser: Browser, address: str) -> None:
    looked = Looked(browser)
    page = looked.open(f"{address}/requete")
    write(page, "SELECT ?a WHERE {\n  ?a FOO ?b\n}")
    expect(page.locator("#faute")).to_contain_text(
        "Ligne 2 : « FOO » n'est pas à sa place. Ici peut venir : une variable (?x)"
    )
    expect(page.locator(".CodeMirror .faulty")).to_have_count(1)
    write(page, "SELECT ?a WHERE { ?a nope:x ?b }")
    expect(page.locator("#faute")).to_have_text("Ligne 1 : le préfixe « nope » n'est pas déclaré (PREFIX nope <…>).")
    write(page, ACTIONS)
    expect(page.locator("#faute")).to_be_empty()
    looked.blameless(address)


def test_the_tab_key_leaves_the_editor_on_both_sides(browser: Browser, address: str) -> None:
    page = Looked(browser).open(f"{address}/requete")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Demander")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Écrire en SPARQL")).to_be_focused()
    assert "Tab passe au bouton" in page.locator("#mode").inner_text()


def test_the_address_of_an_answer_gives_it_again(browser: Browser, address: str) -> None:
    page = Looked(browser).open(f"{address}/requete")
    write(page, ACTIONS)
    page.get_by_role("button", name="Demander").click()
    expect(page.locator("#resultat caption")).to_contain_text("ligne")
    told = page.locator("#resultat table").inner_text()
    link = page.get_by_role("link", name="lien permanent").get_attribute("href")
    again = Looked(browser).open(f"{address}{link}")
    expect(again.locator("#resultat table")).to_be_visible()
    assert again.locator("#resultat table").inner_text() == told


def test_an_example_asks_before_it_takes_the_place_of_what_was_written(browser: Browser, address: str) -> None:
    page = Looked(browser).open(f"{address}/requete")
    example = page.get_by_role("link", name="Qui prend part au plus d'actions")
    example.click()
    expect(page.locator(".CodeMirror")).to_contain_text("COUNT(DISTINCT ?action)")
    write(page, ACTIONS)
    asked: list[str] = []

    def refuse(dialog: object) -> None:
        asked.append(dialog.message)  # type: ignore[attr-defined]  # a dialog of the browser
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", refuse)
    example.click()
    expect(page.locator(".CodeMirror")).to_contain_text("SELECT ?action {")
    assert asked == ["Remplacer la requête que vous avez écrite par cet exemple ?"]


def test_the_plain_field_takes_the_place_of_the_editor_and_gives_it_back(browser: Browser, address: str) -> None:
    page = Looked(browser).open(f"{address}/requete")
    page.get_by_role("button", name="Passer au champ simple").click()
    page.get_by_role("textbox", name="Votre requête").fill(ACTIONS)
    page.get_by_role("button", name="Revenir à l'éditeur").click()
    expect(page.locator(".CodeMirror")).to_contain_text("SELECT ?action {")


def test_without_javascript_a_query_is_written_and_answered(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/requete")
    page.get_by_label("Votre requête").fill(ACTIONS)
    page.get_by_role("button", name="Demander").click()
    expect(page.get_by_role("link", name="Maison de santé")).to_be_visible()
    page.goto(f"{address}/requete/visuelle")
    expect(page.get_by_text("Le constructeur a besoin de JavaScript")).to_be_visible()


def test_a_question_is_composed_answered_taken_away_and_opened_in_the_editor(browser: Browser, address: str) -> None:
    looked = Looked(browser)
    page = looked.page
    compose(page, address)
    page.locator("spar-natural input.awesomplete").fill("lairval")
    page.locator("spar-natural .awesomplete li").first.click()
    page.get_by_role("button", name="Demander").click()
    table = page.locator("#resultat table")
    expect(table.get_by_role("link", name="Maison de santé")).to_be_visible()
    expect(table.locator("thead")).to_have_text("action")
    told = table.inner_text()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV").click()
    assert "/action/maison-de-sante" in downloading.value.path().read_text("utf-8")
    again = Looked(browser).open(page.evaluate("location.href"))
    again.get_by_role("button", name="Demander").click()
    expect(again.locator("#resultat table")).to_be_visible()
    assert again.locator("#resultat table").inner_text() == told
    page.get_by_role("button", name="Ouvrir dans l'éditeur").click()
    expect(page.locator(".CodeMirror")).to_contain_text("(^mlg:dans/mlg:acteur)")
    expect(page.locator("#resultat table").get_by_role("link", name="Maison de santé")).to_be_visible()
    looked.blameless(address)


def test_a_value_of_a_list_is_chosen_by_its_french_name(browser: Browser, address: str) -> None:
    looked = Looked(browser)
    page = looked.open(f"{address}/requete/visuelle")
    page.locator(".StartClassGroup .item-sel", has_text="action").first.click()
    page.locator(".EndClassGroup .item-sel", has_text="statut").first.click()
    page.locator("spar-natural .select2-selection").first.click()
    page.locator(".select2-results li", has_text="prévue").click()
    page.get_by_role("button", name="Demander").click()
    expect(page.locator("#resultat caption")).to_contain_text("ligne")
    assert "reference/statut/prevue>" in page.locator("#query").input_value()
    looked.blameless(address)


def test_the_builder_speaks_french(browser: Browser, address: str) -> None:
    page = Looked(browser).open(f"{address}/requete/visuelle")
    page.locator(".StartClassGroup .item-sel", has_text="action").first.click()
    names = page.locator(".EndClassGroup .item-label")
    expect(names.filter(has_text="texte")).to_have_count(1)
    assert {"Text", "Number", "Other", "Date"} & set(names.all_inner_texts()) == set()


def test_no_poisoned_name_runs_in_a_result_a_list_or_a_suggestion(browser: Browser, poisoned_address: str) -> None:
    looked = Looked(browser)
    page = looked.page
    compose(page, poisoned_address)
    page.locator("spar-natural input.awesomplete").fill("lairval")
    suggestion = page.locator("spar-natural .awesomplete li").first
    expect(suggestion).to_contain_text("‹script›")
    suggestion.click()
    page.get_by_role("button", name="Demander").click()
    expect(page.locator("#resultat")).to_contain_text("ligne")
    page.goto(f"{poisoned_address}/requete/visuelle")
    page.locator(".StartClassGroup .item-sel", has_text="action").first.click()
    page.locator(".EndClassGroup .item-sel", has_text="quartier prioritaire").first.click()
    page.locator("spar-natural .select2-selection").first.click()
    expect(page.locator(".select2-results li").nth(1)).to_contain_text("‹script›")
    page.goto(f"{poisoned_address}/requete")
    write(page, ACTIONS)
    page.get_by_role("button", name="Demander").click()
    expect(page.locator("#resultat table")).to_contain_text("<script>window.poisoned")
    assert page.evaluate("'poisoned' in window") is False
    assert page.locator("#resultat img, #resultat script").count() == 0
    assert [url for url in looked.fetched if not url.startswith((f"{poisoned_address}/", "data:"))] == []


def test_poisoned_terms_of_the_vocabulary_are_words_in_what_is_completed(browser: Browser, address: str) -> None:
    poison = "<img src=x onerror='window.poisoned = 1'>"
    term = {"name": "mlg:Poison", "label": poison, "kind": "classe", "definition": poison, "insert": ""}
    looked = Looked(browser)
    told = {"prefixes": {"mlg": "https://w3id.org/maillage/ontology#"}, "terms": [term]}
    looked.page.route("**/requete/vocabulaire.json", lambda route: route.fulfill(json=told))
    page = looked.open(f"{address}/requete")
    write(page, "SELECT ?a { ?a a mlg:Poi")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hint")).to_have_text(f"mlg:Poison {poison} · classe")
    assert page.locator(".CodeMirror-hint img").count() == 0
    looked.blameless(address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/requete", "/requete/visuelle", "/questions"])
def test_the_pages_fit_a_phone(browser: Browser, address: str, path: str, scheme: Scheme) -> None:
    page = Looked(browser, width=390, scheme=scheme).open(f"{address}{path}")
    if path == "/requete/visuelle":
        page.locator(".StartClassGroup .item-sel", has_text="action").first.click()
        expect(page.locator(".EndClassGroup .item-sel").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_these_pages(browser: Browser, address: str, scheme: Scheme) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    asked = urlencode({"query": ACTIONS})
    found = {}
    for path in ("/requete", f"/requete?{asked}", "/requete?question=fragilite", "/requete?query=SELECT", "/questions"):
        page.goto(f"{address}{path}")
        found[path] = violations(page)
    compose(page, address)
    found["builder"] = violations(page)
    assert {path: told for path, told in found.items() if told} == {}


def test_questions_are_left_out_as_words_are_typed(browser: Browser, address: str) -> None:
    page = Looked(browser).open(f"{address}/questions")
    page.get_by_label("Une question sur…").fill("échéances")
    expect(page.get_by_role("link", name="Quelles échéances", exact=False).first).to_be_visible()
    expect(page.locator(".catalogue > li", has_text="signataires").first).to_be_hidden()
    page.get_by_label("Une question sur…").fill("zzz")
    expect(page.locator("#aucune")).to_be_visible()
    expect(page.locator("#compte")).to_have_text("Aucune question.")
