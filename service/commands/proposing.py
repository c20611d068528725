"""`maillage propositions`: list what is guessed; accept or refuse it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rdflib import URIRef
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from data import naming
from data.change import Change, Refused, Unpublished
from data.composed import CURATION
from data.contracts import bundled, contracts, owned
from data.propose.decide import Decision, DecisionError, decide, decided
from data.store import OpenStore, home
from data.writer import Writer
from ontology import Severity
from queries.ask import QuestionError, ask
from queries.catalogue import catalogue
from queries.display import cell
from queries.parameters import resolve
from queries.scope import choose
from service.commands.console import ContractsOption, StoreOption, err, fail, opened, out, user, writer

_QUESTION = "propositions"
_SHOWN = ("action", "element", "score", "motif")

ActionArgument = Annotated[
    str, typer.Argument(metavar="ACTION", help="L'action, par son nom ou son identifiant.", show_default=False)
]
ElementArgument = Annotated[
    str,
    typer.Argument(
        metavar="ÉLÉMENT", help="La priorité, par son nom, son code ou son identifiant.", show_default=False
    ),
]
ReasonOption = Annotated[str, typer.Option("--reason", "--motif", help="Pourquoi, en une phrase.", show_default=False)]
AuthorOption = Annotated[
    str | None,
    typer.Option("--author", "--auteur", help="Qui décide (par défaut, l'utilisateur de cette machine)."),
]
DayOption = Annotated[
    str | None, typer.Option("--date", help="Le jour de la décision, tel que 2026-11-21 (par défaut, aujourd'hui).")
]
IntoOption = Annotated[
    Path | None, typer.Option("--into", help="Dossier des contrats (par défaut, celui de l'utilisateur).")
]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for before the name of the command: of which contracts, in which store."""

    contracts: Sequence[str]
    store: Path | None


def proposition_commands() -> typer.Typer:
    """Return the group of `maillage propositions`."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(
        invoke_without_command=True,
        help="Lister ce que Maillage devine des priorités auxquelles répondent des actions ; l'accepter, le refuser.",
    )(propositions)
    for name, is_accepted, text in (
        ("accept", True, "Accepter une proposition : elle devient un fait, avec votre nom et votre motif."),
        ("refuse", False, "Refuser une proposition : elle ne sera plus faite."),
    ):
        group.command(name, help=text)(_deciding(is_accepted=is_accepted))
    return group


def propositions(context: typer.Context, contract: ContractsOption = None, store: StoreOption = None) -> None:
    """List the propositions, unless one is to be decided."""
    context.obj = _Asked(contract or (), store)
    if context.invoked_subcommand is None:
        _list(context.obj)


def _deciding(*, is_accepted: bool) -> Callable[..., None]:
    """Return the command that accepts a proposition, or the one that refuses it."""

    def command(  # noqa: PLR0917 - Typer tells them apart by their names
        context: typer.Context,
        action: ActionArgument,
        element: ElementArgument,
        reason: ReasonOption,
        contract: ContractsOption = None,
        author: AuthorOption = None,
        day: DayOption = None,
        into: IntoOption = None,
    ) -> None:
        source = opened(context.obj.store)
        found = _resolved(source, "action", action, contract or context.obj.contracts)
        # an element is looked for in the contract of the action only: codes are the same from one contract to another
        other = _resolved(source, "element", element, [_contract(found)])
        who = (author or user()).strip()
        decision = Decision(found, other, is_accepted, reason.strip(), who, _day(day))
        if into:
            _write(decision, into)
        else:
            _publish(decision, writer(context.obj.store))

    return command


def _list(asked: _Asked) -> None:
    question = catalogue()[_QUESTION]
    source = opened(asked.store)
    try:
        answer = ask(source.store, question, {"contrat": asked.contracts})
    except QuestionError as error:
        raise fail(str(error)) from error
    for notice in answer.notices:
        err.print(notice, style="yellow", markup=False)
    if not answer.rows:
        out.print("Aucune proposition n'attend.")
        return
    columns = {column.name: column for column in question.columns}
    table = Table("N°", *(columns[name].label for name in _SHOWN), box=SIMPLE_HEAD, pad_edge=False)
    for number, row in enumerate(answer.rows, 1):
        cells = {name: cell(columns[name], row) for name in (*_SHOWN, "code")}
        cells["element"] = f"{cells['code']} {cells['element']}".strip()
        table.add_row(str(number), *(Text(cells[name]) for name in _SHOWN))
    out.print(table, soft_wrap=False)
    err.print("Ce sont des suppositions, pas des faits. Pour trancher : maillage propositions accept (ou refuse)"
              " ACTION ÉLÉMENT --reason MOTIF", style="dim", markup=False)  # fmt: skip


def _resolved(source: OpenStore, name: str, value: str, chosen: Sequence[str]) -> URIRef:
    """Return the thing that a person names, as the parameter of the question takes it."""
    parameter = next(each for each in catalogue()[_QUESTION].parameters if each.name == name)
    try:
        return URIRef(resolve(source.store, choose(source.store, chosen), parameter, value).value)
    except QuestionError as error:
        raise fail(str(error)) from error


def _contract(action: URIRef) -> str:
    return action.removeprefix(naming.ID).partition("/")[0]


def _day(text: str | None) -> dt.date:
    try:
        return dt.date.fromisoformat(text) if text else dt.date.today()
    except ValueError as error:
        raise fail(f"« {text} » n'est pas une date : écrivez par exemple 2026-11-21.") from error


def _publish(decision: Decision, publishing: Writer) -> None:
    """Publish a decision, and tell what became of it."""
    identifier = _contract(decision.action)
    files, base = publishing.files(identifier), publishing.revision(identifier)
    try:
        change = Change(identifier, {CURATION: decided(files, decision)})
        publishing.commit(change, base=base, who=decision.author, why=decision.reason)
    except Refused as error:
        faults = "\n".join(result.message for result in error.report.of(Severity.VIOLATION))
        raise fail(f"Rien n'est écrit, car le contrat ne pourrait plus être publié :\n{faults}", code=1) from error
    except (DecisionError, Unpublished) as error:
        raise fail(str(error), code=1) from error
    _tell(decision, publishing.files(identifier).folder, is_new=publishing.files(identifier) != files)


def _write(decision: Decision, folder: Path) -> None:
    """Write a decision into a folder of somebody's, and tell what became of it."""
    own = home() / "contracts"
    identifier = _contract(decision.action)
    known = next(files for files in contracts(bundled(), own) if files.identifier == identifier)
    is_new = not (folder / identifier).exists()
    try:
        with owned(known, folder) as files:
            decide(files, decision)
    except DecisionError as error:
        raise fail(str(error), code=1) from error
    _tell(decision, folder / identifier, is_new=is_new)


def _tell(decision: Decision, folder: Path, *, is_new: bool) -> None:
    verb = "Accepté : l'action répond à cet élément" if decision.is_accepted else "Refusé : cela ne sera plus proposé"
    out.print(f"{verb}. Écrit : {folder / 'curation.ttl'}", markup=False)
    if is_new:
        err.print(f"Le contrat a été copié dans {folder}, d'où il est lu désormais.", markup=False)
