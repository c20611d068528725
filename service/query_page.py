"""The page of free queries: a text in SPARQL, its result as a table or as Turtle, examples to begin with."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from queries.catalogue import catalogue
from queries.failures import QueryError
from queries.guard import Refused
from queries.pool import Pool
from queries.worker import Query, Result
from service.index import Thing
from service.protocol import body_pairs
from service.sparql import status_of
from service.templating import page
from service.world import TheWorld, World

ADDRESS = 8_000
"""How long the address of a query may be, for any browser and proxy to pass it on."""
SHOWN = 500
"""How many rows a page shows; a program asks /sparql for them all."""
PREFIXES = """PREFIX mlg: <https://w3id.org/maillage/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
EXAMPLES = (
    (
        "Les actions et leurs publics",
        """SELECT DISTINCT ?action ?public
WHERE {
  ?a a mlg:Action ; skos:prefLabel ?action .
  OPTIONAL { ?a mlg:public/skos:prefLabel ?public }
}
ORDER BY ?action ?public""",
    ),
    (
        "Les acteurs qui prennent part au plus d'actions",
        """SELECT ?acteur (COUNT(DISTINCT ?action) AS ?actions)
WHERE {
  ?participation mlg:acteur ?acteur ; mlg:dans ?action .
  ?acteur a mlg:Acteur .
  ?action a mlg:Action .
}
GROUP BY ?acteur
ORDER BY DESC(?actions) ?acteur""",
    ),
    (
        "Tout ce que le graphe dit d'une action, en Turtle",
        "DESCRIBE <https://w3id.org/maillage/id/moissac/action/bourse-au-permis-de-conduire>",
    ),
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a result: a thing that has a page, or words."""

    words: str
    thing: Thing | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as a page shows it: a table, or a text (Turtle, or yes or no)."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    total: int = 0
    text: str = ""


def router(pool_of: Callable[[Request], Pool]) -> APIRouter:
    """Return the route of the page; `pool_of` gives the pool that queries what a request is answered from."""
    routes = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

    @routes.get("/requete", summary="Une requête SPARQL libre")
    async def query_page(request: Request, world: TheWorld, query: str = "", question: str = "") -> HTMLResponse:
        """Pose une requête libre et montre son résultat, ou ouvre celle d'une question du catalogue."""
        return await answered(request, world, query, opened=_opened(question))

    @routes.post("/requete", summary="Une requête SPARQL libre, trop longue pour une adresse", response_model=None)
    async def long_query(request: Request, world: TheWorld) -> Response:
        """Pose une requête libre ; une courte est renvoyée à son adresse, qui se garde et se partage."""
        try:
            query = dict(await body_pairs(request)).get("query", "")
        except Refused as refusal:
            return await answered(request, world, "", refusal=refusal)
        if linkable(query):
            return RedirectResponse(f"/requete?{urlencode({'query': query})}", status_code=303)
        return await answered(request, world, query)

    async def answered(
        request: Request, world: World, query: str, *, opened: str = "", refusal: Refused | QueryError | None = None
    ) -> HTMLResponse:
        shown = None
        if query.strip():
            try:
                shown = show(world, await pool_of(request).answer(Query(query, trusted=_ours(query))))
            except (Refused, QueryError) as error:
                refusal = error
        context = {
            "query": query or opened or PREFIXES + EXAMPLES[0][1],
            "shown": shown,
            "error": str(refusal) if refusal else None,
            "most": SHOWN,
            "examples": [(title, PREFIXES + text) for title, text in EXAMPLES],
            "linkable": linkable(query),
        }
        return page(request, "query.html", context, status=status_of(refusal) if refusal else 200)

    return routes


def _opened(name: str) -> str:
    """Return the query of a question of the catalogue, without its header; nothing for a name that it does not hold."""
    question = catalogue().get(name)
    lines = question.text.splitlines() if question else []
    return "\n".join(line for line in lines if not line.startswith("#+"))


def linkable(query: str) -> bool:
    """Tell whether a query is short enough to stand in an address."""
    return len(urlencode({"query": query})) < ADDRESS


def _ours(text: str) -> bool:
    """Tell whether a text is the query of a question, as the page opened it."""
    return " ".join(text.split()) in {" ".join(_opened(name).split()) for name in catalogue()}


def show(world: World, result: Result) -> Shown:
    """Arrange a result for the page."""
    text = result.content.decode()
    if "json" not in result.media_type:
        return Shown(text=text)
    told = json.loads(text)
    if "boolean" in told:
        return Shown(text="oui" if told["boolean"] else "non")
    columns = tuple(told["head"]["vars"])
    bindings = told["results"]["bindings"]
    rows = tuple(tuple(_value(world, row.get(name)) for name in columns) for row in bindings[:SHOWN])
    return Shown(columns, rows, len(bindings))


def _value(world: World, term: dict[str, str] | None) -> Value:
    if term is None:
        return Value("", None)
    return Value(term["value"], world.index.get(term["value"]) if term["type"] == "uri" else None)
