"""Look into a ZIP, which DOCX and XLSX are too, without trusting it: it is weighed before anything is unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from data.formats.refusal import UnreadableDocument

ENTRIES, WEIGHT, RATIO = 1_000, 50 << 20, 100
"""As many parts, bytes when unpacked, and bytes for a packed one, as a document can do with."""

_ENTRY = b"PK\x01\x02"
_DECLARATION = re.compile("<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def names(content: bytes) -> frozenset[str]:
    """Return the names of what an archive holds; raises UnreadableDocument where it is not to be unpacked."""
    with _opened(content) as opened:
        return frozenset(opened.namelist())


def check_xml(content: bytes) -> None:
    """Refuse an archive one of whose XML parts declares a document type: entities could blow up, or read files."""
    for name, part in parts(content):
        if name.endswith((".xml", ".rels", ".vml")) and any(map(_DECLARATION.search, _as_text(part))):
            raise UnreadableDocument(f"la partie « {name} » déclare un type de document (DOCTYPE), ce qui est refusé.")


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the documents of an archive, by the last part of their names; nothing is written to disk."""
    seen: set[str] = set()
    for path, part in parts(content):
        name = PurePosixPath(path).name
        if any(litter in path for litter in _LITTER):
            continue
        if name in seen:
            raise UnreadableDocument(f"l'archive contient deux fichiers nommés « {name} ».")
        seen.add(name)
        yield name, part


def _as_text(part: bytes) -> Iterator[str]:
    """Yield a part as text in the encodings that an XML parser would try."""
    yield from (part.decode(encoding, errors="ignore") for encoding in ("latin-1", "utf-16-le", "utf-16-be"))


def parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the names and the bytes of what an archive holds."""
    with _opened(content) as opened:
        for entry in opened.infolist():
            if not entry.is_dir():
                yield entry.filename, _unpacked(opened, entry)


def _unpacked(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return opened.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(f"la partie « {entry.filename} » de l'archive est abîmée.") from error


def _opened(content: bytes) -> zipfile.ZipFile:
    if content.count(_ENTRY) > 10 * ENTRIES:
        raise UnreadableDocument(f"l'archive contient plus de {ENTRIES} fichiers.")
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableDocument("le fichier est tronqué ou abîmé : l'archive ne s'ouvre pas.") from error
    _weigh(opened.infolist())
    return opened


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > ENTRIES:
        raise UnreadableDocument(f"l'archive contient plus de {ENTRIES} fichiers.")
    whole, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if whole > WEIGHT or whole > RATIO * max(packed, 1):
        raise UnreadableDocument(
            f"l'archive, une fois décompressée, pèserait {whole >> 20} Mio : plus de {WEIGHT >> 20} Mio, "
            f"ou plus de {RATIO} fois son poids. Elle n'est pas ouverte."
        )
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", entry.filename):
            raise UnreadableDocument(f"l'archive contient un nom de fichier dangereux : « {entry.filename} ».")
        if entry.flag_bits & 1:
            raise UnreadableDocument("l'archive est protégée par un mot de passe. Enlevez-le.")
