"""The pictures of coordination, drawn by `viz` and shown in a frame of their own."""

from collections.abc import Callable
from urllib.parse import urlencode

import networkx as nx
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.listing import Asked, asked_of, choice
from service.pages import chosen_contracts
from service.templating import page
from service.world import TheWorld, World
from viz import assets, picture
from viz.errors import UnknownNodeError
from viz.network import around, build, without
from viz.view import DEFAULT, views

Change = Callable[["nx.Graph[str]", str], "nx.Graph[str]"]
router = APIRouter(prefix="/reseau", tags=["pages"], default_response_class=HTMLResponse)

KEPT = ("vue", "contrat", "autour", "sans")
"""What the address of a picture tells: the view, the contracts, what it is drawn around, who has withdrawn."""


@router.get("", summary="Les images de la coordination : qui fait quoi, avec qui, où l'on se réunit")
def network_page(request: Request, world: TheWorld) -> HTMLResponse:
    """Montre une vue d'un contrat, ou de tous, dans un cadre."""
    asked = asked_of(request)
    chosen = chosen_contracts(world, asked)
    name = choice(asked, "vue", [*views()]) or DEFAULT
    context = {
        "chosen": chosen,
        "views": [(each, asked.replacing("vue", each.name)) for each in views().values()],
        "view": views()[name],
        "around": asked.one("autour") or "",
        "gone": asked.one("sans") or "",
        "before": asked.replacing("sans", ""),
        "address": _address(asked),
    }
    return page(request, "network.html", context)


@router.get("/picture", summary="L'image du réseau : une page HTML qui se suffit à elle-même")
def network_picture(request: Request, world: TheWorld) -> HTMLResponse:
    """Dessine le réseau ; la page se garde et s'ouvre sans connexion."""
    graph = _graph(world, asked_of(request))
    return HTMLResponse(picture.to_html(graph, site=str(request.base_url)), headers=_headers())


def _graph(world: World, asked: Asked) -> "nx.Graph[str]":
    chosen = [contract.identifier for contract in chosen_contracts(world, asked)]
    graph = build(world.store, chosen, choice(asked, "vue", [*views()]) or DEFAULT)
    for key, change in (("sans", without), ("autour", around)):
        if words := asked.one(key):
            graph = _changed(graph, change, words)
    return graph


def _changed(graph: "nx.Graph[str]", change: Change, words: str) -> "nx.Graph[str]":
    """Change a network by a thing; where this view has no such thing, leave it whole and say so."""
    try:
        return change(graph, words)
    except UnknownNodeError as error:
        graph.graph["notices"] = (f"{error} L'image est donnée entière.", *graph.graph["notices"])
        return graph


def _address(asked: Asked) -> str:
    said = [(name, value) for name in KEPT for value in asked.all(name)]
    return "/reseau/picture" + (f"?{urlencode(said)}" if said else "")


def _headers() -> dict[str, str]:
    """Return the headers of a picture: only its own script and style run, and only our own pages may frame it."""
    policy = f"{assets.policy()}; frame-ancestors 'self'"
    return {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
