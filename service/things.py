"""Serve things under their address: a page, Turtle or JSON-LD."""

from collections.abc import Iterator
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from data import naming
from queries.credits import credits_of
from queries.scope import contracts
from service.description import describe
from service.documents.sources import TheSources
from service.errors import UnknownThingError
from service.index import Thing
from service.negotiation import MEDIA_TYPES, Form, choose
from service.search import nearest
from service.serialising import serialise, thing_triples
from service.templating import page
from service.world import TheWorld, World

router = APIRouter(tags=["données"])
VARY = {"Vary": "Accept"}


@router.get("/id/{path:path}", summary="Une chose du graphe : page, Turtle ou JSON-LD selon l'en-tête Accept")
def thing_page(
    request: Request,
    world: TheWorld,
    sources: TheSources,
    *,
    path: str,
    asked: Annotated[str | None, Query(alias="format", description="turtle, jsonld ou html")] = None,
) -> Response:
    """Décrit une chose : ce qu'elle est, ses liens, et l'endroit du document où c'est écrit."""
    form = choose(request.headers.get("accept"), asked=asked)
    thing = known(world, path)
    if form is not Form.HTML:
        body = serialise(thing_triples(world, thing.iri) | set(credited_triples(world, thing)), form)
        return Response(body, media_type=MEDIA_TYPES[form], headers=VARY)
    if world.contract(path):
        return RedirectResponse(f"/contrats/{path}", status_code=303, headers=VARY)
    return page(request, "thing.html", {"described": describe(world, sources, thing)}, headers=VARY)


def known(world: World, path: str) -> Thing:
    """Return the thing of that address, or raise UnknownThingError with the names that look like it."""
    iri = f"{naming.ID}{path}"
    found = world.find(iri)
    if found is None:
        raise UnknownThingError(path, nearest(world.finder, iri))
    return found


def credited_triples(world: World, thing: Thing) -> Iterator[ox.Triple]:
    """Yield the licence and the documents of the graph that a thing is described in."""
    return credits_of(world.store, [each for each in contracts(world.store) if each.identifier == thing.owner])
