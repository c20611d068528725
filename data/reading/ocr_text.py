"""Read the text that an OCR makes of a PDF: Markdown headings, tables as tab-separated lines, stray HTML.

No Markdown parser knows these tables, and the OCR glues bold headings together (`**…****…**`), so the lines are read
one by one; each keeps its number.
"""

import hashlib
import re
from collections.abc import Iterator
from html import unescape

from data.reading.document import Block, Document, Kind, Place

# Not what str.splitlines takes for one too: a line separator or a form feed inside a line would shift all line numbers
_LINE_END = re.compile(r"\r\n|\r|\n")
_BULLET = re.compile(r"^(?:\s*(?:[-•o]|\d{1,2}\.)\s+(?=\S))+")
_EMPHASIS = re.compile(r"(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|\*\*")
_PARAGRAPH = re.compile(r"<(?:p|li)>(.*?)</(?:p|li)>", re.DOTALL)
_TAG = re.compile(r"</?(?:p|b|i|u|ul|li|br)\b[^>]*>")


def read(name: str, content: bytes) -> Document:
    """Read the bytes of a UTF-8 text; raises UnicodeDecodeError where they are not."""
    lines = tuple(_LINE_END.split(content.decode("utf-8-sig")))
    blocks = tuple(block for number, line in enumerate(lines, 1) for block in _blocks(number, line))
    return Document(name=name, digest=hashlib.sha256(content).hexdigest(), lines=lines, blocks=blocks)


def plain(markup: str) -> str:
    r"""Return text without tags, emphasis, escapes or runs of space.

    >>> plain("<p>Les <b>deux</b>  rives\\*</p>")
    'Les deux rives*'
    """
    text = _TAG.sub(" ", re.sub(r"</?sup>", "", markup))
    text = _EMPHASIS.sub("", text.replace("\\*", "\0").replace("\\_", "\1"))
    text = unescape(text).replace("\0", "*").replace("\1", "_")
    return re.sub(r"\s+", " ", text).strip()


def plain_lines(markup: str) -> str:
    r"""Return the plain text of a cell, with the line breaks that its format kept.

    >>> plain_lines("<b>Commune</b>\n\n Etat  (DPV)")
    'Commune\nEtat (DPV)'
    """
    return "\n".join(filter(None, map(plain, markup.split("\n"))))


def bold_parts(markup: str) -> list[tuple[str, str]]:
    """Split a cell at its bold passages into pairs (bold text, text that follows).

    >>> bold_parts("<b>Un :</b> premier <b>Deux</b>")
    [('Un :', 'premier'), ('Deux', '')]
    """
    pieces = re.split(r"<b>(.*?)</b>", markup)
    return [(plain(pieces[i]), plain(pieces[i + 1])) for i in range(1, len(pieces), 2)]


def _blocks(number: int, line: str) -> Iterator[Block]:
    place = Place(line=number, last_line=number)
    if not line.strip():
        return
    if "\t" in line:
        yield Block(Kind.ROW, plain(line.replace("\t", " | ")), place, tuple(cell.strip() for cell in line.split("\t")))
        return
    for piece in _PARAGRAPH.findall(line) or [line]:
        yield from _piece(piece.strip(), place)


def _piece(piece: str, place: Place) -> Iterator[Block]:
    heading = piece.lstrip("#").strip()
    if bold := re.fullmatch(r"(?:\*\*.+?\*\*)+|<b>.+?</b>", heading):
        for part in re.split(r"\*{4}", bold.group().removeprefix("<b>").removesuffix("</b>")):
            yield Block(Kind.HEADING, plain(_BULLET.sub("", plain(part))), place)
    elif piece.startswith("#"):
        yield Block(Kind.HEADING, plain(heading), place)
    elif _BULLET.match(piece):
        yield Block(Kind.ITEM, plain(_BULLET.sub("", piece, count=1)), place)
    else:
        yield Block(Kind.TEXT, plain(piece), place)
