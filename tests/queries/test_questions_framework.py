"""The questions about the framework and the national measures, asked of two invented towns."""

from collections.abc import Callable

import pytest

from queries.ask import UnknownValue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
TIED_TO_NOTHING = "aucune action n'est rattachée à ce niveau du cadre"
TIED_ABOVE = "des actions servent l'élément au-dessus, sans que le document dise si elles y répondent"


def told(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(row["element"], row["etat"], row["motif"]) for row in rows]


def test_a_priority_without_action_is_not_covered_and_one_with_an_action_is_not_listed(asking: Asking) -> None:
    assert told(asking("priorites-non-couvertes", contrat="clairval")) == [
        ("clairval/element/p-1-1-2", "non couverte", "aucune action n'y répond")
    ]
    (row,) = asking("priorites-non-couvertes", contrat="clairval")
    assert (row["code"], row["niveauLabel"], row["parentLabel"]) == (
        "P 1.1.2",
        "priorité",
        "Rapprocher les soins des habitants",
    )


def test_a_contract_without_a_roadmap_is_unknown_and_never_a_gap(asking: Asking) -> None:
    assert told(asking("priorites-non-couvertes", contrat="valdor")) == [
        ("valdor/element/p-1-1-1", "inconnu", "aucune feuille de route chargée")
    ]


def test_a_roadmap_that_ties_its_actions_to_another_pillar_says_nothing_of_priorities(altered: Altered) -> None:
    asking = altered("", without=[("clairval/action/maison-de-sante", "repondA")])
    assert told(asking("priorites-non-couvertes", contrat="clairval")) == [
        ("clairval/element/p-1-1-1", "inconnu", TIED_TO_NOTHING),
        ("clairval/element/p-1-1-2", "inconnu", TIED_TO_NOTHING),
    ]


def test_a_pillar_that_is_a_leaf_is_not_covered_if_the_roadmap_ties_its_actions_to_pillars(altered: Altered) -> None:
    asking = altered(
        """a:pilier-3 a mlg:ElementStrategique ; skos:prefLabel "Se loger"@fr ; mlg:rang 9 ;
        mlg:niveau <reference/niveau/pilier> ."""
    )
    assert ("clairval/pilier-3", "non couverte") in [row[:2] for row in told(asking("priorites-non-couvertes"))]


def test_an_action_at_a_level_between_pillar_and_leaf_says_nothing_of_the_leaves(altered: Altered) -> None:
    asking = altered(
        "<clairval/action/maison-de-sante> mlg:repondA <clairval/element/os-1-1> .",
        without=[("clairval/action/maison-de-sante", "repondA")],
    )
    rows = asking("priorites-non-couvertes", contrat="clairval")
    assert [(row["etat"], row["motif"]) for row in rows] == [("inconnu", TIED_ABOVE)] * 2


def test_where_somebody_went_through_the_actions_a_leaf_without_any_is_not_covered(altered: Altered) -> None:
    asking = altered(
        """<clairval/action/maison-de-sante> mlg:repondA <clairval/element/os-1-1> .
        <clairval/element/os-1-1> mlg:couvertureExaminee true .""",
        without=[("clairval/action/maison-de-sante", "repondA")],
    )
    rows = asking("priorites-non-couvertes", contrat="clairval")
    assert [(row["etat"], row["motif"]) for row in rows] == [("non couverte", "aucune action n'y répond")] * 2


def test_a_roadmap_that_ties_its_actions_to_nothing_is_unknown(altered: Altered) -> None:
    actions = ("maison-de-sante", "chantier-jeunes", "zero-chomeur")
    asking = altered("", without=[(f"clairval/action/{action}", "repondA") for action in actions])
    rows = asking("priorites-non-couvertes", contrat="clairval")
    assert [row["etat"] for row in rows] == ["inconnu"] * 3
    assert {row["motif"] for row in rows} == {TIED_TO_NOTHING}


@pytest.mark.parametrize("level", ["volet", "engagement"])
def test_governance_is_not_a_priority(altered: Altered, level: str) -> None:
    asking = altered(
        f"""a:g a mlg:ElementStrategique ; skos:prefLabel "Se réunir"@fr ; mlg:niveau <reference/niveau/{level}> ."""
    )
    assert "clairval/g" not in {row["element"] for row in asking("priorites-non-couvertes")}


def test_when_every_leaf_has_an_action_no_row_is_left(altered: Altered) -> None:
    asking = altered("<clairval/action/chantier-jeunes> mlg:repondA <clairval/element/p-1-1-2> .")
    assert asking("priorites-non-couvertes", contrat="clairval") == []


def test_the_measures_that_nobody_relays_come_in_the_order_of_their_numbers(asking: Asking) -> None:
    rows = asking("mesures-sans-relais", contrat="clairval")
    assert [row["numero"] for row in rows] == [number for number in range(1, 41) if number != 9]
    assert {row["motif"] for row in rows} == {"jamais citée"}
    assert rows[8]["mesureLabel"] == "Mesure 10 (titre inconnu)"


def test_a_measure_that_is_quoted_as_not_concerned_is_not_relayed(altered: Altered) -> None:
    quoted = """a:r a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/29> ;
        mlg:relayeePar <clairval/element/pilier-2> ;
        mlg:statutRelais <reference/statut-relais/non-concerne> ."""
    rows = {row["numero"]: row["motif"] for row in altered(quoted)("mesures-sans-relais", contrat="clairval")}
    assert rows[29] == "citée comme non concernée"
    relayed = (
        """a:s a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/29> ; mlg:relayeePar <clairval/element/pilier-1> ."""
    )
    rows = {row["numero"]: row["motif"] for row in altered(quoted + relayed)("mesures-sans-relais", contrat="clairval")}
    assert 29 not in rows


def test_a_contract_of_which_no_measure_was_read_is_unknown(asking: Asking) -> None:
    rows = asking("mesures-sans-relais", contrat="valdor")
    assert len(rows) == 40
    assert {row["motif"] for row in rows} == {"inconnu : aucune mesure lue dans les documents du contrat"}


def test_a_relay_has_its_measure_its_element_and_its_status(asking: Asking) -> None:
    (row,) = asking("mesures", mesure="9")
    assert (row["numero"], row["relayeeParLabel"], row["statutLabel"]) == (
        9,
        "Rapprocher les soins des habitants",
        "en cours",
    )
    assert row["motsDeLaSource"] == "9) Doubler le nombre de maisons et centres de santé (en cours)"


def test_a_relay_whose_measure_nobody_numbers_keeps_its_words(asking: Asking) -> None:
    told = [(row["numero"], row["motsDeLaSource"], row["relayeeParLabel"]) for row in asking("mesures")]
    assert told[0] == (None, "Une mesure que personne ne numérote", "Travailler")
    assert len(told) == 2


def test_a_measure_without_relay_has_no_row_and_an_unknown_one_is_refused(asking: Asking) -> None:
    assert asking("mesures", mesure="36") == []
    assert asking("mesures", contrat="valdor") == []
    with pytest.raises(UnknownValue, match="la mesure « 41 »"):
        asking("mesures", mesure="41")


@pytest.mark.parametrize("name", ["priorites-non-couvertes", "mesures-sans-relais"])
def test_an_unknown_contract_is_not_an_empty_answer(asking: Asking, name: str) -> None:
    with pytest.raises(UnknownValue, match="le contrat « clairvaux »"):
        asking(name, contrat="clairvaux")


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


def test_a_contract_without_obstacles_has_no_row(asking: Asking) -> None:
    assert asking("freins", contrat="valdor") == []


def test_the_obstacles_of_an_unknown_contract_are_refused(asking: Asking) -> None:
    with pytest.raises(UnknownValue):
        asking("freins", contrat="atlantide")
