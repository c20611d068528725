"""Serve the reading pages: each is the page of its question at a short address, and gives the same files."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from queries.ask import Answer, QuestionError
from queries.catalogue import Question
from queries.question import CONTRACT
from service.listing import asked_of
from service.questions.pages import answered, asking, described
from service.questions.routes import Renderer, endpoint
from service.questions.view import View
from service.reading_pages.parts import PARTS
from service.reading_pages.reading_page import ReadingPage, reading_pages
from service.templating import page
from service.world import world_of
from viz.view import told as views_told


def router() -> APIRouter:
    """Return a route for each page."""
    routes = APIRouter(tags=["pages"])
    for reading in reading_pages().values():
        routes.add_api_route(
            f"/{reading.name}",
            endpoint(reading.question, ask=answered, render=_renderer(reading), turtle=described),
            methods=["GET"],
            name=f"lire-{reading.name}",
            summary=f"{reading.title} : {reading.question.title}",
            description=reading.lead,
            response_class=Response,
        )
    return routes


def _renderer(reading: ReadingPage) -> Renderer:
    def render(request: Request, question: Question, outcome: Answer | QuestionError) -> Response:
        told = asking(request, question, outcome, only=reading.columns, rows=reading.rows)
        shown = {
            **told.context(),
            "reading": reading,
            "part": _part(request, reading, told.view),
            "fields": [field for field in told.fields if field.parameter.name in reading.fields],
            "pictures": _pictures(request, reading),
        }
        return page(request, "reading.html", shown, status=told.status, headers={"Vary": "Accept"})

    return render


def _part(request: Request, reading: ReadingPage, view: View | None) -> object:
    return PARTS[reading.part](world_of(request), view) if view and view.answer.rows else None


def _pictures(request: Request, reading: ReadingPage) -> list[tuple[str, str, str]]:
    """Return the title and the addresses of each picture, its page and itself, for the contracts that were chosen."""
    chosen = [(CONTRACT.name, each) for each in asked_of(request).all(CONTRACT.name)]
    asked = {name: urlencode([("vue", name), *chosen]) for name in reading.pictures}
    return [
        (views_told()[name]["title"], f"/reseau?{query}", f"/reseau/picture?{query}") for name, query in asked.items()
    ]
