"""The imports on disk: one folder for each, with the document, its state, its report and its graph."""

import hashlib
import re
import secrets
import shutil
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rdflib import Graph

from data.contracts import write_whole
from data.imports.found import Found
from data.imports.state import RUNNING, Import, State

LONGEST_NAME = 200
MOST = 200
"""As many imports as are kept; somebody deletes old ones to hand in others."""

_IDENTIFIER = re.compile(r"[0-9a-f]{16}")


class TooManyImports(RuntimeError):
    """No more imports are kept: the message says what to do."""

    def __init__(self) -> None:
        super().__init__(f"{MOST} imports sont déjà gardés. Supprimez-en avant d'en déposer d'autres.")


class Moved(RuntimeError):
    """An import is no longer in the state that somebody thought it was in; `current` is how it is."""

    def __init__(self, current: Import) -> None:
        self.current = current
        super().__init__(f"Cet import est « {current.state} ».")


class Imports:
    """The folder of all imports. What is changed in it is changed under one lock, and each file is written whole."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.RLock()

    def receive(self, name: str, content: bytes) -> Import:
        """Keep a document under a generated identifier; raises TooManyImports."""
        with self._lock:
            if len(self.all()) >= MOST:
                raise TooManyImports
            made = Import(
                secrets.token_hex(8), shortened(name), hashlib.sha256(content).hexdigest(), len(content), now()
            )
            scratch = self.root / f".nouveau-{made.identifier}"
            scratch.mkdir(parents=True)
            try:
                write_whole(scratch / "document", content)
                write_whole(scratch / "etat.json", made.to_json())
                scratch.rename(self.root / made.identifier)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
            return made

    def all(self) -> tuple[Import, ...]:
        """Return all imports, the last received first."""
        names = (path.name for path in self.root.iterdir()) if self.root.is_dir() else ()
        found = filter(None, map(self.get, names))
        return tuple(sorted(found, key=lambda each: (each.received, each.identifier), reverse=True))

    def get(self, identifier: str) -> Import | None:
        """Return an import, or nothing where there is none of that identifier."""
        if not _IDENTIFIER.fullmatch(identifier):
            return None
        try:
            return Import.from_json((self.root / identifier / "etat.json").read_bytes())
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def change(self, identifier: str, *expected: State, **fields: Any) -> Import:  # noqa: ANN401 - fields of Import
        """Change an import that is in one of some states, and return it; raises Moved where it is in another.

        Raises KeyError where it is gone.
        """
        with self._lock:
            known = self.get(identifier)
            if known is None:
                raise KeyError(identifier)
            if expected and known.state not in expected:
                raise Moved(known)
            changed = replace(known, **fields)
            write_whole(self.root / identifier / "etat.json", changed.to_json())
            return changed

    def content(self, identifier: str) -> bytes:
        """Return the bytes of a document."""
        return (self.root / identifier / "document").read_bytes()

    def keep(self, identifier: str, found: Found, triples: str) -> None:
        """Keep what was found in a document: the report, and the graph as N-Triples."""
        with self._lock:
            write_whole(self.root / identifier / "lecture.json", found.to_json())
            write_whole(self.root / identifier / "graphe.nt", triples.encode())

    def found(self, identifier: str) -> Found:
        """Return the report on a document that was read."""
        return Found.from_json((self.root / identifier / "lecture.json").read_bytes())

    def graph(self, identifier: str) -> Graph:
        """Return the graph of a document that was read."""
        return Graph().parse(self.root / identifier / "graphe.nt", format="nt")

    def delete(self, identifier: str) -> None:
        """Delete an import, whole: nobody sees half of it."""
        with self._lock:
            known = self.get(identifier)
            if known is not None:
                gone = self.root / f".supprime-{identifier}"
                (self.root / identifier).rename(gone)
                shutil.rmtree(gone, ignore_errors=True)

    def recover(self) -> None:
        """Say of the readings that a stop cut short that they were; drop what was half written or half deleted."""
        for each in self.all():
            if each.state in RUNNING:
                # where nothing can be written, nothing is imported, and all else goes on
                with suppress(OSError):
                    self.change(each.identifier, state=State.INTERRUPTED)
        for path in self.root.glob(".*") if self.root.is_dir() else ():
            shutil.rmtree(path, ignore_errors=True)


def shortened(name: str) -> str:
    r"""Return the name of a file as a text of one line: without folders, without what acts on the text around it.

    >>> shortened("../../etc/contrat.md"), shortened("C:\\a\\b.pdf"), shortened("a\u0000b\u202e.md"), shortened("..")
    ('contrat.md', 'b.pdf', 'ab.md', 'document')
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(each for each in last if each.isprintable()).strip(" .")
    if len(kept) <= LONGEST_NAME:
        return kept or "document"
    stem, dot, extension = kept.rpartition(".")
    room = LONGEST_NAME - len(dot + extension)
    return f"{stem[:room]}{dot}{extension}" if dot and room > 0 else kept[:LONGEST_NAME]


def now() -> str:
    """Return the moment, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
