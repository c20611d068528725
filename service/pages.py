"""The pages that people start from: home, contracts, actors, actions, search."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service import list_pages
from service.contract import pages as contract
from service.home import pages as home
from service.search import search
from service.templating import page
from service.world import TheWorld

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

router.include_router(home.router)
router.include_router(contract.router)
router.include_router(list_pages.router)


@router.get("/recherche", summary="Les choses dont un nom contient les mots cherchés")
def found(request: Request, world: TheWorld, q: str = "") -> HTMLResponse:
    """Cherche dans les noms, les sigles et les anciens noms, sans tenir compte des accents ni de la casse."""
    return page(request, "search.html", {"q": q, "found": search(world.index, q)})
