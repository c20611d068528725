"""In a real browser: a contract is imported and found in the site; another is refused, and nothing moves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.imports.apart import Reader
from service.importing.workshop import Workshop
from tests.browsing import serving, violations
from tests.data.imports.towns import CONTRADICTED, DOCUMENT, NAME
from tests.service.importing import Desk, opened

pytestmark = pytest.mark.browser

SECONDS = 60_000
"""How long the browser waits for a reading or a publication, on a machine that does much else."""


@pytest.fixture
def desk(desk_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = opened(desk_folder, tmp_path)
    # as it is served, with a process for each reading
    workshop = Workshop(desk.importer.imports, lambda: Reader(desk.home, shipped=tmp_path / "shipped"))
    object.__setattr__(desk.importer, "workshop", workshop)
    yield desk
    workshop.stop()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    yield from serving(desk.app)


def page_of(browser: Browser, desk: Desk, address: str, *, width: int = 1280, script: bool = True) -> Page:
    """Open a session in a new browser by a one-time link."""
    page = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=script).new_page()
    page.goto(f"{address}/session?jeton={desk.importing.sessions.issue()}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Importer un contrat")
    return page


def hand_in(page: Page, text: str) -> None:
    page.set_input_files("#fichier", {"name": NAME, "mimeType": "text/markdown", "buffer": text.encode()})
    page.get_by_role("button", name="Lire", exact=True).click()
    expect(page.get_by_role("heading", name="Le document, ligne à ligne")).to_be_visible(timeout=SECONDS)


def test_a_contract_is_imported_looked_at_published_and_found(browser: Browser, desk: Desk, address: str) -> None:
    page = page_of(browser, desk, address)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    assert violations(page) == []
    hand_in(page, DOCUMENT)
    assert violations(page) == []

    page.get_by_role("link", name="Non comprises (1)").click()
    expect(page.locator("ol.fates li")).to_have_count(1)
    page.locator("ol.fates a").click()
    expect(page.locator("#choix h3")).to_have_text("Ligne 36 : non comprise")

    page.get_by_role("link", name="Toutes (").click()
    page.locator("#l29 a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#choix h4").first).to_have_text("Bus de la santé")
    page.keyboard.press("j")
    expect(page.locator("#choix h3")).to_have_text("Ligne 30 : représentée")
    page.keyboard.press("k")
    expect(page.locator("#choix h3")).to_have_text("Ligne 29 : représentée")
    page.reload()
    expect(page.locator("#choix h3")).to_have_text("Ligne 29 : représentée")
    assert violations(page) == []

    page.get_by_role("link", name="Publier…").click()
    assert violations(page) == []
    page.get_by_label("Qui publie").fill("Ada Exemple")
    page.get_by_label("Pourquoi").fill("Contrat signé en mars")
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.locator(".done")).to_contain_text("par Ada Exemple", timeout=SECONDS)

    page.get_by_role("link", name="Voir le contrat").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Valmouron")
    page.locator("#q").fill("bus de la santé")
    page.locator("#q").press("Enter")
    page.get_by_role("link", name="Bus de la santé").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bus de la santé")
    assert complaints == []


def test_a_contract_with_a_violation_is_not_published(browser: Browser, desk: Desk, address: str) -> None:
    page = page_of(browser, desk, address, width=390)
    hand_in(page, CONTRADICTED)
    expect(page.locator(".verdict")).to_contain_text("Ne peut pas être publié : 1 violation à corriger")
    expect(page.get_by_role("link", name="Publier…")).to_have_count(0)
    page.get_by_role("link", name="ligne 20").first.click()
    expect(page.locator("#choix")).to_contain_text("Le code « 3.1 » contredit celui de l'élément dont il dépend")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    assert not (desk.home / "contracts").exists()
    page.goto(f"{address}/contrats/valmouron")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Page introuvable")


def test_without_scripts_a_document_is_handed_in_read_and_looked_at(browser: Browser, desk: Desk, address: str) -> None:
    page = page_of(browser, desk, address, script=False)
    hand_in(page, DOCUMENT)
    page.locator("#l29 a").click()
    expect(page.locator("#choix h4").first).to_have_text("Bus de la santé")


def test_a_document_is_dropped_on_the_page(browser: Browser, desk: Desk, address: str) -> None:
    page = page_of(browser, desk, address)
    dropped = page.evaluate_handle(
        "(text) => { const files = new DataTransfer(); "
        "files.items.add(new File([text], 'tombe.md', {type: 'text/markdown'})); return files; }",
        "# Rien",
    )
    page.dispatch_event("form.drop", "drop", {"dataTransfer": dropped})
    expect(page.get_by_role("heading", name="Ce document ne se lit pas")).to_be_visible(timeout=SECONDS)
    expect(page.locator("#refus")).to_contain_text("tombe.md")


def test_the_session_is_closed_by_its_button(browser: Browser, desk: Desk, address: str) -> None:
    page = page_of(browser, desk, address)
    page.get_by_role("button", name="Fermer la session").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Importer demande une session")
    assert page.context.cookies() == []
    assert re.fullmatch(r"[\w-]{43}", desk.announced[-1])
