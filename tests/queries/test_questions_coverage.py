"""What answers each priority and orientation, over the invented towns."""

from collections.abc import Callable
from typing import Any

import pytest

from queries.ask import UnknownValue
from queries.catalogue import catalogue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
STATES = tuple(column.name for column in catalogue()["couverture"].columns if column.kind == "etat")
CLINIC = "Maison de santé"
OS, P1, P2, PILLAR = (f"clairval/element/{name}" for name in ("os-1-1", "p-1-1-1", "p-1-1-2", "pilier-2"))
AN_ACTION = f"""a:x a mlg:Action ; skos:prefLabel "Autre"@fr ; mlg:statut <reference/statut/prevue> ;
    mlg:repondA <{P2}> ."""


def asked(asking: Asking, **arguments: str) -> dict[str, Any]:
    """Return the rows of Clairval by their element."""
    return {row["element"]: row for row in asking("couverture", contrat="clairval", **arguments)}


def states(row: dict[str, Any]) -> list[str]:
    return [row[state] for state in STATES]


def test_an_orientation_and_its_priority_have_what_their_action_says(asking: Asking) -> None:
    rows = asked(asking)
    assert states(rows[OS]) == ["oui", "non", "oui", "oui", "oui", "oui", "non", "oui", "oui"]
    # no measure is quoted at the level of the priorities
    assert states(rows[P1]) == ["oui", "non", "oui", "oui", "oui", "oui", "non", "oui", "inconnu"]
    assert {rows[OS][f"{state}Preuves"] for state in STATES[:-1]} == {CLINIC, None}
    assert rows[OS]["mesurePreuves"] == "Doubler le nombre de maisons et centres de santé d'ici 2022"
    assert (rows[OS]["nombre"], rows[OS]["phrases"], rows[OS]["code"]) == (1, 0, "OS 1.1")


def test_what_only_a_guess_would_give_is_proposed_and_what_none_would_give_is_not(asking: Asking) -> None:
    row = asked(asking)[P2]
    proposed = "proposé"
    assert states(row) == [proposed, "non", *[proposed] * 4, "non", proposed, "inconnu"]
    assert {row[f"{state}Preuves"] for state in STATES if row[state] == proposed} == {CLINIC}
    assert (row["nombre"], row["propositions"]) == (0, 1)
    assert row["constat"] == "Aucune action ne répond à « P 1.1.2 Former les médiateurs à la santé »."
    assert row["remede"] == "Examiner la proposition d'une action qui semble y répondre."


def test_a_fact_goes_before_a_guess_criterion_by_criterion(altered: Altered) -> None:
    row = asked(altered(AN_ACTION))[P2]
    assert (row["actionPrevue"], row["actionPrevuePreuves"]) == ("oui", "Autre")
    assert (row["pilote"], row["pilotePreuves"]) == ("proposé", CLINIC)


def test_a_guess_about_a_priority_is_one_about_what_stands_above_it(altered: Altered) -> None:
    actions = ("maison-de-sante", "chantier-jeunes", "zero-chomeur")
    asking = altered("", without=[(f"clairval/action/{action}", "repondA") for action in actions])
    row = asked(asking)[OS]
    assert (row["actionPrevue"], row["actionPrevuePreuves"], row["propositions"]) == ("proposé", CLINIC, 1)
    assert row["actionEffectuee"] == "inconnu"


def test_a_pillar_without_anything_below_has_its_row_and_its_actions(asking: Asking) -> None:
    row = asked(asking)[PILLAR]
    assert states(row) == ["oui", "non", "non", "non", "oui", "non", "non", "non", "oui"]
    assert row["actionPrevuePreuves"] == "Chantier jeunes ; Territoire zéro chômeur"
    assert (row["financeurPotentielPreuves"], row["mesurePreuves"]) == (
        "Chantier jeunes",
        "Une mesure que personne ne numérote",
    )
    assert row["constat"] == (
        "« 2 Travailler » a 2 actions prévues ou en cours. "
        "Aucune n'a ni pilote nommé, ni financeur ferme, ni date, ni cible chiffrée, ni quartier dit."
    )
    assert row["remede"].startswith("Compléter ces actions")


def test_each_element_below_the_first_level_has_a_row_and_those_of_the_first_only_if_nothing_else_tells_them(
    altered: Altered, asking: Asking
) -> None:
    assert list(asked(asking)) == [OS, P1, P2, PILLAR]
    asking = altered(
        """a:t1 a mlg:OrientationTransversale , mlg:Orientation , mlg:ElementStrategique ;
        skos:prefLabel "Se déplacer"@fr ; mlg:niveau <reference/niveau/orientation-transversale> ; mlg:rang 20 .
        a:t1p a mlg:ElementStrategique ; skos:prefLabel "Rouler"@fr ; mlg:niveau <reference/niveau/priorite> ;
        skos:broader a:t1 ; mlg:rang 21 ."""
    )
    assert list(asked(asking)) == [OS, P1, P2, PILLAR, "clairval/t1", "clairval/t1p"]


@pytest.mark.parametrize("level", ["volet", "engagement", "contribution"])
def test_governance_and_the_contributions_of_partners_are_not_covered(altered: Altered, level: str) -> None:
    asking = altered(
        f"""a:g a mlg:ElementStrategique ; skos:prefLabel "Se réunir"@fr ; mlg:niveau <reference/niveau/{level}> ;
        skos:broader <{PILLAR}> ."""
    )
    assert "clairval/g" not in asked(asking)


def test_a_contract_without_a_roadmap_is_unknown_whatever_is_asked(asking: Asking) -> None:
    rows = asking("couverture", contrat="valdor")
    assert [row["element"] for row in rows] == ["valdor/element/os-1-1", "valdor/element/p-1-1-1"]
    for row in rows:
        assert set(states(row)) == {"inconnu"}
        assert {row[f"{state}Preuves"] for state in STATES} == {None}
        assert (row["nombre"], row["phrases"], row["propositions"]) == (None, None, None)
        assert row["examine"] == "Les documents chargés : aucun ne contient de feuille de route."
        assert row["remede"] == "Charger la feuille de route du contrat."
    assert rows[0]["constat"] == (
        "On ne sait pas quelles actions répondent à « OS 1.1 Rénover les logements » : "
        "aucune feuille de route n'est chargée."
    )


def test_what_is_told_without_a_roadmap_is_said_and_the_rest_stays_unknown(altered: Altered) -> None:
    asking = altered(
        """<valdor/action/1> a mlg:Action ; skos:prefLabel "Isoler"@fr ; mlg:statut <reference/statut/effectuee> ;
        mlg:repondA <valdor/element/p-1-1-1> .""",
        town="valdor",
    )
    row = asking("couverture", element="valdor/element/p-1-1-1")[0]
    assert states(row)[:3] == ["inconnu", "oui", "inconnu"]
    assert row["nombre"] is None
    assert row["constat"].endswith("a une action effectuée. On ne sait pas si d'autres actions y répondent.")


def test_a_level_to_which_the_roadmap_ties_nothing_is_unknown_until_somebody_went_through_it(altered: Altered) -> None:
    above = f"<clairval/action/maison-de-sante> mlg:repondA <{OS}> ."
    without = [("clairval/action/maison-de-sante", "repondA")]
    row = asked(altered(above, without=without))[P1]
    assert set(states(row)) == {"inconnu"}
    assert row["nombre"] is None
    assert row["constat"].startswith("On ne sait pas si des actions répondent à « P 1.1.1 Ouvrir une maison de santé »")
    assert row["remede"] == "Examiner les actions de l'élément au-dessus, et dire à quoi chacune répond."
    row = asked(altered(f"{above} <{OS}> mlg:couvertureExaminee true .", without=without))[P1]
    assert states(row) == ["non"] * 8 + ["inconnu"]
    assert (row["nombre"], row["constat"]) == (0, "Aucune action ne répond à « P 1.1.1 Ouvrir une maison de santé ».")
    assert row["remede"] == "Prévoir une action qui y réponde, ou y rattacher une action du contrat."


@pytest.mark.parametrize(
    ("turtle", "state", "value"),
    [
        ("a:z a mlg:Participation ; mlg:dans a:x ; mlg:acteur a:acteur1 ; mlg:role <reference/role/pilote> .",
         "pilote", "oui"),
        ("a:z a mlg:Participation ; mlg:dans a:x ; mlg:acteur a:acteur1 ; mlg:role <reference/role/porteur> .",
         "pilote", "oui"),
        ("a:z a mlg:Participation ; mlg:dans a:x ; mlg:acteur a:acteur1 ; mlg:role <reference/role/acteur> .",
         "pilote", "non"),
        ("a:z a mlg:Participation ; mlg:dans a:x ; mlg:acteur a:personne ; mlg:role <reference/role/pilote> .",
         "pilote", "non"),
        ("a:z a mlg:EngagementFinancier ; mlg:finance a:x ; mlg:financeur a:acteur1 ; "
         "mlg:fermete <reference/fermete/sollicite> .", "financeurFerme", "oui"),
        ("a:z a mlg:EngagementFinancier ; mlg:finance a:x ; mlg:financeur a:acteur1 ; "
         "mlg:fermete <reference/fermete/sollicite> .", "financeurPotentiel", "non"),
        ("a:z a mlg:EngagementFinancier ; mlg:finance a:x ; mlg:financeur a:personne ; "
         "mlg:fermete <reference/fermete/vote> .", "financeurFerme", "non"),
        ("a:z a mlg:EngagementFinancier ; mlg:finance a:x ; mlg:financeur a:acteur1 ; mlg:groupeAlternative 'A ou B' ; "
         "mlg:fermete <reference/fermete/vote> .", "financeurFerme", "non"),
        ("a:z a mlg:EngagementFinancier ; mlg:finance a:x ; mlg:financeur a:acteur1 ; mlg:groupeAlternative 'A ou B' ; "
         "mlg:fermete <reference/fermete/potentiel> .", "financeurPotentiel", "oui"),
        ("a:z a mlg:EngagementFinancier ; mlg:finance a:x ; mlg:financeur a:personne ; "
         "mlg:fermete <reference/fermete/potentiel> .", "financeurPotentiel", "non"),
        ("a:x mlg:periode a:z . a:z a mlg:Periode ; mlg:fin '2024-12-31'^^xsd:date .", "echeance", "oui"),
        ("a:x mlg:periode a:z . a:z a mlg:Periode ; mlg:debut '2024-12-31'^^xsd:date .", "echeance", "oui"),
        ("a:x mlg:periode a:z . a:z a mlg:Periode ; mlg:naturePeriode <reference/nature-periode/continue> .",
         "echeance", "non"),
        ("a:x mlg:cible a:z .", "indicateur", "oui"),
        ("a:x mlg:quartier <clairval/quartier/les-tilleuls> .", "quartier", "oui"),
    ],
)  # fmt: skip
def test_each_criterion_is_met_by_what_names_somebody_or_something(
    altered: Altered, turtle: str, state: str, value: str
) -> None:
    people = "a:acteur1 a mlg:Acteur . a:personne a mlg:ActeurNonNomme ."
    bare = """a:os a mlg:ElementStrategique ; skos:prefLabel "Autre orientation"@fr ; mlg:rang 9 ;
        mlg:niveau <reference/niveau/orientation> . a:x a mlg:Action ; skos:prefLabel "Autre"@fr ;
        mlg:statut <reference/statut/prevue> ; mlg:repondA a:os ."""
    row = asked(altered(f"{people} {bare} {turtle}"))["clairval/os"]
    assert (row[state], row[f"{state}Preuves"]) == (value, "Autre" if value == "oui" else None)
    others = set(STATES) - {state, "actionPrevue", "financeurPotentiel", "financeurFerme"}
    assert {row[other] for other in others} == {"non"}


@pytest.mark.parametrize(
    ("status", "planned", "done"),
    [
        ("prevue", "oui", "non"),
        ("en-cours", "oui", "non"),
        ("effectuee", "non", "oui"),
        ("echec", "non", "non"),
        ("abandonnee", "non", "non"),
    ],
)
def test_an_action_that_failed_is_neither_planned_nor_done(
    altered: Altered, status: str, planned: str, done: str
) -> None:
    asking = altered(
        f"<clairval/action/maison-de-sante> mlg:statut <reference/statut/{status}> .",
        without=[("clairval/action/maison-de-sante", "statut")],
    )
    row = asked(asking)[P1]
    assert (row["actionPrevue"], row["actionEffectuee"], row["nombre"]) == (planned, done, 1)


def test_a_measure_counts_for_what_relays_it_and_what_stands_above_and_not_if_it_is_not_concerned(
    altered: Altered,
) -> None:
    relay = f"""a:r a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/36> ; mlg:relayeePar <{P1}> {{}} ."""
    rows = asked(altered(relay.format("")))
    assert {key: row["mesure"] for key, row in rows.items()} == {OS: "oui", P1: "oui", P2: "non", PILLAR: "oui"}
    assert rows[P1]["mesurePreuves"] == "Développer le service civique"
    assert rows[OS]["mesurePreuves"].endswith(" ; Développer le service civique")
    rows = asked(altered(relay.format("; mlg:statutRelais <reference/statut-relais/non-concerne>")))
    assert (rows[P1]["mesure"], rows[P1]["mesurePreuves"]) == ("non", None)
    rows = asked(altered("", without=[("clairval/relais/pilier-2-sans-numero", "motsDeLaSource")]))
    assert rows[PILLAR]["mesurePreuves"] == "mesure non identifiée"


def test_the_coverage_can_be_asked_of_one_element_or_one_level(asking: Asking) -> None:
    assert list(asked(asking, element="P 1.1.1")) == [P1]
    assert list(asked(asking, niveau="priorité")) == [P1, P2]
    assert asked(asking, niveau="enjeu") == {}
    with pytest.raises(UnknownValue, match=r"l'élément du cadre « P 9\.9\.9 »"):
        asking("couverture", element="P 9.9.9")


def test_the_row_tells_where_the_element_is_written_and_what_was_looked_at(asking: Asking) -> None:
    row = asked(asking)[OS]
    assert row["passage"] == "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"
    assert (row["niveauLabel"], row["parentLabel"]) == ("orientation stratégique", "Vivre ensemble")
    assert row["examine"].startswith("Les actions que les documents rattachent à cet élément")


@pytest.mark.parametrize(
    ("turtle", "without"),
    [
        ("", []),
        ("", [("clairval/action/maison-de-sante", "repondA")]),
        (AN_ACTION.replace("prevue", "echec"), []),
        (AN_ACTION.replace("prevue", "effectuee"), []),
    ],
    ids=["as they are", "tied to nothing", "failed", "answered"],
)
def test_the_finest_elements_without_an_action_are_the_priorities_that_are_not_covered(
    altered: Altered, turtle: str, without: list[tuple[str, str]]
) -> None:
    asking = altered(turtle, without=without)
    rows = asking("couverture")
    parents = {row["parent"] for row in rows}
    uncovered = {
        row["element"]: "non couverte" if row["actionEffectuee"] == "non" else "inconnu"
        for row in rows
        if row["element"] not in parents and "oui" not in {row["actionPrevue"], row["actionEffectuee"]}
    }
    assert uncovered
    assert {row["element"]: row["etat"] for row in asking("priorites-non-couvertes")} == uncovered
