"""Tell the format of a file by its content; a name that says otherwise is refused."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from data.formats import archive
from data.formats.refusal import UnreadableDocument


class Format(StrEnum):
    """A format that is read, by the name that people give it."""

    TEXT = "texte"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    CSV = "CSV"
    DOCX = "Word (.docx)"
    XLSX = "Excel (.xlsx)"
    PDF = "PDF"
    ZIP = "archive ZIP"


KNOWN = "texte et Markdown (.txt, .md), HTML, CSV, Word (.docx), Excel (.xlsx), PDF, archive ZIP de ces documents"

_PROSE = frozenset({Format.TEXT, Format.MARKDOWN})
_EXTENSIONS: Mapping[str, frozenset[Format]] = {
    ".md": _PROSE,
    ".markdown": _PROSE,
    ".txt": _PROSE,
    ".html": frozenset({Format.HTML}),
    ".htm": frozenset({Format.HTML}),
    ".xhtml": frozenset({Format.HTML}),
    ".csv": frozenset({Format.CSV}),
    ".tsv": frozenset({Format.CSV}),
    ".docx": frozenset({Format.DOCX}),
    ".xlsx": frozenset({Format.XLSX}),
    ".pdf": frozenset({Format.PDF}),
    ".zip": frozenset({Format.ZIP}),
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FRAGMENT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:table|h[1-6]|div|p|ul|ol|section|main|article)\b", re.I)
_RULE = re.compile(rb":?-+:?")


def sniff(name: str, content: bytes) -> Format:
    """Return the format of a file; raises UnreadableDocument where it is none of ours, or not what its name says."""
    extension = PurePath(name).suffix.lower()
    found = _by_content(content, extension)
    expected = _EXTENSIONS.get(extension)
    if expected and found not in expected:
        raise UnreadableDocument(
            f"le nom finit par « {extension} », mais le contenu est du format {found}. "
            "Vérifiez que c'est le bon document, puis corrigez l'extension de son nom."
        )
    return found


def _by_content(content: bytes, extension: str) -> Format:
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content)
    _refuse_others(content)
    if _PAGE.match(content[:4096]) or (extension in {".html", ".htm"} and _FRAGMENT.match(content[:4096])):
        return Format.HTML
    if extension in {".csv", ".tsv"}:
        return Format.CSV
    return Format.MARKDOWN if any(map(_is_rule, content.splitlines())) else Format.TEXT


def _is_rule(line: bytes) -> bool:
    """Tell the line under the header of a pipe table, by which clean Markdown is told from an OCR's text."""
    bare = line.strip(b" >\t")
    cells = bare.removeprefix(b"|").removesuffix(b"|").split(b"|") if b"|" in bare else []
    return bool(cells) and all(_RULE.fullmatch(cell.strip()) for cell in cells)


def _packed(content: bytes) -> Format:
    names = archive.names(content)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise UnreadableDocument("ce fichier contient des macros. Enregistrez-le sans elles, en .docx ou .xlsx.")
    if "mimetype" in names:
        raise UnreadableDocument("le format OpenDocument n'est pas lu. Enregistrez le fichier en .docx ou .xlsx.")
    if "[Content_Types].xml" not in names:
        return Format.ZIP
    if "word/document.xml" in names:
        return Format.DOCX
    if "xl/workbook.xml" in names:
        return Format.XLSX
    raise UnreadableDocument(f"ce n'est ni un document Word, ni un classeur Excel. Formats lus : {KNOWN}.")


def _refuse_others(content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        raise UnreadableDocument(
            "c'est un fichier Office d'avant 2007 (.doc, .xls), ou protégé par un mot de passe. "
            "Enregistrez-le sans mot de passe en .docx ou .xlsx."
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocument("ce texte est en UTF-16. Enregistrez le fichier en UTF-8.")
    if content.startswith(b"{\\rtf"):
        raise UnreadableDocument("le format RTF n'est pas lu. Enregistrez le fichier en .docx.")
    if b"\0" in content:
        raise UnreadableDocument(f"ce n'est pas un fichier texte, ni un format connu. Formats lus : {KNOWN}.")
