"""The formats: exact values for programs, readable and harmless ones for people, the same bytes every time."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pyoxigraph as ox
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data import naming
from queries.ask import Answer
from queries.display import french_number
from queries.formats import cells, to_csv, to_json, to_xlsx
from queries.spreadsheet import neutral
from tests.queries.towns import answer

Answering = Callable[..., Answer]
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


def sheet(written: bytes, name: str) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(written))[name]
    assert isinstance(found, Worksheet)
    return found


@pytest.fixture
def hostile(store: ox.Store) -> Answer:
    """Answer about an action whose name is a formula."""
    copy = ox.Store()
    copy.extend(store.quads_for_pattern(None, None, None, None))
    graph = ox.NamedNode(naming.published_graph("clairval"))
    action = ox.NamedNode(f"{naming.ID}clairval/action/zero-chomeur")
    copy.remove(ox.Quad(action, LABEL, ox.Literal("Territoire zéro chômeur", language="fr"), graph))
    copy.add(ox.Quad(action, LABEL, ox.Literal('=HYPERLINK("http://x")\u0007, "fin"', language="fr"), graph))
    return answer(copy, "actions-sans-financeur", {"contrat": ["clairval"]})


def test_json_is_an_array_of_objects_one_a_line_that_reads_back_as_the_records(answering: Answering) -> None:
    answer = answering("financements")
    text = to_json(answer)
    assert json.loads(text) == answer.records()
    assert len(text.splitlines()) == len(answer.rows) + 2
    assert "santé" in text


def test_an_empty_answer_is_an_empty_array_and_a_header_alone(answering: Answering) -> None:
    answer = answering("financements", contrat="valdor")
    assert json.loads(to_json(answer)) == []
    assert to_csv(answer).count("\r\n") == 1
    assert sheet(to_xlsx(answer), "Réponse").max_row == 1


def test_csv_has_the_variables_as_header_and_exact_values(answering: Answering) -> None:
    answer = answering("financements")
    text = to_csv(answer)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == answer.question.variables
    (voted,) = [row for row in rows if row["fermeteLabel"] == "voté"]
    assert (voted["montant"], voted["nomme"], voted["alternative"]) == ("50000", "true", "")
    assert "\r\n" in text
    assert not text.startswith("\ufeff")


def test_csv_quotes_what_needs_it_and_changes_nothing(hostile: Answer) -> None:
    (row,) = csv.DictReader(io.StringIO(to_csv(hostile), newline=""))
    assert row["actionLabel"] == '=HYPERLINK("http://x")\u0007, "fin"'


def test_cells_say_values_as_a_french_reader_expects_them(answering: Answering) -> None:
    headers, rows = cells(answering("financements", action="Maison de santé", financeur="Mairie"))
    told = dict(zip(headers, rows[0], strict=True))
    assert told["Montant"] == "50 000 €"
    assert told["Année"] == "2024"
    assert told["Financeur nommé"] == "oui"
    assert told["Financeur"] == "Commune de Clairval"
    headers, rows = cells(answering("financements", action="Chantier jeunes"))
    assert dict(zip(headers, rows[0], strict=True))["Montant"] == "inconnu"


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [("1234567.5", "€", "1 234 567,5 €"), ("2024", "", "2024"), ("0.25", "", "0,25"), ("-1000", "€", "-1 000 €")],
)
def test_numbers_have_a_decimal_comma_and_spaces_between_thousands(number: str, unit: str, shown: str) -> None:
    assert french_number(Decimal(number), unit) == shown


def test_the_spreadsheet_puts_labels_first_and_identifiers_last(answering: Answering) -> None:
    found = sheet(to_xlsx(answering("financements")), "Réponse")
    headers = [cell.value for cell in found[1]]
    assert headers[:4] == ["Contrat", "Action", "Répond à", "Financeur"]
    assert headers[-1] == "Nature du crédit (identifiant)"
    amounts = {row[headers.index("Montant")] for row in found.iter_rows(min_row=2, values_only=True)}
    assert amounts == {50000, "inconnu"}
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == f"A1:U{found.max_row}"
    assert found["A1"].font.bold


def test_the_recipe_sheet_says_how_to_get_the_answer_again(answering: Answering) -> None:
    answer = answering("financements", contrat="clairval", financeur="Mairie")
    lines = [(row[0], row[1]) for row in sheet(to_xlsx(answer), "Recette").iter_rows(values_only=True)]
    told = dict(lines)
    assert told["Question"] == "Qui finance quoi, et avec quelle fermeté ?"
    assert told["Paramètre : Financeur"] == f"{naming.ID}clairval/acteur/commune-de-clairval"
    assert (told["Posée le"], told["Révision des données"]) == ("21/11/2026", "0123abcd")
    assert told["Révision de graph/clairval"] == "non indiquée"
    assert told["Lien permanent"] == answer.recipe.address
    assert told["Requête SPARQL"] == answer.recipe.query
    assert str(told["Licence"]).startswith("Licence Ouverte 2.0")
    assert ("Source", "Contrat de ville de Clairval 2024-2030") in lines


def test_the_recipe_sheet_repeats_what_is_not_known(answering: Answering) -> None:
    lines = [
        (row[0], row[1]) for row in sheet(to_xlsx(answering("financements")), "Recette").iter_rows(values_only=True)
    ]
    (notice,) = [value for label, value in lines if label == "À savoir"]
    assert str(notice).startswith("Contrat de ville de Valdor : aucune feuille de route chargée")


def test_a_cell_that_begins_like_a_formula_is_text_and_a_notice_says_so(hostile: Answer) -> None:
    written = to_xlsx(hostile)
    cell = sheet(written, "Réponse")["B2"]
    assert (cell.data_type, cell.value) == ("s", '\'=HYPERLINK("http://x")\ufffd, "fin"')
    assert any("apostrophe" in str(row[1]) for row in sheet(written, "Recette").iter_rows(values_only=True))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_neutralised(start: str) -> None:
    assert neutral(f"{start}1") == f"'{start}1"


def test_a_text_longer_than_a_cell_says_that_it_is_cut() -> None:
    assert neutral("a" * 40_000).endswith("(texte coupé)")
    assert len(neutral("a" * 40_000)) == 32_767


def test_the_same_answer_gives_the_same_bytes(store: ox.Store) -> None:
    first, again = (to_xlsx(answer(store, "financements", {})) for _ in range(2))
    assert first == again
