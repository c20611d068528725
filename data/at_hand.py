"""The documents that are at hand: files of some folders, known by the SHA-256 of their bytes, which the graph keeps.

A document is no part of the data: it is shown from where it lies, and never copied into a store or an export. Another
version of it has other bytes, and other lines: it is not the one that was read.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from threading import Lock

from data.contracts import write_whole
from data.formats import LARGEST, UnreadableDocument
from data.formats import read as read_file
from data.reading.document import Document
from data.reading.pages import paginate
from data.store import home

MOST_FILES = 2_000
"""How many files of a folder are looked at."""
MOST_TEXTS = 8
"""How many documents are kept as they were read."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


def kept() -> Path:
    """Return the folder of the documents that the user imported."""
    return home() / "documents"


def keep(content: bytes, name: str, *, folder: Path | None = None) -> Path:
    """Keep a document under its digest, of its name only the extension, which tells how to read it; return the file."""
    place = folder or kept()
    place.mkdir(parents=True, exist_ok=True)
    extension = PurePath(name).suffix.lower()
    known = extension if _EXTENSION.fullmatch(extension) else ""
    path = place / f"{hashlib.sha256(content).hexdigest()}{known}"
    write_whole(path, content)
    return path


@dataclass(frozen=True, slots=True)
class _Digested:
    """A file as it was when its digest was computed."""

    size: int
    changed: int
    digest: str


class Library:
    """The documents of some folders; each file is digested once, and each document read once."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = tuple(folders)
        self._digests: dict[Path, _Digested] = {}
        self._texts: OrderedDict[str, Document | UnreadableDocument] = OrderedDict()
        self._places: dict[str, Path] = {}
        self._finding, self._reading = Lock(), Lock()

    def find(self, digest: str | None) -> Path | None:
        """Return the file whose bytes have that digest, if there is one."""
        if digest is None or not _DIGEST.fullmatch(digest):
            return None
        with self._finding:
            path = self._places.get(digest)
            if path is None or self._digest(path) != digest:
                path = next((path for path in self._files() if self._digest(path) == digest), None)
            if path:
                self._places[digest] = path
            return path

    def document(self, digest: str | None) -> Document | None:
        """Return the document of that digest as it is read, or None where it is not at hand.

        Raises UnreadableDocument where the file does not let itself be read.
        """
        path = self.find(digest)
        if digest is None or path is None:
            return None
        with self._reading:
            read = self._texts.pop(digest, None) or _read(path, digest)
            if read is None:
                return None
            self._texts[digest] = read
            while len(self._texts) > MOST_TEXTS:
                self._texts.popitem(last=False)
        if isinstance(read, UnreadableDocument):
            raise read
        return read

    def _files(self) -> Iterator[Path]:
        for folder in self.folders:
            try:
                found = sorted(folder.iterdir())[:MOST_FILES]
            except OSError:
                # A folder that is not there, or not for us to read, holds nothing for us
                continue
            yield from (path for path in found if not path.name.startswith("."))

    def _digest(self, path: Path) -> str | None:
        try:
            if not path.is_file() or (stat := path.stat()).st_size > LARGEST:
                return None
            known = self._digests.get(path)
            if known is None or (known.size, known.changed) != (stat.st_size, stat.st_mtime_ns):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                known = self._digests[path] = _Digested(stat.st_size, stat.st_mtime_ns, digest)
        except OSError:
            return None
        return known.digest


def _read(path: Path, digest: str) -> Document | UnreadableDocument | None:
    """Read a file, unless it has changed since it was found; what cannot be read is remembered too."""
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            return None
        document = read_file(path.name, content)
    except OSError:
        return None
    except UnreadableDocument as error:
        return error
    return replace(document, blocks=tuple(paginate(document.blocks)))
