"""A site where a session may import: its browser, its folders, and what a person does there."""

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from data.imports.apart import Reader, Unread
from data.imports.child import verdict
from data.imports.found import Found
from data.imports.state import RUNNING, Import
from data.writer import Writer
from service.app import create_app
from service.importing.importer import Importer, Importing, importing
from service.importing.workshop import Workshop
from tests.conftest import TOWNS
from tests.data.imports.towns import DOCUMENT, NAME

OWN = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
"""What a browser says of a request that a page of the site makes."""


SCRIPTS = {"/static/importer.js", "/static/recherche.js"}
"""The scripts of the import pages, all of them files of ours."""
READS_PAGES = {"Accept": "text/html"}


@dataclass
class Desk:
    """The site, a browser without a session, and all that stands behind them."""

    app: FastAPI
    importing: Importing
    announced: list[str]
    home: Path

    @property
    def importer(self) -> Importer:
        return self.importing.importer

    def browser(self, *, base: str = "http://testserver") -> TestClient:
        return TestClient(self.app, base_url=base, headers=READS_PAGES, follow_redirects=False)

    def person(self) -> "Person":
        client = self.browser()
        answer = client.get("/session", params={"jeton": self.importing.sessions.issue()})
        assert answer.status_code == 303
        return Person(self, client)


@dataclass
class Person:
    """Somebody whose browser has an open session."""

    desk: Desk
    client: TestClient

    @property
    def token(self) -> str:
        found = re.search(r'name="jeton" value="([^"]+)"', self.client.get("/importer").text)
        assert found
        return found[1]

    def hand_in(self, *files: tuple[str, bytes]) -> Response:
        parts = [("fichier", (name, content)) for name, content in files]
        return self.client.post("/importer", data={"jeton": self.token}, files=parts, headers=OWN)

    def act(self, identifier: str, what: str, **fields: str) -> Response:
        said = {"jeton": self.token, **fields}
        return self.client.post(f"/importer/{identifier}/{what}", data=said, headers=OWN)

    def imported(self, text: str = DOCUMENT, name: str = NAME) -> Import:
        """Hand in a document, and wait until it is read."""
        answer = self.hand_in((name, text.encode()))
        assert answer.status_code == 303, answer.text
        return self.settled(answer.headers["location"].rpartition("/")[2])

    def settled(self, identifier: str) -> Import:
        for _ in range(600):
            known = self.desk.importer.imports.get(identifier)
            if known and known.state not in RUNNING and not self.desk.importer.workshop.runs(identifier):
                return known
            time.sleep(0.02)
        raise TimeoutError(f"the import {identifier} is still {known and known.state}")

    def publish(self, identifier: str, who: str = "Ada Exemple", why: str = "Contrat signé") -> Response:
        return self.act(identifier, "publier", qui=who, pourquoi=why)


class Here(Reader):
    """A reading without a process of its own, which takes a second to start; `tests/data/imports` try that."""

    def read(
        self, name: str, content: bytes, *, contract: str | None, tell: Callable[[int], None]
    ) -> tuple[Found, str]:
        known = self.home / "contracts"
        # what nobody published yet is read alike each time
        again = read if any(known.glob("*")) else cached
        return again(name, content, contract, self.home, self.shipped)


def read(name: str, content: bytes, contract: str | None, home: Path, shipped: Path) -> tuple[Found, str]:
    job = {"name": name, "contract": contract, "home": str(home), "shipped": str(shipped)}
    told = verdict(job, content, tell=lambda _step: None)
    if told["outcome"] != "read":
        raise Unread(told["message"], unnamed=told["outcome"] == "unnamed")
    return Found.from_json(told["found"]), told["graph"]


_READ: dict[tuple[str, bytes, str | None], tuple[Found, str]] = {}


def cached(name: str, content: bytes, contract: str | None, home: Path, shipped: Path) -> tuple[Found, str]:
    key = (name, content, contract)
    if key not in _READ:
        _READ[key] = read(name, content, contract, home, shipped)
    return _READ[key]


def furnished(folder: Path) -> Path:
    """Put into a folder what a site stands on: Clairval, which ships with the program, and its store."""
    source = folder / "shipped" / "clairval" / "sources" / "contrat-2030.ttl"
    source.parent.mkdir(parents=True)
    shutil.copy(TOWNS / "clairval.ttl", source)
    Writer(folder / "home", shipped=folder / "shipped").open()
    return folder


def opened(furniture: Path, folder: Path) -> Desk:
    """Open a site over a copy of such a folder."""
    shutil.copytree(furniture, folder, dirs_exist_ok=True)
    shipped, home = folder / "shipped", folder / "home"
    announced: list[str] = []
    allowed = importing(home, None, announce=announced.append, shipped=shipped)
    imports = allowed.importer.imports
    workshop = Workshop(imports, lambda: Here(home, shipped=shipped))
    allowed = replace(allowed, importer=replace(allowed.importer, workshop=workshop))
    store = allowed.importer.writer.open()
    app = create_app(store=store.store, directory=store.directory, revision=store.revision, importing=allowed)
    return Desk(app, allowed, announced, home)
