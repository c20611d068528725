"""The site in a real browser: nothing runs that should not, nothing is fetched elsewhere, the keyboard is enough."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from starlette.testclient import TestClient

from data.at_hand import Library
from service.app import create_app
from tests.browsing import serving
from tests.service.kinds import addresses

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
OF_THE_BUILDER = "property null is unknown"
"""What Sparnatural warns of by itself."""


def serve(store: ox.Store, library: Library | None = None) -> Iterator[str]:
    app = create_app(store=store, directory=Path("nowhere"), revision="essai", library=library)
    yield from serving(app)


@pytest.fixture(scope="module")
def address(store: ox.Store) -> Iterator[str]:
    yield from serve(store)


class Watched:
    """A page with what it complained of and what it fetched."""

    def __init__(self, browser: Browser, *, width: int = 1280, scheme: Scheme = "light") -> None:
        self.page: Page = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
        self.complaints: list[str] = []
        self.fetched: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        self.fetched.append(request.url)

    def open(self, url: str) -> Page:
        self.page.goto(url)
        return self.page


def test_no_page_complains_or_fetches_anything_from_elsewhere(browser: Browser, address: str, site: TestClient) -> None:
    watched = Watched(browser)
    for path in addresses():
        # free queries want a store on disk, and are tried with the editor
        if "query=" not in path and site.get(path).status_code == HTTPStatus.OK:
            watched.open(f"{address}{path}")
    assert [words for words in watched.complaints if not words.startswith(OF_THE_BUILDER)] == []
    assert [url for url in watched.fetched if not url.startswith((address, "data:"))] == []
    assert f"{address}/static/maillage.css" in watched.fetched


def test_the_tab_key_goes_through_the_navigation_and_out_of_it(browser: Browser, address: str) -> None:
    page = Watched(browser).open(f"{address}/contrats/clairval")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached[0] == "Aller au contenu"
    told = [reached.index(words) for words in ("Chercher", "Contrats", "Questions", "Cadre stratégique")]
    assert told == sorted(told)


def test_the_link_over_the_navigation_leads_to_the_content(browser: Browser, address: str) -> None:
    page = Watched(browser).open(f"{address}/acteurs")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "contrat"


def test_the_network_is_drawn_in_its_frame(browser: Browser, address: str) -> None:
    watched = Watched(browser)
    page = watched.open(f"{address}/reseau?contrat=clairval")
    frame = page.frame_locator("iframe.picture")
    frame.locator("canvas").wait_for()
    assert frame.locator("canvas").count() == 1
    assert frame.get_by_text("Maison de santé").count() > 0
    assert watched.complaints == []


def test_a_link_that_was_copied_in_the_frame_opens_the_same_picture_on_the_site(browser: Browser, address: str) -> None:
    watched = Watched(browser)
    page = watched.open(f"{address}/reseau?contrat=clairval")
    frame = page.frame_locator("iframe.picture")
    frame.locator("#legende button", has_text="association").click()
    frame.locator("#q").fill("maison")
    frame.locator("#q").press("Enter")
    frame.locator("#vers").fill("chantier")
    frame.locator("#vers").press("Enter")
    expect(frame.locator(".seek ol > li > button").last).to_have_text("Chantier jeunes")
    frame.locator("#copier").click()
    link = frame.locator("#adresse").input_value()
    assert link.startswith(f"{address}/reseau?contrat=clairval&masque=association&q=maison&choix=clairval")
    assert link.endswith("&vers=clairval%2Faction%2Fchantier-jeunes")
    expect(frame.locator("#copie")).not_to_be_empty()
    assert watched.complaints == []
    again = Watched(browser)
    page = again.open(link)
    frame = page.frame_locator("iframe.picture")
    expect(frame.locator("#fiche h2")).to_contain_text("Maison de santé")
    expect(frame.locator("#legende [aria-pressed=false]")).to_have_text("association 1")
    expect(frame.locator("#q")).to_have_value("maison")
    assert again.complaints == []


def test_a_form_is_sent_and_its_answer_keeps_what_was_chosen(browser: Browser, address: str) -> None:
    page = Watched(browser).open(f"{address}/actions")
    page.select_option("#contrat", "valdor")
    page.get_by_role("button", name="Filtrer").click()
    assert page.locator("#contrat").input_value() == "valdor"
    assert "aucune feuille de route chargée" in page.inner_text("main")
