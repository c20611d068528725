"""Write a dossier for Word: real headings, tables whose header comes again on each page, a picture that is told."""

import io
from datetime import datetime, time
from functools import singledispatch

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from data.workbook.archive import settled
from service.dossier import word_parts
from service.dossier.parts import Block, Dossier, Finding, Findings, Paragraph, Picture, Table
from service.dossier.word_styles import (
    ACCENT,
    ADDRESS,
    NOTE,
    NOTICE,
    STATEMENT,
    SUMMARY,
    TABLE_TEXT,
    TINT,
    WARM,
    styled,
)
from service.dossier.words import lowered
from service.phrases import day, fine, visible

TEXT_WIDTH, PICTURE_WIDTH, PICTURE_HEIGHT = 17.4, 16.6, 15.5
"""In centimetres."""
TOGETHER = 3
"""How many rows of a table stay on the page of its caption: one row at the foot of a page is read by nobody."""
TOLD = {"text": "Normal", "lead": "Normal", "notice": NOTICE, "note": NOTE}


def to_docx(dossier: Dossier) -> bytes:
    """Return the document; the same dossier gives the same bytes."""
    document = styled(docx.Document())
    _properties(document, dossier)
    word_parts.number_pages(document, clean(f"{dossier.title} – dossier du {day(dossier.day)}"))
    kicker = document.add_paragraph(clean(f"Dossier pour le comité de pilotage · {dossier.kind}"), style="Subtitle")
    kicker.paragraph_format.keep_with_next = True
    document.add_paragraph(clean(dossier.title), style="Title")
    meta = (dossier.context, day(dossier.day), f"données : révision {dossier.revision}")
    document.add_paragraph(clean(" · ".join(part for part in meta if part)), style=NOTE)
    for notice in dossier.notices:
        _paragraph(Paragraph(notice, "notice"), document)
    if dossier.summary:
        document.add_paragraph(clean(dossier.summary), style=SUMMARY)
    for section in dossier.sections:
        document.add_heading(clean(section.title), level=1)
        for block in section.blocks:
            _write(block, document)
    content = io.BytesIO()
    document.save(content)
    return settled(content.getvalue())


def clean(text: str) -> str:
    r"""Return a text that XML can hold, where what acts on its surroundings is shown.

    >>> clean("Dit : oui\x07\ufffe")
    'Dit\xa0: oui⟨U+0007⟩�'
    """
    return "".join(each if word_parts.is_xml(each) else "\N{REPLACEMENT CHARACTER}" for each in fine(visible(text)))


def _properties(document: Document, dossier: Dossier) -> None:
    told, moment = document.core_properties, datetime.combine(dossier.day, time())
    told.title, told.subject = clean(dossier.title), clean(dossier.kind)
    told.author = told.last_modified_by = "Maillage"
    told.comments, told.keywords = f"révision {dossier.revision}", "contrat de ville"
    told.language, told.category, told.revision = "fr-FR", "dossier", 1
    told.created = told.modified = moment


@singledispatch
def _write(block: Block, document: Document) -> None:
    """Write one block; what a dossier does not show has no writer."""
    raise TypeError(f"a dossier shows no {type(block).__name__}")


@_write.register
def _paragraph(block: Paragraph, document: Document) -> None:
    paragraph = document.add_paragraph(clean(block.text), style=TOLD[block.kind])
    if block.kind == "lead":
        paragraph.paragraph_format.keep_with_next = True
    if block.kind == "notice":
        word_parts.shade_paragraph(paragraph, WARM)


@_write.register
def _table(block: Table, document: Document) -> None:
    document.add_paragraph(clean(block.caption), style="Caption").paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.headers))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    word_parts.ruled(table)
    word_parts.described(table, clean(block.caption))
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Cm(TEXT_WIDTH * width / sum(block.widths))
    _fill(table.rows[0], block.headers, block, strong=True)
    word_parts.repeat(table.rows[0])
    for at, row in enumerate(block.rows):
        _fill(table.add_row(), row, block, strong=at in block.strong)
    for cell in table.rows[0].cells:
        word_parts.shade_cell(cell, TINT)
    for cell in (cell for row in table.rows[:TOGETHER] for cell in row.cells):
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    where = block.left or (f"Ces lignes : {block.address}" if block.address else "")
    document.add_paragraph(clean(where), style=ADDRESS)


def _fill(row: _Row, texts: tuple[str, ...], block: Table, *, strong: bool) -> None:
    word_parts.unsplit(row)
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _cell(cell, text, right=at in block.numbers, strong=strong)


def _cell(cell: _Cell, text: str, *, right: bool, strong: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = TABLE_TEXT
    paragraph.add_run(clean(text)).bold = strong or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


@_write.register
def _findings(block: Findings, document: Document) -> None:
    for at, finding in enumerate(block.findings, start=1):
        _finding(finding, at, document)


def _finding(finding: Finding, at: int, document: Document) -> None:
    paragraph = document.add_paragraph(clean(f"Constat {at} : {lowered(finding.statement)}"), style=STATEMENT)
    for case in finding.cases:
        paragraph = document.add_paragraph(clean(case))
        paragraph.paragraph_format.keep_with_next = True
    remedy: WordParagraph = document.add_paragraph()
    remedy.add_run("→ Ce qui le réglerait : ").font.color.rgb = ACCENT
    remedy.add_run(clean(finding.remedy))
    remedy.paragraph_format.keep_with_next = True
    document.add_paragraph(clean(f"Ces lignes : {finding.address}"), style=ADDRESS)


@_write.register
def _picture(block: Picture, document: Document) -> None:
    shape = document.add_picture(io.BytesIO(block.png), width=Cm(PICTURE_WIDTH))
    if shape.height > Cm(PICTURE_HEIGHT):
        shape.width, shape.height = int(shape.width * Cm(PICTURE_HEIGHT) / shape.height), Cm(PICTURE_HEIGHT)
    word_parts.tell_picture(shape, clean(block.title), clean(block.description))
    paragraph = document.paragraphs[-1]
    paragraph.alignment, paragraph.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
    document.add_paragraph(clean(block.caption), style=NOTE)
