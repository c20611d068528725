"""The pictures of coordination, drawn by `viz` and shown in a frame of their own."""

from collections.abc import Callable
from urllib.parse import urlencode

import networkx as nx
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from queries.parameters import valid_values
from queries.question import Parameter
from queries.scope import choose
from service.listing import Asked, asked_of, choice
from service.pages import chosen_contracts
from service.templating import page
from service.world import TheWorld, World
from viz import assets, picture
from viz.charts import assets as chart_assets
from viz.charts.chart import Chart, charts
from viz.charts.figure import draw
from viz.charts.page import to_html
from viz.errors import UnknownNodeError
from viz.network import around, build, without
from viz.view import DEFAULT, told, views

Change = Callable[["nx.Graph[str]", str], "nx.Graph[str]"]
router = APIRouter(prefix="/reseau", tags=["pages"], default_response_class=HTMLResponse)

KEPT = ("vue", "contrat", "autour", "sans")
"""What the address of a network tells: the view, the contracts, what it is drawn around, who has withdrawn."""


@router.get("", summary="Les images de la coordination : qui fait quoi, avec qui, où l'on se réunit")
def network_page(request: Request, world: TheWorld) -> HTMLResponse:
    """Montre une vue d'un contrat, ou de tous, dans un cadre."""
    asked = asked_of(request)
    chosen = chosen_contracts(world, asked)
    name = choice(asked, "vue", [*told()]) or DEFAULT
    chart = charts().get(name)
    context = {
        "chosen": chosen,
        "groups": [
            ("Réseaux", [(each, asked.replacing("vue", each.name)) for each in views().values()]),
            ("Graphiques", [(each, _chart_address(asked, each)) for each in charts().values()]),
        ],
        "view": chart or views()[name],
        "fields": [(each, asked.one(each.name) or "", _values(world, each)) for each in chart.parameters]
        if chart
        else [],
        "around": None if chart else asked.one("autour") or "",
        "gone": None if chart else asked.one("sans") or "",
        "before": asked.replacing("sans", ""),
        "address": _address(asked, chart),
    }
    return page(request, "network.html", context)


@router.get("/picture", summary="L'image du réseau : une page HTML qui se suffit à elle-même")
def network_picture(request: Request, world: TheWorld) -> HTMLResponse:
    """Dessine un réseau ou un graphique ; la page se garde et s'ouvre sans connexion."""
    asked = asked_of(request)
    chart = charts().get(choice(asked, "vue", [*told()]) or DEFAULT)
    if chart is not None:
        chosen = [contract.identifier for contract in chosen_contracts(world, asked)]
        given = {each.name: asked.one(each.name) or "" for each in chart.parameters}
        figure = draw(world.store, chart, chosen, arguments=given)
        return HTMLResponse(to_html(figure, site=str(request.base_url)), headers=_headers(chart_assets.policy()))
    graph = _graph(world, asked)
    return HTMLResponse(picture.to_html(graph, site=str(request.base_url)), headers=_headers(assets.policy()))


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


def _values(world: World, parameter: Parameter) -> tuple[str, ...]:
    return valid_values(world.store, choose(world.store, ()), parameter)


def _chart_address(asked: Asked, chart: Chart) -> str:
    """Return the address of a chart, of the same contracts: what is asked of one view means nothing to another."""
    said = [("vue", chart.name), *(("contrat", value) for value in asked.all("contrat"))]
    return f"/reseau?{urlencode(said)}"


def _address(asked: Asked, chart: Chart | None) -> str:
    kept = ("vue", "contrat", *(parameter.name for parameter in chart.parameters)) if chart else KEPT
    said = [(name, value) for name in kept for value in asked.all(name)]
    return "/reseau/picture" + (f"?{urlencode(said)}" if said else "")


def _headers(policy: str) -> dict[str, str]:
    """Return the headers of a picture: only its own script and style run, and only our own pages may frame it."""
    return {"Content-Security-Policy": f"{policy}; frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN"}
