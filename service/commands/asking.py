"""`maillage ask`: one command for each question of the catalogue."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from data.contracts import write_whole
from queries.ask import QuestionError, ask
from queries.catalogue import catalogue
from queries.display import french_date
from queries.question import CONTRACT, Question
from queries.recipe import KEPT
from queries.selection import read_selection, select
from service.commands.answering import AnswerFormat, write
from service.commands.console import StoreOption, err, fail, opened

Option = tuple[Any, Any]
"""An option of a command: its annotation, which Typer reads, and its value where none is given."""
OPTIONS: Mapping[str, Option] = {
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
"""What every question takes beside its own parameters: how the answer is written, kept and ordered."""


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

    kinds = {**OPTIONS, **dict(_parameters(question))}
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, (kind, default) in kinds.items()
        ]
    )
    command.__annotations__ = {name: kind for name, (kind, _) in kinds.items()}
    return command


def _parameters(question: Question) -> Iterator[tuple[str, Option]]:
    for parameter in question.options:
        option = typer.Option(f"--{parameter.name}", help=parameter.description, show_default=False)
        kind = list[str] if parameter is CONTRACT else str
        yield parameter.name.replace("-", "_"), (Annotated[kind | None, option], None)


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
    write(answer, form, output)
    if recipe:
        write_whole(recipe, answer.recipe.to_json().encode())
    rows = len(answer.rows)
    told = f"{rows} ligne{'s' if rows > 1 else ''}, {french_date(answer.recipe.asked_on.isoformat())}"
    err.print(f"{told}, lien permanent : {answer.recipe.address}", style="dim", markup=False, soft_wrap=True)
