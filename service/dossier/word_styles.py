"""How a dossier looks in Word: A4, French, the colours of the site, a few styles of its own over those of Word."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

SUMMARY, NOTICE, NOTE, ADDRESS = "Dossier Summary", "Dossier Notice", "Dossier Note", "Dossier Address"
STATEMENT, TABLE_TEXT = "Dossier Finding", "Dossier Table"
FONT = "Calibri"
INK, SOFT, ACCENT = RGBColor(0x1D, 0x27, 0x29), RGBColor(0x55, 0x62, 0x6A), RGBColor(0x17, 0x61, 0x5D)
TINT, WARM = "EEF4F2", "FBF1E4"


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks, in points; `leads` keeps it on the page of what follows."""

    size: float
    color: RGBColor = INK
    before: float = 0
    after: float = 4
    bold: bool = False
    leads: bool = False


LOOKS = {
    "Normal": Look(10),
    "Title": Look(22, after=2, bold=True, leads=True),
    "Subtitle": Look(10.5, ACCENT, after=0, bold=True, leads=True),
    "Heading 1": Look(14.5, ACCENT, before=13, bold=True, leads=True),
    "Caption": Look(10, before=6, after=3, bold=True, leads=True),
    "Footer": Look(8, SOFT, after=0),
    SUMMARY: Look(11.5, before=4, after=6),
    NOTICE: Look(10.5, before=4, after=6, bold=True),
    NOTE: Look(8.5, SOFT, after=5),
    ADDRESS: Look(7.5, SOFT, before=1, after=7),
    STATEMENT: Look(10.5, before=4, after=1, bold=True, leads=True),
    TABLE_TEXT: Look(8.5, before=1, after=1),
}


def styled(document: Document) -> Document:
    """Give an empty document its page, its language and its styles."""
    _page(document)
    _speak_french(document)
    for name, look in LOOKS.items():
        _dress(_style(document, name), look)
    return document


def _page(document: Document) -> None:
    """Set A4 with margins that leave 17.4 centimetres to the text."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin, section.footer_distance = Cm(1.7), Cm(1.7), Cm(0.8)


def _speak_french(document: Document) -> None:
    """Let Word check the spelling in French, and screen readers read it so."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")


def _style(document: Document, name: str) -> ParagraphStyle:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    return style


def _dress(style: ParagraphStyle, look: Look) -> None:
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic, font.color.rgb = FONT, Pt(look.size), look.bold, False, look.color
    spacing.space_before, spacing.space_after, spacing.keep_with_next = Pt(look.before), Pt(look.after), look.leads
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for theme in [name for name in fonts if name.endswith("Theme")]:
        del fonts.attrib[theme]
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)
