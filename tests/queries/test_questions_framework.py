"""The questions about the framework, asked of two invented towns."""

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


@pytest.mark.parametrize("level", ["volet", "engagement", "contribution"])
def test_governance_and_the_contributions_of_partners_are_not_priorities(altered: Altered, level: str) -> None:
    asking = altered(
        f"""a:g a mlg:ElementStrategique ; skos:prefLabel "Se réunir"@fr ; mlg:niveau <reference/niveau/{level}> ."""
    )
    assert "clairval/g" not in {row["element"] for row in asking("priorites-non-couvertes")}


def test_when_every_leaf_has_an_action_no_row_is_left(altered: Altered) -> None:
    asking = altered("<clairval/action/chantier-jeunes> mlg:repondA <clairval/element/p-1-1-2> .")
    assert asking("priorites-non-couvertes", contrat="clairval") == []


@pytest.mark.parametrize("status", ["echec", "abandonnee"])
def test_a_priority_whose_only_action_failed_is_not_covered_and_says_why(altered: Altered, status: str) -> None:
    asking = altered(
        f"""a:ratee a mlg:Action ; skos:prefLabel "Formation ratée"@fr ; mlg:statut <reference/statut/{status}> ;
        mlg:repondA <clairval/element/p-1-1-2> ."""
    )
    (row,) = asking("priorites-non-couvertes", contrat="clairval")
    assert (row["etat"], row["motif"]) == (
        "non couverte",
        "les actions qui y répondaient ont échoué ou sont abandonnées",
    )
    assert row["constat"] == (
        "Les actions qui répondaient à « P 1.1.2 Former les médiateurs à la santé » ont échoué ou sont abandonnées."
    )


def test_a_priority_that_an_action_in_progress_answers_is_covered(altered: Altered) -> None:
    asking = altered(
        """a:cours a mlg:Action ; skos:prefLabel "Formation"@fr ; mlg:statut <reference/statut/en-cours> ;
        mlg:repondA <clairval/element/p-1-1-2> ."""
    )
    assert asking("priorites-non-couvertes", contrat="clairval") == []


def test_a_priority_without_action_is_explained_with_what_would_mend_it(altered: Altered, asking: Asking) -> None:
    (row,) = asking("priorites-non-couvertes", contrat="clairval")
    assert row["constat"] == "Aucune action ne répond à « P 1.1.2 Former les médiateurs à la santé »."
    assert row["remede"] == "Examiner la proposition d'une action qui semble y répondre."
    assert "propositions qui attendent" in row["examine"]
    assert row["passage"] == "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"
    (row,) = asking("priorites-non-couvertes", contrat="valdor")
    assert row["constat"].endswith("« P 1.1.1 Isoler les immeubles » : aucune feuille de route chargée.")
    assert row["examine"] == "Les documents chargés : aucun ne contient de feuille de route."
    assert row["remede"] == "Charger la feuille de route du contrat."
    bare = """a:p3 a mlg:ElementStrategique ; skos:prefLabel "Soigner les dents"@fr ; mlg:rang 8 ;
        mlg:niveau <reference/niveau/{}> ."""
    remedies = {
        level: row["remede"]
        for level in ("priorite", "enjeu")
        for row in altered(bare.format(level))("priorites-non-couvertes", contrat="clairval")
        if row["element"] == "clairval/p3"
    }
    assert remedies == {
        "priorite": "Prévoir une action qui y réponde, ou y rattacher une action du contrat.",
        "enjeu": "Examiner les actions de l'élément au-dessus, et dire à quoi chacune répond.",
    }


@pytest.mark.parametrize("name", ["priorites-non-couvertes", "mesures-sans-relais"])
def test_an_unknown_contract_is_not_an_empty_answer(asking: Asking, name: str) -> None:
    with pytest.raises(UnknownValue, match="le contrat « clairvaux »"):
        asking(name, contrat="clairvaux")


def test_the_priorities_come_in_the_order_of_the_framework(altered: Altered) -> None:
    asking = altered(
        """a:z a mlg:ElementStrategique ; skos:prefLabel "Avant tout"@fr ; mlg:rang 0 ; skos:notation "Z" ;
        mlg:niveau <reference/niveau/priorite> ."""
    )
    told = [row["code"] for row in asking("priorites-non-couvertes", contrat="clairval")]
    assert told == ["Z", "P 1.1.2"]


@pytest.mark.parametrize(
    "name",
    [
        "couverture",
        "priorites-non-couvertes",
        "actions-incompletes",
        "quartiers",
        "mesures",
        "mesures-sans-relais",
        "freins",
    ],
)
def test_a_second_name_in_another_language_changes_no_row(altered: Altered, asking: Asking, name: str) -> None:
    things = (
        "element/pilier-1 element/os-1-1 element/p-1-1-2 element/pilier-2 action/maison-de-sante "
        "action/chantier-jeunes acteur/commune-de-clairval quartier/les-tilleuls frein/delais-trop-longs"
    )
    english = "".join(f"""<clairval/{thing}> skos:prefLabel "In English"@en . """ for thing in things.split())
    assert altered(english)(name, contrat="clairval") == asking(name, contrat="clairval")
