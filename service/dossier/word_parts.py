"""What Word knows and python-docx does not say: rows that come again, alternative texts, shades, page numbers."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

LINE = "D5DBD9"
_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription")
"""What follows the borders in the properties of a table (ECMA-376, part 1, 17.4.59): Word minds the order."""


def is_xml(character: str) -> bool:
    """Tell whether XML 1.0 takes a character (https://www.w3.org/TR/xml/#charsets)."""
    return (
        character in "\t\n\r"
        or "\x20" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or (character >= "\U00010000")
    )


def repeat(row: _Row) -> None:
    """Let a row head its table on each page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def unsplit(row: _Row) -> None:
    """Keep a row whole when a page ends."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def described(table: Table, text: str) -> None:
    """Give a table its alternative text."""
    table._tbl.tblPr.append(_element("w:tblCaption", val=text))


def ruled(table: Table) -> None:
    """Rule a table with light lines between its rows, and no other."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=LINE))
    table._tbl.tblPr.insert_element_before(borders, *_AFTER_BORDERS)


def shade_cell(cell: _Cell, color: str) -> None:
    """Give a cell a background."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=color))


def shade_paragraph(paragraph: Paragraph, color: str) -> None:
    """Give a paragraph a background."""
    paragraph._p.get_or_add_pPr().append(_element("w:shd", val="clear", color="auto", fill=color))


def tell_picture(shape: InlineShape, title: str, description: str) -> None:
    """Give a picture its title and its alternative text."""
    told = shape._inline.docPr
    told.set("title", title)
    told.set("descr", description)
    told.set("name", title)


def number_pages(document: Document, text: str) -> None:
    """Write a foot on each page: a text, the number of the page and that of all pages."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{text} – page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" sur ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    field = _element("w:fldSimple", instr=name)
    paragraph._p.append(field)
    run = paragraph.add_run("1")
    field.append(run._r)


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
