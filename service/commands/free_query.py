"""`maillage sparql`: a free query."""

import asyncio
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from queries.failures import QueryError
from queries.guard import Refused
from queries.pool import Pool, default_graphs
from queries.worker import Query
from service.commands.console import StoreOption, fail, opened


class ResultFormat(StrEnum):
    """How the result of a free query is written: rows as JSON or CSV, triples as Turtle."""

    JSON = "json"
    CSV = "csv"
    TURTLE = "turtle"


_MEDIA_TYPES = {ResultFormat.JSON: "application/sparql-results+json", ResultFormat.CSV: "text/csv"}


def sparql(
    text: Annotated[str | None, typer.Argument(metavar="[TEXTE]", help="La requête.", show_default=False)] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Fichier qui contient la requête.", show_default=False)
    ] = None,
    form: Annotated[
        ResultFormat | None,
        typer.Option("--format", help="json ou csv pour des lignes, turtle pour des triplets.", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Answer a free query in a process of its own, under the same limits as over HTTP."""
    if (text is None) == (file is None):
        raise fail("Donnez une requête, ou un fichier avec -f : l'un des deux.")
    source = opened(store)
    solutions = None if form is ResultFormat.TURTLE else _MEDIA_TYPES[form or ResultFormat.JSON]
    graph = "text/turtle" if form in {None, ResultFormat.TURTLE} else None
    try:
        query = Query(file.read_text("utf-8") if file else text or "", solutions=solutions, graph=graph)
        pool = Pool(source.directory, default_graphs=default_graphs(source.store))
        result = asyncio.run(pool.answer(query))
    except (OSError, UnicodeDecodeError) as error:
        raise fail(f"{file} : lecture impossible ({error}).") from error
    except (Refused, QueryError) as error:
        raise fail(str(error)) from error
    sys.stdout.buffer.write(result.content)
