"""Read the documents that are handed in: a few at once, the others wait, each in a process that can be killed."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from data.imports.apart import Reader, Unread
from data.imports.folder import Imports, Moved
from data.imports.state import RUNNING, Import, State

AT_ONCE = 2
WAITING = 40
"""As many documents as may be read at once, and wait."""


class TooManyReadings(RuntimeError):
    """Too many documents wait to be read: the message says what to do."""

    def __init__(self) -> None:
        super().__init__(f"{WAITING} documents attendent déjà d'être lus. Attendez, puis déposez les autres.")


class Workshop:
    """The readings that run and wait, over one folder of imports."""

    def __init__(self, imports: Imports, reader: Callable[[], Reader]) -> None:
        self.imports = imports
        self._new = reader
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="lecture")
        self._lock = threading.Lock()
        self._readers: dict[str, Reader] = {}
        self._stopped = False

    def start(self, identifier: str) -> None:
        """Read a document that waits, as soon as there is room; raises TooManyReadings."""
        with self._lock:
            if len(self._readers) >= AT_ONCE + WAITING:
                raise TooManyReadings
            reader = self._readers[identifier] = self._new()
        self._threads.submit(self._read, identifier, reader)

    def runs(self, identifier: str) -> bool:
        """Tell whether a document is being read, or waits for it."""
        return identifier in self._readers

    def cancel(self, identifier: str) -> None:
        """Stop reading a document, if it is being read."""
        reader = self._readers.get(identifier)
        if reader is not None:
            reader.kill()

    def stop(self) -> None:
        """Stop all readings, for the server ends; what was being read is said to be interrupted."""
        self._stopped = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for reader in list(self._readers.values()):
            reader.kill()
        self.imports.recover()

    def _read(self, identifier: str, reader: Reader) -> None:
        try:
            begun = self.imports.change(identifier, State.WAITING, state=State.READING, step=0)
            self._examine(begun, reader)
        except (KeyError, Moved):
            pass  # somebody deleted or set aside the import meanwhile
        except OSError as error:
            message = f"Le dossier des imports ne s'écrit pas ({error.strerror}). Faites de la place, puis relisez."
            self._end(identifier, State.INTERRUPTED, message)
        finally:
            with self._lock:
                self._readers.pop(identifier, None)

    def _examine(self, begun: Import, reader: Reader) -> None:
        identifier = begun.identifier

        def tell(step: int) -> None:
            self.imports.change(identifier, *RUNNING, step=step)

        try:
            content = self.imports.content(identifier)
            found, triples = reader.read(begun.name, content, contract=begun.asked or None, tell=tell)
        except Unread as error:
            state = State.INCOMPLETE if error.unnamed else State.REFUSED
            self._end(identifier, State.INTERRUPTED if self._stopped else state, str(error))
            return
        self.imports.keep(identifier, found, triples)
        self.imports.change(
            identifier, *RUNNING, state=State.READ, contract=found.contract, conforms=found.conforms, message=""
        )

    def _end(self, identifier: str, state: State, message: str) -> None:
        with suppress(KeyError, Moved, OSError):
            self.imports.change(identifier, *RUNNING, state=state, message=message)
