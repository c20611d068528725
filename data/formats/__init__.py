"""Read a file of any format that people have: its bytes come in, a `Document` of blocks and their places goes out.

What the bytes are is told by the bytes, not by the name. What a library parses, a process that can be killed parses.
"""

from collections.abc import Iterator
from dataclasses import replace

from data.formats import archive, confined, csv_table
from data.formats.decode import doubts
from data.formats.parts import assemble
from data.formats.refusal import UnreadableDocument
from data.formats.sniff import Format, sniff
from data.reading import ocr_text
from data.reading.document import Document

__all__ = ["LARGEST", "UnreadableDocument", "documents", "read"]

# The two contracts weigh 90 kB and 12 kB; a file of more than this is not a contract
LARGEST = 20_000_000


def read(name: str, content: bytes) -> Document:
    """Read a file; raises UnreadableDocument, whose message names the file and says what to do."""
    try:
        document = _read(name, content)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{name} : {error}") from error
    if not document.blocks:
        raise UnreadableDocument(f"{name} : le fichier est vide, il n'y a rien à importer.")
    return document


def documents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files that an archive holds, or the one file that is given; archives in archives are refused."""
    try:
        _weigh(content)
        is_archive = sniff(name, content) is Format.ZIP
        held = list(archive.members(content)) if is_archive else [(name, content)]
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{name} : {error}") from error
    yield from held


def _read(name: str, content: bytes) -> Document:
    _weigh(content)
    found = sniff(name, content)
    if found is Format.ZIP:
        raise UnreadableDocument("c'est une archive dans une archive : donnez le document lui-même.")
    if found is Format.TEXT:
        return _plain_text(name, content)
    parsed = csv_table.parse(content) if found is Format.CSV else confined.parse(found, content)
    # the lines of a PDF's cells end where the column does, and Markdown is often what an OCR makes
    return assemble(name, content, parsed, keeps_breaks=found not in {Format.PDF, Format.MARKDOWN})


def _plain_text(name: str, content: bytes) -> Document:
    try:
        document = ocr_text.read(name, content)
    except UnicodeDecodeError as error:
        message = f"l'octet {error.start + 1} n'est pas de l'UTF-8. Enregistrez le fichier en UTF-8."
        raise UnreadableDocument(message) from error
    return replace(document, warnings=doubts("\n".join(document.lines)))


def _weigh(content: bytes) -> None:
    if len(content) > LARGEST:
        raise UnreadableDocument(f"{len(content) // 10**6} Mo, plus que les {LARGEST // 10**6} Mo admis.")
