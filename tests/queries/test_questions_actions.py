"""The actions, who takes part in what, and what takes place where, over the invented towns and over Moissac."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from data.store import OpenStore
from queries.ask import Answer, ask
from queries.catalogue import catalogue
from tests.queries.towns import Asking

TESTS = Path(__file__).parents[1]
ROWS: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"]
LINES: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))["line"]
SANTE, ELAN, COMMUNE = "Maison de santé", "Association L'Élan", "Commune de Clairval"


def answered(bundle: OpenStore, name: str, **arguments: str) -> Answer:
    return ask(bundle.store, catalogue()[name], {key: [value] for key, value in arguments.items()})


def test_each_part_that_somebody_takes_is_one_row_with_its_role_and_its_nature(asking: Asking) -> None:
    told = {
        (row["acteurLabel"], row["nature"], row["objetLabel"], row["roleLabel"]) for row in asking("participations")
    }
    town = "Contrat de ville de Clairval"
    assert told == {
        (COMMUNE, "action", SANTE, "porteur"),
        (COMMUNE, "contrat", town, "signataire"),
        (ELAN, "action", SANTE, "acteur (rôle non précisé)"),
        (ELAN, "action", "Chantier jeunes", "acteur (rôle non précisé)"),
        (ELAN, "contrat", town, "répertorié à l'annuaire"),
    }
    assert len(asking("participations", nature="action")) == 3
    assert len(asking("participations", role="porteur")) == 1
    assert len(asking("participations", acteur="Mairie")) == 2


def test_nobody_takes_part_in_what_no_document_tells(asking: Asking) -> None:
    assert asking("participations", contrat="clairval", nature="dispositif") == []
    assert asking("participations", contrat="valdor") == []


def test_an_action_tells_its_status_its_place_its_deadline_and_whether_it_names_anybody(asking: Asking) -> None:
    (row,) = asking("actions", quartier="Les Tilleuls")
    assert (row["actionLabel"], row["statutLabel"], row["publics"], row["echeance"], row["sansNom"]) == (
        SANTE,
        "prévue",
        "Familles",
        "2024-2030",
        False,
    )
    assert row["elements"] == "OS 1.1 Rapprocher les soins des habitants ; P 1.1.1 Ouvrir une maison de santé"
    assert {row["actionLabel"] for row in asking("actions", element="Travailler")} == {
        "Chantier jeunes",
        "Territoire zéro chômeur",
    }


def test_no_action_has_a_status_that_none_is_told_to_have(asking: Asking) -> None:
    assert asking("actions", statut="effectuée") == []
    assert asking("actions-par-quartier", statut="effectuée") == []


def test_an_action_of_one_quartier_is_there_only(asking: Asking) -> None:
    (row,) = asking("actions-par-quartier")
    assert (row["quartierLabel"], row["actionLabel"], row["seulement"]) == ("Les Tilleuls", SANTE, True)


@pytest.mark.parametrize("name", ["actions", "actions-par-quartier", "participations"])
def test_without_a_roadmap_the_actions_are_unknown(bundle: OpenStore, name: str) -> None:
    answer = answered(bundle, name, contrat="montauban")
    assert answer.rows == ()
    assert "aucune feuille de route chargée" in answer.notices[0]


def test_the_parts_of_the_caf_are_those_of_the_documents_rows_and_lines(bundle: OpenStore) -> None:
    rows = answered(bundle, "participations", contrat="moissac", acteur="CAF", nature="action").records()
    of_rows = {row["action"] for row in ROWS if "CAF" in row.get("actors", ())}
    of_lines = [line for line in LINES if "CAF" in line.get("roles", {})]
    found = {row["objetLabel"] for row in rows}
    assert of_rows <= found
    assert len(found) == len(of_rows) + len(of_lines)


def test_moissac_tells_271_actions_of_which_two_failed(bundle: OpenStore) -> None:
    rows = answered(bundle, "actions", contrat="moissac").records()
    assert len(rows) == 271
    assert Counter(row["statutLabel"] for row in rows)["échec"] == 2


def test_the_actions_of_each_quartier_are_those_that_the_document_places_there(bundle: OpenStore) -> None:
    # the two rows of the sports hall are one action
    told = {row["action"].removeprefix("Création d'une "): tuple(row["quarters"]) for row in ROWS if "quarters" in row}
    told |= {str(line["line"]): tuple(line["quarters"]) for line in LINES if "quarters" in line}
    expected = Counter((name, quarters == (name,)) for quarters in told.values() for name in quarters)
    rows = answered(bundle, "actions-par-quartier", contrat="moissac").records()
    assert Counter((row["quartierLabel"], row["seulement"]) for row in rows) == expected
