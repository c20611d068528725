"""The question about obstacles and the actions beside them, asked of two invented towns."""

from collections.abc import Callable

import pytest

from queries.ask import UnknownValue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]


def test_an_obstacle_is_told_with_its_element_and_those_it_names(asking: Asking) -> None:
    (row,) = asking("freins")
    assert (row["element"], row["freinLabel"], row["precision"]) == (
        "clairval/element/os-1-1",
        "Délais trop longs",
        "Travaux",
    )
    assert row["concerne"] == "Commune de Clairval ; Région des Collines"
    assert "ligne 1" in str(row["passage"])


def test_an_obstacle_that_names_nobody_still_has_its_row(altered: Altered) -> None:
    (row,) = altered("", without=[("clairval/frein/delais-trop-longs", "concerne")])("freins")
    assert row["concerne"] is None


def test_an_obstacle_with_a_planned_action_in_the_same_element_names_it(asking: Asking) -> None:
    (row,) = asking("freins")
    assert (row["actions"], row["avecAction"], row["avecActionPreuves"]) == (1, "oui", "Maison de santé")
    assert row["constat"] == (
        "Le frein « Délais trop longs » est noté dans « OS 1.1 Rapprocher les soins des habitants » ; "
        "une action y est prévue ou en cours."
    )
    assert row["examine"].startswith("Les actions prévues ou en cours")
    assert row["remede"] == "Dire laquelle de ces actions lève le frein, ou en prévoir une."


@pytest.mark.parametrize(
    ("status", "state", "number", "told"),
    [
        ("en-cours", "oui", 1, "une action y est prévue ou en cours."),
        ("effectuee", "non", 0, "aucune action n'y est prévue."),
        ("abandonnee", "non", 0, "aucune action n'y est prévue."),
    ],
)
def test_an_action_that_is_over_is_no_answer_to_an_obstacle(
    altered: Altered, status: str, state: str, number: int, told: str
) -> None:
    asking = altered(
        f"<clairval/action/maison-de-sante> mlg:statut <reference/statut/{status}> .",
        without=[("clairval/action/maison-de-sante", "statut")],
    )
    (row,) = asking("freins")
    assert (row["avecAction"], row["actions"]) == (state, number)
    assert row["constat"].endswith(told)


def test_actions_under_an_element_count_for_its_obstacles_and_those_above_do_not(altered: Altered) -> None:
    asking = altered(
        """<clairval/action/chantier-jeunes> mlg:repondA <clairval/element/p-1-1-2> .
        <clairval/action/zero-chomeur> mlg:repondA <clairval/element/pilier-1> ."""
    )
    (row,) = asking("freins")
    assert (row["actions"], row["avecActionPreuves"]) == (2, "Chantier jeunes ; Maison de santé")
    assert row["constat"].endswith("; 2 actions y sont prévues ou en cours.")


def test_an_obstacle_of_a_contract_without_a_roadmap_or_of_no_element_has_unknown_actions(altered: Altered) -> None:
    frein = """<valdor/frein/1> a mlg:Frein ; skos:prefLabel "Trop cher"@fr {} ."""
    where = "; mlg:observeDans <valdor/element/os-1-1>"
    (row,) = altered(frein.format(where), town="valdor")("freins", contrat="valdor")
    assert (row["element"], row["actions"], row["avecAction"], row["avecActionPreuves"]) == (
        "valdor/element/os-1-1",
        None,
        "inconnu",
        None,
    )
    assert row["constat"].endswith("; on ne sait pas si une action y est prévue.")
    assert row["remede"].startswith("Charger la feuille de route")
    (row,) = altered(frein.format(""), town="valdor")("freins", contrat="valdor")
    assert (row["element"], row["avecAction"]) == (None, "inconnu")
    assert row["constat"].startswith("Le frein « Trop cher » n'est rattaché à aucun élément du cadre ; on ne sait pas")
    assert row["remede"] == "Dire dans quel élément du cadre le frein se rencontre."


def test_a_contract_without_obstacles_has_no_row(asking: Asking) -> None:
    assert asking("freins", contrat="valdor") == []


def test_the_obstacles_of_an_unknown_contract_are_refused(asking: Asking) -> None:
    with pytest.raises(UnknownValue):
        asking("freins", contrat="atlantide")
