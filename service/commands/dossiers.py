"""`maillage dossier`: a few pages on a contract, an actor, a quartier or an element of a framework, for a committee."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from data.contracts import write_whole
from queries.ask import QuestionError
from service.commands.console import ContractsOption, StoreOption, err, fail, opened

FORMATS = (".docx", ".html")


def dossier(  # noqa: PLR0917 - Typer passes the options by name
    output: Annotated[Path, typer.Option("--output", "-o", help="Fichier .docx ou .html.", show_default=False)],
    contract: ContractsOption = None,
    actor: Annotated[
        str | None, typer.Option("--acteur", "--actor", help="Un acteur, par son nom ou son sigle.", show_default=False)
    ] = None,
    quarter: Annotated[
        str | None, typer.Option("--quartier", help="Un quartier prioritaire, par son nom.", show_default=False)
    ] = None,
    element: Annotated[
        str | None,
        typer.Option(
            "--priorite",
            "--element",
            help="Une priorité, ou tout autre élément du cadre, par son nom ou son code.",
            show_default=False,
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date", help="Le jour du dossier, tel que 2026-05-31 (aujourd'hui par défaut).", show_default=False
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write the dossier of one subject; `--contract` alone is a subject, beside another it narrows where to look."""
    if output.suffix not in FORMATS:
        raise fail(f"Je n'écris pas de dossier « {output.suffix} ». Formats possibles : {', '.join(FORMATS)}.")
    # templates and matplotlib take seconds to load, which the other commands need not wait for
    from service.dossier.compose import compose  # noqa: PLC0415
    from service.dossier.docx import to_docx  # noqa: PLC0415
    from service.dossier.html import to_html  # noqa: PLC0415
    from service.dossier.subject import Kind  # noqa: PLC0415

    contracts = contract or []
    given = {Kind.ACTOR: actor, Kind.QUARTER: quarter, Kind.ELEMENT: element}
    named = [(kind, value) for kind, value in given.items() if value]
    if not named and len(contracts) == 1:
        named = [(Kind.CONTRACT, contracts[0])]
    if len(named) != 1:
        raise fail("Dites de quoi parle le dossier : un seul --contract, --acteur, --quartier ou --priorite.")
    kind, value = named[0]
    source = opened(store)
    try:
        told = compose(source, kind, value, contracts=contracts, day=_day(day))
    except QuestionError as error:
        raise fail(str(error)) from error
    write_whole(output, to_docx(told) if output.suffix == ".docx" else to_html(told))
    err.print(f"{output} : {told.title}, {len(told.sections)} parties", markup=False)


def _day(said: str | None) -> dt.date:
    if said is None:
        return dt.datetime.now(tz=dt.UTC).date()
    try:
        return dt.date.fromisoformat(said)
    except ValueError as error:
        raise fail(f"« {said} » n'est pas une date : écrivez par exemple 2026-05-31.") from error
