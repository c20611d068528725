"""Read clean Markdown, with its pipe tables; each block keeps the number of its line.

The text that an OCR makes is no such Markdown: `data.reading.ocr_text` reads that.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from data.formats.decode import decode
from data.formats.parts import Parsed, Part, line_parts, row_part
from data.reading.ocr_text import plain

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ONLY_MARKS = re.compile(r"[\s|:\-=_*+`~>#]*")


def parse(content: bytes) -> Parsed:
    """Parse the bytes of a Markdown text; lines of mere marks, such as that under a table's header, count as blank."""
    text, warnings = decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text))
    lines = tuple("" if _ONLY_MARKS.fullmatch(line) else line for line in text.split("\n"))
    return Parsed(tuple(_parts(tree)), warnings, lines)


def _parts(node: SyntaxTreeNode, *, item: bool = False) -> Iterator[Part]:
    match node.type:
        case "heading" | "paragraph":
            yield from _paragraph(node, heading=node.type == "heading", item=item)
        case "tr":
            if row := row_part([list(_runs(cell)) for cell in node.children]):
                yield _placed(row, node, 0)
        case "code_block" | "fence" | "html_block":
            for index, line in enumerate(node.content.splitlines(), start=node.type == "fence"):
                yield from (_placed(part, node, index) for part in line_parts([(plain(line), False)]))
        case _:
            for index, child in enumerate(node.children):
                yield from _numbered(_parts(child, item=node.type == "list_item" and index == 0), node, index)


def _numbered(parts: Iterator[Part], node: SyntaxTreeNode, index: int) -> Iterator[Part]:
    """Give an item back its number where a bracket follows it, « 36) », which says more than its rank in a list."""
    for rank, part in enumerate(parts):
        opens = rank == index == 0 and node.type == "list_item" and node.markup == ")"
        yield replace(part, text=f"{node.info}) {part.text}") if opens else part


def _paragraph(node: SyntaxTreeNode, *, heading: bool, item: bool) -> Iterator[Part]:
    """Yield each line of a paragraph; the lines of an item are one."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in _runs(node):
        if text == "\n":
            lines.append([])
        else:
            lines[-1].append((text, bold))
    if item:
        whole = [run for line in lines for run in (*line, (" ", False))]
        yield from (_placed(part, node, 0, len(lines)) for part in line_parts(whole, item=True))
        return
    for index, line in enumerate(lines):
        yield from (_placed(part, node, index) for part in line_parts(line, heading=heading))


def _placed(part: Part, node: SyntaxTreeNode, index: int, count: int = 1) -> Part:
    line = (node.map[0] if node.map else 0) + index + 1
    return replace(part, line=line, last_line=line + count - 1)


def _runs(node: SyntaxTreeNode, *, bold: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the text of a node and whether it is bold, a line break as a text of its own."""
    marked = False
    for child in node.children:
        if child.type in {"softbreak", "hardbreak"} or (child.type == "html_inline" and _BREAK.match(child.content)):
            yield "\n", bold
        elif child.type == "html_inline":
            marked = child.content.lower() in {"<b>", "<strong>"} or (marked and not child.content.startswith("</"))
        elif child.children:
            yield from _runs(child, bold=bold or marked or child.type == "strong")
        else:
            yield child.content, bold or marked
