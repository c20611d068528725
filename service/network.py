"""The pictures of coordination, drawn by `viz` and shown in a frame of their own."""

from collections.abc import Sequence
from urllib.parse import urlencode

import networkx as nx
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from service.listing import Asked, asked_of, choice
from service.pages import chosen_contracts
from service.templating import page
from service.world import TheWorld, World
from viz import assets
from viz.aggregate import within
from viz.exports import FORMATS, content
from viz.grouping import COMMUNITY, WAYS
from viz.network import around, build
from viz.view import DEFAULT, views

router = APIRouter(prefix="/reseau", tags=["pages"], default_response_class=HTMLResponse)

SUBJECT = ("vue", "contrat", "autour")
"""What the address of a picture tells first: the view, the contracts, the thing that it is drawn around."""
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
    name = choice(asked, "vue", [*views()]) or DEFAULT
    way = choice(asked, "par", WAYS) or COMMUNITY
    if asked.one("autour") or asked.one("groupe"):
        within(_network(world, asked), way, asked.all("groupe"))  # what is not there is refused here, not in the frame
    other = Asked(asked.path, tuple(_pairs(asked, ("contrat", "autour"))))
    shown = urlencode(_pairs(asked, SHOWN))
    address = _picture(asked)
    context = {
        "chosen": chosen,
        "views": [(each, other.replacing("vue", each.name)) for each in views().values()],
        "view": views()[name],
        "around": asked.one("autour") or "",
        "address": f"{address}#{shown}" if shown else address,
        "files": [(words, _picture(asked, form)) for form, words in FILES.items()],
    }
    return page(request, "network.html", context)


@router.get("/picture", summary="L'image du réseau : une page HTML qui se suffit à elle-même, ou un fichier")
def network_picture(request: Request, world: TheWorld) -> Response:
    """Dessine le réseau ; la page se garde et s'ouvre sans connexion. `format` donne un fichier à emporter."""
    asked, site = asked_of(request), str(request.base_url)
    form, way = choice(asked, "format", FORMATS), choice(asked, "par", WAYS) or COMMUNITY
    key = (_key(world, asked), way, asked.all("groupe"), form, site)
    # a page that is carried away has no site to go back to; its links to things stay
    address = "" if form else _address("/reseau", _pairs(asked, SUBJECT))
    written = world.pictures.files.get(
        key,
        lambda: content(
            _network(world, asked), form or "html", way=way, path=asked.all("groupe"), site=site, address=address
        ),
    )
    headers = {} if form else _headers()
    if form:
        name = "-".join(["reseau", *asked.all("contrat"), choice(asked, "vue", [*views()]) or DEFAULT])
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return Response(written, media_type=FORMATS[form or "html"].media_type, headers=headers)


def _network(world: World, asked: Asked) -> "nx.Graph[str]":
    view, contracts, centre = _key(world, asked)
    graph = world.pictures.networks.get((view, contracts), lambda: build(world.store, contracts, view))
    return around(graph, centre) if centre else graph


def _key(world: World, asked: Asked) -> tuple[str, tuple[str, ...], str]:
    chosen = tuple(contract.identifier for contract in chosen_contracts(world, asked))
    return choice(asked, "vue", [*views()]) or DEFAULT, chosen, asked.one("autour") or ""


def _picture(asked: Asked, form: str = "") -> str:
    more = [("format", form)] if form else []
    return _address("/reseau/picture", [*_pairs(asked, (*SUBJECT, *OPEN)), *more])


def _address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def _pairs(asked: Asked, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, value) for name in names for value in asked.all(name)]


def _headers() -> dict[str, str]:
    """Return the headers of a picture: only its own script and style run, and only our own pages may frame it."""
    policy = f"{assets.policy()}; frame-ancestors 'self'"
    return {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
