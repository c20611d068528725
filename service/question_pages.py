"""The pages of the questions: each with its form, its answer and its recipe."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from queries.ask import Answer, MissingValue, QuestionError, ask
from queries.calendar_file import dated, left_out
from queries.catalogue import Question, catalogue
from queries.parameters import valid_values
from queries.question import CONTRACT, DATE, INTEGER, Parameter
from queries.scope import choose
from service import questions
from service.answer_table import SHOWN, arranged
from service.questions import RESERVED
from service.templating import page
from service.world import World
from viz.charts.chart import Chart, charts_of

SHORTCUTS = ("financements", "annuaire", "couverture", "agenda")
"""Questions that have a short address of their own."""
_INPUTS = {DATE: "date", INTEGER: "number"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form of a question."""

    parameter: Parameter
    input: str
    values: tuple[str, ...]
    choices: tuple[str, ...]
    faulty: bool


def router(world: World) -> APIRouter:
    """Return the routes of the questions."""
    routes = APIRouter()
    known = catalogue()
    routes.include_router(questions.router(known, ask=_asker(world), render=render))
    for name in SHORTCUTS:
        if name in known:
            routes.add_api_route(f"/{name}", _shortcut(name), methods=["GET"], include_in_schema=False)
    return routes


def example(world: World, question: Question) -> str:
    """Return the address of a question with its example, or bare where the example's contract is not loaded."""
    contract = question.example.get(CONTRACT.name)
    usable = question.example and contract and world.contract(contract)
    return f"/questions/{question.name}" + (f"?{urlencode(question.example)}" if usable else "")


def render(request: Request, question: Question, outcome: Answer | QuestionError) -> Response:
    """Make the page of a question: its form, and its answer or what is wrong with what was asked."""
    world: World = request.app.state.world
    given = {name: request.query_params.getlist(name) for name in request.query_params if name not in RESERVED}
    asked = [(name, value) for name, values in given.items() for value in values if value.strip()]
    answer = outcome if isinstance(outcome, Answer) else None
    # A question that was only opened is not a mistake: its form waits for what it needs.
    error = None if answer or (not asked and isinstance(outcome, MissingValue)) else outcome
    context = {
        "question": question,
        "fields": _fields(world, question, given, error),
        "answer": answer,
        "table": arranged(world, answer) if answer else None,
        "dated": answer and question.calendar and dated(answer),
        "left_out": left_out(answer) if answer and answer.rows and question.calendar else "",
        "nothing": _nothing(answer) if answer else "",
        "shown": SHOWN,
        "error": error,
        "asked": f"{request.url.path}?{urlencode(asked)}" if asked else request.url.path,
        "example": example(world, question),
        "pictures": _pictures(question, asked),
    }
    return page(request, "question.html", context, status=422 if error else 200, headers={"Vary": "Accept"})


def _nothing(answer: Answer) -> str:
    """Say what it means that an answer has no row."""
    if not answer.question.takes(len(answer.recipe.contracts)):
        return "Aucune ligne : la question n'a pas été posée, pour la raison dite ci-dessus."
    if set(answer.notices) - {questions.MOVED}:
        return "Aucune ligne : la réponse est inconnue pour les contrats dits ci-dessus, et vide pour les autres."
    return "Aucune ligne : dans les documents lus, rien ne répond à cette question avec ces choix."


def _pictures(question: Question, asked: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the charts that draw an answer, each with its title and its address, for what was asked of it."""
    return [
        (chart.title, f"/reseau?{urlencode([('vue', chart.name), *_kept(chart, asked)])}")
        for chart in charts_of(question)
    ]


def _kept(chart: Chart, asked: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    names = {CONTRACT.name, *(parameter.name for parameter in chart.parameters)}
    return [(name, value) for name, value in asked if name in names]


def _asker(world: World) -> questions.Asker:
    def asker(question: Question, arguments: Mapping[str, Sequence[str]]) -> Answer:
        return ask(world.store, question, arguments, revision=world.revision)

    return asker


def _shortcut(name: str) -> Callable[[Request], Response]:
    def redirect(request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/questions/{name}{query}", status_code=307)

    return redirect


def _fields(
    world: World, question: Question, given: Mapping[str, Sequence[str]], error: Answer | QuestionError | None
) -> list[Field]:
    faulty = getattr(error, "parameter", None)
    scope = choose(world.store, ())
    return [
        Field(
            parameter=parameter,
            input=_input(parameter),
            values=tuple(given.get(parameter.name, ())) or _default(parameter),
            choices=valid_values(world.store, scope, parameter),
            faulty=parameter.name == faulty,
        )
        for parameter in question.options
    ]


def _input(parameter: Parameter) -> str:
    if parameter.name == CONTRACT.name:
        return "contract"
    return "choice" if parameter.choices else _INPUTS.get(parameter.kind, "text")


def _default(parameter: Parameter) -> tuple[str, ...]:
    """Return the value that holds where a form says none; a day by default is today, which needs no saying."""
    return (parameter.default,) if parameter.choices and parameter.default else ()
