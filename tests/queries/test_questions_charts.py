"""The questions that were written to be drawn: who acts in which pilier, and quartiers and measures by priorité."""

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from data.store import OpenStore
from queries.ask import ask
from queries.catalogue import catalogue
from tests.queries.towns import Asking, answer

Altered = Callable[..., Asking]
ROADMAP = "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20"
HERE = "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"
FIGURES = ("acteurLabel", "pilierLabel", "nombre", "dontParticipe", "dontFinance", "lignes", "actions")
CELLS = ("elementLabel", "sorte", "colonneLabel", "nombre", "lesquelles", "passage")


def told(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def asked(bundle: OpenStore, name: str, **arguments: str) -> list[dict[str, Any]]:
    return ask(bundle.store, catalogue()[name], {key: [value] for key, value in arguments.items()}).records()


# who acts in which pilier


def test_an_actor_counts_in_a_pilier_what_it_takes_part_in_and_what_it_funds(asking: Asking) -> None:
    rows = asking("acteurs-par-pilier")
    assert told(rows, FIGURES) == [
        ("Association L'Élan", "1 Vivre ensemble", 1, 1, 0, 0, "Maison de santé"),
        ("Association L'Élan", "2 Travailler", 1, 1, 0, 0, "Chantier jeunes"),
        ("Commune de Clairval", "1 Vivre ensemble", 1, 1, 1, 1, "Maison de santé"),
        ("Commune de Clairval", "2 Travailler", 1, 0, 1, 1, "Chantier jeunes"),
    ]
    assert {row["passage"] for row in rows} == {ROADMAP}


def test_the_funders_of_an_alternative_and_those_whom_nobody_names_count_nowhere(asking: Asking) -> None:
    named = {row["acteurLabel"] for row in asking("acteurs-par-pilier")}
    assert not named & {"État", "Région des Collines", "Structure porteuse"}


def test_an_action_that_names_no_element_stands_under_no_pilier(altered: Altered) -> None:
    asking = altered(
        """a:seule a mlg:Action ; skos:prefLabel "Seule"@fr .
        a:p mlg:dans a:seule ; mlg:acteur <clairval/acteur/region> ."""
    )
    (row,) = asking("acteurs-par-pilier", acteur="Région")
    assert (row["pilier"], row["pilierLabel"], row["nombre"], row["actions"]) == (None, None, 1, "Seule")
    assert row["passage"] is None


def test_an_action_of_two_piliers_counts_in_each_and_two_links_to_it_count_once(altered: Altered) -> None:
    asking = altered(
        """<clairval/action/maison-de-sante> mlg:repondA <clairval/element/pilier-2> .
        a:p mlg:dans <clairval/action/maison-de-sante> ; mlg:acteur <clairval/acteur/commune-de-clairval> .
        a:f a mlg:EngagementFinancier ; mlg:finance <clairval/action/maison-de-sante> ;
        mlg:financeur <clairval/acteur/commune-de-clairval> ."""
    )
    rows = asking("acteurs-par-pilier", acteur="Mairie")
    assert told(rows, FIGURES[1:]) == [
        ("1 Vivre ensemble", 1, 1, 1, 2, "Maison de santé"),
        ("2 Travailler", 2, 1, 2, 3, "Chantier jeunes ; Maison de santé"),
    ]


def test_one_pilier_can_be_asked_for(asking: Asking) -> None:
    rows = asking("acteurs-par-pilier", pilier="Travailler")
    assert {row["pilierLabel"] for row in rows} == {"2 Travailler"}
    assert len(rows) == 2


def test_a_part_in_a_body_or_in_the_contract_is_no_action(altered: Altered) -> None:
    asking = altered("a:p mlg:dans <clairval/instance/copil> ; mlg:acteur <clairval/acteur/region> .")
    assert asking("acteurs-par-pilier", acteur="Région") == []


@pytest.mark.parametrize("name", ["acteurs-par-pilier", "priorites-par-quartier-et-mesure"])
def test_without_roadmap_who_acts_where_is_said_unknown(store: ox.Store, name: str) -> None:
    (notice,) = answer(store, name, {"contrat": ["valdor"]}).notices
    assert "Contrat de ville de Valdor : aucune feuille de route chargée" in notice


def test_moissac_has_the_actors_that_a_person_read_in_its_roadmap_and_prose(bundle: OpenStore) -> None:
    rows = asked(bundle, "acteurs-par-pilier", contrat="moissac")
    first, second, third = (
        "1 Cohésion sociale",
        "2 Développement de l'activité économique et de l'emploi",
        "3 Cadre de vie – Renouvellement urbain",
    )
    found = {
        (row["acteurLabel"], row["pilierLabel"]): (row["nombre"], row["dontParticipe"], row["lignes"]) for row in rows
    }
    # operator of the OPAH-RU and against unworthy housing (lines 936 and 937)
    assert found["Urbanis", third] == (2, 2, 0)
    # may fund both of them, and the coordinations (line 941)
    assert found["Agence nationale de l'habitat", third] == (3, 0, 3)
    # may fund the health centre (line 915) and the Maison municipale (line 913), which serves the Sarlac too
    assert (found["PETR", first], found["PETR", third]) == ((2, 0, 2), (1, 0, 1))
    # actor and potential funder of the driving-licence grant (line 946)
    assert found["Centre communal d'action sociale", second] == (1, 1, 1)
    # may fund the gym through « Tremplin 2024 » (line 916), told in two tables
    assert (found["Tremplin 2024", first], found["Tremplin 2024", second]) == ((1, 0, 1), (1, 0, 1))
    # « Région ou Etat » for the former court (line 940) counts for neither;
    # it may fund the buildings for the old and the OPAH-RU (lines 934 and 936), and takes part in a pact told in prose
    assert found["Région Occitanie / Pyrénées-Méditerranée", third] == (3, 1, 2)
    assert ("Région Occitanie / Pyrénées-Méditerranée", first) not in found
    assert not [actor for actor, _ in found if "Structure porteuse" in actor]


# quartiers and measures


def test_an_element_has_a_row_for_each_quartier_and_each_measure_and_one_where_neither_is_told(asking: Asking) -> None:
    rows = asking("priorites-par-quartier-et-mesure", contrat="clairval")
    measure = "9 Doubler le nombre de maisons et centres de santé d'ici 2022"
    words = "9) Doubler le nombre de maisons et centres de santé (en cours)"
    assert told(rows, CELLS) == [
        ("Rapprocher les soins des habitants", "quartier", "Les Tilleuls", 1, "Maison de santé", ROADMAP),
        ("Rapprocher les soins des habitants", "mesure", measure, 1, words, HERE),
        ("Ouvrir une maison de santé", "quartier", "Les Tilleuls", 1, "Maison de santé", ROADMAP),
        ("Former les médiateurs à la santé", None, None, None, None, None),
        ("Travailler", "mesure", rows[4]["colonneLabel"], 1, rows[4]["lesquelles"], HERE),
    ]
    assert "Une mesure que" in rows[4]["colonneLabel"]


def test_a_measure_relayed_below_counts_above_and_one_that_does_not_concern_counts_nowhere(altered: Altered) -> None:
    relay = "a:r a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/2> ; mlg:relayeePar <clairval/element/p-1-1-2>"
    rows = altered(f"{relay} .")("priorites-par-quartier-et-mesure", contrat="clairval")
    counted = {row["elementLabel"]: row["nombre"] for row in rows if (row["colonneLabel"] or "").startswith("2 ")}
    assert counted == {"Rapprocher les soins des habitants": 1, "Former les médiateurs à la santé": 1}
    rows = altered(f"{relay} ; mlg:statutRelais <reference/statut-relais/non-concerne> .")(
        "priorites-par-quartier-et-mesure", contrat="clairval"
    )
    assert not [row for row in rows if (row["colonneLabel"] or "").startswith("2 ")]


def test_an_action_without_quartier_is_in_none_and_two_there_are_counted(altered: Altered) -> None:
    asking = altered("<clairval/action/chantier-jeunes> mlg:quartier <clairval/quartier/les-tilleuls> .")
    rows = asking("priorites-par-quartier-et-mesure", contrat="clairval")
    assert [row["nombre"] for row in rows if row["elementLabel"] == "Travailler" and row["sorte"] == "quartier"] == [1]
    more = altered(
        """<clairval/action/chantier-jeunes> mlg:quartier <clairval/quartier/les-tilleuls> .
        <clairval/action/zero-chomeur> mlg:quartier <clairval/quartier/les-tilleuls> ."""
    )("priorites-par-quartier-et-mesure", contrat="clairval")
    (row,) = [row for row in more if row["elementLabel"] == "Travailler" and row["sorte"] == "quartier"]
    assert (row["nombre"], row["lesquelles"]) == (2, "Chantier jeunes ; Territoire zéro chômeur")


def test_one_level_can_be_asked_for(asking: Asking) -> None:
    rows = asking("priorites-par-quartier-et-mesure", contrat="clairval", niveau="priorité")
    assert {row["elementLabel"] for row in rows} == {"Ouvrir une maison de santé", "Former les médiateurs à la santé"}


def test_a_framework_without_roadmap_has_its_elements_and_no_quartier(asking: Asking) -> None:
    rows = asking("priorites-par-quartier-et-mesure", contrat="valdor")
    assert {row["elementLabel"] for row in rows} == {"Rénover les logements", "Isoler les immeubles"}
    assert not [row for row in rows if row["sorte"] == "quartier"]


def test_moissac_says_which_quartiers_and_measures_an_orientation_has(bundle: OpenStore) -> None:
    rows = asked(bundle, "priorites-par-quartier-et-mesure", contrat="moissac")
    cells = {
        (row["elementLabel"], (row["colonneLabel"] or "").partition(" ")[0]): row["nombre"]
        for row in rows
        if row["sorte"]
    }
    # measure 9 under « Santé – Prévention », 36 under « Action sociale et solidarité »; the gym is in the Centre-Ville
    assert cells["Santé – Prévention", "9"] == 1
    assert cells["Action sociale et solidarité", "36"] == 1
    assert cells["Axe spécifique SPORT", "Centre-Ville"] == 1
    assert ("Axe spécifique SPORT", "Sarlac") not in cells
    # the nursery and the gym in the Centre-Ville, the continuous welcome at the Sarlac (lines 916 to 918)
    assert cells["Développer les actions « parentalité »", "Sarlac"] == 1
