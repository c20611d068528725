"""Read a query out of a request (https://www.w3.org/TR/sparql11-protocol/#query-operation)."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

import mimeparse  # type: ignore[import-untyped]  # it publishes no types
import pyoxigraph as ox
from fastapi import Request
from starlette.exceptions import HTTPException

from queries.failures import UnofferedFormat
from queries.guard import Refused
from queries.worker import Query
from service.negotiation import best_match

MAX_BODY = 256 * 1024
"""Room for a query of 64 KiB whose every byte is percent-encoded, and for the names of graphs."""
MAX_FIELDS = 500
BODY_SECONDS = 10.0
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "Ce point d'accès est en lecture seule : envoyez une requête (paramètre « query »), pas une mise à jour."

SOLUTIONS: Mapping[str, str] = {
    "text/tab-separated-values": "text/tab-separated-values",
    "text/csv": "text/csv",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+json": "application/sparql-results+json",
}
GRAPH: Mapping[str, str] = {
    "application/json": "application/ld+json",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/n-triples": "application/n-triples",
    "text/turtle": "text/turtle",
}
"""The media types that a client may ask for, and how they are written; the last wins where any will do."""

FORMATS: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
}
"""What `format` may say, for links, which cannot carry an Accept header."""

Pairs = list[tuple[str, str]]


async def read_query(request: Request) -> Query:
    """Return what a request asks; raise Refused for what the protocol, or this service, does not allow."""
    pairs = url_pairs(request)
    if request.method == "POST":
        pairs += await body_pairs(request)
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in pairs):
        raise Refused(403, READ_ONLY)
    texts = [value for name, value in pairs if name == "query"]
    if len(texts) != 1:
        raise Refused(400, f"Il faut un paramètre « query » et un seul ; {len(texts)} ont été reçus.")
    default, named = _graphs(pairs, "default-graph-uri"), _graphs(pairs, "named-graph-uri")
    if default or named:
        return Query(texts[0], default, named, *_media_types(request, pairs))
    return Query(texts[0], None, None, *_media_types(request, pairs))


def url_pairs(request: Request) -> Pairs:
    """Return the parameters in the address of a request."""
    return _pairs(request.scope["query_string"])


def _media_types(request: Request, pairs: Pairs) -> tuple[str | None, str | None]:
    """Return the forms in which the client takes solutions, and a graph: by `format`, else by the Accept header."""
    accept = request.headers.get("accept") or "*/*"
    for name, value in pairs:
        if name == "format":
            if value not in FORMATS:
                raise Refused(400, f"Ce format n'existe pas. Formats possibles : {', '.join(FORMATS)}.")
            accept = FORMATS[value]
    solutions, graph = best_match([*SOLUTIONS], accept), best_match([*GRAPH], accept)
    if not solutions and not graph:
        raise UnofferedFormat
    return SOLUTIONS.get(solutions), GRAPH.get(graph)


def _graphs(pairs: Pairs, name: str) -> tuple[str, ...]:
    graphs = tuple(value for key, value in pairs if key == name)
    try:
        return tuple(ox.NamedNode(graph).value for graph in graphs)
    except ValueError:
        raise Refused(400, f"Une valeur de « {name} » n'est pas une IRI absolue : corrigez-la.") from None


async def body_pairs(request: Request) -> Pairs:
    """Return the fields of a body that is a form, or a query by itself; raise Refused for any other."""
    kind = _content_type(request)
    if kind == UPDATE:
        raise Refused(403, READ_ONLY)
    if kind not in {FORM, QUERY} or request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, f"Envoyez la requête en {QUERY} ou en {FORM}, en UTF-8 et sans compression.")
    body = await _body(request)
    return _pairs(body) if kind == FORM else [("query", _text(body))]


async def form_fields(request: Request) -> dict[str, str]:
    """Return the fields of a short form, the last of a name counting; raises HTTPException for any other body."""
    try:
        return dict(await body_pairs(request))
    except Refused as refusal:
        raise HTTPException(refusal.status, refusal.message) from refusal


def _content_type(request: Request) -> str:
    """Return the media type of the body; nothing if it is none, or not said to be UTF-8."""
    try:
        main, sub, parameters = mimeparse.parse_mime_type(request.headers.get("content-type", ""))
    except mimeparse.MimeTypeParseException:
        return ""
    return f"{main}/{sub}".lower() if parameters.get("charset", "utf-8").lower() in {"utf-8", "utf8"} else ""


async def _body(request: Request) -> bytes:
    """Read a body as it comes, and no more of it than is allowed."""
    too_long = Refused(413, f"Le corps de la demande dépasse {MAX_BODY >> 10} Kio : raccourcissez la requête.")
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or len(declared) > 9 or int(declared) > MAX_BODY:
        raise too_long
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY:
                    raise too_long
    except TimeoutError:
        raise Refused(408, f"Le corps de la demande n'est pas arrivé en {BODY_SECONDS:g} s : recommencez.") from None
    return bytes(body)


def _pairs(encoded: bytes) -> Pairs:
    text = _text(encoded)
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError:
        raise Refused(400, f"Les paramètres ne sont pas de l'UTF-8, ou sont plus de {MAX_FIELDS}.") from None


def _text(encoded: bytes) -> str:
    try:
        return encoded.decode()
    except UnicodeDecodeError:
        raise Refused(400, "La demande n'est pas de l'UTF-8 bien formé : réencodez-la.") from None
