"""The questions on the two real contracts: the rows are those that a person read in the documents."""

import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from data.store import OpenStore
from queries.ask import UnknownValue, ask
from queries.catalogue import catalogue

TESTS = Path(__file__).parents[1]
ROWS: list[dict[str, Any]] = [
    row for row in tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"] if "period" in row
]
PROSE: dict[str, Any] = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))
LINES: list[dict[str, Any]] = PROSE["line"]
MOISSAC, MONTAUBAN = "Contrat de ville de Moissac", "Contrat de ville de Montauban"
HEALTH = "Création d'une Maison de Santé Pluridisciplinaire entre les 2 QPV"
# who signed the local health contract (line 581)
HEALTH_CONTRACT = ["TDC", "ARS", "Département", "CPAM", "MSA", "DDETS-PP", "Centre hospitalier de Moissac"]
JOBLESS = "Territoires zéro chômeur de longue durée"


def asked(bundle: OpenStore, question: str, **arguments: str) -> list[dict[str, Any]]:
    return ask(bundle.store, catalogue()[question], {name: [value] for name, value in arguments.items()}).records()


def short(words: str) -> str:
    """Return the words of a cell as the expected rows write them: État has its accent, a placeholder its brackets."""
    return {"Etat": "État", "EPCI": "TDC", "Banque des territoires": "Banque des Territoires"}.get(words, words)


def test_every_funding_line_of_the_roadmap_is_there_once_and_none_is_made_up(bundle: OpenStore) -> None:
    found = Counter(
        (row["actionLabel"], short(row["motsDeLaSource"]) if row["nomme"] else f"({row['motsDeLaSource']})")
        for row in asked(bundle, "financements", contrat="moissac", fermete="potentiel")
    )
    assert found == Counter((row["action"], funder) for row in ROWS for funder in row.get("funders", []))


def test_the_prose_tells_firmer_lines_of_which_one_has_an_amount(bundle: OpenStore) -> None:
    rows = asked(bundle, "financements", contrat="moissac")
    told = sum(len(line.get("funders", {})) for line in LINES)
    # the Région's paragraph of two credits and its paragraph of common credits, the ARS's aid
    assert Counter(row["fermeteLabel"] for row in rows) == {"potentiel": 71, "signé": told, "promis": 4}
    assert {(row["montant"], row["annee"]) for row in rows} == {(None, None), (50_000, None)}
    (aid,) = [row for row in rows if row["montant"]]
    assert (aid["financeurLabel"], aid["fermeteLabel"]) == ("Agence régionale de santé Occitanie", "promis")


def test_each_funding_line_tells_the_quartiers_and_the_piliers_of_what_it_funds(bundle: OpenStore) -> None:
    rows = asked(bundle, "financements", contrat="moissac")
    quarters = {row["action"]: "".join(row.get("quarters", [])) for row in ROWS if row.get("funders")}
    told = {row["actionLabel"]: row["quartiers"] or "" for row in rows if row["fermeteLabel"] == "potentiel"}
    assert told == quarters
    assert {row["actionLabel"] for row in rows if row["listeOuverte"]} == {
        row["action"] for row in ROWS if row.get("open_funders")
    }
    # the paragraphs of the partners' contributions are no actions: they stand under none of the three piliers
    assert Counter(row["piliers"] for row in rows if row["fermeteLabel"] == "promis") == {"Contributions": 4}
    assert None not in {row["piliers"] for row in rows}
    (light,) = [row for row in rows if row["actionLabel"].startswith("Financement de l'éclairage du stade")]
    assert (light["dispositifs"], light["quartiers"]) == ("Dotation politique de la ville", "Sarlac")


def test_the_health_centre_has_five_potential_funders(bundle: OpenStore) -> None:
    rows = asked(bundle, "financeurs-d-une-action", action=HEALTH)
    assert sorted(row["motsDeLaSource"] for row in rows) == ["ARS", "Commune", "Département", "PETR", "TDC"]


def test_zero_unemployment_has_no_funder_and_says_so(bundle: OpenStore) -> None:
    (row,) = asked(bundle, "financeurs-d-une-action", action=JOBLESS)
    assert (row["financeur"], row["remarque"]) == (None, "financement à définir (dit par la source)")


def test_six_actions_have_no_funder_and_one_because_the_source_says_so(bundle: OpenStore) -> None:
    rows = asked(bundle, "actions-sans-financeur", contrat="moissac", partie="feuille de route")
    assert {row["actionLabel"] for row in rows} == {row["action"] for row in ROWS if not row.get("funders")}
    assert [row["actionLabel"] for row in rows if "à définir" in row["raison"]] == [JOBLESS]
    told = Counter(row["constat"].partition(" « ")[0] for row in rows)
    assert told == {
        "La feuille de route ne nomme aucun financeur pour": 5,
        "La source remet à plus tard le financement de": 1,
    }


def test_actions_of_the_prose_without_funder_come_after_those_of_the_roadmap(bundle: OpenStore) -> None:
    reasons = [row["raison"] for row in asked(bundle, "actions-sans-financeur", contrat="moissac")]
    assert reasons[:5] == ["aucun financeur indiqué"] * 5
    # 248 actions told in prose, less six that the roadmap tells too, less the three that have a funder
    assert Counter(reasons)["le texte ne dit pas qui finance"] == 248 - 6 - 3
    failed = asked(bundle, "actions-sans-financeur", contrat="moissac", statut="échec")
    assert len(failed) == 2


def test_no_row_of_the_roadmap_has_a_single_funder_but_two_actions_of_the_prose_have(bundle: OpenStore) -> None:
    assert min(len(row["funders"]) for row in ROWS if row.get("funders")) == 2
    alone = [line["line"] for line in LINES if len(line.get("funders", {})) == 1]
    assert alone == [291, 633]
    rows = asked(bundle, "actions-a-financeur-unique", contrat="moissac")
    assert {row["actionLabel"][:23] for row in rows} == {"Financement de l'éclair", "Action de formation fin"}
    assert {row["examine"] for row in rows} == {
        "La seule ligne de financement de l'action (signé) : ni alternative, ni financeur non nommé."
    }
    assert sorted(int(row["passage"].rpartition(" ")[2]) for row in rows) == alone


def test_the_region_may_fund_five_actions_of_which_one_in_an_alternative_with_the_state(bundle: OpenStore) -> None:
    rows = asked(bundle, "actions-d-un-financeur", financeur="Région", contrat="moissac")
    assert {row["actionLabel"]: row["ou"] for row in rows if row["fermeteLabel"] == "potentiel"} == {
        "Accompagner les opérateurs via l'AAP": None,
        "Construction / rénovation d'immeuble (s) destiné (s) aux seniors en centre-ville": None,
        "Coopérative Jeunesse Service": None,
        "Lancement d'un AAP pour la reconversion d'une friche en cœur de QPV : le tribunal": "État",
        "OPAH-RU": None,
    }


def test_the_funder_may_be_named_by_its_acronym_or_a_former_name(bundle: OpenStore) -> None:
    by_acronym = asked(bundle, "actions-d-un-financeur", financeur="cdc", contrat="moissac")
    assert [row["actionLabel"] for row in by_acronym] == ["OPAH-RU"]
    by_alias = asked(bundle, "actions-d-un-financeur", financeur="CCTC", contrat="moissac")
    assert {row["financeurLabel"] for row in by_alias} == {"Communauté de communes Terres des Confluences"}


def test_collaborations_are_the_pairs_that_share_an_action(bundle: OpenStore) -> None:
    expected: Counter[frozenset[str]] = Counter()
    told = [row["actors"] for row in ROWS] + [list(line.get("roles", {})) for line in LINES] + [HEALTH_CONTRACT]
    for actors in told:
        named = {actor for actor in actors if not actor.startswith("(")}
        expected.update(frozenset(pair) for pair in combinations(named, 2))
    rows = asked(bundle, "collaborations", contrat="moissac")
    assert sorted(row["nombre"] for row in rows) == sorted(expected.values())
    top = max(rows, key=lambda row: row["nombre"])
    assert {top["acteurALabel"], top["acteurBLabel"]} == {"Commune de Moissac", "État"}
    assert top["nombre"] == expected[frozenset({"Commune", "État"})]


def test_the_coverage_of_montauban_is_unknown_because_no_roadmap_is_loaded(bundle: OpenStore) -> None:
    rows = asked(bundle, "priorites-non-couvertes", contrat="montauban")
    assert Counter(row["niveauLabel"] for row in rows) == {"priorité": 33, "orientation transversale": 3}
    assert {(row["etat"], row["motif"]) for row in rows} == {("inconnu", "aucune feuille de route chargée")}


def test_each_priorite_of_moissac_is_answered_by_a_decision_or_has_no_action(bundle: OpenStore) -> None:
    rows = asked(bundle, "priorites-non-couvertes", contrat="moissac")
    told = {(row["niveauLabel"], row["etat"], row["motif"], row["propositions"]) for row in rows}
    assert told == {("priorité", "non couverte", "aucune action n'y répond", 0)}
    without = {row["elementLabel"] for row in rows}
    # the document tells no working group on access to rights, no bank credit for women, no analysis of incivilities
    assert {
        "Créer un groupe de travail spécifique « accès aux droits » regroupant les acteurs concernés",
        "Faciliter l'accès des femmes au crédit bancaire (FGIF par la BPI)",
        "Procéder à une analyse quantitative des incivilités sur le territoire",
    } <= {label.rstrip(".") for label in without}
    answered = (
        "Promouvoir l'apprentissage" not in without and "Mettre en place la Gestion Urbaine de Proximité" not in without
    )
    assert answered
    assert len(without) == 138 - 76


def test_measures_without_relay_are_those_that_no_contract_quotes(bundle: OpenStore) -> None:
    moissac = {row["numero"]: row["motif"] for row in asked(bundle, "mesures-sans-relais", contrat="moissac")}
    assert moissac == dict.fromkeys((10, 11, 12, 14), "jamais citée") | {29: "citée comme non concernée"}
    told = Counter(row["etat"] for row in asked(bundle, "mesures", contrat="moissac"))
    # 35 measures quoted by their number, of which the 30th twice, the 8th by its words, and one that nobody identified
    assert told == {"relayée": 35 + 1 + 1 + 1 - 1, "citée comme non concernée": 1, "jamais citée": 4}
    assert Counter(row["etat"] for row in asked(bundle, "mesures", contrat="montauban")) == {
        "relayée": 9,
        "jamais citée": 31,
    }
    montauban = [row["numero"] for row in asked(bundle, "mesures-sans-relais", contrat="montauban")]
    assert set(montauban) == set(range(1, 41)) - {3, 5, 6, 7, 8, 18, 28, 36, 37}
    assert montauban == sorted(montauban)


def test_the_directory_tells_the_role_of_each_partner(bundle: OpenStore) -> None:
    rows = [row for row in asked(bundle, "annuaire", contrat="moissac") if row["repertorie"]]
    assert len(rows) == 83
    assert {
        (row["rubrique"], row["precision"], row["typeLabel"]) for row in rows if row["acteurLabel"] == "Promologis"
    } == {("Renouvellement urbain", "bailleur social", "bailleur social")}
    twice = [row["rubrique"] for row in rows if row["acteurLabel"] == "AFTRAM"]
    assert sorted(twice) == ["Cohésion sociale", "Education / Formation"]


def test_obstacles_come_in_the_order_of_the_framework_with_whom_they_name(bundle: OpenStore) -> None:
    rows = asked(bundle, "freins", contrat="moissac")
    assert len(rows) == 28
    assert rows[0]["freinLabel"] == "Eviter la vacance commerciale avec des vitrines délaissées"
    named = {row["freinLabel"][:10]: row["concerne"] for row in rows if row["concerne"]}
    assert named["Abandon du"] == "Nouveau programme national de renouvellement urbain ; Tarn et Garonne Habitat"
    assert rows[-6]["freinLabel"].startswith(
        "Abandon du projet NPRNU"
    )  # the first of the last orientation that has any


def test_each_obstacle_of_moissac_stands_in_an_orientation_that_plans_something(bundle: OpenStore) -> None:
    rows = asked(bundle, "freins", contrat="moissac")
    assert {row["avecAction"] for row in rows} == {"oui"}
    planned = {row["elementLabel"]: row["actions"] for row in rows}
    counts = {name: plan for name, (_, plan) in PROSE["counts"].items() if name in planned}
    assert planned.keys() == counts.keys()
    # in these the roadmap has no row that the lists of the text do not tell too, and nothing under way
    told_twice = {
        "Lever les représentations négatives sur les quartiers – Rendre les quartiers attractifs",
        "Action sociale et solidarité",
        "Santé – Prévention",
        "Développer l'activité économique et l'emploi",
    }
    assert {name: planned[name] for name in told_twice} == {name: counts[name] for name in told_twice}
    assert all(planned[name] >= counts[name] for name in counts)
    # the seven of the text (lines 302 to 308), the garden, the playground and the house of the Sarlac
    (ties,) = [row for row in rows if row["elementLabel"] == "Développer le lien social"]
    assert ties["constat"].endswith(
        "est noté dans « Développer le lien social » ; 10 actions y sont prévues ou en cours."
    )


def test_the_obstacles_of_montauban_are_unknown_not_absent(bundle: OpenStore) -> None:
    answer = ask(bundle.store, catalogue()["freins"], {"contrat": ["montauban"]})
    assert answer.rows == ()
    assert "aucun frein lu" in answer.notices[0]


def test_provenance_leads_to_the_very_cell(bundle: OpenStore) -> None:
    rows = asked(bundle, "provenance", chose=HEALTH, contrat="moissac")
    funding = [row for row in rows if row["nature"] == "engagement financier"]
    assert len(funding) == 5
    assert {(row["ligneDebut"], row["pageDebut"], row["pageFin"], row["colonne"], row["texte"]) for row in funding} == {
        (915, 26, 27, "FINANCEURS POTENTIELS", "Commune TDC Département PETR ARS")
    }


def test_a_curated_line_tells_who_decided_and_why(bundle: OpenStore) -> None:
    rows = asked(bundle, "provenance", chose="COTECH /COPIL Contrat Local de santé", contrat="moissac")
    decided = [row for row in rows if row["motif"] and row["nature"] == "engagement financier"]
    assert {row["motsDeLaSource"] for row in decided} == {"TDC", "ARS"}
    assert all("décalées" in row["motif"] and row["decidePar"] and row["decideLe"] == "2026-11-21" for row in decided)


def test_a_wrong_name_gets_the_nearest_ones(bundle: OpenStore) -> None:
    with pytest.raises(UnknownValue) as caught:
        asked(bundle, "financeurs-d-une-action", action="Maison de santé")
    assert caught.value.nearest[0] == HEALTH


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_the_example_of_each_question_answers(name: str, bundle: OpenStore) -> None:
    question = catalogue()[name]
    answer = ask(bundle.store, question, {key: [value] for key, value in question.example.items()})
    assert answer.rows or name == "propositions"  # each guess about Moissac is decided
