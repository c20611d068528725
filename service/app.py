"""Put the service together: one application over what is served, which may change while it runs."""

from collections.abc import Collection
from http import HTTPStatus
from pathlib import Path

import pyoxigraph as ox
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from data.at_hand import Library
from data.lease import Lease
from data.store import OpenStore
from service import about, errors, legal, list_pages, network, sparql, things
from service.contract import pages as contract_pages
from service.documents import pages as document_pages
from service.documents.sources import Sources
from service.dossier import pages as dossier_pages
from service.home import pages as home_pages
from service.importing import actions as import_actions
from service.importing import pages as import_pages
from service.importing import session_pages
from service.importing.importer import Importing
from service.licensing import Licensed
from service.quality import pages as quality_pages
from service.quality.judging import Quality
from service.questions import pages as question_pages
from service.reading_pages import routes as reading_routes
from service.search import pages as search_pages
from service.security import HOSTS, Bodies, Guard
from service.serving import Answering, Serving, pool_of
from service.tools import builder as builder_page
from service.tools import catalogue as catalogue_page
from service.tools import completion, vendor
from service.tools import editor as query_page
from service.warming import lifespan

DESCRIPTION = (
    "Le graphe des contrats de ville : qui fait quoi, qui finance quoi, et à quel endroit du document c'est écrit. "
    "Chaque réponse porte sa source. Ce qui n'est pas connu est dit inconnu, jamais nul."
)
TAGS = [
    {"name": "pages", "description": "Les pages que l'on lit."},
    {"name": "questions", "description": "Les questions du catalogue, en page, CSV, XLSX ou JSON."},
    {"name": "données", "description": "Les choses du graphe et le vocabulaire, en page, Turtle ou JSON-LD."},
    {"name": "sparql", "description": "Le protocole SPARQL 1.1."},
    {"name": "service", "description": "L'état du service et sa description."},
]


def create_app(
    *,
    store: ox.Store,
    directory: Path,
    revision: str,
    hosts: Collection[str] = (),
    importing: Importing | None = None,
    library: Library | None = None,
    lease: Lease | None = None,
    home: Path | None = None,
    operator: str = "",
) -> FastAPI:
    """Return the application that serves a store.

    `directory` is where the store stands on disk, for the processes that answer SPARQL; `revision` names what is
    served, in recipes and at the foot of pages; `hosts` are the names, beside the local ones, that it answers to;
    `importing` is what lets a session import and publish, without which the service only serves readers; `library`
    holds the documents at hand, none by default. `lease` keeps the directory until another store is served and nobody
    reads this one; `home` is the data directory whose journal tells what was published. `app.state.serving` holds what
    is served, for those who publish another. `operator` is who runs the site and how to reach them, in their own
    words, for the legal notice.
    """
    app = FastAPI(
        title="Maillage",
        summary="Les contrats de ville, reliés et sourcés",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    serving = Serving(OpenStore(store, directory, revision, lease))
    app.state.serving = serving
    app.state.home = home
    app.state.sources = Sources(library or Library())
    app.state.quality = Quality()
    app.state.operator = operator.strip()
    app.state.sessions = importing.sessions if importing else None
    app.state.importer = importing.importer if importing else None
    for router in (*_to_read(), *_to_ask(), *_to_import(importing), quality_pages.router(app.state.quality)):
        app.include_router(router)
    app.mount("/static", StaticFiles(packages=[("service", "static")]), name="static")
    errors.install(app)
    app.add_middleware(Licensed)
    app.add_middleware(Bodies)
    app.add_middleware(Guard, hosts={*HOSTS, *hosts}, refuse=_refuse)
    app.add_middleware(Answering, serving=serving)
    return app


def _to_read() -> tuple[APIRouter, ...]:
    return (
        home_pages.router,
        contract_pages.router,
        list_pages.router,
        search_pages.router,
        reading_routes.router(),
        dossier_pages.router,
        network.router,
        things.router,
        document_pages.router,
        about.router,
        legal.router,
    )


def _to_ask() -> tuple[APIRouter, ...]:
    """Return the routes of questions and of free queries; `/sparql` leads a browser that asks nothing to the editor."""
    return (
        catalogue_page.router,
        question_pages.router(),
        builder_page.router,
        completion.router,
        vendor.router,
        query_page.router(pool_of),
        sparql.router(pool_of, editor="/requete"),
    )


def _to_import(importing: Importing | None) -> tuple[APIRouter, ...]:
    announce = importing.announce if importing else lambda _token: None
    return session_pages.router(announce), import_pages.router, import_actions.router


def _refuse(request: Request, status: HTTPStatus, detail: str) -> Response:
    problem = errors.Problem(status.value, errors.TITLES[status.value], detail, errors.identifier(request))
    return errors.respond(request, problem)
