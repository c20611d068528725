"""A roadmap is read as people write one: cells of several lines, merged cells, columns in any order."""

import csv
import io
import unicodedata
from collections.abc import Callable

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data.formats import read as read_file
from data.reader import read
from data.reading.document import Kind
from data.reading.mentions import lost_lines
from ontology import MLG
from tests.data.formats.test_formats import said
from tests.data.formats.writers import saved

HEADER = ["ACTION", "OBJECTIFS", "CIBLE", "DELAIS", "ACTEURS", "FINANCEURS POTENTIELS"]
ROWS = [
    ["Fête du pont", "Se retrouver\nDanser", "Familles", "Mai 2022", "Commune\nEtat", "Commune\nRégion ou Etat"],
    ["Jardin des rives", "Planter", "Tout public", "En continu", "Commune", "A définir"],
]
TITLES = ["Contrat de ville de Clairval", "Feuille de route", "Pilier Vivre ensemble"]


def as_csv(header: list[str], rows: list[list[str]], separator: str = ";") -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    writer.writerows([*([title] + [""] * (len(header) - 1) for title in TITLES), header, *rows])
    return buffer.getvalue().encode()


def as_workbook() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    for line, title in enumerate(TITLES, 1):
        sheet.cell(line, 1, title)
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=6)
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    return book


def as_word() -> bytes:
    made = docx.Document()
    for title in TITLES:
        made.add_heading(title)
    table = made.add_table(rows=3, cols=6)
    for row, texts in zip(table.rows, [HEADER, *ROWS], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def as_page() -> bytes:
    rows = ["".join(f"<td>{text.replace(chr(10), '<br>')}</td>" for text in row) for row in [HEADER, *ROWS]]
    titles = "".join(f"<h2>{title}</h2>" for title in TITLES)
    return f"<html>{titles}<table>{''.join(f'<tr>{row}' for row in rows)}</table></html>".encode()


def as_markdown() -> bytes:
    rows = [f"| {' | '.join(row).replace(chr(10), '<br>')} |" for row in [HEADER, ["---"] * 6, *ROWS]]
    return "\n".join([*(f"## {title}\n" for title in TITLES), *rows]).encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.xlsx", saved(as_workbook())),
        ("x.docx", as_word()),
        ("x.html", as_page()),
        ("x.md", as_markdown()),
        ("x.csv", as_csv(HEADER, ROWS, ",")),
        ("x.tsv", as_csv(HEADER, ROWS, "\t")),
    ],
)
def test_a_roadmap_says_the_same_in_every_format(name: str, content: bytes) -> None:
    assert said(name, content) == said("x.csv", as_csv(HEADER, ROWS))


def test_the_line_breaks_of_a_cell_part_what_it_lists() -> None:
    found = {str(o) for _, p, o in said("x.csv", as_csv(HEADER, ROWS)) if str(p).endswith("#objectif")}
    assert found == {"Se retrouver", "Danser", "Planter"}
    assert lost_lines("Développer la Maison Municipale\nOuvrir") == ["Développer la Maison Municipale", "Ouvrir"]


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(range(6)),
    change=st.sampled_from([str.lower, str.title, str.upper]),
    accents=st.booleans(),
    pad=st.sampled_from(["", " ", "\u00a0 "]),
)
def test_the_order_case_accents_and_spacing_of_columns_say_nothing(
    order: list[int], change: Callable[[str], str], pad: str, *, accents: bool
) -> None:
    spelt = [word.replace("DELAIS", "DÉLAIS") if accents else word for word in HEADER]
    header = [pad + unicodedata.normalize("NFD", change(word)) + pad for word in spelt]
    changed = as_csv([header[i] for i in order], [[row[i] for i in order] for row in ROWS])
    assert said("x.csv", changed) == said("x.csv", as_csv(HEADER, ROWS))


def test_a_cell_merged_over_rows_is_said_of_each_and_one_merged_over_columns_once() -> None:
    book = as_workbook()
    sheet = book.worksheets[0]
    sheet.merge_cells("C5:C6")
    sheet.merge_cells("E6:F6")
    rows = [block for block in read_file("x.xlsx", saved(book)).blocks if block.kind is Kind.ROW]
    assert [row.cells[2] for row in rows] == ["CIBLE", "Familles", "Familles"]
    assert rows[2].cells[4:] == ("Commune", "")


def test_cells_that_span_in_a_page_are_laid_out() -> None:
    page = b"<html><table><tr><td rowspan=2>A<td colspan=2>B<tr><td>C<td>D</table>"
    assert [block.cells for block in read_file("x.html", page).blocks] == [("A", "B", ""), ("A", "C", "D")]


def test_merged_cells_of_word_count_once() -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=3)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = "ABCDEF"[index]
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    buffer = io.BytesIO()
    made.save(buffer)
    rows = [block.cells for block in read_file("x.docx", buffer.getvalue()).blocks]
    assert rows == [("A\nD", "B\nC", ""), ("A\nD", "E", "F")]


def test_a_header_of_two_lines_is_one_header() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for title in TITLES:
        sheet.append([title])
    sheet.append([*HEADER[:4], "QUI"])
    sheet.append([None] * 4 + HEADER[4:])
    for row in ROWS:
        sheet.append(row)
    for column in range(1, 5):
        sheet.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
    sheet.merge_cells("E4:F4")
    assert said("x.xlsx", saved(book)) == said("x.csv", as_csv(HEADER, ROWS))


def test_the_lines_of_the_third_sheet_begin_at_twenty_thousand_and_one() -> None:
    book = as_workbook()
    book.create_sheet("Vide")
    book.create_sheet("Suivi").append(["Bilan", "Date"])
    last = read_file("x.xlsx", saved(book)).blocks[-1]
    assert (last.place.sheet, last.place.line, last.text) == ("Suivi", 20_001, "Bilan | Date")
    assert read_file("x.xlsx", saved(book)).lines[20_000] == "Suivi Bilan | Date"


def test_hidden_sheets_are_not_read_and_told() -> None:
    book = as_workbook()
    hidden = book.create_sheet("Brouillon")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    document = read_file("x.xlsx", saved(book))
    assert document.warnings == ("feuilles masquées, non lues : « Brouillon ».",)
    assert "secret" not in "".join(document.lines)


def test_formulas_without_a_value_or_in_error_are_told() -> None:
    book = as_workbook()
    book.worksheets[0]["H1"] = "=1+1"
    book.worksheets[0]["H2"] = "#REF!"
    told = read_file("x.xlsx", saved(book)).warnings
    assert any("en erreur (H2)" in warning for warning in told)
    assert any("pas de valeur enregistrée (H1)" in warning for warning in told)


def test_where_a_cell_has_a_break_no_capital_opens_a_line() -> None:
    rows = [["Fête", "Animer le Sarlac\nDanser", "Tous", "2022", "Commune", "Etat"]]
    rows.append(["Bal", "Relier le Sarlac", "Tous", "2022", "Commune", "Etat"])
    assert _objectives(_csv(rows)) == {"Animer le Sarlac", "Danser", "Relier le Sarlac"}
    # without any break in its cells, the document may have lost them
    assert _objectives(_csv(rows[1:])) == {"Relier le", "Sarlac"}


def _csv(rows: list[list[str]]) -> bytes:
    header = "ACTION;OBJECTIFS;CIBLE;DELAIS;ACTEURS;FINANCEURS POTENTIELS"
    lines = ["Contrat de ville de Clairval", header, *(";".join(f'"{cell}"' for cell in row) for row in rows)]
    return "\n".join(lines).encode()


def _objectives(content: bytes) -> set[str]:
    graph = read("actions.csv", content, contract="clairval").description.graph
    return {str(words) for words in graph.objects(None, MLG.objectif)}
