"""Everybody can read the site: what RGAA 4.1 asks, as far as a browser can tell, on a page of every kind.

Each page is opened once and looked at in turn: axe-core in light, in dark and on a telephone, enlarged to 200 %, its
headings, and a walk through it with the Tab key. The pictures, which stand in frames, are tried in `tests/viz`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from service.app import create_app
from tests import browsing
from tests.service import markup
from tests.service.kinds import ERRORS, OTHERS, PAGES, addresses, paths
from tests.service.test_browser import serve

OURS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
"""Of axe-core's rules, those that RGAA 4.1 stands on, and its advice."""
CONTRAST = {"type": "rule", "values": ["color-contrast"]}

WATCH = """() => {
  const visible = element => element.checkVisibility({ visibilityProperty: true });
  const reachable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  window.wanted = [...document.querySelectorAll(reachable)].filter(each => visible(each) && !each.disabled
    && !(each.type === 'radio' && !each.checked));
  window.reached = [];
  window.unseen = [];
  document.addEventListener('focusin', event => {
    const element = event.target, style = getComputedStyle(element), box = element.getBoundingClientRect();
    window.reached.push(element);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const shown = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    if (!outlined || !shown) window.unseen.push(told(element));
  });
  window.told = element => `${element.localName} ${element.textContent.trim().slice(0, 40)} ${element.id}`;
  return wanted.length;
}"""
WALKED = """() => ({
  missed: wanted.filter(each => !reached.includes(each)).map(told),
  unseen,
  first: told(reached[0]),
  round: reached.length > 1 && reached.indexOf(reached[0], 1) > 0,
})"""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter(each => each.checkVisibility()).map(each => Number(each.localName[1]))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Seen:
    """What was seen of one page."""

    violations: Mapping[str, list[str]]
    wider: Mapping[str, int]
    headings: list[int]
    walk: Mapping[str, Any]
    title: str


def look(page: Page, url: str) -> Seen:
    """Open a page, and look at it in each way."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(url)
    page.evaluate("document.querySelectorAll('iframe').forEach(each => each.remove())")
    title, headings = page.title(), page.evaluate(HEADINGS)
    walk = tab_through(page)
    page.evaluate("document.activeElement.blur()")
    violations, wider = {"light": browsing.violations(page, OURS)}, {}
    page.emulate_media(color_scheme="dark")
    violations["dark"] = browsing.violations(page, CONTRAST)
    page.emulate_media(color_scheme="light")
    # at 200 %, a screen of 1280 pixels has the room of 640
    for name, width in (("200 %", 640), ("telephone", 390)):
        page.set_viewport_size({"width": width, "height": 844})
        wider[name] = page.evaluate(TOO_WIDE)
    violations["telephone"] = browsing.violations(page, OURS)
    return Seen(violations, wider, headings, walk, title)


def tab_through(page: Page) -> Mapping[str, Any]:
    """Press Tab until the focus has gone through the page and come back to its beginning."""
    wanted = page.evaluate(WATCH)
    for _ in range(wanted + 10):
        page.keyboard.press("Tab")
    walked: Mapping[str, Any] = page.evaluate(WALKED)
    return walked


@pytest.fixture(scope="module")
def address(store: ox.Store) -> Iterator[str]:
    yield from serve(store)


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str) -> Mapping[str, Seen]:
    """Hold what was seen of a page of every kind."""
    page = browser.new_page()
    return {path: look(page, f"{address}{path}") for path in addresses()}


def test_every_route_has_a_page_that_is_looked_at_or_is_known_to_have_none(store: ox.Store) -> None:
    app = create_app(store=store, directory=Path("nowhere"), revision="essai")
    assert paths(app) - OTHERS == set(PAGES)


@pytest.mark.browser
def test_axe_finds_nothing_on_any_page_in_light_in_dark_and_on_a_telephone(seen: Mapping[str, Seen]) -> None:
    found = {(path, way): faults for path, each in seen.items() for way, faults in each.violations.items() if faults}
    assert found == {}


@pytest.mark.browser
def test_no_page_scrolls_sideways_at_200_percent_or_on_a_telephone(seen: Mapping[str, Seen]) -> None:
    assert {path: each.wider for path, each in seen.items() if any(each.wider.values())} == {}


@pytest.mark.browser
def test_the_tab_key_reaches_every_link_field_and_button(seen: Mapping[str, Seen]) -> None:
    assert {path: each.walk["missed"] for path, each in seen.items() if each.walk["missed"]} == {}


@pytest.mark.browser
def test_what_has_the_focus_is_seen(seen: Mapping[str, Seen]) -> None:
    assert {path: each.walk["unseen"] for path, each in seen.items() if each.walk["unseen"]} == {}


@pytest.mark.browser
def test_the_focus_leaves_every_page_at_its_end_and_begins_again_by_skipping_to_the_content(
    seen: Mapping[str, Seen],
) -> None:
    assert [path for path, each in seen.items() if not each.walk["round"]] == []
    assert {each.walk["first"].strip() for each in seen.values()} == {"a Aller au contenu"}


@pytest.mark.browser
def test_headings_begin_with_the_only_first_one_and_skip_no_level(seen: Mapping[str, Seen]) -> None:
    for path, each in seen.items():
        assert each.headings.count(1) == 1, path
        steps = [after - before for before, after in zip(each.headings, each.headings[1:], strict=False)]
        assert max([each.headings[0], *steps]) <= 1, (path, each.headings)


@pytest.mark.browser
def test_each_page_has_a_title_of_its_own(seen: Mapping[str, Seen]) -> None:
    titles: dict[str, set[str]] = {}
    for path, each in seen.items():
        titles.setdefault(each.title, set()).add(path.partition("?")[0])
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("path", addresses())
def test_an_error_is_tied_to_the_field_that_it_is_about(site: TestClient, path: str) -> None:
    page = markup.Page(site.get(path).text)
    fields = [each for tag in ("input", "select", "textarea") for each in page.all(tag)]
    faulty = [each for each in fields if each.get("aria-invalid") == "true"]
    errors = {each.get("id") for _, each in page.elements if each.get("role") == "alert"}
    if path in ERRORS:
        assert site.get(path).status_code >= 400
    for each in faulty:
        assert errors & set((each.get("aria-describedby") or "").split()), each
    assert bool(faulty) is bool(errors)


@pytest.mark.parametrize("path", addresses())
def test_every_table_tells_what_it_is_and_what_its_columns_are(site: TestClient, path: str) -> None:
    page = markup.Page(site.get(path).text)
    assert [each for each in page.all("th") if each.get("scope") not in {"col", "row", "colgroup", "rowgroup"}] == []
    regions = [each for _, each in page.elements if each.get("role") == "region"]
    assert [each for each in regions if not (each.get("aria-label") or each.get("aria-labelledby"))] == []
    assert len(page.all("table")) <= len(page.all("caption")) + len(regions)
