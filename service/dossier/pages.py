"""The page of dossiers: a form says what a dossier is about, the page shows it, and Word takes it away."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from queries.ask import QuestionError
from queries.errors import MalformedValue, RepeatedValue, UnknownParameter
from queries.parameters import valid_values
from queries.question import CONTRACT, DATE, Parameter
from queries.scope import choose
from service.dossier.parts import Dossier, Picture
from service.dossier.subject import PARAMETERS, Kind
from service.errors import UnknownThingError
from service.listing import Asked, asked_of, choice
from service.templating import page
from service.world import TheWorld, World

router = APIRouter(prefix="/dossier", tags=["pages"], default_response_class=HTMLResponse)

DAY = Parameter(
    "date", "Date", "Le jour où l'on se place ; aujourd'hui s'il est absent.", DATE, required=False, variable="",
    designation="la date",
)  # fmt: skip
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A picture of ours sets the style of its lines."""
SUBJECTS: Mapping[str, Kind] = {PARAMETERS[kind].name: kind for kind in PARAMETERS}


class UnclearSubject(QuestionError):  # beside the others
    """A dossier is about one thing."""

    def __init__(self) -> None:
        super().__init__("Un dossier ne parle que d'une chose : un acteur, un quartier ou une priorité, un seul.")
        self.parameter = "sujet"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a dossier is asked about: the subject, the contracts that it is looked at in, the day."""

    kind: Kind
    value: str
    contracts: tuple[str, ...]
    day: dt.date


@router.get("", summary="Un dossier de quelques pages sur un contrat, un acteur, un quartier ou une priorité")
def dossier_page(request: Request, world: TheWorld) -> Response:
    """Compose le dossier ; `format=docx` le donne pour Word."""
    asked = asked_of(request)
    form = choice(asked, "format", ("docx",))
    dossier, error = None, None
    try:
        wanted = read_wanted(asked)
        dossier = composed(world, wanted) if wanted else None
    except QuestionError as refused:
        error = refused
    if form and dossier:
        return _file(dossier)
    return _shown(request, world, asked, dossier, error)


@router.get("/image", summary="L'image d'un dossier", include_in_schema=False)
def dossier_picture(request: Request, world: TheWorld) -> Response:
    """Donne le réseau qu'un dossier montre."""
    asked = asked_of(request)
    wanted = read_wanted(asked)
    pictures = _pictures(composed(world, wanted)) if wanted else []
    if not pictures:
        raise UnknownThingError("image")
    return Response(pictures[0].svg, media_type="image/svg+xml", headers={"Content-Security-Policy": PICTURE_POLICY})


def read_wanted(asked: Asked) -> Wanted | None:
    """Return what an address asks a dossier about, nothing where it asks none; raise a QuestionError."""
    known = [CONTRACT.name, *SUBJECTS, DAY.name]
    for name, _ in asked.pairs:
        if name not in {*known, "format"}:
            raise UnknownParameter(name, known)
    given = [(name, value) for name in SUBJECTS for value in asked.all(name) if value.strip()]
    if len(given) > 1:
        raise UnclearSubject
    contracts, days = asked.all(CONTRACT.name), asked.all(DAY.name)
    if len(days) > 1:
        raise RepeatedValue(DAY)
    day = _day(days[0]) if days else dt.datetime.now(tz=dt.UTC).date()
    if given:
        return Wanted(SUBJECTS[given[0][0]], given[0][1], contracts, day)
    if len(contracts) > 1:
        raise RepeatedValue(CONTRACT)
    return Wanted(Kind.CONTRACT, contracts[0], (), day) if contracts else None


def composed(world: World, wanted: Wanted) -> Dossier:
    """Return a dossier; one that was composed of the same state of the data is not composed again."""
    from service.dossier.compose import compose_in  # noqa: PLC0415 – matplotlib takes a second to load

    return world.readings.get(
        composed,
        wanted,
        lambda: compose_in(world, wanted.kind, wanted.value, contracts=wanted.contracts, day=wanted.day),
    )


def _day(said: str) -> dt.date:
    try:
        return dt.date.fromisoformat(said.strip())
    except ValueError:
        raise MalformedValue(DAY, said, "une date : écrivez par exemple 2026-05-31") from None


def _file(dossier: Dossier) -> Response:
    from service.dossier.docx import to_docx  # noqa: PLC0415 – python-docx takes a second to load

    headers = {"Content-Disposition": 'attachment; filename="dossier.docx"'}
    return Response(to_docx(dossier), media_type=DOCX, headers=headers)


def _shown(
    request: Request, world: World, asked: Asked, dossier: Dossier | None, error: QuestionError | None
) -> HTMLResponse:
    said = [(name, value) for name, value in asked.pairs if value.strip() and name != "format"]
    context = {
        "dossier": dossier,
        "error": error,
        "asked": asked,
        "fields": [(each, asked.one(each.name) or "", _choices(world, each)) for each in PARAMETERS.values()],
        "faulty": getattr(error, "parameter", ""),
        "file": f"{asked.path}?{urlencode([*said, ('format', 'docx')])}",
        "picture": f"{asked.path}/image?{urlencode(said)}",
    }
    return page(request, "dossier_page.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if error else 200)


def _choices(world: World, parameter: Parameter) -> tuple[str, ...]:
    key = parameter.kind
    return world.readings.get(_choices, key, lambda: valid_values(world.store, choose(world.store, ()), parameter))


def _pictures(dossier: Dossier) -> list[Picture]:
    return [block for section in dossier.sections for block in section.blocks if isinstance(block, Picture)]
