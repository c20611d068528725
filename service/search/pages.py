"""The pages of the search: what was found, kind by kind, and what is suggested while one types."""

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from queries.catalogue import catalogue
from queries.question import Question
from service.errors import UnknownChoiceError
from service.listing import Listing, asked_of, choice, page_number
from service.phrases import PLURALS, count, visible
from service.search import otherwise
from service.search.lines import Line, Reason
from service.search.marks import Marker, Part
from service.search.results import Results, results
from service.search.suggestions import SHORTEST, Suggestion, suggestions
from service.search.words import LONGEST, Asked, asked
from service.templating import page
from service.world import TheWorld, World, path_of

router = APIRouter(tags=["pages"])
ASKING = 2
"""How many questions of the catalogue are suggested."""


@router.get("/recherche", summary="Ce que l'on appelle ainsi", response_class=HTMLResponse)
def found(request: Request, world: TheWorld, q: str = "") -> HTMLResponse:
    """Cherche dans les noms, sigles, anciens noms, codes et objectifs, sans tenir compte des accents ni de la casse."""
    address = asked_of(request)
    kind = choice(address, "genre", _kinds(world))
    choice(address, "contrat", [each.identifier for each in world.contracts])
    contracts, number = address.all("contrat"), page_number(address.one("page"))
    wanted = asked(q)
    shown = results(world.finder, wanted, kind=kind, contracts=contracts, page=number)
    (group,) = shown.groups if kind and shown.groups else (None,)
    if group and number > group.pages:
        raise UnknownChoiceError("page", str(number), tuple(str(each) for each in range(1, group.pages + 1)))
    context = {
        "q": q,
        "cut": len(q) > LONGEST,
        "wanted": wanted,
        "shown": shown,
        "kind": kind,
        "chosen": world.chosen(contracts),
        "silent": [each for each in world.chosen(contracts) if not each.has_roadmap],
        "listing": Listing((), shown.total, number, group.pages if group else 1, "", address),
        "questions": [] if kind else otherwise.questions(catalogue().values(), wanted),
        "marker": Marker(wanted, {}),
        **_tries(world, wanted, shown),
    }
    return page(request, "search.html", context)


@router.get("/recherche/suggestions", summary="Ce que l'on est sans doute en train d'écrire")
def suggested(world: TheWorld, q: str = "") -> JSONResponse:
    """Propose les choses les plus probables pendant la frappe, avec les mots qui correspondent et la raison."""
    wanted = asked(q)
    things = [_told(world, each) for each in suggestions(world.finder, wanted)]
    asking = otherwise.questions(catalogue().values(), wanted)[:ASKING] if len(wanted.joined) >= SHORTEST else ()
    return JSONResponse({"suggestions": [*things, *(_question(each, wanted) for each in asking)]})


def _kinds(world: World) -> Sequence[str]:
    return [*PLURALS, *(kind for kind in world.finder.base.shelves.kinds if kind not in PLURALS)]


def _tries(world: World, wanted: Asked, shown: Results) -> dict[str, object]:
    little = bool(wanted.words) and shown.total <= otherwise.LITTLE and not shown.near
    none = bool(wanted.words) and not shown.total
    return {
        "spelt": otherwise.spelt(world.finder, wanted) if little else (),
        "fewer": otherwise.fewer(world.finder, wanted) if none else (),
    }


def _told(world: World, suggestion: Suggestion) -> dict[str, object]:
    line = suggestion.line
    several = len(line.things) > 1
    query = urlencode({"q": line.thing.label, "genre": line.thing.kind})
    nearly = [Reason(f"orthographe proche de « {word} »", ()) for word in suggestion.near]
    reasons = [*nearly, *line.reasons][:1]
    return {
        "mots": _parts(suggestion.label),
        "genre": world.vocabulary.kind(line.thing.kind),
        "contrat": visible(_where(world, line)),
        "raison": [[visible(each.sort), _parts(each.parts)] for each in reasons],
        "adresse": f"/recherche?{query}" if several else path_of(line.thing.iri),
    }


def _where(world: World, line: Line) -> str:
    """Return where a line belongs, if that needs to be said."""
    if len(world.contracts) < 2:
        return ""
    owners = [contract for thing in line.things if (contract := world.contract(thing.owner))]
    alone = owners[0].territory or owners[0].label if owners else ""
    return count(len(owners), "contrat", "contrats") if len(owners) > 1 else alone


def _question(question: Question, wanted: Asked) -> dict[str, object]:
    parts = Marker(wanted, {}).parts(question.title)
    return {
        "mots": _parts(parts),
        "genre": "question",
        "contrat": "",
        "raison": [],
        "adresse": f"/questions/{question.name}",
    }


def _parts(parts: Sequence[Part]) -> list[tuple[str, bool]]:
    return [(visible(part.text), part.hit) for part in parts]
