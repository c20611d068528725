"""The pages that people start from: home, contracts, actors, actions."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service import actions, actors
from service.contract import pages as contract
from service.framework import Element, read_framework
from service.home import pages as home
from service.index import Thing
from service.listing import Asked, asked_of, choice, cut
from service.templating import page, short
from service.world import Contract, TheWorld, World

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

router.include_router(home.router)
router.include_router(contract.router)


@router.get("/acteurs", summary="Les organisations que les contrats nomment")
def actor_list(request: Request, world: TheWorld) -> HTMLResponse:
    """Énumère les acteurs ; se filtre par contrat et par type, se trie par colonne."""
    asked = asked_of(request)
    chosen = chosen_contracts(world, asked)
    every = actors.read_actors(world, chosen)
    kinds = _distinct([actor.kind for actor in every])
    kind = choice(asked, "type", [short(each.iri) for each in kinds])
    rows = [actor for actor in every if kind is None or (actor.kind and short(actor.kind.iri) == kind)]
    context = {
        "chosen": chosen,
        "kinds": kinds,
        "listing": cut(rows, asked, orders=actors.ORDERS, default="acteur"),
        "unnamed": actors.unnamed(world, chosen),
    }
    return page(request, "actors.html", context)


@router.get("/actions", summary="Les actions des feuilles de route")
def action_list(request: Request, world: TheWorld) -> HTMLResponse:
    """Énumère les actions ; se filtre par contrat, pilier et statut, se trie par colonne."""
    asked = asked_of(request)
    chosen = chosen_contracts(world, asked)
    every = actions.read_actions(world, chosen)
    pillars = [(each, element) for each in chosen for element in _tops(world, each)]
    statuses = _distinct([action.status for action in every])
    pillar = choice(asked, "pilier", [short(element.iri) for _, element in pillars])
    status = choice(asked, "statut", [short(each.iri) for each in statuses])
    rows = [action for action in every if _kept(action, pillar, status)]
    listing = cut(rows, asked, orders=actions.ORDERS, default="pilier")
    context = {
        "chosen": chosen,
        "silent": [each for each in chosen if not each.has_roadmap],
        "pillars": pillars,
        "statuses": statuses,
        "listing": listing,
        "detailed": actions.with_details(world, listing.rows),
    }
    return page(request, "actions.html", context)


def chosen_contracts(world: World, asked: Asked) -> tuple[Contract, ...]:
    """Return the contracts that a form asks for, all when it asks for none."""
    choice(asked, "contrat", [each.identifier for each in world.contracts])
    return world.chosen(asked.all("contrat"))


def _tops(world: World, contract: Contract) -> list[Element]:
    return [branch.element for branch in read_framework(world, contract).tree]


def _kept(action: actions.Action, pillar: str | None, status: str | None) -> bool:
    in_pillar = pillar is None or pillar in {short(element.iri) for element in action.pillars}
    return in_pillar and (status is None or (action.status is not None and short(action.status.iri) == status))


def _distinct(things: Sequence[Thing | None]) -> list[Thing]:
    found = {thing.iri: thing for thing in things if thing}
    return sorted(found.values(), key=lambda thing: thing.label)
