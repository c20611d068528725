"""A page of a PDF is put together again: wrapped lines are one, cells of ruled tables keep their lines and spans."""

import io

from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from data.formats import read
from data.reading.document import Document, Kind

BODY = getSampleStyleSheet()["BodyText"]
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def written(*flow: Paragraph | Table | PageBreak) -> Document:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([*flow])
    return read("x.pdf", buffer.getvalue())


def test_a_paragraph_that_was_wrapped_is_one_line() -> None:
    long = "Une phrase assez longue pour que la page la coupe en plusieurs lignes. " * 4
    document = written(Paragraph(long, BODY), Paragraph("Une autre.", BODY))
    assert document.lines == (long.strip(), "Une autre.")


def test_the_lines_of_a_cell_are_those_of_its_author_not_of_its_width() -> None:
    cell = "Commune de Clairval sur les Collines<br/>Etat<br/><b>Région :</b> des Collines"
    document = written(Table([[Paragraph(cell, BODY), "B"]], colWidths=[110, 60], style=[GRID]))
    assert document.blocks[0].cells == (
        "Commune de Clairval sur les Collines\nEtat\n<b>Région : </b>des Collines",
        "B",
    )


def test_spans_of_a_ruled_table_are_laid_out() -> None:
    rows = [["Titre", "", ""], ["A", "B", ""], ["", "C", "D"]]
    spans = [("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 1), (0, 2)), ("SPAN", (1, 1), (2, 1))]
    document = written(Table(rows, style=[GRID, *spans]))
    assert [(block.kind, block.cells or block.text) for block in document.blocks] == [
        (Kind.HEADING, "Titre"),
        (Kind.ROW, ("A", "B", "")),
        (Kind.ROW, ("A", "C", "D")),
    ]


def test_each_block_is_on_its_page_whatever_stands_before_it() -> None:
    document = written(Paragraph("Un", BODY), PageBreak(), Paragraph("Deux", BODY), Table([["A", "B"]], style=[GRID]))
    assert [(block.text, block.place.pages) for block in document.blocks] == [
        ("Un", (1, 1)),
        ("Deux", (2, 2)),
        ("A | B", (2, 2)),
    ]
