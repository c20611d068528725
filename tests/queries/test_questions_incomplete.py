"""What the documents do not say of each action, over the invented towns and the roadmap of Moissac."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.store import OpenStore
from queries.ask import Answer, UnknownValue, ask
from queries.catalogue import catalogue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
ROWS: list[dict[str, Any]] = [
    row
    for row in tomllib.loads((Path(__file__).parents[1] / "moissac.toml").read_text("utf-8"))["row"]
    if "period" in row
]
WORDS = ("acteur", "pilote", "financeur", "échéance", "quartier", "indicateur", "public", "objectif", "élément")
BARE = """a:x a mlg:Action ; skos:prefLabel "Autre"@fr ; mlg:statut <reference/statut/prevue> .
    a:acteur1 a mlg:Acteur . a:personne a mlg:ActeurNonNomme ."""


def lacks(asking: Asking, action: str = "clairval/x") -> list[str]:
    """Return what an action of Clairval lacks, in the order of the answer."""
    rows = asking("actions-incompletes", contrat="clairval")
    return next((row["manques"].split(", ") for row in rows if row["action"] == action), [])


def test_each_action_that_lacks_something_says_what_in_one_order_the_emptiest_first(asking: Asking) -> None:
    rows = asking("actions-incompletes", contrat="clairval")
    assert [(row["actionLabel"], row["manques"], row["nombre"]) for row in rows] == [
        ("Territoire zéro chômeur", ", ".join(WORDS[:-1]), 8),
        ("Chantier jeunes", "pilote, échéance, quartier, indicateur, public, objectif", 6),
        ("Maison de santé", "indicateur", 1),
    ]
    assert {row["statutLabel"] for row in rows} == {"prévue"}
    assert {row["texteSeul"] for row in rows} == {False}
    assert {row["passage"] for row in rows} == {
        "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20"
    }


def test_an_action_of_which_nothing_but_its_name_is_said_lacks_everything(altered: Altered) -> None:
    assert lacks(altered(BARE)) == list(WORDS)


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("a:z mlg:dans a:x ; mlg:acteur a:acteur1 ; mlg:role <reference/role/acteur> .", {"acteur"}),
        ("a:z mlg:dans a:x ; mlg:acteur a:acteur1 ; mlg:role <reference/role/pilote> .", {"acteur", "pilote"}),
        ("a:z mlg:dans a:x ; mlg:acteur a:acteur1 ; mlg:role <reference/role/porteur> .", {"acteur", "pilote"}),
        ("a:z mlg:dans a:x ; mlg:acteur a:personne ; mlg:role <reference/role/pilote> .", set()),
        ("a:z mlg:finance a:x ; mlg:financeur a:acteur1 .", {"financeur"}),
        ("a:z mlg:finance a:x ; mlg:financeur a:acteur1 ; mlg:groupeAlternative 'A ou B' .", {"financeur"}),
        ("a:z mlg:finance a:x ; mlg:financeur a:personne .", set()),
        ("a:x mlg:periode a:z . a:z mlg:naturePeriode <reference/nature-periode/datee> .", {"échéance"}),
        ("a:x mlg:periode a:z . a:z mlg:naturePeriode <reference/nature-periode/continue> .", {"échéance"}),
        ("a:x mlg:periode a:z . a:z mlg:naturePeriode <reference/nature-periode/recurrente> .", {"échéance"}),
        ("a:x mlg:periode a:z . a:z mlg:naturePeriode <reference/nature-periode/non-definie> .", set()),
        ("a:x mlg:foisParAn 4 .", {"échéance"}),
        ("a:x mlg:quartier a:z .", {"quartier"}),
        ("a:x mlg:cible a:z .", {"indicateur"}),
        ("a:x mlg:public a:z .", {"public"}),
        ("a:x mlg:objectif 'Aider'@fr .", {"objectif"}),
        ("a:x mlg:repondA <clairval/element/pilier-1> .", {"élément"}),
    ],
)
def test_what_is_said_of_an_action_is_lacking_no_more(altered: Altered, turtle: str, said: set[str]) -> None:
    assert lacks(altered(f"{BARE} {turtle}")) == [word for word in WORDS if word not in said]


@pytest.mark.parametrize(
    ("status", "needed"),
    [("prevue", True), ("en-cours", True), ("effectuee", False), ("echec", False), ("abandonnee", False)],
)
def test_what_is_over_needs_no_deadline(altered: Altered, status: str, needed: bool) -> None:  # noqa: FBT001
    found = lacks(altered(BARE.replace("prevue", status)))
    assert ("échéance" in found) is needed
    assert len(found) == len(WORDS) - (not needed)


def test_an_action_of_which_all_is_said_has_no_row(altered: Altered) -> None:
    asking = altered("<clairval/action/maison-de-sante> mlg:cible a:c .")
    assert lacks(asking, "clairval/action/maison-de-sante") == []
    assert len(asking("actions-incompletes", contrat="clairval")) == 2


def test_the_actions_can_be_asked_for_by_what_they_lack_their_status_and_their_part(altered: Altered) -> None:
    asking = altered(
        """<clairval/action/chantier-jeunes> mlg:partieDuDocument <reference/contenu/feuille-de-route> ;
        mlg:statut <reference/statut/effectuee> .""",
        without=[("clairval/action/chantier-jeunes", "statut")],
    )

    def labels(**arguments: str) -> list[str]:
        return [row["actionLabel"] for row in asking("actions-incompletes", contrat="clairval", **arguments)]

    assert labels(manque="acteur") == ["Territoire zéro chômeur"]
    assert labels(manque="indicateur") == ["Territoire zéro chômeur", "Chantier jeunes", "Maison de santé"]
    assert labels(manque="élément") == []
    assert labels(statut="effectuée") == ["Chantier jeunes"]
    assert labels(partie="feuille de route") == ["Chantier jeunes"]
    with pytest.raises(UnknownValue, match="le manque « argent »"):
        labels(manque="argent")


def test_a_sentence_need_not_tell_all_and_comes_after_the_roadmap(altered: Altered) -> None:
    asking = altered(f"""{BARE} a:x mlg:motsDeLaSource "Autre chose"@fr .""")
    *_, last = asking("actions-incompletes", contrat="clairval")
    assert (last["action"], last["texteSeul"]) == ("clairval/x", True)
    assert last["constat"].endswith(", ni élément du cadre : la phrase n'avait pas à le dire.")
    assert last["examine"].startswith("La phrase qui dit l'action : ")
    assert last["remede"] == "Si l'action compte encore, la porter à la feuille de route avec ce qui manque."
    told = "a:x mlg:partieDuDocument <reference/contenu/feuille-de-route> , <reference/contenu/plan-d-action> ."
    (first, *_) = altered(f"""{BARE} a:x mlg:motsDeLaSource "Autre chose"@fr . {told}""")(
        "actions-incompletes", contrat="clairval"
    )
    assert (first["action"], first["texteSeul"], first["parties"]) == (
        "clairval/x",
        False,
        "feuille de route ; plan d'action",
    )


def test_what_lacks_is_told_in_a_sentence(altered: Altered, asking: Asking) -> None:
    rows = {row["actionLabel"]: row for row in asking("actions-incompletes", contrat="clairval")}
    assert rows["Maison de santé"]["constat"] == "« Maison de santé » n'a pas d'indicateur chiffré."
    assert rows["Chantier jeunes"]["constat"] == (
        "« Chantier jeunes » n'a ni pilote nommé, ni échéance, ni quartier, ni indicateur chiffré, ni public, "
        "ni objectif."
    )
    assert rows["Chantier jeunes"]["remede"].startswith("Compléter ce que les documents disent")
    assert rows["Chantier jeunes"]["examine"].startswith("Tout ce que les documents disent de l'action : ")
    # its source says that its funding is to be defined
    assert rows["Territoire zéro chômeur"]["constat"].endswith(" La source remet le financement à plus tard.")
    paid = """a:z mlg:finance <clairval/action/zero-chomeur> ; mlg:financeur <reference/acteur/etat> .
        <clairval/action/maison-de-sante> mlg:cible a:c ; mlg:renvoi "Voir p9"@fr , "Voir p15"@fr ."""
    asking = altered(paid, without=[("clairval/action/maison-de-sante", "public")])
    rows = {row["actionLabel"]: row for row in asking("actions-incompletes", contrat="clairval")}
    assert rows["Maison de santé"]["constat"] == (
        "« Maison de santé » n'a pas de public. Le document renvoie ailleurs : « Voir p15 », « Voir p9 »."
    )
    assert "plus tard" not in rows["Territoire zéro chômeur"]["constat"]


def test_a_contract_without_a_roadmap_has_no_row_and_says_that_it_cannot_know(
    asking: Asking, answering: Callable[..., Answer]
) -> None:
    assert asking("actions-incompletes", contrat="valdor") == []
    assert "inconnue pour ce contrat" in answering("actions-incompletes", contrat="valdor").notices[0]


def test_the_roadmap_of_moissac_lacks_what_its_cells_leave_empty(bundle: OpenStore) -> None:
    # the column OBJECTIFS is empty in these rows (lines 925 to 928, 941, 950), or sends to another page (line 936)
    aimless = {925, 926, 927, 928, 936, 941, 950}
    expected = {
        row["action"]: {
            "pilote",  # no column of the roadmap tells who leads,
            "indicateur",  # and none gives a figure to reach
            *(["acteur"] if all(name.startswith("(") for name in row["actors"]) else []),
            *(["financeur"] if all(name.startswith("(") for name in row.get("funders", [])) else []),
            *(["échéance"] if row["period"] == "non-definie" else []),
            *(["quartier"] if not row.get("quarters") else []),
            *(["public"] if not row["publics"] else []),
            *(["objectif"] if row["line"] in aimless else []),
        }
        for row in ROWS
    }
    arguments = {"contrat": ["moissac"], "partie": ["feuille de route"]}
    rows = ask(bundle.store, catalogue()["actions-incompletes"], arguments).records()
    assert {str(row["actionLabel"]): set(str(row["manques"]).split(", ")) for row in rows} == expected
    assert {row["texteSeul"] for row in rows} == {False}


def test_each_sentence_of_moissac_lacks_something_and_seven_name_who_leads(bundle: OpenStore) -> None:
    rows = ask(bundle.store, catalogue()["actions-incompletes"], {"contrat": ["moissac"]}).records()
    assert [row["texteSeul"] for row in rows] == [False] * 29 + [True] * (len(rows) - 29)
    lines = tomllib.loads((Path(__file__).parents[1] / "moissac-prose.toml").read_text("utf-8"))["line"]
    led = [line["line"] for line in lines if "porteur" in line.get("roles", {}).values()]
    assert len(led) == len(rows) - sum("pilote" in str(row["manques"]) for row in rows)
