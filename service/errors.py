"""Say to the client what went wrong: one table of statuses, one shape of answer (RFC 9457)."""

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from queries.ask import QuestionError
from service.documents.lines import NoSuchLinesError
from service.importing.access import PRIVATE, NoSessionError
from service.index import Thing
from service.negotiation import NotAcceptableError, UnknownFormatError, best_match
from service.search.file import SearchIndexError
from service.security import headers_for
from service.templating import page
from viz.errors import UnknownGroupError

LOG = logging.getLogger("maillage")
PROBLEM = "application/problem+json"


class UnknownThingError(LookupError):
    """Nothing is known of what the address names."""

    def __init__(self, what: str, nearest: tuple[Thing, ...] = ()) -> None:
        self.what = what
        self.nearest = nearest
        super().__init__(f"Rien n'est connu sous le nom « {what} ».")


class UnknownChoiceError(ValueError):
    """A field of a form has a value that is not one of its choices."""

    def __init__(self, field: str, value: str, choices: tuple[str, ...]) -> None:
        self.field, self.value, self.choices = field, value, choices
        super().__init__(f"« {value} » n'est pas une valeur de « {field} ». Valeurs possibles : {', '.join(choices)}.")


STATUSES: Mapping[type[Exception], HTTPStatus] = {
    NoSessionError: HTTPStatus.FORBIDDEN,
    UnknownThingError: HTTPStatus.NOT_FOUND,
    UnknownGroupError: HTTPStatus.NOT_FOUND,
    UnknownChoiceError: HTTPStatus.BAD_REQUEST,
    NoSuchLinesError: HTTPStatus.BAD_REQUEST,
    UnknownFormatError: HTTPStatus.BAD_REQUEST,
    NotAcceptableError: HTTPStatus.NOT_ACCEPTABLE,
    RequestValidationError: HTTPStatus.BAD_REQUEST,
    QuestionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    SearchIndexError: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The only place where an exception becomes a status; all others are a fault of ours."""

TITLES: Mapping[int, str] = {
    400: "Demande mal formée",
    401: "Identification nécessaire",
    403: "Demande refusée",
    404: "Page introuvable",
    405: "Méthode non permise",
    406: "Forme indisponible",
    408: "Délai dépassé",
    409: "Demande devenue sans objet",
    413: "Demande trop volumineuse",
    414: "Adresse trop longue",
    415: "Type de contenu refusé",
    422: "Demande impossible à traiter",
    429: "Trop de demandes",
    500: "Erreur du service",
    503: "Service momentanément indisponible",
    507: "Plus de place",
}

DETAILS: Mapping[int, str] = {
    400: "La demande n'a pas pu être comprise.",
    404: "Rien ne se trouve à cette adresse.",
    405: "Cette adresse n'accepte pas cette méthode.",
    413: "Le corps de la demande dépasse la taille permise.",
    414: "L'adresse dépasse la longueur permise.",
    500: "Une erreur est survenue ; elle a été enregistrée sous l'identifiant ci-joint.",
}
"""What is said when the exception says nothing in French."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as the client sees it."""

    status: int
    title: str
    detail: str
    identifiant: str
    type: str = "about:blank"


def install(app: FastAPI) -> None:
    """Make an application answer its errors in the one shape."""
    for kind in (*STATUSES, HTTPException, Exception):
        app.add_exception_handler(kind, answer)


def answer(request: Request, error: Exception) -> Response:
    """Answer a request that failed."""
    status = status_of(error)
    problem = Problem(status, TITLES.get(status, "Erreur"), _detail(error, status), identifier(request))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # The server writes the traceback: this line ties it to what the client was told.
        LOG.error("erreur %s : %s", problem.identifiant, type(error).__name__)
    nearest = error.nearest if isinstance(error, UnknownThingError) else ()
    session = {"possible": error.possible} if isinstance(error, NoSessionError) else None
    return respond(request, problem, nearest=nearest, session=session, headers=_headers(error))


def status_of(error: Exception) -> int:
    """Return the status of an exception."""
    if isinstance(error, HTTPException):
        return error.status_code
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), HTTPStatus(500)).value


def respond(
    request: Request,
    problem: Problem,
    *,
    nearest: tuple[Thing, ...] = (),
    session: Mapping[str, bool] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with a page for a browser, with problem details for anything else."""
    # An unforeseen error is answered outside of the middleware that sets these headers.
    sent = {**headers_for(request.url.scheme), "Vary": "Accept", **(headers or {}), "X-Request-ID": problem.identifiant}
    if best_match(["text/html", PROBLEM], request.headers.get("accept", "*/*")) == "text/html":
        context = {"problem": problem, "nearest": nearest, **(session or {})}
        template = "error.html" if session is None else "no_session.html"
        return page(request, template, context, status=problem.status, headers=sent)
    body = {**asdict(problem), **({"proches": [thing.label for thing in nearest]} if nearest else {})}
    return JSONResponse(body, status_code=problem.status, headers=sent, media_type=PROBLEM)


def identifier(request: Request) -> str:
    """Return the identifier by which a request is found again in the log."""
    return str(request.scope.get("state", {}).get("identifier", ""))


def _detail(error: Exception, status: int) -> str:
    if isinstance(error, tuple(STATUSES)) and not isinstance(error, RequestValidationError):
        return str(error)
    told = error.detail if isinstance(error, HTTPException) else ""
    default = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    return told if told and told != default else DETAILS.get(status, TITLES.get(status, "Erreur"))


def _headers(error: Exception) -> Mapping[str, str]:
    if isinstance(error, NoSessionError):
        return PRIVATE
    return error.headers or {} if isinstance(error, HTTPException) else {}
