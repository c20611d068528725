"""Read an HTML page by the rules of the standard: titles, lists, paragraphs, tables with their spans."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import html5rdf  # type: ignore[import-untyped]  # it publishes no types

from data.formats.decode import doubts
from data.formats.parts import Parsed, Part, Runs, line_parts, text_of
from data.formats.tables import Span, expanded, table_parts

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt"})
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "select"})
_BOLD = frozenset({"b", "strong"})
_INLINE = _BOLD | frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym bdi bdo big br cite code data del dfn em font i ins kbd label mark q s samp small span strike "
        "sub sup time tt u var wbr",
    )
)
_MOST_SPANNED = 1_000
_LINE_BREAK = "\u2028"


def parse(content: bytes) -> Parsed:
    """Parse the bytes of a page; scripts, styles and what they would make are ignored."""
    parser = html5rdf.HTMLParser(html5rdf.getTreeBuilder("etree"), namespaceHTMLElements=False)
    try:
        source: str | bytes = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        source = content  # the parser follows what the page declares, or else takes it for Windows-1252
    parts = tuple(_parts(parser.parse(source)))
    return Parsed(parts, doubts("\n".join(part.text for part in parts)))


def _parts(element: Element) -> Iterator[Part]:
    """Yield the parts of an element: its text is gathered until something that stands on its own."""
    gathered: list[tuple[str, bool]] = [(element.text or "", False)]
    heading, item = element.tag in _HEADINGS, element.tag == "li"
    for child in element:
        if child.tag in _INLINE and not _holds_blocks(child):
            gathered.extend(_runs(child))
        elif child.tag not in _UNSEEN and isinstance(child.tag, str):
            yield from line_parts(_spaced(gathered), heading=heading, item=item)
            item, gathered = item and not text_of(gathered), []
            yield from _table(child) if child.tag == "table" else _parts(child)
        gathered.append((child.tail or "", False))
    yield from line_parts(_spaced(gathered), heading=heading, item=item)


def _holds_blocks(element: Element) -> bool:
    return any(isinstance(each.tag, str) and each.tag not in _INLINE | _UNSEEN for each in element.iter())


def _runs(element: Element, *, bold: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the text of an element as runs; a line break is a character of its own until spaces are folded."""
    if element.tag in _UNSEEN or not isinstance(element.tag, str):
        return
    ends = element.tag not in _INLINE
    inside = bold or element.tag in _BOLD
    yield (_LINE_BREAK if ends or element.tag == "br" else "") + (element.text or ""), inside
    for child in element:
        yield from _runs(child, bold=inside)
        yield child.tail or "", inside
    yield _LINE_BREAK if ends else "", inside


def _spaced(runs: Iterable[tuple[str, bool]]) -> Runs:
    """Fold white space, which means nothing in a page, and make the breaks of lines real."""
    return [(_folded(text).replace(_LINE_BREAK, "\n"), bold) for text, bold in runs]


def _folded(text: str) -> str:
    return "".join(character if character == _LINE_BREAK or not character.isspace() else " " for character in text)


def _table(table: Element) -> Iterator[Part]:
    for caption in table.findall("caption"):
        yield from _parts(caption)
    yield from table_parts(expanded([_cells(row) for row in table.findall("*/tr")]))


def _cells(row: Element) -> list[Span]:
    return [
        Span(_spaced(_inside(cell)), _number(cell, "colspan"), _number(cell, "rowspan"))
        for cell in row
        if cell.tag in {"td", "th"}
    ]


def _inside(cell: Element) -> Iterator[tuple[str, bool]]:
    yield cell.text or "", False
    for child in cell:
        yield from _runs(child)
        yield child.tail or "", False


def _number(cell: Element, attribute: str) -> int:
    told = cell.get(attribute, "1").strip()
    return min(max(int(told), 1), _MOST_SPANNED) if told.isascii() and told.isdigit() else 1
