"""What the documents say of each quartier, over the invented towns and over Moissac."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def test_who_takes_part_in_one_quartier_only_is_told_apart_from_who_serves_two(altered: Altered) -> None:
    asking = altered(
        """a:rives a mlg:QuartierPrioritaire ; skos:prefLabel "Les Rives"@fr .
        <clairval/action/chantier-jeunes> mlg:quartier a:rives .
        a:p mlg:dans <clairval/action/chantier-jeunes> ; mlg:acteur <clairval/non-nomme/structure-porteuse> .
        a:q mlg:dans <clairval/action/chantier-jeunes> ; mlg:acteur <clairval/acteur/region> .
        a:r mlg:dans <clairval/action/zero-chomeur> ; mlg:acteur <clairval/acteur/commune-de-clairval> ."""
    )
    rows = asking("quartiers", contrat="clairval")
    # L'Élan takes part in both; the Commune also in an action of no quartier; a placeholder is nobody
    assert [(row["quartierLabel"], row["acteurs"], row["acteursSeulementLa"]) for row in rows] == [
        ("Les Rives", "Association L'Élan ; Région des Collines", "Région des Collines"),
        ("Les Tilleuls", "Association L'Élan ; Commune de Clairval", "Commune de Clairval"),
    ]


def test_an_actor_of_an_action_that_is_in_both_quartiers_serves_neither_only(altered: Altered) -> None:
    asking = altered(
        """a:rives a mlg:QuartierPrioritaire ; skos:prefLabel "Les Rives"@fr .
        <clairval/action/maison-de-sante> mlg:quartier a:rives ."""
    )
    assert {row["acteursSeulementLa"] for row in asking("quartiers", contrat="clairval")} == {None}


def test_a_quartier_has_the_code_that_a_source_gives_and_none_else(altered: Altered, asking: Asking) -> None:
    assert [row["code"] for row in asking("quartiers")] == [None]
    coded = altered("<clairval/quartier/les-tilleuls> mlg:codeQPV 'QP999001' .")
    assert [row["code"] for row in coded("quartiers")] == ["QP999001"]


def test_a_quartier_tells_where_it_and_its_actions_are_written(asking: Asking) -> None:
    (row,) = asking("quartiers", contrat="clairval")
    contract = "Contrat de ville de Clairval 2024-2030"
    assert row["passage"] == (
        f"{contract}, Contrat de ville de Clairval, p. 1, ligne 1 ; {contract}, Feuille de route > Pilier 1, p. 3-4, "
        "ligne 20"
    )


def test_without_a_roadmap_the_actions_of_a_quartier_are_unknown_not_none(altered: Altered) -> None:
    asking = altered("<valdor/q> a mlg:QuartierPrioritaire ; skos:prefLabel 'Les Lacs'@fr .", town="valdor")
    (row,) = asking("quartiers", contrat="valdor")
    assert (row["quartierLabel"], row["nombre"], row["seulement"], row["sansQuartier"]) == (
        "Les Lacs",
        None,
        None,
        None,
    )


def test_a_quartier_without_action_stays_and_its_contract_tells_how_many_name_none(altered: Altered) -> None:
    (row,) = altered("", without=[("clairval/action/maison-de-sante", "quartier")])("quartiers", contrat="clairval")
    assert (row["nombre"], row["seulement"], row["sansQuartier"], row["actions"]) == (0, 0, 3, None)


def test_a_contract_whose_quartiers_are_not_read_has_no_row_and_an_unknown_one_is_refused(asking: Asking) -> None:
    assert asking("quartiers", contrat="valdor") == []
    with pytest.raises(UnknownValue, match="le contrat « clairvaux »"):
        asking("quartiers", contrat="clairvaux")


ROWS: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"]
LINES: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))["line"]
NAMES = {
    "CAF": "Caisse d'allocations familiales de Tarn-et-Garonne",
    "CPAM": "Caisse primaire d'assurance maladie",
    "Commune": "Commune de Moissac",
    "Conseils citoyens": "Association des Conseils Citoyens de Moissac",
    "Département": "Conseil départemental de Tarn-et-Garonne",
    "TDC": "Communauté de communes Terres des Confluences",
}


def test_the_quartiers_of_moissac_are_served_as_the_document_says(bundle: OpenStore) -> None:
    # the two rows of the sports hall are one action
    told = {row["action"].removeprefix("Création d'une "): tuple(row["quarters"]) for row in ROWS if "quarters" in row}
    told |= {str(line["line"]): tuple(line["quarters"]) for line in LINES if "quarters" in line}
    answer = ask(bundle.store, catalogue()["quartiers"], {"contrat": ["moissac"]})
    found = {str(row["quartierLabel"]): (row["nombre"], row["seulement"]) for row in answer.records()}
    assert found == {
        name: (sum(name in quarters for quarters in told.values()), list(told.values()).count((name,)))
        for name in ("Centre-Ville", "Sarlac")
    }


def test_five_actors_of_moissac_take_part_in_actions_of_sarlac_only_and_none_of_centre_ville_only(
    bundle: OpenStore,
) -> None:
    served: dict[str, set[str]] = {}
    for told in (*ROWS, *LINES):
        for actor in (*told.get("actors", []), *told.get("roles", {})):
            if not actor.startswith("("):
                served.setdefault(NAMES.get(actor, actor), set()).update(told.get("quarters", []))
    rows = ask(bundle.store, catalogue()["quartiers"], {"contrat": ["moissac"]}).records()
    only = {row["quartierLabel"]: set(str(row["acteursSeulementLa"] or "").split(" ; ")) - {""} for row in rows}
    assert only == {
        name: {actor for actor, quarters in served.items() if quarters == {name}} for name in ("Centre-Ville", "Sarlac")
    }
    assert (len(only["Sarlac"]), len(only["Centre-Ville"])) == (5, 0)
