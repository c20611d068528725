"""The box of every page in a real browser: by keyboard alone, judged by axe-core, and without its script."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import violations
from tests.service.test_browser import Watched, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(store: ox.Store) -> Iterator[str]:
    yield from serve(store)


def test_the_box_is_used_by_keyboard_up_to_the_page_of_the_thing(browser: Browser, address: str) -> None:
    watched = Watched(browser)
    page = watched.open(f"{address}/contrats")
    box, options = page.get_by_role("combobox", name="Chercher"), page.get_by_role("option")
    box.focus()
    page.keyboard.type("commune")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "q-suggestion-0")
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", "q-suggestion-0")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("commune")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Commune de Clairval")
    assert watched.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_against_the_open_list_and_the_results(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    page = Watched(browser, width=width, scheme="dark" if scheme == "dark" else "light").open(
        f"{address}/recherche?q=sante"
    )
    box = page.get_by_role("combobox", name="Chercher")
    box.fill("sante m")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_enter_without_a_choice_sends_the_form_with_or_without_the_script(browser: Browser, address: str) -> None:
    for script in (True, False):
        page = browser.new_context(java_script_enabled=script).new_page()
        page.goto(f"{address}/acteurs")
        page.locator("#q").fill("santé")
        page.locator("#q").press("Enter")
        expect(page.locator("h1")).to_contain_text("Recherche")
        expect(page.locator("mark").first).to_have_text("santé")


def test_a_slash_that_is_typed_in_a_field_stays_there(browser: Browser, address: str) -> None:
    page = Watched(browser).open(f"{address}/recherche?q=x")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("a/b")
    expect(page.locator("#q")).to_have_value("a/b")
