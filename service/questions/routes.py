"""Serve the questions of the catalogue: one GET route each, as JSON, CSV, a spreadsheet or a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from data.nearest import nearest
from queries.ask import AmbiguousValue, Answer, QuestionError, UnknownParameter, UnknownQuestion, UnknownValue
from queries.catalogue import Question
from queries.errors import NoCalendar
from queries.formats import to_csv, to_ics, to_json, to_xlsx
from queries.recipe import REVISION
from queries.selection import is_selecting, read_selection, select
from service.errors import PROBLEM, TITLES, Problem, identifier
from service.negotiation import best_match
from service.questions.operations import operation

Asker = Callable[[Request, Question, Mapping[str, Sequence[str]]], Answer]
Describer = Callable[[Request, Answer], bytes]
Renderer = Callable[[Request, Question, Answer | QuestionError], Response]


class Format(NamedTuple):
    """A format of answers: its media type and what writes it."""

    media_type: str
    write: Callable[[Answer], str | bytes]


FORMATS: Mapping[str, Format] = {
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "csv": Format("text/csv", to_csv),
    "json": Format("application/json", to_json),
}
CALENDAR: Mapping[str, Format] = {"ics": Format("text/calendar", to_ics)}
"""What is offered besides for a question whose header tells of a calendar."""
PAGE = "text/html"
PAGE_NUMBER = "page"
RESERVED = frozenset({"format", REVISION, PAGE_NUMBER})
"""What an address says beside the parameters of the question, and what chooses among its rows."""
MOVED = "Les données ont changé depuis que ce lien a été fait : la réponse n'est peut-être plus la même."


class UnknownFormat(QuestionError):  # beside the other errors of questions
    """No answer is written in that format."""

    def __init__(self, asked: str, known: Mapping[str, Format]) -> None:
        super().__init__(f"Le format « {asked[:20]} » n'existe pas. Formats possibles : {', '.join(sorted(known))}.")


def formats(question: Question, turtle: Callable[..., bytes] | None = None) -> Mapping[str, Format]:
    """Return the formats in which the answer to a question can be had."""
    described = {"ttl": Format("text/turtle", turtle)} if turtle else {}
    return {**described, **(CALENDAR if question.calendar else {}), **FORMATS}


def offered(known: Mapping[str, Format]) -> list[str]:
    """Return the media types of a question; the last wins a draw: JSON where a client takes anything, as curl does."""
    files = [form.media_type for name, form in known.items() if name != "json"]
    return [*files, PAGE, FORMATS["json"].media_type]


def router(
    catalogue: Mapping[str, Question], *, ask: Asker, render: Renderer, turtle: Describer | None = None
) -> APIRouter:
    """Return the routes `/questions/NAME`.

    `ask` answers, `render` makes the page of an answer or of an error, `turtle` describes the things of its rows.
    """
    routes = APIRouter(prefix="/questions", tags=["questions"])
    for question in catalogue.values():
        routes.add_api_route(
            f"/{question.name}/recette",
            _recipe(question, ask=ask),
            methods=["GET"],
            summary=f"La recette de la réponse : {question.title}",
            description="La requête, les paramètres, la révision de chaque graphe, la date et le lien permanent.",
            include_in_schema=False,
        )
        routes.add_api_route(
            f"/{question.name}",
            endpoint(question, ask=ask, render=render, turtle=turtle),
            methods=["GET"],
            name=question.name,
            operation_id=question.name,
            summary=question.title,
            description=question.description,
            response_class=Response,
            openapi_extra=operation(
                question, formats={name: form.media_type for name, form in formats(question, turtle).items()}
            ),
        )
    routes.add_api_route("/{name}", _unknown(catalogue), methods=["GET"], include_in_schema=False)
    return routes


def endpoint(
    question: Question, *, ask: Asker, render: Renderer, turtle: Describer | None = None
) -> Callable[[Request], Response]:
    """Return what answers a question at one address: a page, or a file where the address or the client asks for one."""

    def answer(request: Request) -> Response:
        known = formats(question, turtle and partial(turtle, request))
        try:
            media_type = _media_type(question, known, request)
            if media_type == PAGE:
                return render(request, question, _outcome(question, ask, request))
            return _file(_answer(question, ask, request), known, media_type)
        except QuestionError as error:
            return _refusal(request, error)

    return answer


def _recipe(question: Question, *, ask: Asker) -> Callable[[Request], Response]:
    def recipe(request: Request) -> Response:
        try:
            made = _answer(question, ask, request).recipe
        except QuestionError as error:
            return _refusal(request, error)
        return Response(made.to_json(), media_type="application/json")

    return recipe


def _outcome(question: Question, ask: Asker, request: Request) -> Answer | QuestionError:
    try:
        return _answer(question, ask, request)
    except QuestionError as error:
        return error


def _answer(question: Question, ask: Asker, request: Request) -> Answer:
    """Answer, with the rows chosen; where a permalink names another state of the data, a notice says so."""
    selection = read_selection(question, request.query_params.multi_items())
    answer = select(ask(request, question, _arguments(request)), selection)
    wanted = request.query_params.get(REVISION)
    if not wanted or wanted == answer.recipe.revision:
        return answer
    return replace(answer, notices=(*answer.notices, MOVED))


def is_argument(name: str) -> bool:
    """Tell whether a name in an address is one of what the question asks, known or not."""
    return name not in RESERVED and not is_selecting(name)


def _arguments(request: Request) -> dict[str, list[str]]:
    given = request.query_params
    return {name: given.getlist(name) for name in given if is_argument(name)}


def _media_type(question: Question, known: Mapping[str, Format], request: Request) -> str:
    """Return the media type that the address names, else the best that the client takes; raise HTTPException 406."""
    asked = request.query_params.get("format", "")
    if asked in known:
        return known[asked].media_type
    if asked in CALENDAR:
        raise NoCalendar(question)
    if asked:
        raise UnknownFormat(asked, known)
    types = offered(known)
    best = best_match(types, request.headers.get("accept") or "*/*")
    if not best:
        detail = f"Une réponse s'obtient sous l'une de ces formes : {', '.join(types)}."
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, detail)
    return best


def _file(answer: Answer, known: Mapping[str, Format], media_type: str) -> Response:
    name, form = next((name, form) for name, form in known.items() if form.media_type == media_type)
    recipe = answer.recipe
    links = f'<{recipe.address}>; rel="bookmark", <{recipe.own_address}>; rel="describedby"; type="application/json"'
    headers = {"Vary": "Accept", "Link": links, "X-Maillage-Revision": quote(recipe.revision)}
    if name != "json":
        headers["Content-Disposition"] = f'attachment; filename="{answer.question.name}.{name}"'
    return Response(form.write(answer), media_type=media_type, headers=headers)


def _unknown(catalogue: Mapping[str, Question]) -> Callable[[Request, str], Response]:
    def answer(request: Request, name: str) -> Response:
        error = UnknownQuestion(name, nearest(name, catalogue))
        if best_match([PAGE, PROBLEM], request.headers.get("accept") or "*/*") == PAGE:
            raise HTTPException(HTTPStatus.NOT_FOUND, str(error))
        return _refusal(request, error)

    return answer


def _refusal(request: Request, error: QuestionError) -> Response:
    status = HTTPStatus.NOT_FOUND if isinstance(error, UnknownQuestion) else HTTPStatus.UNPROCESSABLE_ENTITY
    problem = Problem(status.value, TITLES[status.value], str(error), identifier(request))
    body = {**asdict(problem), **_nearest(error)}
    return JSONResponse(body, status_code=status.value, media_type=PROBLEM, headers={"Vary": "Accept"})


def _nearest(error: QuestionError) -> dict[str, object]:
    """Return what a program needs to propose a correction."""
    if isinstance(error, UnknownValue):
        return {"parametre": error.parameter, "valeur": error.value, "proches": error.nearest}
    if isinstance(error, AmbiguousValue):
        return {"parametre": error.parameter, "valeur": error.value, "proches": error.candidates}
    if isinstance(error, UnknownParameter):
        return {"parametre": error.name, "proches": error.known}
    return {"proches": error.nearest} if isinstance(error, UnknownQuestion) else {}
