"""Read a Word document: titles, lists, paragraphs and tables, in their order; its pages are not known."""

import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from data.formats.parts import Parsed, Part, Runs, line_parts
from data.formats.tables import Row, table_parts

_TITLE = re.compile(r"^(?:Heading \d|Title|Subtitle|Titre|Sous-titre)", re.IGNORECASE)
_LIST = re.compile(r"^(?:List\b|Liste\b|Puce)", re.IGNORECASE)
_WRAPPERS = ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:moveTo")
"""What Word wraps around text that is there all the same: content controls, accepted insertions."""


def parse(content: bytes) -> Parsed:
    """Parse the bytes of a document."""
    document = docx.Document(io.BytesIO(content))
    warnings = tuple(_warnings(document))
    _unwrap(document)
    return Parsed(tuple(_parts(document)), warnings)


def _unwrap(document: Document) -> None:
    for name in _WRAPPERS:
        for element in list(document.element.body.iter(qn(name))):
            parent = element.getparent()
            place = parent.index(element)
            parent[place : place + 1] = [child for child in element if child.tag not in _PROPERTIES]


_PROPERTIES = frozenset(map(qn, ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr")))


def _warnings(document: Document) -> Iterator[str]:
    body = document.element.body
    if any(True for _ in body.iter(qn("w:txbxContent"))):
        yield "le document a des zones de texte, qui ne sont pas lues."
    if any(True for _ in body.iter(qn("w:ins"), qn("w:del"))):
        yield "le document a des modifications suivies : elles sont lues comme acceptées."
    if any(_is_numbered(paragraph) for paragraph in document.paragraphs if _is_title(paragraph)):
        yield "des titres sont numérotés par Word : leur numéro n'est pas dans le texte, et n'est pas lu."


def _parts(container: Document | _Cell) -> Iterator[Part]:
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from table_parts(map(_row, block.rows))
        else:
            yield from line_parts(list(_runs(block)), heading=_is_title(block), item=_is_item(block))


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "") if paragraph.style else ""


def _is_title(paragraph: Paragraph) -> bool:
    return _TITLE.match(_style(paragraph)) is not None


def _is_item(paragraph: Paragraph) -> bool:
    return _LIST.match(_style(paragraph)) is not None or _is_numbered(paragraph)


def _is_numbered(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is numbered or has a bullet, itself or by its style."""
    style = paragraph.style.element if paragraph.style else None
    found = [each.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for each in (paragraph._p, style) if each is not None]
    return any(each is not None for each in found)


def _runs(paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    for piece in paragraph.iter_inner_content():
        for run in piece.runs if isinstance(piece, Hyperlink) else [piece]:
            yield run.text, _is_bold(run, paragraph)


def _is_bold(run: Run, paragraph: Paragraph) -> bool:
    if run.bold is not None:
        return run.bold
    style = paragraph.style
    return bool(style and style.font.bold)


def _row(row: _Row) -> Row:
    """Return a row; a cell that spans columns counts in the first, one that spans rows in each."""
    kept: list[Runs] = [()] * row.grid_cols_before
    previous = None
    for cell in row.cells:
        kept.append(() if previous is cell._tc else list(_cell(cell)))
        previous = cell._tc
    return Row(tuple(kept), alone=len({id(cell._tc) for cell in row.cells}) == 1)


def _cell(cell: _Cell) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs of a cell as lines, those of a table inside it too."""
    for block in cell.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _runs(block)
            yield "\n", False
        else:
            for inner in (cell for row in block.rows for cell in row.cells):
                yield from _cell(inner)
