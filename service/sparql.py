"""Serve SPARQL queries over HTTP (https://www.w3.org/TR/sparql11-protocol/), for reading only."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.requests import ClientDisconnect

from queries.child import GRAPHS
from queries.failures import BadQuery, Busy, Crashed, OutOfMemory, QueryError, TimedOut, TooLarge, UnofferedFormat
from queries.guard import Refused
from queries.pool import Pool
from queries.worker import Query, Result
from service.errors import PROBLEM, TITLES, Problem, identifier
from service.negotiation import best_match
from service.protocol import FORM, GRAPH, QUERY, SOLUTIONS, read_query, url_pairs

LOG = logging.getLogger("maillage")
PATH = "/sparql"
METHODS = "GET, HEAD, POST, OPTIONS"
GONE = 499
"""What is noted for a client that did not wait; it never sees it."""

STATUSES: Mapping[type[QueryError], int] = {
    BadQuery: 400,
    UnofferedFormat: 406,
    TooLarge: 413,
    Busy: 429,
    TimedOut: 503,
    OutOfMemory: 503,
    Crashed: 503,
}
# Anyone's page may read these answers, and no cookie goes with the question.
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After, X-Request-ID"}
HEADERS = {**OPEN, "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
PREFLIGHT = {
    **OPEN,
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


def router(pool_of: Callable[[Request], Pool], *, editor: str | None = None) -> APIRouter:
    """Return the route `/sparql`.

    `pool_of` gives the pool that queries what a request is answered from; `editor` is the page that a browser is sent
    to when it asks nothing.
    """

    async def answer(request: Request) -> Response:
        try:
            if request.method != "POST" and not url_pairs(request):
                return _greeting(request, editor)
            return await _answered(request, pool_of(request), await read_query(request))
        except (Refused, QueryError) as error:
            return _problem(request, error)
        except ClientDisconnect:
            return Response(status_code=GONE)

    routes = APIRouter(tags=["sparql"])
    summary = "Répond à une requête SPARQL 1.1, en lecture seule"
    routes.add_api_route(PATH, answer, methods=["GET"], summary=summary, openapi_extra=_operation(body=False))
    routes.add_api_route(PATH, answer, methods=["POST"], summary=summary, openapi_extra=_operation(body=True))
    routes.add_api_route(PATH, answer, methods=["HEAD"], include_in_schema=False)
    routes.add_api_route(PATH, _preflight, methods=["OPTIONS"], include_in_schema=False)
    routes.add_api_route(PATH, _not_allowed, methods=["PUT", "PATCH", "DELETE", "TRACE"], include_in_schema=False)
    return routes


async def _answered(request: Request, pool: Pool, query: Query) -> Response:
    """Answer a query, or give it up, and so kill its process, as soon as the client is gone."""
    working, gone = asyncio.create_task(pool.answer(query)), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        return _response(request, await working) if working.done() else Response(status_code=GONE)
    finally:
        working.cancel()
        gone.cancel()
        await asyncio.gather(working, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(request: Request, result: Result) -> Response:
    names = SOLUTIONS if result.media_type in SOLUTIONS else GRAPH
    offered = [asked for asked, written in names.items() if written == result.media_type]
    headers = dict(HEADERS)
    if result.media_type in {"text/csv", "text/tab-separated-values"}:
        extension = "csv" if result.media_type == "text/csv" else "tsv"
        headers["Content-Disposition"] = f'attachment; filename="resultats.{extension}"'
    media_type = best_match(offered, request.headers.get("accept") or "*/*") or result.media_type
    return Response(result.content, media_type=media_type, headers=headers)


def _greeting(request: Request, editor: str | None) -> Response:
    """Answer a request that asks nothing: with the page to write queries, or with the service description."""
    page = ["text/html"] if editor else []
    chosen = best_match([*page, *GRAPH], request.headers.get("accept") or "*/*")
    if not chosen:
        raise UnofferedFormat
    if editor and chosen == "text/html":
        return RedirectResponse(editor, status_code=303, headers=HEADERS)
    described = files("service").joinpath("sparql.ttl").read_bytes()
    address = str(request.url).partition("?")[0]
    triples = (quad.triple for quad in ox.parse(described, format=ox.RdfFormat.TURTLE, base_iri=address))
    return Response(ox.serialize(triples, format=GRAPHS[GRAPH[chosen]]), media_type=chosen, headers=HEADERS)


def status_of(error: Refused | QueryError) -> int:
    """Return the HTTP status of what is wrong with a query."""
    return error.status if isinstance(error, Refused) else STATUSES[type(error)]


def _problem(request: Request, error: Refused | QueryError) -> Response:
    """Tell what is wrong, never as a page: the text of a stranger may have found its way into it."""
    status = status_of(error)
    problem = Problem(status, TITLES.get(status, "Erreur"), str(error), identifier(request))
    if status >= 500:
        told = error.told if isinstance(error, Crashed) else ""
        LOG.warning("requête SPARQL abandonnée : %s %r %s", type(error).__name__, told, problem.identifiant)
    headers = {**HEADERS, **({"Retry-After": str(error.retry_after)} if isinstance(error, Busy) else {})}
    if request.method == "POST":
        headers["Connection"] = "close"  # the rest of a body that was not read is not waited for
    if best_match(["text/plain", PROBLEM], request.headers.get("accept") or "*/*") == "text/plain":
        return PlainTextResponse(f"{problem.detail}\n", status, headers)
    return JSONResponse(asdict(problem), status, headers, PROBLEM)


async def _preflight() -> Response:
    return Response(status_code=204, headers=PREFLIGHT)


async def _not_allowed(request: Request) -> Response:
    refusal = _problem(request, Refused(405, f"Cette adresse n'accepte que {METHODS}."))
    refusal.headers["Allow"] = METHODS
    return refusal


def _operation(*, body: bool) -> dict[str, Any]:
    """Return what OpenAPI says of the route."""
    text = {"type": "string"}
    graphs = {"type": "array", "items": {"type": "string", "format": "uri"}}
    told = [
        {"name": "default-graph-uri", "in": "query", "schema": graphs, "description": "Graphes à interroger ensemble."},
        {"name": "named-graph-uri", "in": "query", "schema": graphs, "description": "Graphes que GRAPH peut nommer."},
    ]
    responses: dict[str, Any] = {
        "200": {
            "description": "Le résultat, entier.",
            "content": {kind: {"schema": text} for kind in {**SOLUTIONS, **GRAPH}},
        },
        "default": {"description": "Pourquoi il n'y en a pas.", "content": {PROBLEM: {"schema": {"type": "object"}}}},
    }
    if not body:
        asked = {
            "name": "query",
            "in": "query",
            "schema": text,
            "description": "La requête ; sans elle, le service se décrit.",
        }
        return {"parameters": [asked, *told], "responses": responses}
    form = {"type": "object", "required": ["query"], "properties": {"query": text}}
    content = {QUERY: {"schema": text}, FORM: {"schema": form}}
    return {"parameters": told, "requestBody": {"required": True, "content": content}, "responses": responses}
