"""The route of the home page: a door to the contracts, what asks for attention, the deadlines, what changed last."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from data.history import Publication, publications
from data.trouble import BrokenJournal
from queries.catalogue import catalogue
from service.contract.card import read_card
from service.findings import few, read_findings, today
from service.home.changes import read_changes
from service.home.deadlines import PAST, SHOWN, read_deadlines
from service.questions.pages import example
from service.templating import page
from service.world import TheWorld, World

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

CARDS = 12
"""How many contracts the home page shows; it leads to the list of them all."""
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
    looked_at = few(world.contracts)
    published, broken = _published(request.app.state.home)
    context = {
        "cards": tuple(read_card(world, contract) for contract in world.contracts[:CARDS]),
        "findings": read_findings(world, world.contracts),
        "deadlines": read_deadlines(world, looked_at, today=today()),
        "past": PAST,
        "most": SHOWN,
        "changes": read_changes(world, looked_at, published),
        "broken": broken,
        "examples": _examples(world),
    }
    return page(request, "home.html", context)


def _published(home: Path | None) -> tuple[tuple[Publication, ...], str]:
    """Return what was published here, and what is wrong with the journal: the page is worth reading without it."""
    try:
        return publications(home) if home else (), ""
    except BrokenJournal as error:
        return (), str(error)


def _examples(world: World) -> list[tuple[str, str]]:
    known = catalogue()
    return [(example(world, known[name]), known[name].title) for name in EXAMPLES if name in known]
