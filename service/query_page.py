"""The page of free queries: a text in SPARQL, its result as a table or as Turtle, examples to begin with."""

import json
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from queries.failures import QueryError
from queries.guard import Refused
from queries.pool import Pool
from queries.worker import Query, Result
from service.index import Thing
from service.sparql import status_of
from service.templating import page
from service.world import TheWorld, World

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


def router(pool: Pool) -> APIRouter:
    """Return the route of the page."""
    routes = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

    @routes.get("/requete", summary="Une requête SPARQL libre")
    async def query_page(request: Request, world: TheWorld, query: str = "") -> HTMLResponse:
        """Pose une requête libre et montre son résultat."""
        shown, error, status = None, None, 200
        if query.strip():
            try:
                shown = show(world, await pool.answer(Query(query)))
            except (Refused, QueryError) as refusal:
                error, status = str(refusal), status_of(refusal)
        context = {
            "query": query or PREFIXES + EXAMPLES[0][1],
            "shown": shown,
            "error": error,
            "most": SHOWN,
            "examples": [(title, PREFIXES + text) for title, text in EXAMPLES],
        }
        return page(request, "query.html", context, status=status)

    return routes


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
