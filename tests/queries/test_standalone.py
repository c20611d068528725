"""A question as a text that stands alone: another engine, asked nothing but that text, answers the same."""

import datetime as dt

import pyoxigraph as ox
import pytest

from data.store import OpenStore
from queries.ask import ask
from queries.catalogue import catalogue
from queries.errors import UnknownParameter, UnknownValue
from queries.standalone import standalone

TODAY = dt.date(2026, 11, 21)
PLAIN = sorted(name for name, question in catalogue().items() if not question.computation)


def answers(store: ox.Store, text: str) -> list[dict[str, object]]:
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: row[name] for name in names} for row in found]


def _wants_a_thing(name: str) -> bool:
    return any(parameter.required for parameter in catalogue()[name].parameters)


@pytest.mark.parametrize("name", PLAIN)
def test_the_text_of_a_question_gives_the_rows_of_its_answer_and_no_other_column(name: str, bundle: OpenStore) -> None:
    question = catalogue()[name]
    asked = {key: [value] for key, value in question.example.items()}
    text = standalone(bundle.store, question, asked, today=TODAY).text
    answer = ask(bundle.store, question, asked, asked_on=TODAY)
    assert answers(bundle.store, text) == [dict(row) for row in answer.rows]


@pytest.mark.parametrize("name", [each for each in PLAIN if not _wants_a_thing(each)])
def test_the_text_names_the_graphs_so_that_none_is_asked_but_those_of_the_question(name: str, store: ox.Store) -> None:
    question = catalogue()[name]
    text = standalone(store, question, {"contrat": ["valdor"]}, today=TODAY).text
    assert "graph/valdor>" in text
    assert "clairval" not in text
    answer = ask(store, question, {"contrat": ["valdor"]}, asked_on=TODAY)
    assert answers(store, text) == [dict(row) for row in answer.rows]


def test_a_value_takes_the_place_of_its_variable_and_of_no_other(store: ox.Store) -> None:
    opened = standalone(store, catalogue()["financements"], {"fermete": ["potentiel"]}, today=TODAY)
    assert (
        "FILTER(?fermete = COALESCE(<https://w3id.org/maillage/id/reference/fermete/potentiel>, ?fermete))"
        in opened.text
    )
    assert "?fermeteLabel" in opened.text
    assert "?__financeur_iri" not in opened.text.partition("WHERE")[0]
    assert opened.asked == (("fermete", "potentiel"),)


def test_a_day_by_default_is_that_of_the_asking(store: ox.Store) -> None:
    opened = standalone(store, catalogue()["echeances"], {}, today=TODAY)
    assert '"2026-11-21"^^<http://www.w3.org/2001/XMLSchema#date>' in opened.text
    assert ("date", "2026-11-21") in opened.asked


def test_what_a_question_needs_and_was_not_given_is_told_and_stays_a_variable(store: ox.Store) -> None:
    opened = standalone(store, catalogue()["financeurs-d-une-action"], {}, today=TODAY)
    assert [parameter.name for parameter in opened.lacking] == ["action"]
    assert "?_action_iri" in opened.text
    assert answers(store, opened.text)


@pytest.mark.parametrize("value", ['"} DROP ALL #', "> . ?s ?p ?o", "\\", "$var", "rouge@fr", "<urn:x>"])
def test_a_hostile_value_is_no_value(value: str, store: ox.Store) -> None:
    with pytest.raises(UnknownValue):
        standalone(store, catalogue()["financements"], {"fermete": [value]}, today=TODAY)


def test_a_parameter_that_the_question_does_not_take_is_refused(store: ox.Store) -> None:
    with pytest.raises(UnknownParameter):
        standalone(store, catalogue()["financements"], {"couleur": ["rouge"]}, today=TODAY)
