"""Bring into the Turtle files what the journal has and they have not: a crash came between the two."""

from pathlib import Path

from data.composed import path_of
from data.contracts import ContractFiles
from data.journal import Journal
from data.staging import staged, text, tidy
from data.triples import Triples, of_file
from data.trouble import StoreError


def recover(home: Path) -> Journal:
    """Return the journal of a user's data directory, which one must have for oneself, once the files follow it.

    Raises BrokenJournal, and StoreError where the files cannot be written.
    """
    try:
        tidy(home)
        journal = Journal(home)
        if journal.pending:
            _replay(home, journal)
    except OSError as error:
        raise StoreError.of(
            error, f"Le dossier {home} n'est pas utilisable", "Vérifiez vos droits sur ce dossier."
        ) from error
    return journal


def _replay(home: Path, journal: Journal) -> None:
    """Write what the pending entries make of the files; to do so again changes nothing."""
    states: dict[tuple[str, str], Triples] = {}
    for entry in journal.pending:
        files = ContractFiles(home / "contracts" / entry.contract)
        for part, change in entry.parts.items():
            key = entry.contract, part
            before = states.get(key)
            states[key] = change.delta.applied(
                of_file(path_of(files, part), entry.contract) if before is None else before
            )
    contents: dict[Path, bytes | None] = {}
    for (contract, part), triples in states.items():
        path = path_of(ContractFiles(home / "contracts" / contract), part)
        if of_file(path, contract) != triples:
            contents[path] = text(path, part, triples)
    with staged(home, contents) as waiting:
        waiting.settle()
    journal.mark()
