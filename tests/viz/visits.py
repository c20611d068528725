"""Open a picture in a real browser, from a file."""

from pathlib import Path

import networkx as nx
import pyoxigraph as ox
from playwright.sync_api import Page

from viz.exports import write
from viz.network import build


class Visit:
    """Open a picture from a file, and note whatever it asks for or complains of."""

    def __init__(self, page: Page, file: Path, fragment: str = "") -> None:
        self.page, self.requests, self.complaints = page, list[str](), list[str]()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(file.as_uri() + fragment)

    def row_texts(self) -> list[str]:
        return self.page.locator("#relations tbody tr:visible").all_inner_texts()


def visit(
    page: Page, store: ox.Store, folder: Path, *contracts: str, site: str | None = None, fragment: str = ""
) -> Visit:
    """Draw some contracts and open the picture."""
    return visit_network(page, build(store, contracts), folder, site=site, fragment=fragment)


def visit_network(
    page: Page, graph: "nx.Graph[str]", folder: Path, *, site: str | None = None, fragment: str = ""
) -> Visit:
    """Draw a network and open the picture."""
    write(graph, folder / "reseau.html", site=site)
    return Visit(page, folder / "reseau.html", fragment)
