"""The pages about the service itself: its vocabulary, its interface, its health."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from data import naming
from service.negotiation import MEDIA_TYPES, Form, choose
from service.serialising import graph_triples, serialise
from service.templating import page
from service.things import VARY
from service.world import TheWorld

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the interface, as its description tells it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str], ...]


@router.get("/ontology", tags=["données"], summary="Le vocabulaire : page, Turtle ou JSON-LD selon l'en-tête Accept")
def ontology(
    request: Request,
    world: TheWorld,
    asked: Annotated[str | None, Query(alias="format", description="turtle, jsonld ou html")] = None,
) -> Response:
    """Décrit chaque classe et chaque propriété, en français et en anglais."""
    form = choose(request.headers.get("accept"), asked=asked)
    if form is Form.HTML:
        return page(request, "ontology.html", {"vocabulary": world.vocabulary}, headers=VARY)
    triples = graph_triples(world.store, str(naming.GRAPH_ONTOLOGY))
    return Response(serialise(triples, form), media_type=MEDIA_TYPES[form], headers=VARY)


@router.get("/api", tags=["service"], summary="Les adresses du service, d'après sa description OpenAPI")
def interface(request: Request) -> HTMLResponse:
    """Énumère les adresses du service et leurs paramètres."""
    return page(request, "api.html", {"routes": _routes(request.app.openapi())})


@router.get("/healthz", tags=["service"], summary="Le service est en vie")
def alive() -> JSONResponse:
    """Répond toujours, tant que le processus tourne."""
    return JSONResponse({"etat": "en vie"})


@router.get("/readyz", tags=["service"], summary="Le service est prêt à répondre")
def ready(world: TheWorld) -> JSONResponse:
    """Répond 503 tant qu'aucun contrat n'est chargé."""
    loaded = len(world.contracts)
    state = "prêt" if loaded else "aucun contrat chargé"
    return JSONResponse({"etat": state, "contrats": loaded}, status_code=200 if loaded else 503)


def _routes(described: dict[str, dict[str, dict[str, dict[str, object]]]]) -> tuple[Route, ...]:
    """Return the routes of an OpenAPI description, in the order of their addresses."""
    found = [
        _route(method.upper(), path, operation)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    ]
    return tuple(sorted(found, key=lambda route: (route.path, route.method)))


def _route(method: str, path: str, operation: dict[str, object]) -> Route:
    listed = operation.get("parameters", [])
    parameters = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return Route(
        method,
        path,
        str(operation.get("summary", "")),
        str(operation.get("description", "")),
        tuple((str(each["name"]), str(each.get("description", ""))) for each in parameters),
    )
