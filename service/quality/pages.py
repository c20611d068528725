"""The page of what is wrong, doubtful or missing, with its filters in the address, and the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from data import licence
from queries.scope import choose, titles
from service.list_pages import chosen_contracts
from service.listing import Asked, asked_of, choice
from service.quality.judging import MOST, Checked, Quality
from service.quality.remark import TOPICS, Group, Remark, Topic, grouped
from service.quality.table import to_csv, to_xlsx
from service.templating import page
from service.world import Contract, TheWorld, World

SHOWN = 100
"""How many remarks of one kind the page shows; the tables have them all."""
FOLDED = 12
"""From how many remarks of one kind on they are folded away."""
FORMATS: Mapping[str, str] = MappingProxyType(
    {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
)


@dataclass(frozen=True, slots=True)
class Section:
    """The remarks of one topic, kind by kind, with the number of all of them."""

    topic: Topic
    number: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What is remarked about some contracts, and about which of them it is not known yet, or not wholly."""

    remarks: tuple[Remark, ...]
    pending: tuple[Contract, ...]
    failed: tuple[Checked, ...]


def router(quality: Quality) -> APIRouter:
    """Return the route of the page; `quality` keeps what was found."""
    routes = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

    @routes.get("/qualite", summary="La qualité des données : ce qui est faux, douteux ou manque, et que faire")
    def quality_page(request: Request, world: TheWorld) -> Response:
        """Énumère violations, avertissements, conseils, doutes et propositions, chacun avec sa source."""
        asked = asked_of(request)
        chosen = chosen_contracts(world, asked)
        checked = chosen if len(chosen) <= MOST else ()
        found = _found(world, quality, checked)
        remarks = _kept(found.remarks, asked)
        if choice(asked, "format", FORMATS):
            return _file(world, chosen, found, remarks, asked=asked)
        return page(request, "quality.html", _context(asked, chosen, checked, found, remarks))

    return routes


def _found(world: World, quality: Quality, contracts: Sequence[Contract]) -> Found:
    # all are begun before any is waited for
    all_checked = [(contract, quality.checked(world, contract)) for contract in contracts]
    done = [checked for _, checked in all_checked if checked]
    return Found(
        remarks=tuple(remark for checked in done for remark in checked.remarks),
        pending=tuple(contract for contract, checked in all_checked if checked is None),
        failed=tuple(checked for checked in done if checked.failure),
    )


def _kept(remarks: Sequence[Remark], asked: Asked) -> tuple[Remark, ...]:
    # a kind of which nothing is left since the link was made is no mistake
    topic, kind = choice(asked, "rubrique", [*Topic]), asked.one("genre")
    return tuple(
        remark
        for remark in remarks
        if (not topic or remark.kind.topic == topic) and (not kind or remark.kind.name == kind)
    )


def _context(
    asked: Asked, chosen: Sequence[Contract], checked: Sequence[Contract], found: Found, remarks: Sequence[Remark]
) -> Mapping[str, object]:
    topic = asked.one("rubrique")
    kinds = [group.kind for group in grouped(found.remarks)]
    return {
        "asked": asked,
        "chosen": chosen,
        "checked": checked,
        "found": found,
        "kinds": kinds,
        "sections": [_section(each, remarks) for each in Topic if topic in {None, each}],
        "silent": [contract for contract in checked if not contract.has_roadmap],
        "told": TOPICS,
        "most": MOST,
        "shown": SHOWN,
        "folded": FOLDED,
    }


def _section(topic: Topic, remarks: Sequence[Remark]) -> Section:
    own = [remark for remark in remarks if remark.kind.topic == topic]
    return Section(topic, len(own), grouped(own))


def _file(
    world: World, chosen: Sequence[Contract], found: Found, remarks: Sequence[Remark], *, asked: Asked
) -> Response:
    """Write what is asked for as a table; raise HTTPException 503 while it is not known whole."""
    form = asked.one("format") or ""
    if found.pending:
        detail = "Le contrôle est en cours : redemandez ce fichier dans quelques secondes."
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "2"})
    address = asked.replacing("format", "")
    about = [
        ("Ce que c'est", "Les remarques sur la qualité des données, de la page « Qualité »"),
        ("Adresse sur le site", address),
        ("Révision des données", world.revision),
        ("Licence", licence.TOLD),
        *(("Source", title) for title in _sources(world, chosen)),
    ]
    content = to_csv(remarks) if form == "csv" else to_xlsx(remarks, about)
    headers = {
        "Content-Disposition": f'attachment; filename="qualite.{form}"',
        "Link": f'<{address}>; rel="bookmark"',
    }
    return Response(content, media_type=FORMATS[form], headers=headers)


def _sources(world: World, contracts: Sequence[Contract]) -> list[str]:
    scope = choose(world.store, [contract.identifier for contract in contracts])
    return [title for each in scope.contracts for title in titles(world.store, each)]
