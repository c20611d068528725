"""Write the index of a search to a file, whole or not at all, and find the one that was written before."""

import hashlib
import os
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path

from data.text import fold
from data.trouble import StoreError
from service.search.entries import CALLED, CODE, LABEL, Entry, order
from service.search.words import joined, key, terms, words

_MADE_BY = ("data/text.py", *(f"service/search/{name}" for name in ("schema.sql", "words.py", "entries.py", "file.py")))
"""What decides what an index holds: where one of these files changes, older indexes are written again."""
_FORGOTTEN = 3600
KEPT = 3
"""How many indexes stay in a directory: another process may still read an older one."""


class SearchIndexError(StoreError):
    """The index of the search cannot be written; the message says why and what to do, `place` where."""

    def __init__(self, place: Path, reason: object) -> None:
        self.place = place
        super().__init__(f"La recherche est indisponible : son index ne peut pas être écrit ({reason}).")


def prepared(directory: Path, state: str, entries: Callable[[], Iterable[Entry]]) -> Path:
    """Return the file of an index in a directory, written unless it is there and sound; `state` names what it holds.

    Several processes may do so at once: each puts a whole file in its place. Raises SearchIndexError.
    """
    stamp = hashlib.sha256(f"{_program()} {version('snowballstemmer')} {state}".encode()).hexdigest()[:16]
    found = next((path for path in directory.glob(f"recherche-{stamp}-*.sqlite") if _sound(path)), None)
    if found:
        return found
    try:
        return _written(directory, stamp, entries())
    except (OSError, sqlite3.OperationalError) as error:
        raise SearchIndexError(directory, getattr(error, "strerror", None) or error) from error


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write the index of some entries to a new file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;")
        base.executescript((files("service") / "search" / "schema.sql").read_text(encoding="utf-8"))
        base.execute("BEGIN")
        _fill(base, sorted(entries, key=lambda each: (order(each.kind), each.kind, fold(each.label), each.iri)))
        base.execute("COMMIT")
        base.execute("INSERT INTO words (words) VALUES ('optimize')")


@cache
def _program() -> str:
    places = (path.partition("/") for path in _MADE_BY)
    texts = ((files(package) / path).read_bytes() for package, _, path in places)
    return hashlib.sha256(b"".join(texts)).hexdigest()


def _sound(path: Path) -> bool:
    """Tell whether a file is what was written: its name ends with its digest."""
    try:
        return path.stem.endswith(_digest(path))
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _written(directory: Path, stamp: str, entries: Iterable[Entry]) -> Path:
    descriptor, name = tempfile.mkstemp(dir=directory, prefix=".recherche-")
    os.close(descriptor)
    scratch = Path(name)
    try:
        write(scratch, entries)
        place = directory / f"recherche-{stamp}-{_digest(scratch)}.sqlite"
        scratch.replace(place)
    finally:
        scratch.unlink(missing_ok=True)
    _tidy(directory)
    return place


def _tidy(directory: Path) -> None:
    """Leave the newest indexes, and nothing of those whose writing was interrupted long ago."""
    older = sorted(directory.glob("recherche-*.sqlite"), key=_written_at)
    forgotten = [path for path in directory.glob(".recherche-*") if _written_at(path) < time.time() - _FORGOTTEN]
    for path in (*older[:-KEPT], *forgotten):
        path.unlink(missing_ok=True)


def _written_at(path: Path) -> float:
    """Return when a file was written; one that another process has just moved counts as new."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _fill(base: sqlite3.Connection, entries: list[Entry]) -> None:
    same: dict[tuple[str, str, int], int] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    vocabulary: Counter[str] = Counter()
    for at, entry in enumerate(entries, 1):
        # two things of one name in one contract are two; those of several contracts are shown together
        name = (entry.kind, fold(entry.label))
        first = same.setdefault((*name, seen[*name, entry.owner]), at)
        seen[*name, entry.owner] += 1
        length = len(words(entry.label))
        base.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?)", (at, entry.iri, entry.kind, first, length))
        base.executemany("INSERT INTO presence VALUES (?, ?)", ((at, each) for each in entry.contracts))
        base.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?)", _names(at, entry))
        texts = ((at, place, each.sort, each.text) for place, each in enumerate(entry.texts))
        base.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", texts)
        named, told = _terms(entry)
        line = (at, " ".join(sorted(named)), " ".join(sorted(told)))
        base.execute("INSERT INTO words (rowid, names, texts) VALUES (?, ?, ?)", line)
        vocabulary.update(_written_words(entry))
    base.executemany("INSERT INTO vocabulary VALUES (?, ?)", vocabulary.items())
    base.execute("INSERT INTO about VALUES ('things', ?)", (len(entries),))


def _names(at: int, entry: Entry) -> Iterator[tuple[str, int, str, str]]:
    yield key(entry.label), at, LABEL, entry.label
    for said in entry.names:
        yield key(said.text), at, said.sort, said.text
        if said.sort == CODE and entry.kind in CALLED:
            yield key(f"{CALLED[entry.kind]} {_number(said.text)}"), at, CODE, said.text


def _number(code: str) -> str:
    """Return a code from its first figure on: « P 1.1.1 » is « priorité 1.1.1 »."""
    return code[next((at for at, character in enumerate(code) if character.isdigit()), 0) :]


def _terms(entry: Entry) -> tuple[set[str], set[str]]:
    names = [entry.label, *(said.text for said in entry.names)]
    named = set(chain.from_iterable(terms(name) for name in names)) | {joined(name) for name in names}
    named |= set(terms(CALLED.get(entry.kind, ""))) if any(said.sort == CODE for said in entry.names) else set()
    told = set(chain.from_iterable(terms(said.text) for said in entry.texts))
    return named - {""}, told


def _written_words(entry: Entry) -> set[str]:
    said = chain([entry.label], (each.text for each in (*entry.names, *entry.texts)))
    whole = {joined(each.text) for each in entry.names} | {joined(entry.label)}
    return {
        word for word in chain(chain.from_iterable(map(words, said)), whole) if len(word) > 1 and not word.isdigit()
    }
