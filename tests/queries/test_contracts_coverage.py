"""The coverage of the two real contracts: what a person read of it in the documents."""

import tomllib
from pathlib import Path
from typing import Any

from data.store import OpenStore
from queries.ask import ask
from queries.catalogue import catalogue

STATES = [column.name for column in catalogue()["couverture"].columns if column.kind == "etat"]
TESTS = Path(__file__).parents[1]
PROSE: dict[str, Any] = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"]


def states(row: dict[str, Any]) -> list[str]:
    return [row[state] for state in STATES]


def of(bundle: OpenStore, question: str, **arguments: str) -> list[dict[str, Any]]:
    return ask(bundle.store, catalogue()[question], {name: [value] for name, value in arguments.items()}).records()


def test_the_two_contracts_agree_with_the_priorities_that_are_not_covered(bundle: OpenStore) -> None:
    rows = of(bundle, "couverture")
    parents = {row["parent"] for row in rows}
    without = {
        row["element"]
        for row in rows
        if row["element"] not in parents and "oui" not in {row["actionPrevue"], row["actionEffectuee"]}
    }
    assert {row["element"] for row in of(bundle, "priorites-non-couvertes")} == without


def lines(first: int, last: int, key: str) -> set[int]:
    """Return the lines between two of the document of which a person noted something, such as who pays."""
    return {line["line"] for line in PROSE["line"] if first <= line["line"] <= last and key in line}


def test_social_ties_in_moissac_have_all_that_the_document_says_of_their_nineteen_actions(bundle: OpenStore) -> None:
    (row,) = of(bundle, "couverture", element="Développer le lien social")
    done, planned = PROSE["counts"]["Développer le lien social"]
    # three rows of the roadmap answer its priorities too: the garden, the playground, the house of the permanences
    names = ("Création d'un nouveau jardin", "Création d'une zone de jeu", "Création d'une Maison municipale")
    roadmap = [each for each in ROWS if each["action"].startswith(names)]
    counts = {state: len((row[f"{state}Preuves"] or "").split(" ; ")) for state in STATES if row[state] == "oui"}
    assert counts == {
        "actionEffectuee": done,
        "actionPrevue": planned + len(roadmap),
        "pilote": 1,  # « porté par l'association MAJ », line 295
        "financeurFerme": len(lines(288, 308, "funders")),
        "financeurPotentiel": len(roadmap),
        "echeance": len(lines(288, 308, "period")) + sum(each["period"] != "non-definie" for each in roadmap),
        "indicateur": len(lines(288, 308, "figures")),
        "quartier": len(lines(288, 308, "quarters")) + sum("quarters" in each for each in roadmap),
    }
    assert row["pilotePreuves"] == "Espace jeunes porté par l'association MAJ au sein du centre culturel de la ville"
    assert row["financeurFermePreuves"].startswith("Financement de l'éclairage du stade de football")
    # the heading « Mobilisation nationale » of the orientation stands above nothing (line 300)
    assert row["mesure"] == "non"
    assert (row["nombre"], row["phrases"]) == (done + planned + 3, done + planned)
    assert row["constat"] == (
        "« Développer le lien social » a 10 actions prévues ou en cours et 9 actions effectuées. "
        "Tout ce qui est regardé s'y trouve au moins une fois."
    )


def test_informing_families_in_moissac_is_told_by_sentences_that_name_no_pilot_and_no_funder(bundle: OpenStore) -> None:
    (row,) = of(
        bundle, "couverture", element="mieux-informer-les-familles-sur-l-offre-d-accueil-de-soutien-a-la-parentalite"
    )
    # lines 476 to 487: five done, four planned; the only thing said beside is the quartier of the nursery
    assert states(row) == ["oui", "oui", "non", "non", "non", "non", "non", "oui", "non"]
    assert row["quartierPreuves"].startswith("Mise en place d'une commission d'attribution des places en crèche")
    assert (row["nombre"], row["phrases"]) == (9, 9)
    assert row["constat"].endswith("Des phrases seules en parlent, qui n'ont pas à tout dire.")


def test_no_priority_of_moissac_is_unknown_since_somebody_went_through_the_actions(bundle: OpenStore) -> None:
    rows = of(bundle, "couverture", contrat="moissac", niveau="priorité")
    assert len(rows) == 138
    assert {state for row in rows for state in states(row)[:-1]} == {"oui", "non"}
    # measures are quoted under orientations, never under a priority
    assert {row["mesure"] for row in rows} == {"inconnu"}


def test_only_the_measures_of_montauban_are_known(bundle: OpenStore) -> None:
    rows = of(bundle, "couverture", contrat="montauban")
    assert len(rows) == 33 + 11 + 3
    assert {state for row in rows for state in states(row)[:-1]} == {"inconnu"}
    # read in the document: each measure stands under a priority
    relaying = {"P 1.2.3", "P 1.4.1", "P 1.4.3", "P 1.5.4", "P 3.1.1", "P 3.1.2", "P 3.2.1"}
    above = {f"OS {code[2:5]}" for code in relaying}
    for row in rows:
        told = {"orientation": "inconnu", "orientation-transversale": "inconnu", "priorite": "non"}
        expected = "oui" if row["code"] in relaying | above else told[row["niveau"].rpartition("/")[2]]
        assert (row["code"], row["mesure"]) == (row["code"], expected)
    (chambord,) = [row for row in rows if row["code"] == "P 3.1.1"]
    assert len(chambord["mesurePreuves"].split(" ; ")) == 2
