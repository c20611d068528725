"""The page of free queries: a text in SPARQL, its result as a table, a graph or a spreadsheet, and examples."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from queries.ask import QuestionError
from queries.catalogue import catalogue
from queries.errors import UnknownQuestion
from queries.examples import Example, examples
from queries.failures import BadQuery, QueryError
from queries.free_sheet import free_sheet
from queries.guard import Refused
from queries.pool import Pool
from queries.standalone import Opened, standalone
from queries.worker import Query
from service.protocol import Pairs, body_pairs
from service.questions.routes import FORMATS
from service.sparql import status_of
from service.templating import page
from service.tools.free_answer import Shown, sheet_rows, show
from service.world import TheWorld, World

ADDRESS = 8_000
"""How long the address of a query may be, for any browser and proxy to pass it on."""
SHOWN = 500
"""How many rows a page shows; the files have them all."""
OWN = frozenset({"query", "question", "poser", "format", "ouverte"})
"""What an address says beside the parameters of the question that it opens."""
FIRST = "actions-et-publics"
"""The example that stands in the editor when nothing is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that is asked, or only opened: its text, and the question of the catalogue that it is, if it is one."""

    text: str = ""
    opened: Opened | None = None
    runs: bool = False
    refusal: Refused | QueryError | QuestionError | None = None

    @property
    def query(self) -> Query:
        """Return the query to run: the text of a question is the program's own, and may be longer than a stranger's."""
        return Query(self.text, trusted=self.opened is not None)

    @property
    def line(self) -> int | None:
        """Return the line of a fault of syntax, where the engine tells it."""
        return self.refusal.line if isinstance(self.refusal, BadQuery) else None

    @property
    def link(self) -> str:
        """Return the address that asks the same again; empty where it would be too long."""
        if self.opened:
            return f"/requete?{urlencode([*_pairs(self.opened), ('poser', 'oui')])}"
        address = f"/requete?{urlencode({'query': self.text})}"
        return address if len(address) < ADDRESS else ""


def router(pool_of: Callable[[Request], Pool]) -> APIRouter:
    """Return the routes of the page; `pool_of` gives the pool that queries what a request is answered from."""
    routes = APIRouter(tags=["pages"])

    @routes.get("/requete", summary="Une requête SPARQL libre", response_class=HTMLResponse)
    async def query_page(request: Request, world: TheWorld, query: str = "", question: str = "") -> Response:
        """Pose une requête libre et montre son résultat, ou ouvre celle d'une question du catalogue."""
        given = {name: request.query_params.getlist(name) for name in request.query_params if name not in OWN}
        asked = Asked(query, runs=bool(query.strip())) if query or not question else _opened(world, question, given)
        if "poser" in request.query_params and asked.opened:
            asked = Asked(asked.text, asked.opened, runs=True)
        return await answered(request, world, asked, request.query_params.get("format", ""))

    @routes.post("/requete", summary="Une requête SPARQL libre, trop longue pour une adresse", response_model=None)
    async def long_query(request: Request, world: TheWorld) -> Response:
        """Pose une requête libre ; une courte est renvoyée à son adresse, qui se garde et se partage."""
        try:
            pairs = await body_pairs(request)
        except Refused as refusal:
            return await answered(request, world, Asked(refusal=refusal))
        asked, written = _sent(world, pairs), dict(pairs).get("format", "")
        if asked.link and not written:
            return RedirectResponse(asked.link, status_code=303)
        return await answered(request, world, asked, written)

    async def answered(request: Request, world: World, asked: Asked, written: str = "") -> Response:
        shown = None
        if asked.runs:
            try:
                most = None if written == "xlsx" else SHOWN
                shown = show(world, await pool_of(request).answer(asked.query), most=most)
                if written == "xlsx" and shown.kind == "table":
                    return _sheet(request, world, asked, shown)
            except (Refused, QueryError) as error:
                asked = replace(asked, refusal=error)
        return _page(request, asked, shown)

    return routes


def _page(request: Request, asked: Asked, shown: Shown | None) -> HTMLResponse:
    context = {
        "query": asked.text or examples()[FIRST].text,
        "asked": asked,
        "opened": asked.opened,
        "opening": urlencode(_pairs(asked.opened)) if asked.opened else "",
        "choices": _choices(asked.opened),
        "question_page": _question_page(asked.opened),
        "shown": shown,
        "error": str(asked.refusal) if asked.refusal else None,
        "most": SHOWN,
        "themes": themes(),
    }
    return page(request, "query.html", context, status=_status(asked.refusal))


def _status(refusal: Refused | QueryError | QuestionError | None) -> int:
    if refusal is None:
        return 200
    return 422 if isinstance(refusal, QuestionError) else status_of(refusal)


def _sent(world: World, pairs: Pairs) -> Asked:
    """Return what a form sends: a text, which is a question of the catalogue as long as nobody changed it."""
    fields = dict(pairs)
    text = fields.get("query", "")
    opening = parse_qs(fields.get("ouverte", ""))
    name = opening.pop("question", [""])[0]
    if name:
        asked = _opened(world, name, opening)
        if asked.opened and _same(asked.text, text):
            return Asked(asked.text, asked.opened, runs=True)
    return Asked(text, runs=bool(text.strip()))


def _same(text: str, other: str) -> bool:
    return text.split() == other.split()


def _opened(world: World, name: str, given: Mapping[str, Sequence[str]]) -> Asked:
    """Return a question of the catalogue with what is asked of it, as a text, ready to be changed."""
    question = catalogue().get(name)
    if question is None:
        return Asked(refusal=UnknownQuestion(name, ()))
    try:
        opened = standalone(world.store, question, given, today=dt.datetime.now(tz=dt.UTC).date())
    except QuestionError as error:
        return Asked(refusal=error)
    return Asked(opened.text.strip(), opened)


def _pairs(opened: Opened) -> Pairs:
    return [("question", opened.question.name), *opened.asked]


def _choices(opened: Opened | None) -> list[tuple[str, str]]:
    """Return what was asked of a question, each with the label of its parameter."""
    labels = {parameter.name: parameter.label for parameter in opened.question.options} if opened else {}
    return [(labels[name], value) for name, value in opened.asked] if opened else []


def _question_page(opened: Opened | None) -> str:
    """Return the address of the page of a question, with what is asked of it."""
    if opened is None:
        return ""
    return f"/questions/{opened.question.name}" + (f"?{urlencode(opened.asked)}" if opened.asked else "")


def _sheet(request: Request, world: World, asked: Asked, shown: Shown) -> Response:
    headers, rows = sheet_rows(shown)
    link = str(request.base_url).rstrip("/") + asked.link if asked.link else ""
    today = dt.datetime.now(tz=dt.UTC).date()
    content = free_sheet(headers, rows, query=asked.text, link=link, revision=world.revision, asked_on=today)
    disposition = {"Content-Disposition": 'attachment; filename="reponse.xlsx"'}
    return Response(content, media_type=FORMATS["xlsx"].media_type, headers=disposition)


def themes() -> Mapping[str, Sequence[Example]]:
    """Return the examples, theme by theme."""
    found: dict[str, list[Example]] = {}
    for each in examples().values():
        found.setdefault(each.theme, []).append(each)
    return found
