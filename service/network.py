"""The picture of who works on what, drawn by `viz` and shown in a frame of its own."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.listing import asked_of
from service.pages import chosen_contracts
from service.templating import page
from service.world import TheWorld
from viz import assets, network, picture

router = APIRouter(prefix="/reseau", tags=["pages"], default_response_class=HTMLResponse)


@router.get("", summary="Le réseau des acteurs et des actions, contrat par contrat")
def network_page(request: Request, world: TheWorld) -> HTMLResponse:
    """Montre le réseau d'un contrat, ou de tous, dans un cadre."""
    chosen = chosen_contracts(world, asked_of(request))
    context = {"chosen": chosen, "only": chosen[0] if len(chosen) == 1 else None}
    return page(request, "network.html", context)


@router.get("/picture", summary="L'image du réseau : une page HTML qui se suffit à elle-même")
def network_picture(request: Request, world: TheWorld) -> HTMLResponse:
    """Dessine le réseau ; la page se garde et s'ouvre sans connexion."""
    chosen = chosen_contracts(world, asked_of(request))
    graph = network.build(world.store, [contract.identifier for contract in chosen])
    return HTMLResponse(picture.to_html(graph, site=str(request.base_url)), headers=_headers())


def _headers() -> dict[str, str]:
    """Return the headers of a picture: only its own script and style run, and only our own pages may frame it."""
    policy = f"{assets.policy()}; frame-ancestors 'self'"
    return {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
