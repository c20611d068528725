"""`maillage questions`: the catalogue, and all of one question."""

from typing import Annotated

import typer
from rich.text import Text

from data.nearest import nearest
from queries.ask import UnknownQuestion
from queries.catalogue import catalogue
from queries.question import Question
from service.commands.console import fail, out


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
