"""Take a picture of every kind of page, to be looked at: `make screenshots`, over the bundled contracts.

Each page is taken whole at 1280 and at 390 px, and at 1280 px in dark; `index.html` sets them side by side.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, FilePayload, FloatRect, Page, ViewportSize, sync_playwright

from service.benchmarks.pages import PAGES as MEASURED
from tests.conftest import CHROMIUM, FLAGS
from tests.data.imports.towns import DOCUMENT, NAME

SETTLED = 2500
"""Milliseconds that a picture of the network takes to be drawn within its page."""
TALLEST = 6000
"""Pixels; what is below repeats what is above."""
PAGES = {
    **MEASURED,
    "diagramme": "/reseau?vue=flux-de-financement&contrat=moissac",
    "lignes du document": "/documents/moissac/avenant-2021-2023?ligne=915",
    "question mal posée": "/questions/echeances?date=hier",
    "résultat": "/requete?query=SELECT+*+%7B+%3Fquartier+a+%3FQuartierPrioritaire+%7D+LIMIT+20",
    "recherche vaine": "/recherche?q=zzzz",
    "importer sans session": "/importer",
    "interface de programmation": "/api",
    "mentions légales": "/mentions-legales",
    "données personnelles": "/donnees-personnelles",
    "page inconnue": "/nulle-part",
}


class Look(NamedTuple):
    """How a page is looked at."""

    name: str
    width: int
    scheme: Literal["light", "dark"]


LOOKS = (Look("1280", 1280, "light"), Look("390", 390, "light"), Look("sombre", 1280, "dark"))


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """Serve the bundled contracts on a free port; give the address, and the link that opens the session."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--documents", "../shared/sources"]
        environment = {**os.environ, "XDG_DATA_HOME": home, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
        try:
            link = next(found[0] for line in process.stderr or () if (found := re.search(r"http\S+jeton=\S+", line)))
            yield link.partition("/session")[0], link
        finally:
            process.terminate()
            process.wait()


def take(browser: Browser, address: str, link: str, folder: Path) -> dict[str, str]:
    """Take every page as it is looked at in each way, and return them all by their names."""
    every = dict(PAGES)
    for look in LOOKS:
        size = ViewportSize(width=look.width, height=900)
        context = browser.new_context(viewport=size, color_scheme=look.scheme, locale="fr-FR")
        page = context.new_page()
        for name, path in PAGES.items():
            _shoot(page, f"{address}{path}", folder / f"{name} {look.name}.png")
        if look == LOOKS[0]:
            every |= _hand_in(page, link)
            session = context.storage_state()
        context.close()
        signed = browser.new_context(viewport=size, color_scheme=look.scheme, locale="fr-FR", storage_state=session)
        page = signed.new_page()
        for name in every.keys() - PAGES.keys():
            _shoot(page, f"{address}{every[name]}", folder / f"{name} {look.name}.png")
        signed.close()
    return every


def _hand_in(page: Page, link: str) -> dict[str, str]:
    """Open the session, hand in an invented contract, and return the pages of the import once it is read."""
    page.goto(link)
    page.set_input_files("#fichier", FilePayload(name=NAME, mimeType="text/markdown", buffer=DOCUMENT.encode()))
    page.get_by_role("button", name="Lire", exact=True).click()
    page.get_by_role("link", name="Publier…").wait_for(timeout=120_000)
    read = urlsplit(page.url).path
    return {"importer": "/importer", "import lu": f"{read}?ligne=29", "import à publier": f"{read}/publier"}


def _shoot(page: Page, url: str, file: Path) -> None:
    page.goto(url)
    for frame in page.locator("iframe").all():
        if frame.is_visible():
            frame.scroll_into_view_if_needed()
            page.wait_for_timeout(SETTLED)
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    clip = FloatRect(x=0, y=0, width=page.evaluate("innerWidth"), height=height)
    page.screenshot(path=file, full_page=True, clip=clip)


def sheet(folder: Path, pages: Mapping[str, str]) -> None:
    """Write the page that sets the pictures side by side."""
    rows = [
        f"<h2>{html.escape(name)} <code>{html.escape(path)}</code></h2><p>"
        + "".join(f'<img src="{html.escape(name)} {look.name}.png" width="{look.width // 3}" alt="">' for look in LOOKS)
        for name, path in pages.items()
    ]
    style = "<style>img { vertical-align: top; margin-right: 1rem; border: 1px solid #999 }</style>"
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{style}{''.join(rows)}", "utf-8")


def main() -> None:
    """Take all pictures into the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with served() as (address, link), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        pages = take(browser, address, link, folder)
        browser.close()
    sheet(folder, pages)


if __name__ == "__main__":
    main()
