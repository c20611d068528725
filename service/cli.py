"""The command line: `maillage serve`, `import`, `ask`… each in its module of `service/commands/`, but for `serve`."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from data.store import OpenStore, StoreError, home, open_store
from service.commands import asking, benching, dossiers, drawing, proposing, reading, workbooks
from service.commands.console import StoreOption, err, opened

if TYPE_CHECKING:
    from fastapi import FastAPI

app = typer.Typer(
    name="maillage",
    help="Le graphe de connaissances des contrats de ville : qui fait quoi, qui finance quoi, et où c'est écrit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command, function, text in (
    (
        "import",
        reading.import_documents,
        "Lire des documents de contrat, ou un classeur corrigé, et dire ce qui en est compris.",
    ),
    ("validate", reading.validate, "Juger des graphes ; le code de sortie est 1 s'il y a une violation."),
    (
        "questions",
        asking.questions,
        "Lister les questions du catalogue, avec un exemple de chacune ; ou tout dire d'une.",
    ),
    ("sparql", asking.sparql, "Poser une question en SPARQL (lecture seule, dans un processus à part)."),
    ("network", drawing.network, "Dessiner le réseau des acteurs et des actions."),
    ("dossier", dossiers.dossier, "Écrire un dossier de quelques pages pour un comité de pilotage."),
    ("bench", benching.bench, "Mesurer la vitesse, à côté d'un autre programme : les rapports comptent."),
    ("export", drawing.export, "Exporter les graphes publiés des contrats, ou un contrat en classeur à corriger."),
    ("template", workbooks.template, "Écrire un classeur vide, à remplir pour saisir un contrat."),
):
    app.command(command, help=text)(function)
app.add_typer(asking.ask_commands(), name="ask")
app.add_typer(proposing.proposition_commands(), name="propositions")


@app.command(help="Servir le site, l'API et SPARQL.")
def serve(
    host: Annotated[str, typer.Option("--host", help="Adresse d'écoute.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port d'écoute.", min=0, max=65535)] = 8000,
    domain: Annotated[
        list[str] | None,
        typer.Option("--domain", help="Nom sous lequel le site est demandé, s'il n'est pas local. Peut être répété."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Serve the site, the API and SPARQL."""
    import uvicorn  # noqa: PLC0415 - the web takes a second to load, which the other commands need not wait for

    site = _site(opened(store), domain or ())
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    err.print(f"Maillage est servi sur http://{host}:{port} (Ctrl+C pour arrêter)", markup=False)
    uvicorn.run(
        site,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        limit_concurrency=200,
        timeout_graceful_shutdown=10,
    )


def _site(source: OpenStore, hosts: Sequence[str]) -> "FastAPI":
    """Return the application over a store, of which nothing else is kept: another may be served in its place."""
    from service.app import create_app  # noqa: PLC0415 - the web takes a second to load
    from service.serving import Following  # noqa: PLC0415 - likewise

    site = create_app(
        store=source.store,
        directory=source.directory,
        revision=source.revision,
        hosts=hosts,
        lease=source.lease,
        home=home(),
    )
    place = source.directory.parent.parent
    Following(site.state.serving, home(), lambda: open_store(place)).start()
    return site


def main() -> None:
    """Run the command line; an error that the user can mend is told in one line."""
    try:
        app()
    except StoreError as error:
        err.print(str(error), style="red", markup=False)
        raise SystemExit(2) from error
    except OSError as error:
        place = error.filename2 or error.filename or "fichier"
        err.print(f"{place} : lecture ou écriture impossible ({error.strerror}).", style="red", markup=False)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
