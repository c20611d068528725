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
    assert [row["relayeePar"] for row in altered(quoted)("mesures", etat="citée comme non concernée")] == [
        "clairval/element/pilier-2"
    ]
    relayed = (
        """a:s a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/29> ; mlg:relayeePar <clairval/element/pilier-1> ."""
    )
    rows = {row["numero"]: row["motif"] for row in altered(quoted + relayed)("mesures-sans-relais", contrat="clairval")}
    assert 29 not in rows


def test_a_contract_of_which_no_measure_was_read_is_unknown(asking: Asking) -> None:
    rows = asking("mesures-sans-relais", contrat="valdor")
    assert len(rows) == 40
    assert {row["motif"] for row in rows} == {"inconnu : aucune mesure lue dans les documents du contrat"}
    assert {row["remede"] for row in rows} == {"Charger le document qui dit quelles mesures le contrat relaie."}
    assert rows[8]["constat"].startswith("On ne sait pas si le contrat relaie la mesure 9, « Doubler le nombre")
    told = asking("mesures", contrat="valdor")
    assert ([row["numero"] for row in told], {row["etat"] for row in told}) == ([*range(1, 41)], {"inconnu"})


def test_a_document_read_for_its_measures_that_quotes_none_makes_them_known(altered: Altered) -> None:
    asking = altered("<valdor/document/priorites> mlg:contient <reference/contenu/mesures> .", town="valdor")
    assert {row["etat"] for row in asking("mesures", contrat="valdor")} == {"jamais citée"}
    assert {row["motif"] for row in asking("mesures-sans-relais", contrat="valdor")} == {"jamais citée"}


def test_a_measure_without_relay_is_explained_and_citations_that_nobody_identified_are_counted(
    asking: Asking, altered: Altered
) -> None:
    (first, *_) = asking("mesures-sans-relais", contrat="clairval")
    assert first["constat"].startswith("Aucun élément du cadre ne relaie la mesure 1, « ")
    assert first["examine"].endswith("; une citation reste sans mesure identifiée.")
    assert first["remede"].startswith("La rattacher à une orientation")
    more = altered(
        """a:r a mlg:RelaisDeMesure ; mlg:relayeePar <clairval/element/pilier-2> .
        a:q a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/29> ; mlg:relayeePar <clairval/element/pilier-2> ;
        mlg:statutRelais <reference/statut-relais/non-concerne> ;
        prov:wasDerivedFrom <clairval/passage/contrat-2030/l1> ."""
    )("mesures-sans-relais", contrat="clairval")
    assert more[0]["examine"].endswith("; 2 citations restent sans mesure identifiée.")
    (quoted,) = [row for row in more if row["numero"] == 29]
    assert quoted["constat"].endswith("», pour dire qu'elle ne le concerne pas.")
    assert quoted["remede"].startswith("Rien, ")
    assert [(row["numero"], row["passage"]) for row in more if row["passage"]] == [
        (29, "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1")
    ]
    named = altered("<clairval/relais/pilier-2-sans-numero> mlg:mesure <reference/mesure/8> .")
    (first, *_) = named("mesures-sans-relais", contrat="clairval")
    assert first["examine"].endswith("par leur numéro ou par leurs mots.")


def test_a_relay_has_its_measure_its_element_and_its_status(asking: Asking) -> None:
    (row,) = asking("mesures", mesure="9", contrat="clairval")
    assert row["etat"] == "relayée"
    assert (row["numero"], row["relayeeParLabel"], row["statutLabel"]) == (
        9,
        "Rapprocher les soins des habitants",
        "en cours",
    )
    assert row["motsDeLaSource"] == "9) Doubler le nombre de maisons et centres de santé (en cours)"


def test_a_relay_whose_measure_nobody_numbers_keeps_its_words(asking: Asking) -> None:
    rows = asking("mesures", etat="relayée")
    told = [(row["numero"], row["motsDeLaSource"], row["relayeeParLabel"]) for row in rows]
    assert told[0] == (None, "Une mesure que personne ne numérote", "Travailler")
    assert len(told) == 2


def test_the_forty_measures_stand_before_each_contract_those_never_quoted_without_a_relay(asking: Asking) -> None:
    rows = asking("mesures", contrat="clairval")
    assert [row["numero"] for row in rows] == [None, *range(1, 41)]
    never = [row for row in rows if row["etat"] == "jamais citée"]
    assert {row["numero"] for row in never} == set(range(1, 41)) - {9}
    assert {(row["relayeePar"], row["statut"], row["motsDeLaSource"], row["passage"]) for row in never} == {(None,) * 4}
    assert [row["passage"] is not None for row in rows if row["etat"] == "relayée"] == [True, True]
    assert asking("mesures", contrat="clairval", etat="inconnu") == []


def test_a_measure_that_a_contract_never_quotes_says_so_and_an_unknown_one_is_refused(asking: Asking) -> None:
    assert [(row["contrat"], row["etat"]) for row in asking("mesures", mesure="36")] == [
        ("clairval", "jamais citée"),
        ("valdor", "inconnu"),
    ]
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
