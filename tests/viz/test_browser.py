"""The page works in a real browser, by mouse and by keyboard, and runs nothing that a label holds."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.viz.visits import visit

pytestmark = pytest.mark.browser


def drawn_pixels(page: Page) -> int:
    return int(
        page.evaluate(
            """() => { const canvas = document.querySelector('#reseau canvas');
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            let count = 0; for (let at = 3; at < data.length; at += 4) count += data[at] > 0; return count; }"""
        )
    )


def test_the_page_draws_asks_for_nothing_and_complains_of_nothing(page: Page, store: ox.Store, tmp_path: Path) -> None:
    seen = visit(page, store, tmp_path, "clairval")
    page.wait_for_timeout(300)
    assert drawn_pixels(page) > 5000
    assert seen.requests in ([(tmp_path / "reseau.html").as_uri()], [(tmp_path / "reseau.html").as_uri(), "data:,"])
    assert seen.complaints == []


def test_hostile_labels_are_shown_as_text_and_run_nothing(page: Page, poisoned: ox.Store, tmp_path: Path) -> None:
    seen = visit(page, poisoned, tmp_path, "clairval", site="https://exemple.fr")
    for query in ("script", "img", "7*7", "href", "envers"):
        page.fill("#q", query)
        page.press("#q", "Enter")
        expect(page.locator("#fiche h2")).to_contain_text(query)
    page.wait_for_timeout(300)
    assert page.evaluate("window.hurt") is None
    assert page.locator("#cote img, #cote a[href^='javascript']").count() == 0
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []


def test_the_search_finds_without_accents_counts_cycles_and_clears(page: Page, store: ox.Store, tmp_path: Path) -> None:
    seen = visit(page, store, tmp_path, "clairval")
    page.fill("#q", "maison de SANTE")
    expect(page.locator("#trouves")).to_have_text("1 résultat")
    assert len(seen.row_texts()) == 5
    page.press("#q", "Enter")
    expect(page.locator("#fiche h2")).to_contain_text("Maison de santé")
    page.fill("#q", "élan")
    expect(page.locator("#trouves")).to_have_text("1 résultat")
    page.fill("#q", "a")
    page.press("#q", "Enter")
    first = page.locator("#fiche h2").inner_text()
    page.press("#q", "Enter")
    assert page.locator("#fiche h2").inner_text() != first
    page.press("#q", "Escape")
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator("#fiche")).to_be_hidden()
    assert len(seen.row_texts()) == 8


def test_a_legend_entry_hides_its_kind_in_the_drawing_and_in_the_table(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    seen = visit(page, store, tmp_path, "clairval")
    page.wait_for_timeout(200)
    before = drawn_pixels(page)
    commune = page.get_by_role("button", name="commune 1", exact=True)
    expect(commune).to_have_attribute("aria-pressed", "true")
    commune.click()
    expect(commune).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(200)
    assert drawn_pixels(page) < before
    assert not any("Commune" in text for text in seen.row_texts())
    commune.click()
    expect(commune).to_have_attribute("aria-pressed", "true")
    assert any("Commune" in text for text in seen.row_texts())


def test_a_way_of_being_tied_can_be_hidden_too(page: Page, store: ox.Store, tmp_path: Path) -> None:
    seen = visit(page, store, tmp_path, "clairval")
    page.locator("button[data-tie=finance]").click()
    assert len(seen.row_texts()) == 4
    assert not any("finance (potentiel" in text for text in seen.row_texts())


def test_the_network_is_walked_by_keyboard_alone(page: Page, store: ox.Store, tmp_path: Path) -> None:
    visit(page, store, tmp_path, "clairval", site="https://exemple.fr")
    page.keyboard.press("Tab")
    page.keyboard.type("maison")
    page.keyboard.press("Enter")
    page.locator("#fiche button[data-node]", has_text="Commune de Clairval").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fiche h2")).to_contain_text("Commune de Clairval")
    expect(page.locator("#fiche h2")).to_be_focused()
    expect(page.locator("#fiche a")).to_have_attribute(
        "href", "https://exemple.fr/id/clairval/acteur/commune-de-clairval"
    )
    page.locator("#fiche button[data-node]", has_text="Chantier jeunes").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fiche h2")).to_contain_text("Chantier jeunes")


def test_the_keyboard_is_trapped_nowhere(page: Page, store: ox.Store, tmp_path: Path) -> None:
    visit(page, store, tmp_path, "clairval")
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.append(str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")))
    assert {"q", "Tout voir", "Relation", "relations"} <= set(stops)
    assert stops.count("Relation") <= 2


def test_the_table_is_sorted_by_its_headers(page: Page, store: ox.Store, tmp_path: Path) -> None:
    visit(page, store, tmp_path, "clairval")
    header = page.get_by_role("columnheader", name="Acteur")
    actors = page.locator("#relations tbody tr td:nth-child(2)")
    for direction, backwards in (("ascending", False), ("descending", True)):
        header.get_by_role("button").click()
        expect(header).to_have_attribute("aria-sort", direction)
        texts = actors.all_inner_texts()
        plain = [text.replace("É", "E").casefold() for text in texts]
        assert plain == sorted(plain, reverse=backwards)
    assert page.locator("th[aria-sort]").count() == 1


def test_a_row_of_the_table_opens_its_action(page: Page, store: ox.Store, tmp_path: Path) -> None:
    visit(page, store, tmp_path, "clairval")
    page.locator("#relations tbody th", has_text="Territoire zéro chômeur").click()
    expect(page.locator("#fiche")).to_contain_text("aucun dans la source")
    expect(page.locator("#fiche")).to_contain_text("à définir")


def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, store: ox.Store, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, store, tmp_path, "clairval")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_javascript_the_table_says_it_all(browser: Browser, store: ox.Store, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    seen = visit(context.new_page(), store, tmp_path, "clairval")
    assert len(seen.row_texts()) == 8
    expect(seen.page.locator("noscript p")).to_contain_text("demandent JavaScript")
    for part in ("#recherche", "#legende", "#dessin", "#panneau"):
        expect(seen.page.locator(part)).to_be_hidden()
    context.close()


def test_an_empty_contract_shows_its_message_without_complaint(page: Page, store: ox.Store, tmp_path: Path) -> None:
    seen = visit(page, store, tmp_path, "valdor")
    expect(page.get_by_text("aucune feuille de route chargée")).to_be_visible()
    assert seen.complaints == []
