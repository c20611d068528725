"""`maillage export -o X.xlsx`, `maillage import X.xlsx`, `maillage template`: the contract as a workbook, and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rdflib import Graph

from data import naming
from data.change import Change
from data.contracts import ContractFiles, bundled, contracts, owned, write_whole
from data.formats import UnreadableDocument
from data.lease import alone
from data.publish import published
from data.store import home
from data.text import fold
from data.workbook.apply import Outcome, apply, contract_of, create, graphs, parts_of, written
from data.workbook.content import content as shown
from data.workbook.problems import Refused
from data.workbook.read import Filled, read
from data.workbook.revise import Signature
from data.workbook.write import workbook
from data.writer import Writer
from service.commands.console import err, fail, out, user
from service.commands.publishing import commit
from service.commands.telling import told


def export_workbook(output: Path, chosen: Sequence[str]) -> None:
    """Write the workbook of one contract, from its files."""
    loaded = contracts(bundled(), home() / "contracts")
    wanted = [each for each in loaded if not chosen or fold(each.identifier) in map(fold, chosen)]
    known = ", ".join(each.identifier for each in loaded)
    if not wanted:
        raise fail(f"Je ne connais pas le contrat « {', '.join(chosen)} ». Contrats chargés : {known}.")
    if len(wanted) > 1 or len(chosen) > 1:
        raise fail(f"Un classeur tient un seul contrat : choisissez-le avec --contract ({known}).")
    content = shown(wanted[0].identifier, published(wanted[0]))
    write_whole(output, workbook(content))
    err.print(f"{output} : {sum(map(len, content.rows.values()))} lignes", markup=False)


def template(
    output: Annotated[Path, typer.Option("--output", "-o", help="Fichier .xlsx.", show_default=False)],
) -> None:
    """Write an empty workbook, from which a new contract can be told."""
    if output.suffix != ".xlsx":
        raise fail(f"Un modèle est un classeur : donnez un nom qui finit par « .xlsx », et non « {output.name} ».")
    write_whole(output, workbook(shown("", Graph())))
    err.print(f"{output} : modèle à remplir, puis à importer (maillage import {output})", markup=False)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a contract is written: in a folder of somebody's, or, without one, by the writer of the user's."""

    into: Path | None
    writer: Writer | None


def import_workbook(
    name: str, content: bytes, *, contract: str | None, target: Target, author: str | None, dry_run: bool
) -> None:
    """Apply a workbook to its contract, or tell why not; nothing is written where anything is wrong."""
    try:
        filled = read(content)
        verb = "Corrigé" if filled.exported.contract else "Saisi"
        signature = Signature(author or user(), date.today(), f"{verb} dans le classeur {name}")
        known, own = _files(name, filled, contract, target.into)
        base = target.writer.revision(own.identifier) if target.writer else ""
        if filled.exported.contract:
            outcome = apply(filled, parts_of(known), signature)
        else:
            outcome = create(filled, parts_of(own), signature, name=name, content=content)
    except UnreadableDocument as error:
        raise fail(f"{name} : {error}") from error
    except Refused as error:
        raise fail(f"{name} : rien n'est écrit.\n{error}", code=1) from error
    _tell(name, outcome)
    if outcome.revision is None:
        return
    if dry_run:
        out.print("  rien n'est écrit (--dry-run)", markup=False)
        return
    if target.writer:
        change = Change(own.identifier, *graphs(outcome, known, name))
        commit(target.writer, change, base=base, who=signature.author, why=signature.reason)
    else:
        _write(outcome, known, own, name)
    out.print(f"  écrit : {own.folder}", markup=False)


def _files(name: str, filled: Filled, contract: str | None, into: Path | None) -> tuple[ContractFiles, ContractFiles]:
    """Return the files that the contract has, and those that it will have."""
    exported, found = filled.exported.contract, contract_of(filled)
    if exported and contract not in {None, exported}:
        raise fail(f"{name} : c'est un classeur du contrat « {exported} », et non de « {contract} ».")
    wanted = contract or found
    if not wanted:
        raise fail(f"{name} : le territoire du contrat n'est pas dit. Remplissez-le dans la feuille « Contrat ».")
    if wanted != naming.slug(wanted):
        raise fail(f"« {wanted} » n'est pas un identifiant de contrat. Écrivez plutôt « {naming.slug(wanted)} ».")
    folder = into or home() / "contracts"
    loaded = {each.identifier: each for each in contracts(bundled(), home() / "contracts", folder)}
    if exported and wanted not in loaded:
        raise fail(f"{name} : le contrat « {wanted} » n'est pas chargé ici. Importez d'abord ses documents.")
    if not exported and wanted in loaded:
        raise fail(
            f"{name} : le contrat « {wanted} » existe déjà. Pour le corriger, partez de son classeur "
            f"(maillage export --contract {wanted} -o {wanted}.xlsx)."
        )
    own = ContractFiles(folder / wanted)
    return loaded.get(wanted, own), own


def _write(outcome: Outcome, known: ContractFiles, own: ContractFiles, name: str) -> None:
    """Write what a contract becomes, unless somebody changed it while the workbook was read."""
    try:
        with owned(known, own.folder.parent) as files, alone(files.folder):
            for path, content in written(outcome, files, name).items():
                (files.folder / path).parent.mkdir(exist_ok=True)
                write_whole(files.folder / path, content)
    except Refused as error:
        raise fail(f"{name} : rien n'est écrit.\n{error}", code=1) from error


def _tell(name: str, outcome: Outcome) -> None:
    out.print(f"{name} : {'ce qui change' if outcome.revision else 'rien à changer.'}", markup=False)
    for line in outcome.edits:
        out.print(f"  {line}", markup=False)
    for notice in outcome.notices:
        out.print(f"  attention : {notice}", markup=False)
    if outcome.revision:
        told(outcome.revision.report)
