"""Take a picture of every kind of page, to be looked at: `make screenshots`, over the bundled contracts.

Each page is taken whole at 1280 and at 390 px, and at 1280 px in dark; `index.html` sets them side by side.
"""

import html
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, FloatRect, ViewportSize, sync_playwright

from tests.conftest import CHROMIUM, FLAGS

SETTLED = 2500
"""Milliseconds that a picture of the network takes to be drawn within its page."""
TALLEST = 6000
"""Pixels; what is below repeats what is above."""
PAGES = {
    "accueil": "/",
    "contrats": "/contrats",
    "contrat": "/contrats/moissac",
    "contrat, cadre": "/contrats/moissac/cadre",
    "contrat, feuille de route": "/contrats/moissac/feuille-de-route",
    "contrat, partenaires": "/contrats/moissac/partenaires",
    "contrat, instances": "/contrats/moissac/instances",
    "contrat, documents": "/contrats/moissac/documents",
    "contrat sans feuille de route": "/contrats/montauban",
    "couverture": "/couverture?contrat=moissac",
    "financements": "/financements",
    "actions": "/actions",
    "acteurs": "/acteurs",
    "annuaire": "/annuaire?contrat=moissac",
    "agenda": "/agenda?contrat=moissac",
    "comparer": "/comparer",
    "dossier": "/dossier?contrat=moissac",
    "réseau": "/reseau?contrat=moissac",
    "diagramme": "/reseau?vue=flux-de-financement&contrat=moissac",
    "action": "/id/moissac/action/creation-d-une-maison-de-sante-pluridisciplinaire-entre-les-2-qpv",
    "acteur": "/id/reference/acteur/commune-de-moissac",
    "questions": "/questions",
    "question": "/questions/actions-sans-financeur?contrat=moissac",
    "question mal posée": "/questions/echeances?date=hier",
    "requête": "/requete",
    "composer": "/requete/visuelle",
    "recherche": "/recherche?q=caf",
    "recherche vaine": "/recherche?q=zzzz",
    "qualité": "/qualite?contrat=moissac",
    "importer": "/importer",
    "vocabulaire": "/ontology",
    "interface de programmation": "/api",
    "mentions légales": "/mentions-legales",
    "données personnelles": "/donnees-personnelles",
    "accessibilité": "/accessibilite",
    "page inconnue": "/nulle-part",
}


class Look(NamedTuple):
    """How a page is looked at."""

    name: str
    width: int
    scheme: Literal["light", "dark"]


LOOKS = (Look("1280", 1280, "light"), Look("390", 390, "light"), Look("sombre", 1280, "dark"))


@contextmanager
def served() -> Iterator[str]:
    """Serve the bundled contracts on a free port, and give the address once the site answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as store:
        command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--store", store]
        process = subprocess.Popen(command)
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def _wait(port: int) -> None:
    for _ in range(120):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(port)


def take(browser: Browser, address: str, folder: Path) -> None:
    """Take every page as it is looked at in each way."""
    for look in LOOKS:
        size = ViewportSize(width=look.width, height=900)
        context = browser.new_context(viewport=size, color_scheme=look.scheme)
        page = context.new_page()
        for name, path in PAGES.items():
            page.goto(f"{address}{path}")
            for frame in page.locator("iframe").all():
                frame.scroll_into_view_if_needed()
                page.wait_for_timeout(SETTLED)
            height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
            clip = FloatRect(x=0, y=0, width=look.width, height=height)
            page.screenshot(path=folder / f"{name} {look.name}.png", full_page=True, clip=clip)
        context.close()


def sheet(folder: Path) -> None:
    """Write the page that sets the pictures side by side."""
    rows = [
        f"<h2>{html.escape(name)} <code>{html.escape(path)}</code></h2><p>"
        + "".join(f'<img src="{html.escape(name)} {look.name}.png" width="{look.width // 3}" alt="">' for look in LOOKS)
        for name, path in PAGES.items()
    ]
    style = "<style>img { vertical-align: top; margin-right: 1rem; border: 1px solid #999 }</style>"
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{style}{''.join(rows)}", "utf-8")


def main() -> None:
    """Take all pictures into the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        take(browser, address, folder)
        browser.close()
    sheet(folder)


if __name__ == "__main__":
    main()
