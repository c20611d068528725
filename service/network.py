"""The pictures of coordination, drawn by `viz` and shown in a frame of their own."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import networkx as nx
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from queries.parameters import valid_values
from queries.question import Parameter
from queries.scope import choose
from service.list_pages import chosen_contracts
from service.listing import Asked, asked_of, choice
from service.templating import page
from service.world import TheWorld, World
from viz import assets
from viz.aggregate import within
from viz.charts import assets as chart_assets
from viz.charts.chart import Chart, charts
from viz.charts.figure import draw
from viz.charts.page import to_html
from viz.errors import UnknownNodeError
from viz.exports import FORMATS, content
from viz.grouping import COMMUNITY, WAYS
from viz.network import around, build, without
from viz.view import DEFAULT, told, views

Change = Callable[["nx.Graph[str]", str], "nx.Graph[str]"]
router = APIRouter(prefix="/reseau", tags=["pages"], default_response_class=HTMLResponse)

SUBJECT = ("vue", "contrat", "autour", "sans")
"""What the address of a network tells first: the view, the contracts, what it is drawn around, who has withdrawn."""
OPEN = ("par", "groupe")
"""How a large network is grouped, and which groups are open, each within the one before."""
SHOWN = ("masque", "liens", "q", "choix", "vers")
"""What the reader hid, searched and chose, and the way from there; the picture reads it in its own fragment."""
FILES = {
    "svg": "SVG, pour un texte",
    "png": "PNG, pour des diapositives",
    "gexf": "GEXF, pour Gephi",
    "graphml": "GraphML",
    "json": "JSON",
    "csv": "liens en CSV",
    "zip": "liens et nœuds en CSV",
}


@router.get("", summary="Les images de la coordination : qui fait quoi, avec qui, où l'on se réunit")
def network_page(request: Request, world: TheWorld) -> HTMLResponse:
    """Montre une vue d'un contrat, ou de tous, dans un cadre."""
    asked = asked_of(request)
    chosen = chosen_contracts(world, asked)
    name = choice(asked, "vue", [*told()]) or DEFAULT
    chart = charts().get(name)
    other = Asked(asked.path, tuple(_pairs(asked, ("contrat",))))
    context = {
        "chosen": chosen,
        "groups": [
            ("Réseaux", [(each, other.replacing("vue", each.name)) for each in views().values()]),
            ("Graphiques", [(each, other.replacing("vue", each.name)) for each in charts().values()]),
        ],
        **(_of_chart(world, asked, chart) if chart else _of_network(world, asked, name)),
    }
    return page(request, "network.html", context)


@router.get("/picture", summary="L'image d'une vue : une page HTML qui se suffit à elle-même, ou un fichier")
def network_picture(request: Request, world: TheWorld) -> Response:
    """Dessine un réseau ou un graphique ; la page se garde et s'ouvre sans connexion. `format` donne un fichier."""
    asked, site = asked_of(request), str(request.base_url)
    chart = charts().get(choice(asked, "vue", [*told()]) or DEFAULT)
    if chart is not None:
        chosen = [contract.identifier for contract in chosen_contracts(world, asked)]
        given = {each.name: asked.one(each.name) or "" for each in chart.parameters}
        figure = draw(world.store, chart, chosen, arguments=given)
        return HTMLResponse(to_html(figure, site=site), headers=_headers(chart_assets.policy()))
    form, way = choice(asked, "format", FORMATS), choice(asked, "par", WAYS) or COMMUNITY
    path = asked.all("groupe")
    # a page that is carried away has no site to go back to; its links to things stay
    address = "" if form else _address("/reseau", _pairs(asked, SUBJECT))
    written = world.pictures.files.get(
        (_key(world, asked), way, path, form, site),
        lambda: content(_network(world, asked), form or "html", way=way, path=path, site=site, address=address),
    )
    headers = {} if form else _headers(assets.policy())
    if form:
        name = "-".join(["reseau", *asked.all("contrat"), asked.one("vue") or DEFAULT])
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return Response(written, media_type=FORMATS[form or "html"].media_type, headers=headers)


def _of_network(world: World, asked: Asked, name: str) -> dict[str, object]:
    way, shown = choice(asked, "par", WAYS) or COMMUNITY, urlencode(_pairs(asked, SHOWN))
    if asked.one("groupe"):
        within(_network(world, asked), way, asked.all("groupe"))  # what is not there is refused here, not in the frame
    address = _picture(asked)
    return {
        "view": views()[name],
        "around": asked.one("autour") or "",
        "gone": asked.one("sans") or "",
        "before": asked.replacing("sans", ""),
        "address": f"{address}#{shown}" if shown else address,
        "files": [(words, _picture(asked, form)) for form, words in FILES.items()],
        "fields": [],
    }


def _of_chart(world: World, asked: Asked, chart: Chart) -> dict[str, object]:
    kept = ("vue", "contrat", *(parameter.name for parameter in chart.parameters))
    return {
        "view": chart,
        "around": None,
        "gone": None,
        "address": _address("/reseau/picture", _pairs(asked, kept)),
        "files": [],
        "fields": [(each, asked.one(each.name) or "", _values(world, each)) for each in chart.parameters],
    }


def _network(world: World, asked: Asked) -> "nx.Graph[str]":
    view, contracts, gone, centre = _key(world, asked)
    graph = world.pictures.networks.get((view, contracts), lambda: build(world.store, contracts, view))
    graph = _changed(graph, without, gone) if gone else graph
    return _changed(graph, around, centre) if centre else graph


def _changed(graph: "nx.Graph[str]", change: Change, words: str) -> "nx.Graph[str]":
    """Change a network by a thing; where this view has no such thing, give it whole and say so."""
    try:
        return change(graph, words)
    except UnknownNodeError as error:
        whole = graph.copy()
        whole.graph["notices"] = (f"{error} L'image est donnée entière.", *graph.graph["notices"])
        return whole


def _key(world: World, asked: Asked) -> tuple[str, tuple[str, ...], str, str]:
    chosen = tuple(contract.identifier for contract in chosen_contracts(world, asked))
    return choice(asked, "vue", [*views()]) or DEFAULT, chosen, asked.one("sans") or "", asked.one("autour") or ""


def _values(world: World, parameter: Parameter) -> tuple[str, ...]:
    return valid_values(world.store, choose(world.store, ()), parameter)


def _picture(asked: Asked, form: str = "") -> str:
    more = [("format", form)] if form else []
    return _address("/reseau/picture", [*_pairs(asked, (*SUBJECT, *OPEN)), *more])


def _address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def _pairs(asked: Asked, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, value) for name in names for value in asked.all(name)]


def _headers(policy: str) -> dict[str, str]:
    """Return the headers of a picture: only its own script and style run, and only our own pages may frame it."""
    return {"Content-Security-Policy": f"{policy}; frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN"}
