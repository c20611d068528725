"""What every command shares: where to print, how to open the store, what errors to tell plainly."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from data.contracts import bundled
from data.store import OpenStore, home, open_store
from data.writer import Writer

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        envvar="MAILLAGE_STORE",
        help="Dossier de la base (par défaut, celui de l'utilisateur).",
        show_default=False,
    ),
]
ContractsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--contract",
        "--contrat",
        help="Identifiant d'un contrat, tel que moissac. Peut être répété.",
        show_default=False,
    ),
]

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def fail(message: str, *, code: int = 2) -> typer.Exit:
    """Tell an error on stderr and return the exit to raise."""
    err.print(message, style="red", markup=False)
    return typer.Exit(code)


def user() -> str:
    """Return the name of who runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise fail("Cette machine ne dit pas qui vous êtes : donnez votre nom avec --author.") from error


def writer(place: Path | None) -> Writer:
    """Return the writer of the user's contracts; the store that stands in a place follows."""
    return Writer(home(), place, shipped=bundled())


def opened(place: Path | None) -> OpenStore:
    """Open the store; building it shows a progress bar, on a terminal only."""
    if place and place.parts[:1] in {("http:",), ("https:",)}:
        raise fail("La base est un dossier : Maillage n'interroge pas encore un autre serveur SPARQL (--store).")
    with _progress() as progress:
        task = progress.add_task("préparation de la base", total=None)

        def tell(done: int, total: int, what: str) -> None:
            progress.update(task, completed=done, total=total, description=what)

        return open_store(place, progress=tell)


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        yield progress
