"""Put the service together: one application over what is served, which may change while it runs."""

from collections.abc import Collection
from http import HTTPStatus
from pathlib import Path

import pyoxigraph as ox
from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.body_limit import RequestBodyLimitMiddleware

from data.lease import Lease
from data.store import OpenStore
from service import about, errors, network, pages, query_page, question_pages, search_pages, sparql, things
from service.reading_pages import routes as reading_routes
from service.security import HOSTS, MAX_BODY, Guard
from service.serving import Answering, Serving, pool_of
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
    lease: Lease | None = None,
    home: Path | None = None,
) -> FastAPI:
    """Return the application that serves a store.

    `directory` is where the store stands on disk, for the processes that answer SPARQL; `revision` names what is
    served, in recipes and at the foot of pages; `hosts` are the names, beside the local ones, that it answers to.
    `lease` keeps the directory until another store is served and nobody reads this one; `home` is the data directory
    whose journal tells what was published. `app.state.serving` holds what is served, for those who publish another.
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
    for router in (
        pages.router,
        search_pages.router,
        question_pages.router(),
        reading_routes.router(),
        network.router,
        things.router,
        about.router,
    ):
        app.include_router(router)
    app.include_router(query_page.router(pool_of))
    app.include_router(sparql.router(pool_of, editor="/requete"))
    app.mount("/static", StaticFiles(packages=[("service", "static")]), name="static")
    errors.install(app)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=MAX_BODY)
    app.add_middleware(Guard, hosts={*HOSTS, *hosts}, refuse=_refuse)
    app.add_middleware(Answering, serving=serving)
    return app


def _refuse(request: Request, status: HTTPStatus, detail: str) -> Response:
    problem = errors.Problem(status.value, errors.TITLES[status.value], detail, errors.identifier(request))
    return errors.respond(request, problem)
