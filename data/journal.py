"""The journal: what was published, by whom and why, one line each, chained by digests; what it holds is not lost.

A line is on the disk before a publication is acknowledged. The Turtle files follow; `applied` names the last entry that
they follow, so that those which a crash kept from them can be brought into them.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from data.contracts import write_whole
from data.triples import Delta, from_lines, lines
from data.trouble import BrokenJournal, StoreError

JOURNAL, APPLIED = "journal.jsonl", "applied"
_START = "0" * 64
_REMEDY = "Reprenez d'une sauvegarde le journal et les contrats ensemble (docs/deployment.md)."


@dataclass(frozen=True, slots=True)
class PartChange:
    """What a part of a contract gains and loses, as lines of N-Triples, and its digest afterwards."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    after: str

    @classmethod
    def of(cls, delta: Delta, after: str) -> "PartChange":
        """Return a change of a part, which leaves it in a state of that digest."""
        return cls(tuple(lines(delta.added)), tuple(lines(delta.removed)), after)

    @property
    def delta(self) -> Delta:
        """Return what the part gains and loses."""
        return Delta(from_lines(self.added), from_lines(self.removed))


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication: when (UTC), of which contract, by whom, why, and what it changes.

    `added` and `removed` count the statements of the published graph; `taken` tells an entry that publishes nothing but
    notes a state that came about otherwise: a contract that ships with the program, a file changed by hand.
    """

    time: str
    contract: str
    who: str
    why: str
    parts: Mapping[str, PartChange]
    added: int = 0
    removed: int = 0
    taken: bool = False
    sequence: int = 0
    previous: str = _START
    hash: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the documents whose graph changes."""
        return tuple(part.removeprefix("sources/") for part in self.parts if part.startswith("sources/"))

    def sealed(self, previous: "Entry | None") -> "Entry":
        """Return the entry in its place behind another."""
        sequence, chained = (previous.sequence + 1, previous.hash) if previous else (1, _START)
        placed = replace(self, sequence=sequence, previous=chained, hash="")
        return replace(placed, hash=hashlib.sha256(placed.line().encode()).hexdigest())

    def line(self) -> str:
        """Return the entry as a line of JSON, the same for the same entry."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Journal:
    """The journal of a user's data directory, as it was read; whoever appends must have the directory for himself.

    Raises BrokenJournal where it is not what was written: a line changed, missing or there twice. A last line without
    its end was not acknowledged, and does not count.
    """

    def __init__(self, home: Path) -> None:
        self._path, self._mark = home / JOURNAL, home / APPLIED
        self.applied = self._marked()  # before the journal, which somebody may be writing while it is only read
        content = self._path.read_bytes() if self._path.exists() else b""
        self._length = content.rfind(b"\n") + 1
        self.entries = tuple(self._chained(content[: self._length].splitlines()))
        if self.applied > len(self.entries):
            raise self._broken(f"il s'arrête à l'entrée {len(self.entries)}, et l'entrée {self.applied} a été publiée")

    def _marked(self) -> int:
        """Return the sequence of the last entry that the Turtle files follow, 0 if none."""
        told = self._mark.read_text("utf-8").strip() if self._mark.exists() else "0"
        if not told.isdecimal():
            raise StoreError(f"{self._mark} : ce n'est pas un nombre. Supprimez ce fichier, puis relancez Maillage.")
        return int(told)

    @property
    def pending(self) -> tuple[Entry, ...]:
        """Return the entries that the Turtle files do not follow yet."""
        return self.entries[self.applied :]

    def after(self, contract: str, part: str) -> str | None:
        """Return the digest in which the journal left a part of a contract, or None if it tells nothing of it."""
        said = (each.parts[part].after for each in reversed(self.entries) if _tells(each, contract, part))
        return next(said, None)

    def changes(self, contract: str, part: str) -> Iterator[Delta]:
        """Yield what became of a part of a contract, the oldest first."""
        return (each.parts[part].delta for each in self.entries if _tells(each, contract, part))

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries to the disk in one go, and wait until they are there; all of them, or none and StoreError."""
        sealed: list[Entry] = []
        for entry in entries:
            sealed.append(entry.sealed((*self.entries, *sealed)[-1] if self.entries or sealed else None))
        content = "".join(f"{entry.line()}\n" for entry in sealed).encode()
        try:
            self._write(content)
        except OSError as error:
            raise StoreError.of(
                error, f"Le journal {self._path} n'a pas pu être écrit", "Rien n'est publié."
            ) from error
        self.entries += tuple(sealed)
        self._length += len(content)

    def mark(self) -> None:
        """Note that the Turtle files follow all entries."""
        write_whole(self._mark, f"{len(self.entries)}\n".encode())
        self.applied = len(self.entries)

    def _write(self, content: bytes) -> None:
        is_new = not self._path.exists()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.ftruncate(descriptor, self._length)  # what a crash left unfinished
            _poured(descriptor, content, self._length)
            os.fdatasync(descriptor)
        except OSError:
            os.ftruncate(descriptor, self._length)
            raise
        finally:
            os.close(descriptor)
        if is_new:
            settle(self._path.parent)

    def _chained(self, told: Sequence[bytes]) -> Iterator[Entry]:
        previous = None
        for number, line in enumerate(told, 1):
            entry = self._entry(line, number)
            if entry != entry.sealed(previous):
                raise self._broken(f"l'entrée {number} n'est pas celle qui a été écrite")
            yield entry
            previous = entry

    def _entry(self, line: bytes, number: int) -> Entry:
        try:
            told = json.loads(line)
            parts = {
                name: PartChange(tuple(each["added"]), tuple(each["removed"]), each["after"])
                for name, each in told.pop("parts").items()
            }
            return Entry(parts=parts, **told)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._broken(f"l'entrée {number} est illisible") from error

    def _broken(self, what: str) -> BrokenJournal:
        return BrokenJournal(f"Le journal {self._path} est abîmé : {what}. {_REMEDY}")


def settle(folder: Path) -> None:
    """Wait until the names of the files of a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _poured(descriptor: int, content: bytes, place: int) -> None:
    """Write all of a content: the system may take less at a time, and tells why at the next."""
    done = 0
    while done < len(content):
        done += os.pwrite(descriptor, content[done:], place + done)


def _tells(entry: Entry, contract: str, part: str) -> bool:
    return entry.contract == contract and part in entry.parts
