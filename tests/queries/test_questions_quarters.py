"""What the documents say of each quartier, over the invented towns and over Moissac."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from data.store import OpenStore
from queries.ask import UnknownValue, ask
from queries.catalogue import catalogue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
TESTS = Path(__file__).parents[1]


def test_a_quartier_has_its_actions_and_those_who_take_part_in_them(asking: Asking) -> None:
    (row,) = asking("quartiers")
    assert (row["quartier"], row["nombre"], row["seulement"], row["sansQuartier"]) == (
        "clairval/quartier/les-tilleuls",
        1,
        1,
        2,
    )
    assert "Commune de Clairval" in row["acteurs"]


def test_an_action_of_two_quartiers_is_only_in_neither(altered: Altered) -> None:
    asking = altered(
        """a:rives a mlg:QuartierPrioritaire ; skos:prefLabel "Les Rives"@fr .
        <clairval/action/maison-de-sante> mlg:quartier a:rives ."""
    )
    rows = asking("quartiers", contrat="clairval")
    assert [(row["quartierLabel"], row["nombre"], row["seulement"]) for row in rows] == [
        ("Les Rives", 1, 0),
        ("Les Tilleuls", 1, 0),
    ]


def test_a_quartier_without_action_stays_and_its_contract_tells_how_many_name_none(altered: Altered) -> None:
    (row,) = altered("", without=[("clairval/action/maison-de-sante", "quartier")])("quartiers", contrat="clairval")
    assert (row["nombre"], row["seulement"], row["sansQuartier"], row["actions"]) == (0, 0, 3, None)


def test_a_contract_whose_quartiers_are_not_read_has_no_row_and_an_unknown_one_is_refused(asking: Asking) -> None:
    assert asking("quartiers", contrat="valdor") == []
    with pytest.raises(UnknownValue, match="le contrat « clairvaux »"):
        asking("quartiers", contrat="clairvaux")


def test_the_quartiers_of_moissac_are_served_as_the_document_says(bundle: OpenStore) -> None:
    rows = tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"]
    lines = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))["line"]
    # the two rows of the sports hall are one action
    told = {row["action"].removeprefix("Création d'une "): tuple(row["quarters"]) for row in rows if "quarters" in row}
    told |= {str(line["line"]): tuple(line["quarters"]) for line in lines if "quarters" in line}
    answer = ask(bundle.store, catalogue()["quartiers"], {"contrat": ["moissac"]})
    found = {str(row["quartierLabel"]): (row["nombre"], row["seulement"]) for row in answer.records()}
    assert found == {
        name: (sum(name in quarters for quarters in told.values()), list(told.values()).count((name,)))
        for name in ("Centre-Ville", "Sarlac")
    }
