"""`maillage journal` and `maillage undo`: what was published here, and how one of it is taken back."""

from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from data.change import Unpublished
from data.history import publications
from data.store import home
from service.commands.console import ContractsOption, StoreOption, err, fail, out, user, writer
from service.commands.publishing import commit, prepared_by
from service.commands.telling import told


def journal(contract: ContractsOption = None) -> None:
    """List what was published, the latest first."""
    wanted = [each for each in publications(home()) if not contract or each.contract in contract]
    if not wanted:
        out.print("Rien n'a été publié ici : les contrats sont ceux qui viennent avec le programme.", markup=False)
        return
    table = Table(
        "N°", "Date (UTC)", "Contrat", "Ajouts", "Retraits", "Qui", "Pourquoi", box=SIMPLE_HEAD, pad_edge=False
    )
    for each in wanted:
        cells = (str(each.sequence), f"{each.time:%d/%m/%Y %H:%M}", each.contract, str(each.added), str(each.removed))
        table.add_row(*map(Text, (*cells, each.who, each.why)))
    out.print(table, soft_wrap=False)
    err.print("Pour revenir sur l'une d'elles : maillage undo NUMÉRO", style="dim", markup=False)


def undo(
    sequence: Annotated[int, typer.Argument(metavar="NUMÉRO", help="Le numéro de la publication.", show_default=False)],
    author: Annotated[
        str | None, typer.Option("--author", "--auteur", help="Qui revient dessus (par défaut, l'utilisateur).")
    ] = None,
    dry_run: Annotated[  # noqa: FBT002 - Typer makes a flag of it
        bool, typer.Option("--dry-run", help="Montrer sans rien écrire.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Take a publication back, and keep what came after it; that is a publication too."""
    publishing = writer(store)
    try:
        change = publishing.reversal(sequence)
    except Unpublished as error:
        raise fail(str(error)) from error
    prepared = prepared_by(publishing, change)
    if not prepared.is_new:
        out.print("Rien à faire : il ne reste rien de cette publication.", markup=False)
        return
    out.print(f"{change.contract} : {prepared.added} en plus, {prepared.removed} en moins", markup=False)
    if not told(prepared.report):
        raise fail("Rien n'est écrit, car des violations empêchent la publication.", code=1)
    if dry_run:
        out.print("  rien n'est écrit (--dry-run)", markup=False)
        return
    why = f"Retour sur la publication {sequence}"
    commit(publishing, change, base=prepared.base, who=author or user(), why=why)
    out.print(f"  écrit : {publishing.files(change.contract).folder}", markup=False)
