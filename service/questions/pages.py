"""The pages of the questions: each with its form, its answer and its recipe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from queries.ask import Answer, MissingValue, QuestionError
from queries.catalogue import Question, catalogue
from queries.parameters import valid_values
from queries.question import CONTRACT, DATE, INTEGER, Parameter
from queries.scope import choose
from service.listing import Asked, asked_of
from service.questions import routes as questions
from service.questions.kept import answer_of
from service.questions.routes import is_argument
from service.questions.turtle import answer_turtle
from service.questions.view import ROWS, View, view
from service.templating import page
from service.world import World, world_of
from viz.charts.chart import Chart, charts_of

_INPUTS = {DATE: "date", INTEGER: "number"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form of a question."""

    parameter: Parameter
    input: str
    values: tuple[str, ...]
    choices: tuple[str, ...]
    faulty: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """What a page tells of a question: the fields of its form, its answer or what is wrong, the charts that draw it."""

    question: Question
    action: str
    fields: tuple[Field, ...]
    view: View | None
    nothing: str
    error: QuestionError | None
    example: str
    pictures: tuple[tuple[str, str], ...]

    @property
    def status(self) -> int:
        """Return the status that the page is answered with."""
        return 422 if self.error else 200

    def context(self) -> dict[str, object]:
        """Return it as a template takes it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def router() -> APIRouter:
    """Return the routes of the questions."""
    routes = APIRouter()
    known = catalogue()
    routes.include_router(questions.router(known, ask=answered, render=render, turtle=described))
    return routes


def example(world: World, question: Question) -> str:
    """Return the address of a question with its example, or bare where the example's contract is not loaded."""
    contract = question.example.get(CONTRACT.name)
    usable = question.example and contract and world.contract(contract)
    return f"/questions/{question.name}" + (f"?{urlencode(question.example)}" if usable else "")


def render(request: Request, question: Question, outcome: Answer | QuestionError) -> Response:
    """Make the page of a question: its form, and its answer or what is wrong with what was asked."""
    told = asking(request, question, outcome)
    return page(request, "question.html", told.context(), status=told.status, headers={"Vary": "Accept"})


def asking(
    request: Request, question: Question, outcome: Answer | QuestionError, *, only: Sequence[str] = (), rows: int = ROWS
) -> Asking:
    """Return what a page tells of a question: the fields of its form, its answer or what is wrong."""
    world, asked = world_of(request), asked_of(request)
    said = [(name, value) for name, value in asked.pairs if is_argument(name) and value.strip()]
    found = _view(world, outcome, asked, only, rows)
    # A question that was only opened is not a mistake: its form waits for what it needs.
    error = None if isinstance(found, View) or (not said and isinstance(found, MissingValue)) else found
    given = {name: [value for key, value in said if key == name] for name, _ in said}
    return Asking(
        question=question,
        action=asked.path,
        fields=tuple(_fields(world, question, given, error)),
        view=found if isinstance(found, View) else None,
        nothing=_nothing(found.answer) if isinstance(found, View) else "",
        error=error,
        example=example(world, question),
        pictures=tuple(_pictures(question, said)),
    )


def _view(
    world: World, outcome: Answer | QuestionError, asked: Asked, only: Sequence[str], rows: int
) -> View | QuestionError:
    try:
        return outcome if isinstance(outcome, QuestionError) else view(world, outcome, asked, only=only, rows=rows)
    except QuestionError as error:
        return error


def _nothing(answer: Answer) -> str:
    """Say what it means that an answer has no row."""
    if answer.recipe.kept:
        return "Aucune ligne n'a toutes les valeurs choisies : enlevez un filtre."
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


def answered(request: Request, question: Question, arguments: Mapping[str, Sequence[str]]) -> Answer:
    """Return the answer to a question, from the state of the data that the request is answered from."""
    return answer_of(world_of(request), question, arguments)


def described(request: Request, answer: Answer) -> bytes:
    """Return the description of the things of an answer, in Turtle."""
    return answer_turtle(world_of(request), answer)


def _fields(
    world: World, question: Question, given: Mapping[str, Sequence[str]], error: QuestionError | None
) -> list[Field]:
    faulty = getattr(error, "parameter", None)
    return [
        Field(
            parameter=parameter,
            input=_input(parameter),
            values=tuple(given.get(parameter.name, ())) or _default(parameter),
            choices=_choices(world, parameter),
            faulty=parameter.name == faulty,
        )
        for parameter in question.options
    ]


def _choices(world: World, parameter: Parameter) -> tuple[str, ...]:
    """Return what a field proposes; the questions that take the same things read them once."""
    key = (parameter.name == CONTRACT.name, parameter.kind, parameter.scheme, parameter.source, parameter.choices)
    return world.readings.get(_choices, key, lambda: valid_values(world.store, choose(world.store, ()), parameter))


def _input(parameter: Parameter) -> str:
    if parameter.name == CONTRACT.name:
        return "contract"
    return "choice" if parameter.choices else _INPUTS.get(parameter.kind, "text")


def _default(parameter: Parameter) -> tuple[str, ...]:
    """Return the value that holds where a form says none; a day by default is today, which needs no saying."""
    return (parameter.default,) if parameter.choices and parameter.default else ()
