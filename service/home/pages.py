"""The route of the home page: a door to the contracts, what asks for attention, the deadlines, what changed last."""

import datetime as dt

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from queries.catalogue import catalogue
from service.contract.card import read_card
from service.findings import read_findings
from service.home.changes import read_changes
from service.home.deadlines import PAST, SHOWN, read_deadlines
from service.question_pages import example
from service.templating import page
from service.world import TheWorld, World

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

EXAMPLES = (
    "financements",
    "priorites-non-couvertes",
    "actions-sans-financeur",
    "actions-a-financeur-unique",
    "collaborations",
    "mesures-sans-relais",
    "annuaire",
    "signataires",
)
"""The questions that the home page shows, of those that the catalogue holds."""


@router.get("/", summary="L'accueil : les contrats chargés, ce qui demande attention, les échéances")
def home(request: Request, world: TheWorld) -> HTMLResponse:
    """Présente les contrats chargés, ce qui en est connu, ce qui manque, ce qui échoit et ce qui a changé."""
    today = dt.datetime.now(tz=dt.UTC).date()
    context = {
        "cards": tuple(read_card(world, contract) for contract in world.contracts),
        "findings": read_findings(world, world.contracts),
        "deadlines": read_deadlines(world, world.contracts, today=today),
        "past": PAST,
        "most": SHOWN,
        "today": today,
        "changes": read_changes(world, world.contracts),
        "examples": _examples(world),
    }
    return page(request, "home.html", context)


def _examples(world: World) -> list[tuple[str, str]]:
    known = catalogue()
    return [(example(world, known[name]), known[name].title) for name in EXAMPLES if name in known]
