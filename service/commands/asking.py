"""`maillage questions`, `maillage ask` and `maillage sparql`: the catalogue, its answers, and free queries."""

import asyncio
import inspect
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from data.contracts import write_whole
from data.nearest import nearest
from queries.ask import Answer, QuestionError, UnknownQuestion, ask
from queries.catalogue import catalogue
from queries.display import factored, french_date
from queries.failures import QueryError
from queries.formats import cells, to_csv, to_ics, to_json, to_xlsx
from queries.guard import Refused
from queries.pool import Pool, default_graphs
from queries.question import CONTRACT, Question
from queries.recipe import KEPT
from queries.selection import read_selection, select
from queries.worker import Query
from service.commands.console import StoreOption, err, fail, opened, out

_NARROWEST = 18
"""How many characters of a terminal a column of a table wants, for its words not to be torn."""


class AnswerFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


class ResultFormat(StrEnum):
    """How the result of a free query is written: rows as JSON or CSV, triples as Turtle."""

    JSON = "json"
    CSV = "csv"
    TURTLE = "turtle"


_MEDIA_TYPES = {ResultFormat.JSON: "application/sparql-results+json", ResultFormat.CSV: "text/csv"}


def questions(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NOM]", help="Une question, pour tout en savoir.", show_default=False),
    ] = None,
) -> None:
    """List the questions of the catalogue, each with an example; or tell all of one."""
    if name is None:
        width = max(map(len, catalogue())) + 2
        for question in catalogue().values():
            out.print(Text.assemble((f"{question.name:<{width}}", "bold"), question.title))
            out.print(Text(f"{'':<{width}}{example(question)}", style="dim"))
    elif name in catalogue():
        _print_question(catalogue()[name])
    else:
        raise fail(str(UnknownQuestion(name, nearest(name, catalogue()))))


def _print_question(question: Question) -> None:
    out.print(question.title, style="bold", markup=False)
    out.print(question.description, markup=False, soft_wrap=False)
    out.print("\nOptions", style="bold")
    for option in question.options:
        need = " (nécessaire)" if option.required else ""
        choices = f" Valeurs : {', '.join(option.choices)}." if option.choices else ""
        default = f" Par défaut : {option.default}." if option.default else ""
        out.print(f"  --{option.name}{need} : {option.description}{choices}{default}", markup=False, soft_wrap=False)
    out.print("\nColonnes", style="bold")
    for column in question.columns:
        absent = f" ; sans valeur : {column.absent}" if column.absent else ""
        told = f"  {', '.join(column.variables)} : {column.label} – {column.type}{absent}"
        out.print(told, markup=False, soft_wrap=False)
    out.print("\nExemple", style="bold")
    out.print(f"  {example(question)}", markup=False)


def example(question: Question) -> str:
    """Return the command line of a question's example."""
    options = "".join(
        f' --{name} "{value}"' if " " in value else f" --{name} {value}" for name, value in question.example.items()
    )
    return f"maillage ask {question.name}{options}"


def ask_commands() -> typer.Typer:
    """Return the group of `maillage ask`: one command for each question, one option for each parameter."""
    group = typer.Typer(no_args_is_help=True, help="Poser une question du catalogue.", rich_markup_mode=None)
    for question in catalogue().values():
        group.command(question.name, help=f"{question.title}\n\n{question.description}")(_command(question))
    return group


def _command(question: Question) -> Callable[..., None]:
    """Make the function of a question: its signature, which Typer reads, comes from the question's header."""

    def command(**options: Any) -> None:  # noqa: ANN401 - Typer passes what the signature made below declares
        _ask(
            question,
            form=options.pop("format"),
            output=options.pop("output"),
            recipe=options.pop("recipe"),
            store=options.pop("store"),
            chosen=[("tri", options.pop("tri") or ""), *map(_pair, options.pop("filtre") or ())],
            options=options,
        )

    kinds = {
        "format": (Annotated[AnswerFormat, typer.Option("--format", help="Forme de la réponse.")], AnswerFormat.TABLE),
        "output": (
            Annotated[
                Path | None, typer.Option("--output", "-o", help="Fichier où écrire la réponse.", show_default=False)
            ],
            None,
        ),
        "recipe": (
            Annotated[
                Path | None,
                typer.Option("--recipe", help="Fichier .json où écrire la recette de la réponse.", show_default=False),
            ],
            None,
        ),
        "tri": (
            Annotated[
                str | None,
                typer.Option(
                    "--tri", help="Colonne qui trie les lignes ; « - » devant, ordre inverse.", show_default=False
                ),
            ],
            None,
        ),
        "filtre": (
            Annotated[
                list[str] | None,
                typer.Option("--filtre", help="COLONNE=VALEUR : lignes à garder ; répétable.", show_default=False),
            ],
            None,
        ),
        "store": (StoreOption, None),
    }
    for parameter in question.options:
        option = typer.Option(f"--{parameter.name}", help=parameter.description, show_default=False)
        many = parameter is CONTRACT
        kinds[parameter.name.replace("-", "_")] = (Annotated[list[str] | None if many else str | None, option], None)
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, (kind, default) in kinds.items()
        ]
    )
    command.__annotations__ = {name: kind for name, (kind, _) in kinds.items()}
    return command


def _pair(said: str) -> tuple[str, str]:
    """Return what `--filtre COLONNE=VALEUR` chooses, as an address says it."""
    name, _, value = said.partition("=")
    return f"{KEPT}{name.strip()}", value


def _ask(
    question: Question,
    *,
    form: AnswerFormat,
    output: Path | None,
    recipe: Path | None,
    store: Path | None,
    chosen: Sequence[tuple[str, str]],
    options: dict[str, Any],
) -> None:
    arguments = {
        parameter.name: value if isinstance(value, list) else [value]
        for parameter in question.options
        if (value := options[parameter.name.replace("-", "_")])
    }
    source = opened(store)
    try:
        selection = read_selection(question, chosen)
        answer = select(ask(source.store, question, arguments, revision=source.revision), selection)
    except QuestionError as error:
        raise fail(str(error)) from error
    for notice in answer.notices:
        err.print(notice, style="yellow", markup=False)
    _write(answer, form, output)
    if recipe:
        write_whole(recipe, answer.recipe.to_json().encode())
    rows = len(answer.rows)
    told = f"{rows} ligne{'s' if rows > 1 else ''}, {french_date(answer.recipe.asked_on.isoformat())}"
    err.print(f"{told}, lien permanent : {answer.recipe.address}", style="dim", markup=False, soft_wrap=True)


def _write(answer: Answer, form: AnswerFormat, output: Path | None) -> None:
    if form is AnswerFormat.XLSX and not output and sys.stdout.isatty():
        raise fail("Un classeur ne s'affiche pas dans un terminal : donnez un fichier avec -o réponse.xlsx.")
    if form is AnswerFormat.TABLE and not output:
        _print_table(answer)
        return
    writers: dict[AnswerFormat, Callable[[Answer], str | bytes]] = {
        AnswerFormat.JSON: to_json,
        AnswerFormat.CSV: to_csv,
        AnswerFormat.XLSX: to_xlsx,
        AnswerFormat.ICS: to_ics,
        AnswerFormat.TABLE: _plain_table,
    }
    try:
        written = writers[form](answer)
    except QuestionError as error:
        raise fail(str(error)) from error
    content = written.encode() if isinstance(written, str) else written
    if output:
        write_whole(output, content)
    else:
        sys.stdout.buffer.write(content)


def _print_table(answer: Answer) -> None:
    """Print the rows; what all rows say alike stands once above them, what is empty in all is left out."""
    headers, rows = cells(answer)
    out.print(answer.question.title, style="bold", markup=False)
    kept = []
    for header, column in zip(headers, zip(*rows, strict=True), strict=False):
        alike, varying = factored(column)
        if alike:
            out.print(f"{header} : {alike}", style="dim", markup=False)
        if any(varying):
            kept.append((header, varying))
    if not rows:
        out.print("Aucune ligne ne répond à cette question.")
    elif len(kept) * _NARROWEST > out.width:
        _print_records(kept)
    else:
        _print_rows(kept)


def _print_rows(columns: Sequence[tuple[str, Sequence[str]]]) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for header, _ in columns:
        table.add_column(header, overflow="fold")
    for row in zip(*(values for _, values in columns), strict=True):
        table.add_row(*map(Text, row))
    out.print(table, soft_wrap=False)


def _print_records(columns: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Print each row as a few lines, one a column: the terminal is too narrow for so many columns."""
    for row in zip(*(values for _, values in columns), strict=True):
        out.print()
        for rank, ((header, _), words) in enumerate(zip(columns, row, strict=True)):
            if words:
                line = Text.assemble((f"{header} : ", "dim"), words)
                out.print(Padding(line, (0, 0, 0, 2 if rank else 0), expand=False), soft_wrap=False)


def _plain_table(answer: Answer) -> str:
    headers, rows = cells(answer)
    return "\n".join("\t".join(row) for row in [headers, *rows]) + "\n"


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
