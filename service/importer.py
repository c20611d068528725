"""Publish what was imported, once a person has looked at it: the one way from a draft to what is served."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from data.contracts import bundled, contracts
from data.imports.examine import basis
from data.imports.folder import Imports, now
from data.imports.found import Found
from data.imports.state import Import, State
from data.writer import Change, NothingNew, Refused, Writer
from service.serving import Serving
from service.sessions import Sessions
from service.workshop import Workshop


class ChangedSince(RuntimeError):
    """What is published of the contract is no longer what the document was compared with."""

    def __init__(self) -> None:
        super().__init__(
            "Le contrat a changé depuis cette lecture : la différence montrée n'est plus la bonne. Rien n'est publié. "
            "Faites lire de nouveau le document, puis relisez ce qui change."
        )


@dataclass(frozen=True)
class Importer:
    """The imports, what reads them, what publishes them, and the folders of the contracts that are published."""

    imports: Imports
    workshop: Workshop
    writer: Writer
    folders: Sequence[Path]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def is_current(self, found: Found) -> bool:
        """Tell whether a contract is still as it was when a document was compared with it."""
        files = {each.identifier: each for each in contracts(*self.folders)}.get(found.contract)
        return basis(files) == found.basis

    def publish(self, identifier: str, serving: Serving, *, who: str, why: str) -> Import:
        """Publish what was read in a document, and serve it; once published, it is left as it is.

        Raises Moved where it is not read or was set aside, ChangedSince, and what the writer raises.
        """
        with self.lock:
            known = self.imports.change(identifier, State.READ, State.PUBLISHED)
            if known.state is State.PUBLISHED:
                return known
            found = self.imports.found(identifier)
            if not self.is_current(found):
                raise ChangedSince
            graph = self.imports.graph(identifier)
            change = Change(found.contract, {f"sources/{found.document}": graph})
            # nothing new: it is published word for word, perhaps by this very import before the server was stopped
            with suppress(NothingNew):
                prepared = self.writer.prepare(change)
                if not prepared.conforms:
                    raise Refused(prepared.report)
                serving.adopt(self.writer.publish(change, base=prepared.base, who=who, why=why))
            return self.imports.change(identifier, state=State.PUBLISHED, who=who, why=why, ended=now())


@dataclass(frozen=True)
class Importing:
    """What lets a session import: the sessions, the imports, and how the token of a new one-time link is shown."""

    sessions: Sessions
    importer: Importer
    announce: Callable[[str], None]


def importing(home: Path, place: Path | None, *, announce: Callable[[str], None]) -> Importing:
    """Return what lets a session import into the user's data directory, and publish into the store at a place.

    What a stop of the server cut short is said to be interrupted from now on.
    """
    folders = (bundled(), home / "contracts")
    imports = Imports(home / "imports")
    imports.recover()
    workshop = Workshop(imports, folders=folders)
    return Importing(Sessions(), Importer(imports, workshop, Writer(home, place or home / "store"), folders), announce)


def importer_of(request: Request) -> Importer:
    """Return what imports documents here."""
    importer = request.app.state.importer
    if not isinstance(importer, Importer):
        raise TypeError("the application imports nothing")
    return importer
