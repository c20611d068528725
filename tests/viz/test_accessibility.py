"""axe-core finds nothing to say against the pictures, in light and in dark, before and after a choice."""

from pathlib import Path
from typing import Literal

import networkx as nx
import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser

from data.store import OpenStore
from service.benchmarks.invented import towns
from tests.browsing import violations
from viz.exports import content
from viz.network import build
from viz.view import views

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def judged(browser: Browser, graph: "nx.Graph[str]", scheme: Scheme, file: Path) -> list[str]:
    """Judge a picture as it opens, with a thing chosen and its way to another, and with a kind hidden."""
    file.write_bytes(content(graph, "html", site="/", address="/reseau?vue=x"))
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    found = violations(page)
    page.fill("#q", "co")
    page.press("#q", "Enter")
    page.fill("#vers", "a")
    page.press("#vers", "Enter")
    page.locator("#legende button").first.click()
    page.locator("#copier").click()
    found += violations(page)
    context.close()
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("view", [*views()])
def test_nothing_is_said_against_any_view_of_moissac(
    browser: Browser, bundle: OpenStore, view: str, scheme: Scheme, tmp_path: Path
) -> None:
    assert judged(browser, build(bundle.store, ["moissac"], view), scheme, tmp_path / "reseau.html") == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_said_against_groups(browser: Browser, scheme: Scheme, tmp_path: Path) -> None:
    assert judged(browser, towns(12, 20), scheme, tmp_path / "reseau.html") == []


def test_nothing_is_said_against_a_picture_on_a_telephone(browser: Browser, store: ox.Store, tmp_path: Path) -> None:
    file = tmp_path / "reseau.html"
    file.write_bytes(content(build(store, ["clairval"]), "html"))
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(file.as_uri())
    assert violations(page) == []
    context.close()
