"""The findings that come first: as the table says, few of a kind, one about a thing, none where nothing is known."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from data.store import OpenStore
from queries.catalogue import catalogue
from queries.findings import ALIKE, MOST, Finding, Kind, Told, findings, foremost, kinds
from queries.question import FINDING, FINDING_EXPLAINED
from tests.queries.towns import Asking

TODAY = dt.date(2026, 11, 26)


def of(store: ox.Store, contract: str, *, today: dt.date = TODAY) -> tuple[Finding, ...]:
    return findings(store, contract, today=today)


def told(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(each.kind.name, each.things[0][1]) for each in foremost(found)]


def invented(rank: int, thing: str, *, contract: str = "a", key: int = 0) -> Finding:
    kind = Kind(rank, f"sorte {rank}", "echeances", ("action",), ("1 autre", "{n} autres"), "parce que")
    return Finding(kind, contract, thing, "", "", ((thing, thing),), "", 6, (False, 0, "", key))


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_the_table_names_what_the_questions_have(kind: Kind) -> None:
    question = catalogue()[kind.question]
    assert kind.columns <= set(question.variables)
    assert {FINDING, *FINDING_EXPLAINED} <= set(question.variables)
    assert {f"{name}Label" for name in kind.things} <= set(question.variables)
    assert set(kind.arguments) <= {parameter.name for parameter in question.parameters}
    assert kind.why.endswith(".")
    assert "{n}" in kind.others[1]


def test_the_table_holds_each_kind_once_and_no_word_that_is_not_read() -> None:
    names = [kind.name for kind in kinds()]
    assert len(set(names)) == len(names)
    assert [kind.rank for kind in kinds()] == list(range(len(names)))


def kind_with(conditions: dict[str, Any]) -> Kind:
    told: dict[str, Any] = {"rank": 0, "name": "sorte", "question": "q", "things": ("action",), "others": ("", "")}
    return Kind(why="", **told, **conditions)


@pytest.mark.parametrize(
    ("conditions", "held"),
    [
        ({"where": {"état": ["non", "rien"]}}, ["b"]),
        ({"contains": {"manques": ["pilote", "financeur"]}}, ["a"]),
        ({"without": {"manques": ["financeur", "nul"]}}, ["b"]),
        ({"at_least": {"nombre": 3}}, ["b"]),
        ({}, ["a", "b"]),
    ],
)
def test_a_row_is_a_finding_where_every_condition_of_its_kind_holds(
    conditions: dict[str, Any], held: list[str]
) -> None:
    rows: list[Told] = [
        {"action": "a", "état": "oui", "manques": "pilote, financeur", "nombre": 2},
        {"action": "b", "état": "non", "manques": "pilote", "nombre": 3},
    ]
    kind = kind_with(conditions)
    assert [row["action"] for row in rows if kind.holds(row)] == held


def test_rows_of_a_kind_are_ordered_as_its_table_says() -> None:
    rows: list[Told] = [
        {"action": "a", "fin": "2022", "nombre": 2, "constat": "rien"},
        {"action": "b", "fin": "2021", "nombre": 9, "constat": "rien"},
        {"action": "c", "fin": "2023", "nombre": 1, "constat": "remet"},
    ]

    def ordered(conditions: dict[str, Any]) -> str:
        kind = kind_with(conditions)
        placed = sorted((kind.key(row, place), str(row["action"])) for place, row in enumerate(rows))
        return "".join(action for _, action in placed)

    assert ordered({}) == "abc"
    assert ordered({"order": "fin"}) == "bac"
    assert ordered({"order": "-nombre"}) == "bac"
    assert ordered({"first": {"constat": ["remet"]}}) == "cab"


def test_findings_come_in_the_order_of_the_table(store: ox.Store) -> None:
    found = of(store, "clairval")
    assert [each.kind.rank for each in found] == sorted(each.kind.rank for each in found)
    assert [each.kind.name for each in foremost(found)] == [
        "ni pilote ni financeur",
        "priorité sans action",
        "financeur unique",
        "porteur unique",
        "mesure sans relais",
    ]


def test_each_kind_gives_its_first_before_any_gives_its_second() -> None:
    found = [invented(0, "a"), invented(0, "b", key=1), invented(0, "c", key=2), invented(1, "d"), invented(2, "e")]
    assert [each.sentence for each in foremost(found)] == ["a", "b", "d", "e"]
    assert [each.sentence for each in foremost(found, most=3)] == ["a", "d", "e"]


def test_no_kind_gives_more_than_two_whatever_is_found() -> None:
    found = [invented(0, str(number), key=number) for number in range(9)]
    assert len(foremost(found)) == ALIKE


def test_a_thing_is_told_once() -> None:
    found = [invented(0, "a"), invented(1, "a"), invented(1, "b", key=1)]
    assert [(each.kind.rank, each.sentence) for each in foremost(found)] == [(0, "a"), (1, "b")]


def test_the_last_told_of_a_kind_says_how_many_more_there_are() -> None:
    found = foremost([invented(0, "a"), invented(0, "b", key=1), invented(1, "c")])
    assert [each.rest for each in found] == ["", "5 autres", "6 autres"]
    assert foremost([invented(0, "a"), invented(0, "b", contract="z")])[0].rest == "6 autres"


def test_the_order_in_which_contracts_come_changes_nothing(bundle: OpenStore) -> None:
    one, two = of(bundle.store, "moissac"), of(bundle.store, "montauban")
    assert foremost((*one, *two)) == foremost((*two, *one)) == foremost(tuple(reversed((*one, *two))))


def test_a_contract_without_a_roadmap_has_no_finding_about_actions(bundle: OpenStore, store: ox.Store) -> None:
    assert of(store, "valdor") == ()
    # its document tells which measures it relays: that much is known
    assert {each.kind.name for each in of(bundle.store, "montauban")} == {"mesure sans relais"}


def test_an_action_that_a_person_ties_to_the_priority_closes_its_finding(altered: Callable[..., Asking]) -> None:
    closed = 'a:action-de-plus a mlg:Action ; skos:prefLabel "De plus"@fr ; mlg:statut <reference/statut/prevue> ; '
    closed += "mlg:repondA <clairval/element/p-1-1-2> ; mlg:partieDuDocument <reference/contenu/feuille-de-route> ."
    rows = altered(closed)("priorites-non-couvertes", contrat="clairval")
    assert [row for row in rows if kinds()[2].holds(row)] == []


# What follows was read in the document of Moissac: the roadmap's tables, lines 906 to 951, and the orientations.


def test_moissac_tells_five_different_things_first(bundle: OpenStore) -> None:
    found = told(of(bundle.store, "moissac"))
    assert len(found) == MOST
    assert found[:3] == [
        # « Avril 2021 pour la partie inclusion » is the oldest of its deadlines
        ("échéance passée", "Salle de sport inclusive en QPV centre-ville"),
        # the one row whose funders are « A définir »
        ("ni pilote ni financeur", "Territoires zéro chômeur de longue durée"),
        # the first priority under which neither list tells anything
        ("priorité sans action", "Réaliser un état des lieux des actions et dispositifs développés."),
    ]
    assert found[3][0] == "porteur unique"
    assert found[4] == ("jamais réunis", "Commune de Moissac")


def test_moissac_has_fifteen_deadlines_gone_by_and_four_rows_without_pilot_nor_funder(bundle: OpenStore) -> None:
    first = {each.kind.name: each for each in foremost(of(bundle.store, "moissac"))}
    # 14 beside the first: lines 906, 913, 914, 918, 921, 929, 934 to 937, 940 and 947 to 949
    assert first["échéance passée"].rest.startswith("14 autres échéances passées")
    # lines 906 to 908 have no column of funders; those that say « Voir p9 » or « Voir p15 » are told elsewhere
    assert first["ni pilote ni financeur"].rest.startswith("3 autres lignes")
    before = {each.kind.name for each in of(bundle.store, "moissac", today=dt.date(2021, 4, 1))}
    assert "échéance passée" not in before


def test_a_row_that_refers_elsewhere_is_there_to_be_left_out(bundle: OpenStore) -> None:
    names = [each.things[0][1] for each in of(bundle.store, "moissac") if each.kind.name == "ni pilote ni financeur"]
    assert "COPIL Programme de Réussite Educative" not in names
    assert "Médiation de rue" in names
