"""Publish what was imported, once a person has looked at it: the one way from a draft to what is served."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from data.at_hand import keep
from data.change import Change, NothingNew
from data.imports import workbooks
from data.imports.apart import Reader
from data.imports.folder import Imports, now
from data.imports.found import Found
from data.imports.state import Import, State
from data.plan import fingerprint
from data.writer import Writer
from service.importing.sessions import Sessions
from service.importing.workshop import Workshop
from service.serving import Serving


@dataclass(frozen=True)
class Importer:
    """The imports, what reads them, what publishes them, and where the documents that are published are kept.

    Under the lock, one is published or set aside at a time; `publishing` are that one, and those that wait for it.
    """

    imports: Imports
    workshop: Workshop
    writer: Writer
    kept: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    publishing: set[str] = field(default_factory=set)

    def is_current(self, found: Found) -> bool:
        """Tell whether a contract is still in the state that a document was compared with."""
        return fingerprint(self.writer.files(found.contract)) == found.basis

    def publish(self, identifier: str, serving: Serving, *, who: str, why: str) -> Import:
        """Publish what was read in a document, and serve it; once published, it is left as it is.

        Raises Moved where it is not read or was set aside, and what the writer raises; then nothing changed.
        """
        with self._told(identifier), self.lock:
            known = self.imports.change(identifier, State.READ, State.PUBLISHED)
            if known.state is State.PUBLISHED:
                return known
            found = self.imports.found(identifier)
            # nothing new: it is published word for word, perhaps by this very import before the server was stopped
            with suppress(NothingNew):
                change = self._change(known, found, who, why)
                serving.adopt(self.writer.publish(change, base=found.basis, who=who, why=why))
            # what is published is published: without the document, its words are not shown beside what it says
            with suppress(OSError):
                keep(self.imports.content(identifier), known.name, folder=self.kept)
            return self.imports.change(identifier, state=State.PUBLISHED, who=who, why=why, ended=now())

    @contextmanager
    def _told(self, identifier: str) -> Iterator[None]:
        """Let pages tell that an import is being published."""
        self.publishing.add(identifier)
        try:
            yield
        finally:
            self.publishing.discard(identifier)

    def _change(self, known: Import, found: Found, who: str, why: str) -> Change:
        if not found.workbook:
            graph = self.imports.graph(known.identifier)
            return Change(found.contract, {f"sources/{found.document}": graph})
        content = self.imports.content(known.identifier)
        files_of = self.writer.files
        return workbooks.change(known.name, content, contract=found.contract, files_of=files_of, who=who, why=why)


@dataclass(frozen=True)
class Importing:
    """What lets a session import: the sessions, the imports, and how the token of a new one-time link is shown."""

    sessions: Sessions
    importer: Importer
    announce: Callable[[str], None]


def importing(
    home: Path, place: Path | None, *, announce: Callable[[str], None], shipped: Path | None = None
) -> Importing:
    """Return what lets a session import into a user's data directory, and publish into the store at a place.

    What a stop of the server cut short is said to be interrupted from now on.
    """
    imports = Imports(home / "imports")
    imports.recover()
    workshop = Workshop(imports, lambda: Reader(home, shipped=shipped))
    return Importing(
        Sessions(), Importer(imports, workshop, Writer(home, place, shipped=shipped), home / "documents"), announce
    )


def importer_of(request: Request) -> Importer:
    """Return what imports documents here."""
    importer = request.app.state.importer
    if not isinstance(importer, Importer):
        raise TypeError("the application imports nothing")
    return importer
