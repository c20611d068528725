"""What `maillage bench` measures of pages: how long each kind takes on the server and weighs, beside a bare page."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Template

from data.contracts import bundled
from data.store import open_store
from service.app import create_app

MILLISECONDS, KILOBYTES = 100, 200
"""What a page may take on the server, and weigh without what the query tools load."""
RUNS = 5
PAGES: Mapping[str, str] = {
    "accueil": "/",
    "contrats": "/contrats",
    "contrat": "/contrats/moissac",
    "contrat, cadre": "/contrats/moissac/cadre",
    "contrat, feuille de route": "/contrats/moissac/feuille-de-route",
    "contrat, partenaires": "/contrats/moissac/partenaires",
    "contrat, instances": "/contrats/moissac/instances",
    "contrat, documents": "/contrats/moissac/documents",
    "contrat sans feuille de route": "/contrats/montauban",
    "acteurs": "/acteurs",
    "actions": "/actions",
    "financements": "/financements?contrat=moissac",
    "couverture": "/couverture?contrat=moissac",
    "annuaire": "/annuaire?contrat=moissac",
    "agenda": "/agenda?contrat=moissac",
    "question": "/questions/fragilite?contrat=moissac",
    "questions": "/questions",
    "comparer": "/comparer?contrat=moissac&contrat=montauban",
    "dossier": "/dossier?contrat=moissac",
    "réseau": "/reseau?contrat=moissac",
    "recherche": "/recherche?q=sante",
    "acteur": "/id/moissac/acteur/commune-de-moissac",
    "action": "/id/moissac/action/salle-de-sport-inclusive-en-qpv-centre-ville",
    "élément": "/id/moissac/element/t1",
    "document": "/id/moissac/document/avenant-2021-2023",
    "requête": "/requete",
    "composer": "/requete/visuelle",
    "qualité": "/qualite?contrat=moissac",
    "vocabulaire": "/ontology",
    "accessibilité": "/accessibilite",
}
"""The pages that are measured over the contracts that ship with the program."""
_MOVED = frozenset({302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class PageMeasure:
    """A page: its milliseconds the first time, their median after it, its kilobytes, and those of a bare page as heavy.

    Milliseconds are of the processor: what else the machine does is not the page's.
    """

    name: str
    address: str
    status: int
    first: float
    milliseconds: float
    kilobytes: float
    bare: float

    @property
    def ratio(self) -> float:
        """How many times as long as the bare page."""
        return self.milliseconds / self.bare

    @property
    def holds(self) -> bool:
        """Tell whether the page stays within both budgets."""
        return self.milliseconds <= MILLISECONDS and self.kilobytes <= KILOBYTES


@dataclass(frozen=True, slots=True)
class _Got:
    status: int
    location: str
    body: bytes


def pages(asked: Mapping[str, str] = PAGES) -> Iterator[PageMeasure]:
    """Yield the measure of each page, over the bundled contracts, once it was asked for a first time."""
    with tempfile.TemporaryDirectory() as folder:
        opened = open_store(Path(folder), folders=[bundled()])
        app = create_app(store=opened.store, directory=opened.directory, revision=opened.revision)
        for name, address in asked.items():
            yield asyncio.run(_measure(app, name, address))


async def _measure(app: FastAPI, name: str, address: str) -> PageMeasure:
    start = time.process_time()
    found, reached = await _follow(app, address)
    first = 1000 * (time.process_time() - start)
    ours = await _median(lambda: _get(app, reached))
    bare = _bare(len(found.body))
    await _get(bare, "/")
    theirs = await _median(lambda: _get(bare, "/"))
    return PageMeasure(name, reached, found.status, first, ours, len(found.body) / 1000, theirs)


async def _follow(app: FastAPI, address: str) -> tuple[_Got, str]:
    """Return what an address gives in the end, and the address of it."""
    found = await _get(app, address)
    while found.status in _MOVED:
        address = found.location
        found = await _get(app, address)
    return found, address


async def _median(get: Callable[[], Awaitable[_Got]]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        await get()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def _bare(size: int) -> FastAPI:
    """Return an application whose one page says nothing, at that length, through the same libraries."""
    app, template = FastAPI(), Template("<!doctype html><title>.</title><p>{{ words }}</p>", autoescape=True)
    words = "a" * max(0, size - len(template.render(words="")))

    @app.get("/", response_class=HTMLResponse)
    def page() -> str:
        return str(template.render(words=words))

    return app


async def _get(app: FastAPI, address: str) -> _Got:
    """Ask an application for a page as a server does, without a network (https://asgi.readthedocs.io)."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1"), (b"accept", b"text/html")],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
    said: list[Mapping[str, Any]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        said.append(message)

    await app(scope, receive, send)
    headers: dict[bytes, bytes] = dict(said[0]["headers"])
    body = b"".join(message.get("body", b"") for message in said[1:])
    return _Got(said[0]["status"], headers.get(b"location", b"").decode(), body)
