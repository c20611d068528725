"""The command line: `maillage serve`, `import`, `ask`… each in its module of `service/commands/`."""

import typer

from data.store import StoreError
from service.commands import (
    asking,
    benching,
    catalogue,
    dossiers,
    drawing,
    free_query,
    history,
    proposing,
    reading,
    serving,
    workbooks,
)
from service.commands.console import err

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
    ("serve", serving.serve, "Servir le site, l'API et SPARQL ; sur cette machine, donner le lien pour importer."),
    ("validate", reading.validate, "Juger des graphes ; le code de sortie est 1 s'il y a une violation."),
    (
        "questions",
        catalogue.questions,
        "Lister les questions du catalogue, avec un exemple de chacune ; ou tout dire d'une.",
    ),
    ("sparql", free_query.sparql, "Poser une question en SPARQL (lecture seule, dans un processus à part)."),
    ("network", drawing.network, "Dessiner le réseau des acteurs et des actions."),
    ("dossier", dossiers.dossier, "Écrire un dossier de quelques pages pour un comité de pilotage."),
    ("bench", benching.bench, "Mesurer la vitesse, à côté d'un autre programme : les rapports comptent."),
    ("export", drawing.export, "Exporter les graphes publiés des contrats, ou un contrat en classeur à corriger."),
    ("journal", history.journal, "Lister ce qui a été publié ici : quand, par qui, pourquoi."),
    ("undo", history.undo, "Revenir sur une publication, sans toucher à ce qui l'a suivie."),
    ("template", workbooks.template, "Écrire un classeur vide, à remplir pour saisir un contrat."),
):
    app.command(command, help=text)(function)
app.add_typer(asking.ask_commands(), name="ask")
app.add_typer(proposing.proposition_commands(), name="propositions")


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
