"""The page of a chart draws in a real browser, asks for nothing, runs nothing that a label holds, and can be read."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from data.store import OpenStore
from tests.browsing import violations
from tests.viz.charts import CHARTS, hostile
from viz.charts.chart import charts
from viz.charts.exports import to_csv, write
from viz.charts.figure import draw

pytestmark = pytest.mark.browser
OPTION = "echarts.getInstanceByDom(document.querySelector('#graphique')).getOption()"


class Visit:
    """Open a chart from a file, and note whatever it asks for or complains of."""

    def __init__(
        self, page: Page, store: ox.Store, folder: Path, name: str, *contracts: str, site: str | None = None
    ) -> None:
        self.page, self.requests, self.complaints = page, list[str](), list[str]()
        self.figure = draw(store, charts()[name], contracts)
        self.file = folder / f"{name}.html"
        write(self.figure, self.file, site=site)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.file.as_uri())

    def taken(self, kind: str) -> Download:
        with self.page.expect_download() as waiting:
            self.page.locator(f"[data-export={kind}]").click()
        return waiting.value


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def colors(page: Page) -> int:
    """Count the colours of the drawing: an empty canvas has one."""
    return int(
        page.evaluate(
            """() => { const canvas = document.querySelector('#graphique canvas');
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data, seen = new Set();
            for (let at = 0; at < data.length; at += 4) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
            return seen.size; }"""
        )
    )


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_draws_asks_for_nothing_and_complains_of_nothing(
    page: Page, store: ox.Store, tmp_path: Path, name: str
) -> None:
    seen = Visit(page, store, tmp_path, name, "clairval")
    page.wait_for_timeout(200)
    assert colors(page) > 20
    assert [url for url in seen.requests if url not in {seen.file.as_uri(), "data:,"}] == []
    assert seen.complaints == []
    assert page.locator("#relations tbody tr").count() == len(seen.figure.rows)


@pytest.mark.parametrize("name", CHARTS)
def test_hostile_labels_are_drawn_and_written_as_text_and_run_nothing(
    page: Page, store: ox.Store, tmp_path: Path, name: str
) -> None:
    seen = Visit(page, hostile(store), tmp_path, name, "clairval", site="https://exemple.fr")
    box = page.locator("#graphique canvas").bounding_box()
    assert box
    for x in range(20, 100, 10):  # tooltips come up over the marks
        page.mouse.move(box["x"] + box["width"] * x / 100, box["y"] + min(box["height"], 700) / 2)
    seen.taken("svg").save_as(tmp_path / "saved.svg")
    assert page.evaluate("window.hurt") is None
    page.goto((tmp_path / "saved.svg").as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("window.hurt") is None
    assert page.locator("img, script, foreignObject, a").count() == 0
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_hostile_label_stays_text_in_the_table(page: Page, store: ox.Store, tmp_path: Path) -> None:
    Visit(page, hostile(store), tmp_path, "flux-de-financement", "clairval", site="https://exemple.fr")
    expect(page.locator("#relations")).to_contain_text('"><img src=x onerror="window.hurt=1">')
    assert page.locator("#relations img, #relations a[href^='javascript']").count() == 0
    assert page.evaluate("window.hurt") is None


def test_the_table_is_sorted_by_its_heads_numbers_as_numbers_and_unknowns_last(
    page: Page, bundle: OpenStore, tmp_path: Path
) -> None:
    Visit(page, bundle.store, tmp_path, "flux-de-financement", "moissac")
    amounts = page.locator("#relations tbody tr td:nth-child(8)")
    head = page.get_by_role("columnheader", name="Montant connu")
    for direction in ("ascending", "descending"):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", direction)
        assert amounts.all_inner_texts()[:2] == ["50 000 €", "inconnu"]
    funder = page.get_by_role("columnheader", name="Financeur")
    funder.get_by_role("button").click()
    first = page.locator("#relations tbody tr th").first
    expect(first).to_have_text("Agence nationale de l'habitat")
    funder.get_by_role("button").click()
    expect(first).not_to_have_text("Agence nationale de l'habitat")
    assert page.locator("th[aria-sort]").count() == 1


def test_dates_are_sorted_by_day_and_not_by_the_first_figure(page: Page, bundle: OpenStore, tmp_path: Path) -> None:
    Visit(page, bundle.store, tmp_path, "calendrier", "moissac")
    head = page.get_by_role("columnheader", name="Dernier jour possible")
    head.get_by_role("button").click()
    days = [day for day in page.locator("#relations tbody tr td:nth-child(5)").all_inner_texts() if day.strip()]
    iso = ["-".join(reversed(day.split("/"))) for day in days]
    assert len(iso) > 10
    assert iso == sorted(iso)


def test_the_figures_are_taken_from_the_page_as_the_command_writes_them(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    for hurt in (store, hostile(store)):
        seen = Visit(page, hurt, tmp_path, "flux-de-financement", "clairval")
        download = seen.taken("csv")
        assert download.suggested_filename == "flux-de-financement-clairval.csv"
        taken, written = (
            list(csv.reader(io.StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), newline="")))
            for text in (download.path().read_bytes().decode(), to_csv(seen.figure))
        )
        assert taken == written


@pytest.mark.parametrize("name", CHARTS)
def test_the_drawing_is_taken_as_svg_and_png_with_its_title(
    page: Page, store: ox.Store, tmp_path: Path, name: str
) -> None:
    seen = Visit(page, store, tmp_path, name, "clairval")
    svg, png = seen.taken("svg").path().read_text("utf-8"), seen.taken("png").path().read_bytes()
    assert svg.startswith("<svg")
    assert "Contrat de ville de Clairval" in svg
    assert "Licence Ouverte 2.0" in svg
    assert png.startswith(b"\x89PNG")
    assert len(png) > 5_000
    assert seen.complaints == []


def test_the_saved_drawing_is_the_same_from_any_screen(browser: Browser, store: ox.Store, tmp_path: Path) -> None:
    saved = set()
    for width, scheme in ((1280, "light"), (390, "dark")):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        saved.add(Visit(context.new_page(), store, tmp_path, "couverture", "clairval").taken("svg").path().read_bytes())
        context.close()
    assert len(saved) == 1


def test_a_click_on_a_ring_opens_it_and_another_closes_it(page: Page, store: ox.Store, tmp_path: Path) -> None:
    Visit(page, store, tmp_path, "couverture", "clairval")
    canvas = page.locator("#graphique canvas")
    box = canvas.bounding_box()
    assert box
    tops = f"{OPTION}.series[0].data.map((each) => each.name)"
    assert page.evaluate(tops) == ["Vivre ensemble", "2 Travailler"]
    for shown in (["Vivre ensemble"], ["Vivre ensemble", "2 Travailler"]):
        canvas.click(position={"x": box["width"] / 2 + 100, "y": box["height"] / 2})
        page.wait_for_timeout(100)
        assert page.evaluate(tops) == shown


def test_the_keyboard_reaches_the_drawing_the_files_and_the_table_and_is_trapped_nowhere(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    Visit(page, store, tmp_path, "flux-de-financement", "clairval")
    stops = []
    for _ in range(20):
        page.keyboard.press("Tab")
        stops.append(str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")))
    assert {"cadre", "relations", "les chiffres (CSV)", "le dessin (SVG)", "Fermeté"} <= set(stops)
    assert stops.count("Fermeté") <= 2
    page.get_by_role("button", name="Fermeté").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Fermeté")).to_have_attribute("aria-sort", "ascending")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", CHARTS)
def test_axe_finds_nothing_to_reproach(
    browser: Browser, store: ox.Store, tmp_path: Path, name: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    Visit(page, store, tmp_path, name, "clairval", "valdor", site="https://exemple.fr")
    found = violations(page)
    context.close()
    assert found == []


def test_the_drawing_says_in_words_what_it_is(page: Page, store: ox.Store, tmp_path: Path) -> None:
    Visit(page, store, tmp_path, "couverture", "clairval")
    image = page.get_by_role("img")
    told = image.get_attribute("aria-label") or ""
    assert told.startswith("Ce qui répond à chaque partie du cadre : Contrat de ville de Clairval. 4 éléments du cadre")
    assert told.endswith("Le tableau qui suit dit la même chose.")
    expect(page.get_by_role("table")).to_have_count(1)
    assert page.locator("table caption").inner_text().startswith("Ce qui répond")


@pytest.mark.parametrize("name", CHARTS)
def test_a_narrow_screen_needs_no_sideways_scrolling_of_the_page(
    page: Page, bundle: OpenStore, tmp_path: Path, name: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    Visit(page, bundle.store, tmp_path, name, "moissac")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert colors(page) > 20


def test_the_whole_page_is_printed_with_its_drawing_and_without_its_buttons(
    page: Page, bundle: OpenStore, tmp_path: Path
) -> None:
    seen = Visit(page, bundle.store, tmp_path, "flux-de-financement", "moissac")
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as printed:
        pictures = [image for sheet in printed.pages for image in sheet.images]
        words = " ".join(sheet.extract_text() for sheet in printed.pages)
        assert pictures
        assert all(image["x0"] >= 0 and image["x1"] <= printed.pages[0].width + 1 for image in pictures)
    assert "les chiffres (CSV)" not in words
    assert "départemental" in words
    expect(page.locator("#cadre")).to_be_visible()
    expect(page.locator("#imprime")).to_be_hidden()
    assert seen.complaints == []


def test_nothing_moves_for_those_who_ask_for_less_motion(page: Page, store: ox.Store, tmp_path: Path) -> None:
    Visit(page, store, tmp_path, "flux-de-financement", "clairval")
    first = page.locator("#graphique canvas").screenshot()
    page.wait_for_timeout(400)
    assert page.locator("#graphique canvas").screenshot() == first


def test_without_javascript_the_table_says_it_all(browser: Browser, store: ox.Store, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    seen = Visit(context.new_page(), store, tmp_path, "couverture", "clairval")
    assert seen.page.locator("#relations tbody tr").count() == 4
    expect(seen.page.locator("noscript p")).to_contain_text("demandent JavaScript")
    for part in ("#dessin", "#emporter"):
        expect(seen.page.locator(part)).to_be_hidden()
    context.close()


def test_an_unknown_contract_shows_its_message_without_complaint(page: Page, store: ox.Store, tmp_path: Path) -> None:
    seen = Visit(page, store, tmp_path, "calendrier", "valdor")
    expect(page.get_by_text("aucune feuille de route chargée")).to_be_visible()
    expect(page.get_by_text("Rien à dessiner : la réponse est inconnue")).to_be_visible()
    assert seen.complaints == []


def test_what_the_page_draws_is_what_its_data_says(page: Page, store: ox.Store, tmp_path: Path) -> None:
    seen = Visit(page, store, tmp_path, "flux-de-financement", "clairval")
    island = json.loads(page.locator("#donnees").text_content() or "")
    assert island["panels"] == json.loads(json.dumps(seen.figure.drawing))["panels"]
    option = page.evaluate(OPTION)
    assert [[link["value"] for link in series["links"]] for series in option["series"]] == [
        [link["value"] for link in panel["links"]] for panel in island["panels"]
    ]
