"""The pages that the law, and honesty, want of a site: legal notice, personal data, accessibility."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from data import licence
from service.index import Thing
from service.reading import plain, records, rows
from service.templating import page
from service.world import Contract, TheWorld, World
from viz.vendor import packages

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

AXE = "axe-core"
"""The library that judges the pages in the tests; no page carries it."""
_VIS = ("vis-network", "9.1.2", "Apache-2.0 OR MIT")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""How a requirement begins: https://packaging.python.org/en/latest/specifications/dependency-specifiers/#names."""
_SHORT = 40
"""A `License` field longer than this is the text of a licence, and not its name."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library of others that the program or its pages carry, and its licence."""

    name: str
    version: str
    licence: str


@router.get("/mentions-legales", summary="Qui édite ce site, sous quelles licences, d'après quelles sources")
def legal_notice(request: Request, world: TheWorld) -> HTMLResponse:
    """Donne l'éditeur, les licences du programme et des données, les documents lus et les bibliothèques employées."""
    context = {
        "operator": operator(request),
        "licence": licence,
        "sources": [(contract, _documents(world, contract)) for contract in world.contracts],
        "carried": carried(),
        "installed": installed(),
    }
    return page(request, "legal.html", context)


@router.get("/donnees-personnelles", summary="Quelles données personnelles, pourquoi, et comment les faire corriger")
def personal_data(request: Request, world: TheWorld) -> HTMLResponse:
    """Dit qui est nommé dans les données, ce que le service retient de ses visiteurs, et quels sont leurs droits."""
    people = _people(world)
    return page(request, "privacy.html", {"operator": operator(request), "people": people})


@router.get("/accessibilite", summary="Ce qui a été essayé pour que chacun puisse lire ce site, et ce qui manque")
def accessibility(request: Request) -> HTMLResponse:
    """Dit ce qui a été essayé, comment, et les défauts connus."""
    version = next((each.version for each in packages() if each.name == AXE), "")
    return page(request, "accessibility.html", {"operator": operator(request), "axe": version})


def operator(request: Request) -> str:
    """Return who runs this instance, as they named themselves; empty where they did not."""
    return str(getattr(request.app.state, "operator", ""))


def _documents(world: World, contract: Contract) -> list[Thing]:
    bound = {"contrat": contract.iri}
    found = records(world.store, "documents", by="document", graphs=[contract.graph], bound=bound)
    return [world.refer(each.need("document")) for each in found]


@cache
def carried() -> tuple[Library, ...]:
    """Return the libraries that pages carry within themselves or load from this host."""
    fetched = (Library(each.name, each.version, each.licence) for each in packages() if each.name != AXE)
    return tuple(sorted((Library(*_VIS), *fetched), key=lambda library: library.name.lstrip("@")))


@cache
def installed() -> tuple[Library, ...]:
    """Return the libraries that the program runs on, as this machine has them."""
    return tuple(_installed())


def _installed() -> Iterator[Library]:
    for requirement in requires("maillage") or ():
        name = _NAME.match(requirement)
        if name is None or "extra ==" in requirement:
            continue
        try:
            told = metadata(name[0])
        except PackageNotFoundError:
            continue
        yield Library(name[0], told["Version"], _licence(told))


def _licence(told: PackageMetadata) -> str:
    """Return the licence of a distribution: as SPDX has it, else as it is classified, else in its own words."""
    if "License-Expression" in told:
        return told["License-Expression"]
    classified = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if "License ::" in each]
    if classified or "License" not in told:
        return " ; ".join(classified)
    return told["License"] if len(told["License"]) <= _SHORT else ""


@dataclass(frozen=True, slots=True)
class People:
    """How many people the data name: those who signed a published act, those who decided how it is read."""

    signatories: int
    authors: tuple[str, ...]


def _people(world: World) -> People:
    named = rows(world.store, "named-people", graphs=world.published)
    found = {(plain(row["role"]), plain(row["personne"])) for row in named}
    authors = sorted(name for role, name in found if role == "auteur")
    return People(sum(role == "signataire" for role, _ in found), tuple(authors))
