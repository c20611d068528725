"""The questions about funding, asked of two invented towns whose answers are known by reading them."""

from collections.abc import Callable

import pytest

from queries.ask import UnknownValue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
CHANTIER, SANTE, CHOMEUR = "Chantier jeunes", "Maison de santé", "Territoire zéro chômeur"
HERE = "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20"


def test_a_funding_line_is_one_row_with_its_firmness_and_its_place(asking: Asking) -> None:
    rows = asking("financements")
    told = [
        (row["actionLabel"], row["financeurLabel"], row["fermeteLabel"], row["montant"], row["annee"]) for row in rows
    ]
    assert sorted(told, key=str) == [
        (CHANTIER, "Commune de Clairval", "potentiel", None, None),
        (SANTE, "Commune de Clairval", "voté", 50000, 2024),
        (SANTE, "Région des Collines", "potentiel", None, None),
        (SANTE, "non nommé (« Structure porteuse »)", "potentiel", None, None),
        (SANTE, "État", "potentiel", None, None),
    ]
    assert {row["passage"] for row in rows} == {HERE}


def test_an_alternative_is_said_on_each_of_its_lines(asking: Asking) -> None:
    told = {row["financeurLabel"]: row["alternative"] for row in asking("financements", action=SANTE)}
    assert told == {
        "Commune de Clairval": None,
        "État": "Etat ou Région",
        "Région des Collines": "Etat ou Région",
        "non nommé (« Structure porteuse »)": None,
    }


def test_a_placeholder_is_shown_as_not_named(asking: Asking) -> None:
    (row,) = [row for row in asking("financements") if not row["nomme"]]
    assert (row["motsDeLaSource"], row["financeurLabel"]) == (
        "Structure porteuse",
        "non nommé (« Structure porteuse »)",
    )


def test_an_action_that_answers_two_elements_keeps_one_row_a_line(altered: Altered) -> None:
    asking = altered("<clairval/action/chantier-jeunes> mlg:repondA <clairval/element/p-1-1-2> .")
    (row,) = asking("financements", action=CHANTIER)
    assert row["elements"] == "2 Travailler ; P 1.1.2 Former les médiateurs à la santé"


def test_two_passages_of_one_line_keep_one_row(altered: Altered) -> None:
    asking = altered(
        "<clairval/financement/chantier-jeunes-commune> prov:wasDerivedFrom <clairval/passage/contrat-2030/l1> ."
    )
    (row,) = asking("financements", action=CHANTIER)
    first = "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"
    assert row["passage"] == f"{first} ; {HERE}"


def test_a_contract_without_funding_has_no_row(asking: Asking) -> None:
    assert asking("financements", contrat="valdor") == []
    assert asking("financements", action=CHOMEUR) == []


def test_the_funders_of_an_action_are_told_with_the_open_list(altered: Altered) -> None:
    asking = altered("<clairval/action/chantier-jeunes> mlg:financeursListeOuverte true .")
    (row,) = asking("financeurs-d-une-action", action=CHANTIER)
    assert (row["financeurLabel"], row["listeOuverte"]) == ("Commune de Clairval", True)
    assert row["remarque"] == "liste ouverte : la source laisse place à d'autres financeurs"


def test_the_funders_of_an_action_without_a_remark(asking: Asking) -> None:
    rows = asking("financeurs-d-une-action", action=SANTE)
    assert {row["financeurLabel"]: row["nomme"] for row in rows} == {
        "Commune de Clairval": True,
        "État": True,
        "Région des Collines": True,
        "non nommé (« Structure porteuse »)": False,
    }
    assert {(row["remarque"], row["listeOuverte"], row["passage"]) for row in rows} == {(None, False, HERE)}


def test_an_action_whose_funding_is_to_be_defined_says_so_without_a_funder(asking: Asking) -> None:
    (row,) = asking("financeurs-d-une-action", action=CHOMEUR)
    assert (row["financeur"], row["nomme"]) == (None, None)
    assert row["remarque"] == "financement à définir (dit par la source)"


def test_an_action_of_which_the_source_says_no_funder(altered: Altered) -> None:
    asking = altered("", without=[("clairval/action/zero-chomeur", "financementADefinir")])
    (row,) = asking("financeurs-d-une-action", action=CHOMEUR)
    assert (row["financeur"], row["remarque"]) == (None, "aucun financeur indiqué")


def test_the_actions_of_a_funder_name_the_others_of_an_alternative(asking: Asking) -> None:
    (row,) = asking("actions-d-un-financeur", financeur="Région")
    assert (row["actionLabel"], row["alternative"], row["ou"]) == (SANTE, "Etat ou Région", "État")
    told = [
        (row["actionLabel"], row["montant"], row["ou"]) for row in asking("actions-d-un-financeur", financeur="Mairie")
    ]
    assert told == [(CHANTIER, None, None), (SANTE, 50000, None)]


def test_alternatives_of_the_same_name_on_two_actions_are_not_mixed(altered: Altered) -> None:
    asking = altered(
        """a:ligne a mlg:EngagementFinancier ; mlg:finance <clairval/action/chantier-jeunes> ;
        mlg:financeur <clairval/acteur/association-l-elan> ; mlg:groupeAlternative "Etat ou Région" ;
        mlg:fermete <reference/fermete/potentiel> ."""
    )
    assert [row["ou"] for row in asking("actions-d-un-financeur", financeur="Région")] == ["État"]
    assert [row["ou"] for row in asking("actions-d-un-financeur", financeur="Association L'Élan")] == [None]


def test_a_known_actor_that_funds_nothing_has_no_row(asking: Asking) -> None:
    assert asking("actions-d-un-financeur", financeur="Association L'Élan") == []
    assert asking("actions-d-un-financeur", financeur="ANAH") == []


def test_an_unknown_funder_is_not_an_empty_answer(asking: Asking) -> None:
    with pytest.raises(UnknownValue, match="le financeur « Région des Plaines »") as caught:
        asking("actions-d-un-financeur", financeur="Région des Plaines")
    assert caught.value.nearest[0] == "Région des Collines"


def test_an_action_without_a_funder_has_the_reason_that_the_source_gives(altered: Altered, asking: Asking) -> None:
    assert [(row["actionLabel"], row["raison"]) for row in asking("actions-sans-financeur")] == [
        (CHOMEUR, "financement à définir (dit par la source)")
    ]
    silent = altered("", without=[("clairval/action/zero-chomeur", "financementADefinir")])
    assert [row["raison"] for row in silent("actions-sans-financeur")] == ["aucun financeur indiqué"]


def test_an_action_whose_only_funder_is_not_named_is_neither_without_nor_with_one_funder(altered: Altered) -> None:
    asking = altered(
        """a:ligne a mlg:EngagementFinancier ; mlg:finance <clairval/action/zero-chomeur> ;
        mlg:financeur <clairval/non-nomme/structure-porteuse> ; mlg:fermete <reference/fermete/potentiel> ."""
    )
    assert asking("actions-sans-financeur") == []
    assert [row["actionLabel"] for row in asking("actions-a-financeur-unique")] == [CHANTIER]


def test_one_named_funder_alone_makes_an_action_depend_on_it(asking: Asking) -> None:
    (row,) = asking("actions-a-financeur-unique")
    assert (row["actionLabel"], row["financeurLabel"]) == (CHANTIER, "Commune de Clairval")
    assert (row["engagements"], row["listeOuverte"]) == (1, False)


def test_two_lines_of_one_funder_are_still_one_funder(altered: Altered) -> None:
    asking = altered(
        """a:ligne a mlg:EngagementFinancier ; mlg:finance <clairval/action/chantier-jeunes> ; mlg:annee 2025 ;
        mlg:financeur <clairval/acteur/commune-de-clairval> ; mlg:fermete <reference/fermete/vote> .
        <clairval/action/chantier-jeunes> mlg:financeursListeOuverte true ."""
    )
    (row,) = asking("actions-a-financeur-unique")
    assert (row["engagements"], row["listeOuverte"]) == (2, True)


@pytest.mark.parametrize(
    "other",
    [
        "mlg:financeur <clairval/acteur/region>",
        "mlg:financeur <clairval/non-nomme/structure-porteuse>",
        'mlg:financeur <clairval/acteur/region> ; mlg:groupeAlternative "Région ou Etat"',
        'mlg:financeur <clairval/acteur/commune-de-clairval> ; mlg:groupeAlternative "Commune ou Etat"',
    ],
)
def test_another_an_unnamed_or_an_alternative_funder_is_enough_not_to_be_alone(altered: Altered, other: str) -> None:
    asking = altered(
        f"""a:ligne a mlg:EngagementFinancier ; mlg:finance <clairval/action/chantier-jeunes> ; {other} ;
        mlg:fermete <reference/fermete/potentiel> ."""
    )
    assert asking("actions-a-financeur-unique") == []


@pytest.mark.parametrize("name", ["actions-sans-financeur", "actions-a-financeur-unique"])
def test_a_contract_without_actions_has_no_row(asking: Asking, name: str) -> None:
    assert asking(name, contrat="valdor") == []
    with pytest.raises(UnknownValue, match="le contrat « moisac »"):
        asking(name, contrat="moisac")


def explained(row: dict[str, object]) -> tuple[object, ...]:
    return row["constat"], row["examine"], row["remede"]


def test_a_single_funder_is_explained_with_where_it_is_written(altered: Altered, asking: Asking) -> None:
    (row,) = asking("actions-a-financeur-unique")
    assert row["passage"] == HERE
    assert explained(row) == (
        "« Commune de Clairval » est le seul financeur nommé de « Chantier jeunes ».",
        "La seule ligne de financement de l'action (potentiel) : ni alternative, ni financeur non nommé.",
        "Nommer un autre financeur pour « Chantier jeunes ».",
    )
    (row,) = altered(
        """a:ligne a mlg:EngagementFinancier ; mlg:finance <clairval/action/chantier-jeunes> ; mlg:annee 2025 ;
        mlg:financeur <clairval/acteur/commune-de-clairval> ; mlg:fermete <reference/fermete/vote> .
        <clairval/action/chantier-jeunes> mlg:financeursListeOuverte true ."""
    )("actions-a-financeur-unique")
    assert explained(row)[:2] == (
        "« Commune de Clairval » est le seul financeur nommé de « Chantier jeunes » ; la source laisse place à "
        "d'autres, sans les nommer.",
        "Les 2 lignes de financement de l'action (potentiel, voté) : ni alternative, ni financeur non nommé.",
    )


def test_a_funding_put_off_is_explained_otherwise_than_a_silent_roadmap_or_a_sentence(
    altered: Altered, asking: Asking
) -> None:
    put_off = asking("actions-sans-financeur")
    assert [explained(row) for row in put_off] == [
        (
            "La source remet à plus tard le financement de « Territoire zéro chômeur ».",
            "Toutes les lignes de financement du contrat : aucune ne concerne cette action.",
            "Dire qui finance, une fois le financement décidé.",
        )
    ]
    to_define = [("clairval/action/zero-chomeur", "financementADefinir")]
    in_table = "<clairval/action/zero-chomeur> mlg:partieDuDocument <reference/contenu/feuille-de-route> . "
    in_prose = '<clairval/action/zero-chomeur> mlg:motsDeLaSource "Zéro chômeur"@fr . '
    told = [
        explained(altered(turtle, without=to_define)("actions-sans-financeur")[0])
        for turtle in ("", in_table, in_prose, in_table + in_prose)
    ]
    nobody = "Nommer un financeur, ou dire que l'action ne coûte rien."
    table = (
        "La feuille de route ne nomme aucun financeur pour « Territoire zéro chômeur ».",
        "La ligne de l'action dans la feuille de route et toutes les lignes de financement du contrat : aucune ne "
        "concerne cette action.",
        nobody,
    )
    assert told == [
        (
            "Aucun document ne nomme de financeur pour « Territoire zéro chômeur ».",
            "Toutes les lignes de financement du contrat : aucune ne concerne cette action.",
            nobody,
        ),
        table,
        (
            "Le texte qui dit « Territoire zéro chômeur » ne dit pas qui finance.",
            "La phrase du document, qui n'est pas tenue de dire qui finance, et toutes les lignes de financement du "
            "contrat : aucune ne concerne cette action.",
            "Si l'action est encore menée, un document qui dise qui la finance.",
        ),
        table,
    ]
