"""Read on trial a workbook that this program made, and make of it what is to be published."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from data import naming
from data.change import BadChange, Change
from data.contracts import ContractFiles
from data.formats import UnreadableDocument
from data.imports.found import Found, Remark, Tally
from data.plan import fingerprint
from data.reader import UnnamedContract
from data.workbook.apply import Outcome, apply, contract_of, create, graphs, parts_of
from data.workbook.edits import Added, Edits, Withdrawn
from data.workbook.edits import Change as Edit
from data.workbook.problems import Problem, Refused
from data.workbook.read import Filled, read
from data.workbook.revise import Signature
from data.workbook.sheets import sheets
from ontology import MLG, Result, Severity

FilesOf = Callable[[str], ContractFiles]


@dataclass(frozen=True, slots=True)
class Taken:
    """A workbook that was read: the files of its contract as they are, and whether it corrects or makes a contract."""

    filled: Filled
    files: ContractFiles
    name: str
    content: bytes

    @property
    def corrects(self) -> bool:
        """Whether the workbook was exported from the contract, which it corrects."""
        return bool(self.filled.exported.contract)

    def outcome(self, author: str, reason: str) -> Outcome:
        """Return what the workbook does to its contract; raises Refused."""
        signature = Signature(author, date.today(), reason)
        parts = parts_of(self.files)
        if self.corrects:
            return apply(self.filled, parts, signature)
        return create(self.filled, parts, signature, name=self.name, content=self.content)


def take(name: str, content: bytes, *, contract: str | None, files_of: FilesOf) -> Taken:
    """Read a workbook.

    Raises UnreadableDocument, UnnamedContract, or Refused where its cells are not as they must be.
    """
    filled = read(content)
    exported, wanted = filled.exported.contract, contract or contract_of(filled)
    if not wanted:
        raise UnnamedContract("Le territoire du contrat n'est pas dit : remplissez-le dans la feuille « Contrat ».")
    if exported and wanted != exported:
        raise UnreadableDocument(f"{name} : c'est un classeur du contrat « {exported} », et non de « {wanted} ».")
    files = files_of(naming.slug(wanted))
    if exported and not files.folder.is_dir():
        raise UnreadableDocument(
            f"{name} : le contrat « {wanted} » n'est pas publié ici. Importez d'abord ses documents."
        )
    if not exported and files.folder.is_dir():
        raise UnreadableDocument(
            f"{name} : le contrat « {wanted} » existe déjà. Pour le corriger, partez de son classeur, que donne "
            f"« maillage export --contract {wanted} -o {wanted}.xlsx »."
        )
    return Taken(filled, files, name, content)


def examine(name: str, content: bytes, *, contract: str | None, files_of: FilesOf) -> Found:
    """Report on a workbook: what it edits, and how that is judged; what is wrong in it is told by its cells.

    Raises UnreadableDocument and UnnamedContract.
    """
    try:
        taken = take(name, content, contract=contract, files_of=files_of)
    except Refused as error:
        return _found(contract or "", name, remarks=tuple(map(_wrong, error.problems)))
    identifier, basis = taken.files.identifier, fingerprint(taken.files)
    try:
        outcome = taken.outcome("essai", "essai")
    except Refused as error:
        return _found(identifier, name, basis=basis, known=taken.corrects, remarks=tuple(map(_wrong, error.problems)))
    results = outcome.revision.report.results if outcome.revision else ()
    return _found(
        identifier,
        name,
        basis=basis,
        known=taken.corrects,
        remarks=tuple(map(_remark, results)),
        tallies=tuple(_tallies(outcome.edits)),
        notices=outcome.notices,
    )


def change(name: str, content: bytes, *, contract: str, files_of: FilesOf, who: str, why: str) -> Change:
    """Return what a workbook publishes; raises BadChange where it can no longer be applied."""
    try:
        taken = take(name, content, contract=contract, files_of=files_of)
        told, heading = graphs(taken.outcome(who, why), taken.files, name)
    except (Refused, UnreadableDocument) as error:
        raise BadChange(f"Rien n'est publié : {error}") from error
    return Change(taken.files.identifier, told, heading)


def _found(
    contract: str,
    name: str,
    *,
    basis: str = "",
    known: bool = False,
    remarks: tuple[Remark, ...] = (),
    tallies: tuple[Tally, ...] = (),
    notices: tuple[str, ...] = (),
) -> Found:
    return Found(
        contract=contract,
        document="",
        title=name,
        layout="Classeur de Maillage",
        basis=basis,
        known=known,
        before=known,
        warnings=notices,
        lines=(),
        headings=(),
        things=(),
        remarks=remarks,
        conforms=all(each.severity != Severity.VIOLATION for each in remarks),
        tallies=tallies,
        moved=0,
        stale=(),
        linked=(),
        new=(),
        workbook=True,
    )


def _wrong(problem: Problem | str) -> Remark:
    if isinstance(problem, Problem):
        return Remark(Severity.VIOLATION.value, str(problem.where), problem.message)
    return Remark(Severity.VIOLATION.value, "", problem)


def _remark(result: Result) -> Remark:
    return Remark(result.severity.value, "", result.message)


def _tallies(edits: Edits) -> Iterator[Tally]:
    """Count the edits sheet by sheet."""
    told: list[tuple[str, Edit | Added | Withdrawn]] = [
        *((each.where.sheet, each) for each in edits.changes),
        *((each.sheet.title, each) for each in edits.added),
        *((each.sheet.title, each) for each in edits.withdrawn),
    ]
    for sheet in sheets():
        here = [each for title, each in told if title == sheet.title]
        added, gone = (sum(isinstance(each, kind) for each in here) for kind in (Added, Withdrawn))
        changed = len({each.thing for each in here if isinstance(each, Edit)})
        sentences = tuple(line for line in edits if line.startswith((f"{sheet.title},", f"{sheet.title} :")))
        if here:
            yield Tally(str(sheet.root).removeprefix(str(MLG)), added, gone, changed, sentences)
