"""The sheets and their columns are what the shapes and the vocabulary say."""

from collections import Counter

import pytest
from rdflib import SKOS

from data.text import fold
from data.workbook.explain import note
from data.workbook.fields import Kind, implied
from data.workbook.sheets import IDENTIFIER, PLACE, WITHOUT_SHEET, Sheet, classes_with_a_shape, sheet_called, sheets
from ontology import MLG


def titled(title: str) -> Sheet:
    sheet = sheet_called(title)
    assert sheet is not None
    return sheet


def test_every_class_that_has_a_shape_has_a_sheet_or_is_left_out_on_purpose() -> None:
    shown = {kind for sheet in sheets() for kind in sheet.classes}
    assert classes_with_a_shape() == shown | WITHOUT_SHEET


def test_the_sheets_that_people_were_promised_are_there() -> None:
    assert {sheet.title for sheet in sheets()} >= {
        *("Actions", "Participations", "Financements", "Cadre", "Acteurs", "Instances", "Dispositifs"),
        *("Relais de mesures", "Freins", "Cibles chiffrées", "Périodes", "Publics", "Quartiers"),
    }


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.title)
def test_the_columns_of_a_sheet_have_names_of_their_own_and_explain_themselves(sheet: Sheet) -> None:
    headers = [IDENTIFIER, PLACE, *(field.header for field in sheet.fields)]
    assert [name for name, count in Counter(map(fold, headers)).items() if count > 1] == []
    assert all(len(note(field)) > 20 for field in sheet.fields)
    assert sheet.definition
    assert sheet.naming


def test_the_fields_of_a_narrower_class_are_columns_of_its_sheet() -> None:
    field = next(field for field in titled("Acteurs").fields if field.path == MLG.serviceDe)
    assert (field.owner, field.kind, field.classes) == (MLG.Service, Kind.CHOICE, frozenset({MLG.Acteur}))


def test_what_says_where_a_fact_comes_from_is_no_column() -> None:
    paths = {field.path for sheet in sheets() for field in sheet.fields}
    assert not {path for path in paths if "prov#" in path}
    assert MLG.document not in paths
    assert MLG.cadre not in paths


def test_what_there_is_but_one_of_needs_no_column() -> None:
    assert implied(MLG.ElementStrategique) == {SKOS.inScheme}
    assert implied(MLG.QuartierPrioritaire) == {MLG.quartierDe}
    assert implied(MLG.Action) == set()
