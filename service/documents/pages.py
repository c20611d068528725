"""Show a document that is at hand, line by line, with what was taken from each line."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from data import naming
from service.documents.lines import MOST_LINES, asked_lines, leaf_at
from service.documents.sources import Text, TheSources, drawn_from, read_source
from service.errors import UnknownThingError
from service.search import nearest
from service.templating import page
from service.world import TheWorld

HIGHEST = 9_999_999
"""The highest number that a line may have."""
router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Sought:
    """What an address asks to see of a document."""

    ligne: Annotated[str | None, Query(description="les lignes demandées, telles que 914 ou 914-916")] = None
    cellule: Annotated[str | None, Query(description="la cellule demandée de la ligne, à partir de 1")] = None
    depuis: Annotated[str | None, Query(description="une ligne à partir de laquelle montrer le document")] = None

    @property
    def cell(self) -> int | None:
        """Return the number of the cell that is asked for; what is no such number asks for none."""
        found = re.fullmatch(r"\d{1,4}", self.cellule or "", re.ASCII)
        return int(found[0]) if found else None


@router.get("/documents/{contract}/{document}", summary="Les lignes d'un document, et ce qui en a été tiré")
def document_page(
    request: Request,
    world: TheWorld,
    sources: TheSources,
    *,
    contract: str,
    document: str,
    sought: Annotated[Sought, Depends()],
) -> HTMLResponse:
    """Montre les lignes d'un document s'il est sur cette machine ; sinon dit comment l'y mettre."""
    iri = f"{naming.ID}{contract}/document/{document}"
    source = read_source(world, iri)
    if source is None:
        raise UnknownThingError(f"{contract}/document/{document}", nearest(world.finder, iri))
    text = sources.text(source.digest)
    shown = text or Text()
    # of a document that is elsewhere, nobody knows how many lines it has
    last = shown.last or HIGHEST
    asked, start = asked_lines(sought.ligne, last), asked_lines(sought.depuis, last)
    leaf = leaf_at(shown.lines, (asked or start or (1, 1))[0])
    numbers = [line.number for line in leaf.lines] if shown.lines else _numbers(asked)
    context = {
        "source": source,
        "text": text,
        "leaf": leaf,
        "asked": asked,
        "cell": sought.cell,
        "drawn": drawn_from(world, source, numbers),
    }
    return page(request, "document.html", context)


def _numbers(asked: tuple[int, int] | None) -> range:
    """Return the numbers of the lines that are asked for, no more than a page shows."""
    return range(asked[0], min(asked[1], asked[0] + MOST_LINES) + 1) if asked else range(0)
