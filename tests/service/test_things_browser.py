"""In a browser: who funds the Maison de santé, checked in the very line of the document; axe-core on what is shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from data.at_hand import Library
from data.store import OpenStore
from tests.browsing import violations
from tests.service.test_browser import Scheme, Watched, serve

pytestmark = [pytest.mark.browser, pytest.mark.sources]

HEALTH = "Création d'une Maison de Santé Pluridisciplinaire entre les 2 QPV"
PAGES = (
    "/id/moissac/action/creation-d-une-maison-de-sante-pluridisciplinaire-entre-les-2-qpv",
    "/id/moissac/acteur/commune-de-moissac",
    "/id/montauban/element/p-1-2-4",
    "/id/reference/mesure/28",
    "/documents/moissac/avenant-2021-2023?ligne=915&cellule=6",
)


@pytest.fixture(scope="module")
def sourced(bundle: OpenStore, sources: Path) -> Iterator[str]:
    yield from serve(bundle.store, Library([sources]))


def test_who_funds_the_maison_de_sante_is_found_and_checked_in_the_document(browser: Browser, sourced: str) -> None:
    watched = Watched(browser)
    page = watched.open(f"{sourced}/")
    page.locator("input[name=q]").first.fill("maison de sante")
    page.locator("input[name=q]").first.press("Enter")
    page.get_by_role("main").get_by_role("link", name=HEALTH).first.click()
    pays = page.get_by_role("region", name="Qui paie")
    expect(pays).to_contain_text("Pourraient financer (financeurs potentiels)")
    expect(pays).to_contain_text("montants inconnus")
    pays.get_by_role("link", name="ligne 915").first.click()
    line = page.locator("#l915")
    expect(line).to_be_in_viewport()
    expect(line.locator("mark")).to_have_text("Commune TDC Département PETR ARS")
    expect(page).to_have_title(re.compile("ligne 915"))
    line.get_by_role("link", name=HEALTH).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEALTH)
    assert watched.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_said_against_the_pages_of_things_and_documents(
    browser: Browser, sourced: str, scheme: Scheme
) -> None:
    watched = Watched(browser, scheme=scheme)
    found = {path: violations(watched.open(f"{sourced}{path}")) for path in PAGES}
    assert {path: each for path, each in found.items() if each} == {}


def test_no_page_of_a_thing_or_a_document_is_wider_than_a_phone(browser: Browser, sourced: str) -> None:
    watched = Watched(browser, width=390)
    wide = {}
    for path in PAGES:
        page = watched.open(f"{sourced}{path}")
        wide[path] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == dict.fromkeys(PAGES, 0)
