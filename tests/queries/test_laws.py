"""What holds for every question: contracts do not mix, unknown is not zero, rows lead to the source."""

import re
from itertools import islice

import pyoxigraph as ox
import pytest

from data.store import OpenStore
from queries.ask import Answer, Row, ask
from queries.catalogue import catalogue
from queries.question import CONTRACT, FINDING, FINDING_EXPLAINED, Question
from tests.queries.test_ask import EXAMPLES

QUESTIONS = list(catalogue().values())
# what is asked of one thing is asked of the contract that has it
WHOLE = [question for question in QUESTIONS if not any(parameter.required for parameter in question.parameters)]
BY_CONTRACT = [question for question in WHOLE if question.columns[0].name == CONTRACT.name]
# what no document names is written nowhere
WRITTEN = [question for question in QUESTIONS if question.name != "mesures-sans-relais"]
FINDINGS = [question for question in QUESTIONS if FINDING in question.variables]


def name(question: Question) -> str:
    return question.name


def asked(store: ox.Store, question: Question, *contracts: str) -> Answer:
    return ask(store, question, {**EXAMPLES.get(question.name, {}), "contrat": contracts})


@pytest.mark.parametrize("question", BY_CONTRACT, ids=name)
def test_what_is_said_of_a_contract_is_the_same_alone_and_beside_another(store: ox.Store, question: Question) -> None:
    together = asked(store, question, "clairval", "valdor").rows
    for town in ("clairval", "valdor"):
        iri = ox.NamedNode(f"https://w3id.org/maillage/id/{town}")
        assert [row for row in together if row["contrat"] == iri] == list(asked(store, question, town).rows)


@pytest.mark.parametrize("question", WHOLE, ids=name)
def test_a_contract_without_roadmap_is_never_told_by_a_zero_nor_by_a_no(store: ox.Store, question: Question) -> None:
    for row in asked(store, question, "valdor").rows:
        for column in question.columns:
            value = row[column.name]
            assert value is None or column.kind != "nombre" or value.value != "0", column.name
            assert value is None or column.kind != "etat" or value.value != "non", column.name


@pytest.mark.parametrize("question", WRITTEN, ids=name)
def test_the_example_of_a_question_leads_from_each_row_to_a_passage(bundle: OpenStore, question: Question) -> None:
    answer = ask(bundle.store, question, {key: [value] for key, value in question.example.items()})
    for row in islice(answer.rows, 5):
        assert _told(question, row, "passage") or any(_proven(bundle.store, thing) for thing in _things(question, row))


@pytest.mark.parametrize("question", FINDINGS, ids=name)
def test_a_finding_is_whole_sentences_with_what_was_looked_at_and_what_would_close_it(
    bundle: OpenStore, question: Question
) -> None:
    answer = ask(bundle.store, question, {key: [value] for key, value in question.example.items()})
    assert answer.rows
    for row in answer.rows:
        for column in (FINDING, *FINDING_EXPLAINED):
            said = row[column]
            assert said is not None, column
            assert said.value[0].isupper() or said.value[0] == "«", said.value
            assert said.value.endswith((".", "?")), said.value
            own = re.sub("«.*»", "«»", said.value)  # a source may write « immeuble (s) »
            assert "  " not in own and "(s)" not in own, said.value  # noqa: PT018


def _told(question: Question, row: Row, column: str) -> bool:
    return column in question.variables and row[column] is not None


def _things(question: Question, row: Row) -> list[ox.NamedNode]:
    values = (row[column.name] for column in question.columns if column.kind == "chose" and column.name != "contrat")
    return [value for value in values if isinstance(value, ox.NamedNode)]


def _proven(store: ox.Store, thing: ox.NamedNode) -> bool:
    return bool(ask(store, catalogue()["provenance"], {"chose": [thing.value]}).rows)
