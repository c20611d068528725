"""What falls if an actor withdraws, on whom most depends, and who is present most: invented towns and Moissac."""

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.store import OpenStore
from queries.ask import Answer, UnknownValue, ask
from queries.catalogue import catalogue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
TESTS = Path(__file__).parents[1]
ROADMAP: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"]
LINES: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))["line"]
HERE = "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20"
FIRST_LINE = "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"
CHANTIER, SANTE = "clairval/action/chantier-jeunes", "clairval/action/maison-de-sante"
COMMUNE, ELAN, REGION = (
    "clairval/acteur/commune-de-clairval",
    "clairval/acteur/association-l-elan",
    "clairval/acteur/region",
)
SERVICE = f"""<clairval/acteur/pole> a mlg:Acteur , mlg:Service ; skos:prefLabel "Pôle Jeunesse"@fr ;
    mlg:serviceDe <{COMMUNE}> . """
DONE = "l'action est dite effectuée et peut être terminée"
KINDS = {
    "son seul financeur": "seulFinanceur",
    "son seul pilote": "seulPorteur",
    "son seul porteur": "seulPorteur",
    "son seul pilote et porteur": "seulPorteur",
    "son seul opérateur": "seulOperateur",
    "son seul animateur": "seulAnimateur",
    "son seul participant": "seulParticipant",
}


def part(name: str, thing: str, role: str, actor: str = COMMUNE) -> str:
    """Write that an actor takes part in a thing."""
    return f"a:{name} mlg:dans <{thing}> ; mlg:acteur <{actor}> ; mlg:role <reference/role/{role}> . "


def funds(name: str, thing: str, actor: str, more: str = "") -> str:
    """Write a voted funding line."""
    return f"""a:{name} a mlg:EngagementFinancier ; mlg:finance <{thing}> ; mlg:financeur <{actor}> ;
        mlg:fermete <reference/fermete/vote> {more} . """


def lost(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [(row["acteur"], row["chose"], row["nature"], row["certitude"], row["reserve"]) for row in rows]


def of(asking: Asking, thing: str, nature: str) -> list[dict[str, Any]]:
    return [row for row in asking("fragilite", contrat="clairval") if (row["chose"], row["nature"]) == (thing, nature)]


def test_what_has_only_one_funder_holder_or_participant_falls_with_it(asking: Asking) -> None:
    rows = asking("fragilite")
    maybe = (
        "la source pose une alternative (« Etat ou Région ») ; un financeur n'est pas nommé (« Structure porteuse »)"
    )
    assert lost(rows) == [
        (ELAN, CHANTIER, "son seul participant", "certaine", None),
        (COMMUNE, CHANTIER, "son seul financeur", "certaine", None),
        (COMMUNE, SANTE, "son seul financeur", "possible", maybe),
        (COMMUNE, SANTE, "son seul porteur", "certaine", None),
    ]
    assert {(row["passage"], row["statutLabel"], row["services"]) for row in rows} == {(HERE, "prévue", None)}


def test_a_loss_is_explained_in_sentences(asking: Asking) -> None:
    alone, funding, maybe, holder = asking("fragilite")
    assert alone["constat"] == (
        "Si « Association L'Élan » se retirait, « Chantier jeunes » perdrait son seul participant nommé."
    )
    assert alone["examine"] == "Qui prend part à « Chantier jeunes » selon les documents : un seul acteur nommé."
    assert alone["remede"] == "Nommer un autre participant pour « Chantier jeunes »."
    assert (
        funding["constat"]
        == "Si « Commune de Clairval » se retirait, « Chantier jeunes » perdrait son seul financeur nommé."
    )
    assert funding["examine"] == (
        "La seule ligne de financement dont le financeur est nommé, hors alternative (potentiel)."
    )
    assert maybe["constat"].startswith(
        "Si « Commune de Clairval » se retirait, « Maison de santé » pourrait perdre son seul financeur nommé : "
    )
    assert holder["examine"] == (
        "Qui prend part à « Maison de santé » selon les documents : 2 acteurs nommés, dont un seul est dit porteur."
    )
    assert holder["remede"] == "Nommer un autre porteur pour « Maison de santé »."


def test_one_actor_may_be_asked_for(asking: Asking) -> None:
    assert [row["chose"] for row in asking("fragilite", acteur="Mairie")] == [CHANTIER, SANTE, SANTE]
    assert [row["chose"] for row in asking("fragilite", acteur="Association L'Élan")] == [CHANTIER]
    # the Région funds in an alternative only
    assert asking("fragilite", acteur="Région") == []
    with pytest.raises(UnknownValue, match="l'acteur « Région des Plaines »"):
        asking("fragilite", acteur="Région des Plaines")


def test_two_funders_are_enough_and_two_lines_of_one_are_not(altered: Altered) -> None:
    assert of(altered(funds("l", CHANTIER, REGION)), CHANTIER, "son seul financeur") == []
    (row,) = of(altered(funds("l", CHANTIER, COMMUNE)), CHANTIER, "son seul financeur")
    assert (row["certitude"], row["examine"]) == (
        "certaine",
        "Les 2 lignes de financement dont le financeur est nommé, hors alternative (potentiel, voté).",
    )


def test_the_passages_of_the_least_firm_lines_come_first(altered: Altered) -> None:
    voted = funds("l", CHANTIER, COMMUNE, "; prov:wasDerivedFrom <clairval/passage/contrat-2030/l1>")
    (row,) = of(altered(voted), CHANTIER, "son seul financeur")
    assert row["passage"] == f"{HERE} ; {FIRST_LINE}"


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        (
            funds("l", CHANTIER, "clairval/non-nomme/structure-porteuse"),
            "un financeur n'est pas nommé (« Structure porteuse »)",
        ),
        (
            funds("l", CHANTIER, REGION, '; mlg:groupeAlternative "Région ou Etat"'),
            "la source pose une alternative (« Région ou Etat »)",
        ),
        (f"<{CHANTIER}> mlg:financeursListeOuverte true .", "la liste des financeurs est ouverte"),
        (f"<{CHANTIER}> mlg:statut <reference/statut/effectuee> .", DONE),
    ],
)
def test_a_loss_of_funding_is_only_possible_where_others_may_pay(altered: Altered, turtle: str, reason: str) -> None:
    (row,) = of(altered(turtle, without=[(CHANTIER, "statut")]), CHANTIER, "son seul financeur")
    assert (row["certitude"], row["reserve"]) == ("possible", reason)
    assert row["constat"] == (
        "Si « Commune de Clairval » se retirait, « Chantier jeunes » pourrait perdre son seul financeur nommé : "
        f"{reason}."
    )


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        (
            part("p", SANTE, "acteur", "clairval/non-nomme/structure-porteuse"),
            "un participant n'est pas nommé (« Structure porteuse »)",
        ),
        (f"<{SANTE}> mlg:acteursListeOuverte true .", "la liste des acteurs est ouverte"),
        (f"<{SANTE}> mlg:statut <reference/statut/effectuee> .", DONE),
    ],
)
def test_a_loss_of_the_holder_is_only_possible_where_others_may_hold(
    altered: Altered, turtle: str, reason: str
) -> None:
    (row,) = of(altered(turtle, without=[(SANTE, "statut")]), SANTE, "son seul porteur")
    assert (row["certitude"], row["reserve"]) == ("possible", reason)


def test_an_open_list_of_actors_says_nothing_of_the_funders_nor_the_other_way(altered: Altered) -> None:
    asking = altered(f"<{CHANTIER}> mlg:acteursListeOuverte true . <{SANTE}> mlg:financeursListeOuverte true .")
    assert [row["certitude"] for row in of(asking, CHANTIER, "son seul financeur")] == ["certaine"]
    assert [row["certitude"] for row in of(asking, CHANTIER, "son seul participant")] == ["possible"]
    assert [row["certitude"] for row in of(asking, SANTE, "son seul porteur")] == ["certaine"]


def test_an_unnamed_participant_says_nothing_of_the_funders_and_several_reasons_stand_together(
    altered: Altered,
) -> None:
    asking = altered(
        part("p", CHANTIER, "acteur", "clairval/non-nomme/structure-porteuse")
        + f"<{SANTE}> mlg:statut <reference/statut/effectuee> ; mlg:acteursListeOuverte true .",
        without=[(SANTE, "statut")],
    )
    assert [row["certitude"] for row in of(asking, CHANTIER, "son seul financeur")] == ["certaine"]
    assert [row["reserve"] for row in of(asking, SANTE, "son seul porteur")] == [
        f"{DONE} ; la liste des acteurs est ouverte"
    ]


def test_an_actor_told_twice_or_on_two_passages_is_still_one(altered: Altered) -> None:
    asking = altered(
        SERVICE
        + part("p", SANTE, "porteur")
        + part("q", "clairval/instance/copil", "animateur", "clairval/acteur/pole")
        + part("r", "clairval/instance/copil", "animateur", "clairval/acteur/pole")
        + "<clairval/financement/chantier-jeunes-commune> prov:wasDerivedFrom <clairval/passage/contrat-2030/l1> ."
    )
    (holder,) = of(asking, SANTE, "son seul porteur")
    assert holder["examine"].endswith("2 acteurs nommés, dont un seul est dit porteur.")
    (funder,) = of(asking, CHANTIER, "son seul financeur")
    assert funder["examine"].startswith("La seule ligne")
    assert funder["passage"] == f"{FIRST_LINE} ; {HERE}"
    rows = of(asking, "clairval/instance/copil", "son seul animateur")
    assert [row["acteurLabel"] for row in rows] == ["Commune de Clairval", "Pôle Jeunesse"]
    told = {row["acteurLabel"]: row["seulAnimateur"] for row in asking("dependances", contrat="clairval")}
    assert (told["Commune de Clairval"], told["Pôle Jeunesse"]) == (1, 1)


@pytest.mark.parametrize(("status", "word"), [("abandonnee", "abandonnée"), ("echec", "échec")])
def test_what_already_fell_is_told_in_the_past_and_no_dependency(altered: Altered, status: str, word: str) -> None:
    asking = altered(f"<{SANTE}> mlg:statut <reference/statut/{status}> .", without=[(SANTE, "statut")])
    (row,) = of(asking, SANTE, "son seul porteur")
    assert (row["certitude"], row["reserve"]) == ("passée", None)
    assert row["constat"] == f"« Maison de santé » ({word}) n'avait que « Commune de Clairval » comme porteur nommé."
    assert row["remede"] == "Rien à régler : l'action n'est plus menée."
    (commune,) = [row for row in asking("dependances", contrat="clairval") if row["acteur"] == COMMUNE]
    assert (commune["reposent"], commune["seulFinanceur"], commune["seulPorteur"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("others", "nature"),
    [
        ([("pilote", COMMUNE)], "son seul pilote et porteur"),
        ([("pilote", ELAN)], None),
        ([("porteur", ELAN)], None),
        ([("operateur", ELAN)], "son seul porteur"),
    ],
)
def test_pilots_and_holders_are_one_kind_of_lead(
    altered: Altered, others: list[tuple[str, str]], nature: str | None
) -> None:
    asking = altered("".join(part(f"p{at}", SANTE, role, actor) for at, (role, actor) in enumerate(others)))
    found = [row["nature"] for row in asking("fragilite", contrat="clairval") if row["chose"] == SANTE]
    assert [kind for kind in found if kind in {"son seul porteur", "son seul pilote et porteur"}] == (
        [nature] if nature else []
    )


def test_a_pilot_alone_is_called_a_pilot(altered: Altered) -> None:
    assert of(altered(part("p", CHANTIER, "pilote")), CHANTIER, "son seul pilote") != []


def test_an_operator_and_who_animates_an_instance_may_be_alone_too(altered: Altered) -> None:
    asking = altered(
        part("p", "clairval/dispositif/cls", "operateur", ELAN)
        + part("q", "clairval/instance/copil", "animateur", ELAN)
        + "a:q prov:wasDerivedFrom <clairval/passage/contrat-2030/l1> ."
    )
    told = {(row["chose"], row["nature"], row["passage"]) for row in asking("fragilite", acteur="Association L'Élan")}
    assert told == {
        (CHANTIER, "son seul participant", HERE),
        ("clairval/dispositif/cls", "son seul opérateur", None),
        ("clairval/instance/copil", "son seul animateur", FIRST_LINE),
    }


def test_who_has_one_of_the_roles_is_not_told_again_as_the_only_participant(altered: Altered) -> None:
    asking = altered("", without=[("clairval/participation/maison-de-sante-elan", "dans")])
    assert [row["nature"] for row in asking("fragilite", contrat="clairval") if row["chose"] == SANTE] == [
        "son seul financeur",
        "son seul porteur",
    ]


def test_signing_or_funding_the_contract_as_a_whole_and_its_elements_is_no_fragility(altered: Altered) -> None:
    asking = altered(
        funds("l", "clairval/element/os-1-1", REGION)
        + funds("m", "clairval", REGION)
        + part("p", "clairval", "pilote", REGION)
    )
    assert asking("fragilite", acteur="Région") == []


def test_an_organisation_withdraws_with_its_services(altered: Altered) -> None:
    asking = altered(SERVICE + part("p", "clairval/instance/copil", "animateur", "clairval/acteur/pole"))
    rows = of(asking, "clairval/instance/copil", "son seul animateur")
    assert [(row["acteurLabel"], row["services"]) for row in rows] == [
        ("Commune de Clairval", "Pôle Jeunesse"),
        ("Pôle Jeunesse", None),
    ]
    assert rows[0]["constat"] == (
        "Si « Commune de Clairval » se retirait, avec « Pôle Jeunesse », « COPIL du contrat de ville » perdrait son "
        "seul animateur nommé."
    )
    assert rows[1]["constat"].startswith("Si « Pôle Jeunesse » se retirait, « COPIL")
    assert [row["acteur"] for row in asking("fragilite", acteur="Pôle Jeunesse")] == ["clairval/acteur/pole"]


def test_an_organisation_and_its_service_are_no_two_to_rely_on(altered: Altered) -> None:
    asking = altered(SERVICE + part("p", SANTE, "porteur", "clairval/acteur/pole"))
    (row,) = of(asking, SANTE, "son seul porteur")
    assert (row["acteur"], row["services"]) == (COMMUNE, "Pôle Jeunesse")
    assert row["examine"].endswith("3 acteurs nommés, dont 2, de la même organisation, ont le rôle de porteur.")


def test_without_a_roadmap_what_falls_is_unknown(answering: Callable[..., Answer]) -> None:
    answer = answering("fragilite", contrat="valdor")
    assert answer.rows == ()
    assert "la réponse est inconnue pour ce contrat" in answer.notices[0]


# on whom most depends


def counts(row: dict[str, Any]) -> tuple[object, ...]:
    names = ("actions", "actionsFinancees", "reposent", *dict.fromkeys(KINDS.values()))
    return tuple(row[name] for name in names)


def test_actors_are_ranked_by_what_has_only_them(asking: Asking) -> None:
    rows = asking("dependances")
    assert [(row["acteurLabel"], *counts(row)) for row in rows] == [
        ("Commune de Clairval", 1, 2, 2, 2, 1, 0, 0, 0),
        ("Association L'Élan", 2, 0, 1, 0, 0, 0, 0, 1),
        ("Région des Collines", 0, 0, 0, 0, 0, 0, 0, 0),
        ("État", 0, 0, 0, 0, 0, 0, 0, 0),
    ]
    assert [row["constat"] for row in rows[:3]] == [
        "« Commune de Clairval » est 2 fois le seul financeur nommé, 1 fois le seul porteur ou pilote nommé.",
        "« Association L'Élan » est 1 fois le seul participant nommé.",
        "Rien, d'après les documents, ne repose sur « Région des Collines » seul.",
    ]
    assert [row["remede"] for row in rows] == ["Nommer quelqu'un d'autre là où l'acteur est seul."] * 2 + [
        "Rien à régler."
    ] * 2


def test_who_only_signs_or_stands_in_the_directory_is_not_ranked(altered: Altered) -> None:
    asking = altered(part("p", "clairval", "signataire", REGION), without=[
        ("clairval/financement/maison-de-sante-region", "financeur")
    ])  # fmt: skip
    assert REGION not in {row["acteur"] for row in asking("dependances", contrat="clairval")}


def test_an_organisation_counts_with_its_services(altered: Altered) -> None:
    asking = altered(
        SERVICE
        + part("p", CHANTIER, "operateur", "clairval/acteur/pole")
        + part("q", "clairval/instance/copil", "animateur", "clairval/acteur/pole")
    )
    told = {row["acteurLabel"]: counts(row) for row in asking("dependances", contrat="clairval")}
    # three things have only the town: the two actions and the COPIL
    assert told["Commune de Clairval"] == (2, 2, 3, 2, 1, 1, 1, 0)
    assert told["Pôle Jeunesse"] == (1, 0, 2, 0, 0, 1, 1, 0)


@pytest.mark.parametrize("town", ["clairval", "moissac"])
def test_the_ranking_counts_the_rows_of_what_falls(asking: Asking, bundle: OpenStore, town: str) -> None:
    falling, ranking = (
        asking(name, contrat=town) if town == "clairval" else asked(bundle, name, contrat=town)
        for name in ("fragilite", "dependances")
    )
    falling = [row for row in falling if row["certitude"] != "passée"]
    ranked = {row["acteur"]: row for row in ranking}
    expected = Counter((row["acteur"], KINDS[row["nature"]]) for row in falling)
    assert Counter({(who, kind): row[kind] for who, row in ranked.items() for kind in KINDS.values()}) == expected
    things = {who: {row["chose"] for row in falling if row["acteur"] == who} for who in ranked}
    assert {who: row["reposent"] for who, row in ranked.items()} == {who: len(of) for who, of in things.items()}


def test_what_depends_on_whom_is_unknown_without_a_roadmap(altered: Altered) -> None:
    elsewhere = "valdor/instance/copil"
    asking = altered(
        f"""<{elsewhere}> a mlg:Instance ; skos:prefLabel "COPIL"@fr . <valdor/acteur/commune> a mlg:Acteur ;
        skos:prefLabel "Commune de Valdor"@fr . """
        + part("p", elsewhere, "animateur", "valdor/acteur/commune"),
        town="valdor",
    )
    (row,) = asking("dependances", contrat="valdor")
    assert counts(row) == (None,) * 8
    assert row["constat"] == (
        "Aucune feuille de route n'est chargée : ce qui repose sur « Commune de Valdor » est inconnu."
    )
    assert row["remede"] == "Charger la feuille de route du contrat."
    # what the document on governance says stands
    assert [row["nature"] for row in asking("fragilite", contrat="valdor")] == ["son seul animateur"]
    assert altered("")("dependances", contrat="valdor") == []


def test_actors_of_whom_all_is_unknown_come_in_the_order_of_their_names(altered: Altered) -> None:
    turtle = "".join(
        f'<valdor/acteur/{name}> a mlg:Acteur ; skos:prefLabel "{name}"@fr .'
        f'<valdor/instance/{name}> a mlg:Instance ; skos:prefLabel "COPIL"@fr .'
        + part(f"p-{name}", f"valdor/instance/{at}", "animateur", f"valdor/acteur/{name}")
        for name, at in (("a", "a"), ("b", "b"), ("c", "a"))
    )
    rows = altered(turtle, town="valdor")("dependances", contrat="valdor")
    assert [row["acteurLabel"] for row in rows] == ["a", "b", "c"]


# who is present most in each pilier


def shares(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    names = ("pilierLabel", "actions", "avecActeur", "acteurs", "premiers", "presence", "part")
    return [tuple(row[name] for name in names) for row in rows]


def test_each_pilier_tells_who_is_present_most(asking: Asking) -> None:
    rows = asking("concentration", contrat="clairval")
    assert shares(rows) == [
        ("1 Vivre ensemble", 1, 1, 2, "Association L'Élan ; Commune de Clairval", 1, 100),
        ("2 Travailler", 2, 1, 1, "Association L'Élan", 1, 100),
    ]
    assert [row["constat"] for row in rows] == [
        "Dans « 1 Vivre ensemble », une seule action nomme qui y prend part : « Association L'Élan », "
        "« Commune de Clairval ».",
        "Dans « 2 Travailler », une seule action nomme qui y prend part : « Association L'Élan ».",
    ]
    assert {row["remede"] for row in rows} == {"Rien à régler : une seule action ne dit pas qui domine."}


def test_a_part_of_more_than_half_is_worth_a_remedy(altered: Altered) -> None:
    more = part("p", "clairval/action/zero-chomeur", "acteur", ELAN) + part("q", CHANTIER, "acteur", COMMUNE)
    (_, row) = altered(more)("concentration", contrat="clairval")
    assert shares([row]) == [("2 Travailler", 2, 2, 2, "Association L'Élan", 2, 100)]
    assert row["constat"] == (
        "Dans « 2 Travailler », « Association L'Élan » prend part à 2 des 2 actions dont un acteur est nommé (100 %)."
    )
    assert row["remede"] == (
        "Associer d'autres acteurs aux actions où « Association L'Élan » prend part, ou nommer ceux qui y sont déjà."
    )
    tied = more + part("r", "clairval/action/zero-chomeur", "acteur", COMMUNE)
    (_, row) = altered(tied)("concentration", contrat="clairval")
    assert row["remede"] == (
        "Associer d'autres acteurs aux actions où « Association L'Élan », « Commune de Clairval » prennent part, ou "
        "nommer ceux qui y sont déjà."
    )


def test_no_part_of_more_than_half_has_nothing_to_remedy(altered: Altered) -> None:
    (_, row) = altered(part("p", "clairval/action/zero-chomeur", "acteur", COMMUNE))(
        "concentration", contrat="clairval"
    )
    assert shares([row]) == [("2 Travailler", 2, 2, 2, "Association L'Élan ; Commune de Clairval", 1, 50)]
    assert row["constat"] == (
        "Dans « 2 Travailler », 2 organisations prennent part chacune à 1 des 2 actions dont un acteur est nommé "
        "(50 %) : « Association L'Élan », « Commune de Clairval »."
    )
    assert row["remede"] == "Rien à régler : aucune organisation ne prend part à plus de la moitié de ces actions."


def test_a_service_counts_for_its_organisation(altered: Altered) -> None:
    more = SERVICE + part("p", CHANTIER, "acteur", "clairval/acteur/pole") + part("q", CHANTIER, "acteur", COMMUNE)
    (_, row) = altered(more)("concentration", contrat="clairval")
    assert (row["acteurs"], row["premiers"]) == (2, "Association L'Élan ; Commune de Clairval")


def test_an_organisation_is_present_where_it_or_its_service_is(altered: Altered) -> None:
    more = SERVICE + part("p", CHANTIER, "acteur", "clairval/acteur/pole")
    more += part("q", "clairval/action/zero-chomeur", "acteur")
    (_, row) = altered(more)("concentration", contrat="clairval")
    assert shares([row]) == [("2 Travailler", 2, 2, 2, "Commune de Clairval", 2, 100)]


def test_who_is_not_named_is_never_the_most_present(altered: Altered) -> None:
    unnamed = "clairval/non-nomme/structure-porteuse"
    more = part("p", CHANTIER, "acteur", unnamed) + part("q", "clairval/action/zero-chomeur", "acteur", unnamed)
    (_, row) = altered(more)("concentration", contrat="clairval")
    assert shares([row]) == [("2 Travailler", 2, 1, 1, "Association L'Élan", 1, 100)]


def test_piliers_come_in_the_order_of_the_framework(altered: Altered) -> None:
    first = "clairval/element/pilier-1"
    asking = altered(f"<{first}> mlg:rang 9 .", without=[(first, "rang")])
    rows = asking("concentration", contrat="clairval")
    assert [row["pilierLabel"] for row in rows] == ["2 Travailler", "1 Vivre ensemble"]


def test_a_pilier_whose_actions_name_nobody_or_that_has_none_says_so(altered: Altered) -> None:
    asking = altered(
        """a:pilier-3 a mlg:ElementStrategique ; skos:prefLabel "Se loger"@fr ; mlg:niveau <reference/niveau/pilier> .
        a:volet a mlg:ElementStrategique ; skos:prefLabel "Contributions"@fr ; mlg:niveau <reference/niveau/volet> .""",
        without=[
            ("clairval/participation/chantier-jeunes-elan", "dans"),
            ("clairval/participation/maison-de-sante-elan", "dans"),
            ("clairval/participation/maison-de-sante-commune", "dans"),
        ],
    )
    rows = {row["pilierLabel"]: row for row in asking("concentration", contrat="clairval")}
    assert {name: row["constat"] for name, row in rows.items()} == {
        "1 Vivre ensemble": "Dans « 1 Vivre ensemble », la seule action ne nomme aucun acteur.",
        "2 Travailler": "Dans « 2 Travailler », aucune des 2 actions ne nomme d'acteur.",
        "Se loger": "Dans « Se loger », aucune action n'est dite.",
    }
    assert {name: row["remede"] for name, row in rows.items()} == {
        "1 Vivre ensemble": "Nommer qui prend part à ces actions.",
        "2 Travailler": "Nommer qui prend part à ces actions.",
        "Se loger": "Dire quelles actions servent cette partie du cadre.",
    }
    assert {(row["presence"], row["part"], row["premiers"]) for row in rows.values()} == {(0, None, None)}


def test_an_unnamed_participant_is_no_actor(altered: Altered) -> None:
    asking = altered(part("p", "clairval/action/zero-chomeur", "acteur", "clairval/non-nomme/structure-porteuse"))
    assert [row["avecActeur"] for row in asking("concentration", contrat="clairval")] == [1, 1]
    assert not any("non-nomme" in row["acteur"] for row in asking("dependances", contrat="clairval"))


def test_who_is_present_is_unknown_without_a_roadmap(asking: Asking) -> None:
    (row,) = asking("concentration", contrat="valdor")
    assert shares([row]) == [("1 Habiter", None, None, None, None, None, None)]
    assert (
        row["constat"]
        == "Aucune feuille de route n'est chargée : qui prend part aux actions de « 1 Habiter » est inconnu."
    )
    assert row["remede"] == "Charger la feuille de route du contrat."


# Moissac


def asked(bundle: OpenStore, question: str, **arguments: str) -> list[dict[str, Any]]:
    return ask(bundle.store, catalogue()[question], {name: [value] for name, value in arguments.items()}).records()


def named(line: dict[str, Any]) -> dict[str, str]:
    return {actor: role for actor, role in line.get("roles", {}).items() if not actor.startswith("(")}


def test_the_actions_of_moissac_that_rest_on_one_actor_are_those_read_in_the_document(bundle: OpenStore) -> None:
    expected: Counter[str] = Counter()
    for line in LINES:
        roles = Counter(named(line).values())
        expected["son seul porteur"] += roles["porteur"] == 1
        expected["son seul opérateur"] += roles["operateur"] == 1
        expected["son seul participant"] += roles.total() == 1 and not roles["porteur"] + roles["operateur"]
        expected["son seul financeur"] += len(line.get("funders", {})) == 1
    # « Opérateur Urbanis » in two rows of the roadmap
    expected["son seul opérateur"] += sum("Urbanis" in row.get("actors", []) for row in ROADMAP)
    rows = asked(bundle, "fragilite", contrat="moissac")
    told = [row for row in rows if "/action/" in row["chose"] and not row["services"]]
    assert Counter(row["nature"] for row in told) == expected
    assert all(row["passage"] for row in rows)


def test_the_renewal_programme_fell_with_its_only_operator(bundle: OpenStore) -> None:
    # « Abandon du projet NPRNU mi-2020 du fait du retrait du principal opérateur … », line 801
    (row,) = asked(bundle, "fragilite", contrat="moissac", acteur="Tarn et Garonne Habitat")
    assert (row["choseLabel"], row["nature"], row["certitude"]) == ("Projet NPRNU", "son seul opérateur", "passée")
    assert (
        row["constat"] == "« Projet NPRNU » (abandonnée) n'avait que « Tarn et Garonne Habitat » comme opérateur nommé."
    )
    assert "ligne 801" in row["passage"]


def test_what_falls_with_urbanis_is_the_housing_programme_and_where_it_is_steered(bundle: OpenStore) -> None:
    rows = asked(bundle, "fragilite", contrat="moissac", acteur="Urbanis")
    assert {(row["choseLabel"].partition(" – ")[0], row["nature"], row["certitude"]) for row in rows} == {
        ("OPAH-RU", "son seul opérateur", "certaine"),
        ("Lutte contre l'habitat indigne Diminution de la vacance", "son seul opérateur", "certaine"),
        ("Opération programmée d'amélioration de l'habitat", "son seul opérateur", "certaine"),
        ("COTECH-COPIL Lutte contre l'Habitat Indigne", "son seul animateur", "certaine"),
    }


def test_the_coordinations_of_moissac_fall_with_the_service_that_animates_them(bundle: OpenStore) -> None:
    # page 9: cohésion sociale, médiation and emploi are animated by the service Politique de la Ville
    rows = asked(bundle, "fragilite", contrat="moissac", acteur="Service Politique de la Ville")
    animated = {row["choseLabel"] for row in rows if row["nature"] == "son seul animateur"}
    assert animated == {"Coordination Cohésion sociale", "Coordination Emploi", "Coordination Médiation"}
    of_the_town = asked(bundle, "fragilite", contrat="moissac", acteur="Commune")
    assert animated <= {row["choseLabel"] for row in of_the_town if row["services"] == "Service Politique de la Ville"}


def test_what_is_carried_together_has_others_who_carry_it(bundle: OpenStore) -> None:
    # « Une initiative collective en cours, co-portée par la DRAC », line 509
    (row,) = asked(bundle, "fragilite", contrat="moissac", acteur="DRAC")
    assert (row["nature"], row["certitude"], row["reserve"]) == (
        "son seul porteur",
        "possible",
        "la liste des acteurs est ouverte",
    )


def test_the_town_takes_part_in_most_actions_of_the_employment_tables(bundle: OpenStore) -> None:
    rows = {row["pilierLabel"][:1]: row for row in asked(bundle, "concentration", contrat="moissac")}
    # The roadmap of the pilier (lines 946 to 951) names the town in each of its six actions; so does the prose once
    # (line 642), and once it names a service of the town (line 628).
    prose = [line for line in LINES if 600 <= line["line"] < 737 and named(line)]
    in_table = {row["action"] for row in ROADMAP if 946 <= row["line"] <= 951}
    actions = len(in_table) + len(prose)
    town = len(in_table) + sum(bool({"Commune", "Pôle d'attractivité de Moissac"} & set(named(line))) for line in prose)
    row = rows["2"]
    assert (row["premiers"], row["avecActeur"], row["presence"]) == ("Commune de Moissac", actions, town)
    assert row["part"] == round(100 * town / actions)


def test_the_piliers_of_montauban_have_an_unknown_share(bundle: OpenStore) -> None:
    rows = asked(bundle, "concentration", contrat="montauban")
    assert len([row for row in rows if row["pilierLabel"][:2] in {"1 ", "2 ", "3 "}]) == 3
    assert {(row["actions"], row["premiers"]) for row in rows} == {(None, None)}
    assert asked(bundle, "fragilite", contrat="montauban") == []
