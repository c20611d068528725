"""The file that a person opens: sheets, notes, lists, dates and numbers, and no text that runs as a formula."""

import io
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from rdflib import SKOS, XSD, Graph, Literal, URIRef

from data import naming
from data.formats import archive
from data.formats.sniff import Format, sniff
from data.workbook.content import content
from data.workbook.explain import HELP
from data.workbook.read import is_workbook
from data.workbook.revise import Parts
from data.workbook.sheets import IDENTIFIER, sheets
from data.workbook.trace import DamagedTrace, packed, unpacked
from data.workbook.write import workbook
from ontology import MLG
from tests.data.workbook.editing import applied, column, exported, parts_of, row


@pytest.fixture(scope="module")
def opened(book: bytes) -> Workbook:
    return load_workbook(io.BytesIO(book))


def said(book: Workbook, title: str, identifier: str, header: str) -> object:
    sheet = book[title]
    return sheet.cell(row(sheet, identifier), column(sheet, header)).value


def test_the_first_sheet_explains_the_others(opened: Workbook) -> None:
    assert opened.sheetnames[0] == HELP
    told = [str(cell.value) for line in opened[HELP] for cell in line if cell.value]
    assert {sheet.title for sheet in sheets()} <= set(told)
    assert {"Modifier", "Ajouter", "Retirer", "Importer", IDENTIFIER} <= set(told)
    assert any("clairval" in text for text in told)


def test_each_sheet_can_be_worked_in(opened: Workbook) -> None:
    for sheet in sheets():
        page = opened[sheet.title]
        assert page.freeze_panes == "C2"
        assert page.auto_filter.ref == f"A1:{get_column_letter(page.max_column)}{page.max_row}"
        assert all(cell.comment and cell.comment.text for cell in page[1])
        assert all(10 <= dimension.width <= 60 for dimension in page.column_dimensions.values())


def test_the_hidden_sheets_are_hidden(opened: Workbook) -> None:
    assert {page.title: page.sheet_state for page in opened if page.sheet_state != "visible"} == {
        "_listes": "hidden",
        "_maillage": "veryHidden",
    }


def test_a_column_of_texts_takes_what_is_added_as_text(opened: Workbook) -> None:
    page = opened["Actions"]
    assert page.column_dimensions[get_column_letter(column(page, "Nom"))].number_format == "@"
    assert page.column_dimensions[get_column_letter(column(page, "Fois par an"))].number_format == "0"


def test_days_and_numbers_are_days_and_numbers(opened: Workbook) -> None:
    assert said(opened, "Périodes", "periode/2024-2030", "Début") == datetime(2024, 1, 1)
    assert said(opened, "Financements", "financement/maison-de-sante-commune", "Montant") == 50000
    assert said(opened, "Financements", "financement/maison-de-sante-commune", "Année") == 2024
    assert said(opened, "Cadre", "element/pilier-1", "Code") == "1"


def test_an_unknown_amount_is_blank_and_not_zero(opened: Workbook) -> None:
    assert said(opened, "Financements", "financement/maison-de-sante-etat", "Montant") is None


def test_a_thing_is_named_and_several_stand_one_a_line(opened: Workbook) -> None:
    assert said(opened, "Actions", "action/chantier-jeunes", "Répond à") == "2 – Travailler"
    assert said(opened, "Freins", "frein/delais-trop-longs", "Concerne") == "Commune de Clairval\nRégion des Collines"
    assert said(opened, "Actions", "action/zero-chomeur", "Financement à définir") == "oui"
    assert (
        said(opened, "Actions", "action/maison-de-sante", "Où c'est écrit")
        == "p. 3, ligne 20, Feuille de route > Pilier 1"
    )


def test_a_list_offers_what_may_be_chosen(opened: Workbook) -> None:
    page = opened["Actions"]
    letter = get_column_letter(column(page, "Statut"))
    rule = next(rule for rule in page.data_validations.dataValidation if f"{letter}2" in rule.sqref)
    lists, places = str(rule.formula1).split("!")
    assert lists == "'_listes'"
    offered = {cell.value for (cell,) in opened["_listes"][places.replace("$", "")]}
    assert offered == {"prévue", "en cours", "effectuée", "abandonnée", "échec"}
    assert rule.showErrorMessage


def test_a_list_of_things_that_people_may_add_is_open(opened: Workbook) -> None:
    page = opened["Actions"]
    letter = get_column_letter(column(page, "Quartier"))
    rule = next(rule for rule in page.data_validations.dataValidation if f"{letter}2" in rule.sqref)
    assert not rule.showErrorMessage


def test_national_actors_are_offered_and_have_no_line(opened: Workbook) -> None:
    offered = {cell.value for line in opened["_listes"] for cell in line}
    assert {"État", "Agence nationale de l'habitat"} <= offered
    assert not [cell.value for cell in opened["Acteurs"]["A"] if str(cell.value).startswith("reference/")]


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+33 5 63", "-", "@somme", "'x", "#N/A", "1.10", "01/02/2024"]
)
def test_a_text_that_looks_like_something_else_stays_a_text(town: Parts, text: str) -> None:
    action = URIRef(f"{naming.ID}clairval/action/zero-chomeur")
    graph = Graph() + town.sources
    graph.set((action, SKOS.prefLabel, Literal(text, lang="fr")))
    parts = parts_of(graph)
    page = load_workbook(io.BytesIO(exported(parts)))["Actions"]
    cell = page.cell(row(page, "action/zero-chomeur"), column(page, "Nom"))
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert applied(exported(parts), parts).revision is None


def test_two_things_of_one_name_are_told_apart(town: Parts) -> None:
    graph = Graph() + town.sources
    graph.set((URIRef(f"{naming.ID}clairval/acteur/region"), SKOS.prefLabel, Literal("commune de clairval", lang="fr")))
    parts = parts_of(graph)
    page = load_workbook(io.BytesIO(exported(parts)))["Financements"]
    funders = [page.cell(number, column(page, "Financeur")).value for number in range(2, page.max_row + 1)]
    assert "Commune de Clairval [acteur/commune-de-clairval]" in funders
    assert "commune de clairval [acteur/region]" in funders
    assert applied(exported(parts), parts).revision is None


def test_the_same_contract_gives_the_same_bytes_and_a_file_that_is_read_again(town: Parts, book: bytes) -> None:
    assert exported(town) == book
    archive.check_xml(book)
    assert sniff("clairval.xlsx", book) is Format.XLSX
    assert is_workbook("clairval.xlsx", book)


def test_a_number_too_long_for_a_spreadsheet_is_kept_to_the_last_digit(town: Parts) -> None:
    line = URIRef(f"{naming.ID}clairval/financement/maison-de-sante-commune")
    graph = Graph() + town.sources
    graph.set((line, MLG.montant, Literal("123456789012.12345678", datatype=XSD.decimal)))
    parts = parts_of(graph)
    assert applied(exported(parts), parts).revision is None


def test_what_a_workbook_showed_is_read_back(town: Parts) -> None:
    shown = content("clairval", town.published())
    assert unpacked(packed(shown)) == shown


@pytest.mark.parametrize("texts", [[], ["é"], ["AAAA"], ["eJwDAAAAAAE="], ["eJyrVkrLL8pNLFGyMjTQUUrOzysBcWsBSbgGbg=="]])
def test_a_trace_that_is_damaged_is_told(texts: list[str]) -> None:
    with pytest.raises(DamagedTrace):
        unpacked(texts)


def test_a_trace_in_which_something_is_no_address_is_told(town: Parts) -> None:
    shown = content("clairval", town.published())
    spoilt = replace(shown, choices={"statut": {"prévue": URIRef("javascript:alert(1)")}})
    with pytest.raises(DamagedTrace):
        unpacked(packed(spoilt))


def test_the_template_has_the_same_sheets_and_no_line(opened: Workbook) -> None:
    template = load_workbook(io.BytesIO(workbook(content("", Graph()))))
    assert template.sheetnames == opened.sheetnames
    for sheet in sheets():
        assert [cell.value for cell in template[sheet.title][1]] == [cell.value for cell in opened[sheet.title][1]]
        assert template[sheet.title].max_row == 1
