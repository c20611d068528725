"""Whole stories, in a browser over the bundled contracts: what a reader came for, from the home page to the answer.

Others are told where they belong: who funds the Maison de santé (`test_things_browser`), a contract that is imported
(`test_import_browser`), a question that is composed and taken away (`test_tools_browser`).
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from data.store import OpenStore
from tests.service.test_browser import Watched, serve

pytestmark = pytest.mark.browser

CRITERIA = 8
"""What is looked for of each element but its measure, which the document does tell: action to action, to quartier."""
NODES = 47
"""Of Montauban: 3 transversal orientations, 11 orientations, 33 priorités."""


@pytest.fixture(scope="module")
def address(bundle: OpenStore) -> Iterator[str]:
    yield from serve(bundle.store)


def test_the_priorites_of_montauban_are_said_to_be_unknown_and_never_uncovered(browser: Browser, address: str) -> None:
    watched = Watched(browser)
    page = watched.open(f"{address}/")
    page.get_by_role("link", name="Contrat de ville de Montauban").first.click()
    expect(page.get_by_role("main")).to_contain_text("Inconnus : actions, acteurs nommés et lignes de financement.")
    page.get_by_role("link", name="Couverture", exact=True).first.click()
    page.get_by_label("Contrat", exact=True).select_option("Contrat de ville de Montauban")
    page.get_by_role("button", name="Montrer").click()
    expect(page.locator("caption", has_text=f"{NODES} éléments")).to_be_visible()
    whole = page.locator("tr", has=page.get_by_role("rowheader", name="Ensemble"))
    expect(whole.locator("td", has_text=f"? {NODES}")).to_have_count(CRITERIA)
    page.get_by_role("link", name="Lutter contre la progression de la grande précarité").first.click()
    expect(page.locator("[data-state=inconnu]")).to_have_count(CRITERIA)
    # its line relays no measure, which the document is there to tell
    expect(page.locator("[data-state=non]")).to_have_count(1)
    assert watched.complaints == []


def test_the_network_is_walked_by_keyboard_from_the_page_into_its_frame_to_a_page(
    browser: Browser, address: str
) -> None:
    watched = Watched(browser)
    page = watched.open(f"{address}/reseau?contrat=moissac")
    frame = page.frame_locator("iframe.picture")
    field = frame.locator("#q")
    expect(field).to_be_visible()
    page.get_by_role("button", name="Montrer").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        if field.evaluate("each => each === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.type("caf")
    page.keyboard.press("Enter")
    expect(frame.locator("#fiche h2")).to_contain_text("Caisse d'allocations familiales")
    link = frame.get_by_role("link", name="Voir la fiche et ses sources")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Caisse d'allocations familiales de Tarn-et-Garonne")
