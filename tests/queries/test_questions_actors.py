"""The questions about actors, bodies and schemes, asked of two invented towns."""

from collections.abc import Callable

import pytest

from queries.ask import UnknownValue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
SANTE = "Maison de santé"
HERE = "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"


def test_two_actors_of_one_action_are_a_pair_that_appears_once(asking: Asking) -> None:
    (row,) = asking("collaborations")
    assert (row["acteurALabel"], row["acteurBLabel"]) == ("Association L'Élan", "Commune de Clairval")
    assert (row["nombre"], row["actions"], row["contrats"]) == (1, SANTE, "Contrat de ville de Clairval")


def test_pairs_count_their_actions_once_and_come_most_frequent_first(altered: Altered) -> None:
    asking = altered(
        """a:p1 mlg:dans <clairval/action/chantier-jeunes> ; mlg:acteur <clairval/acteur/commune-de-clairval> .
        a:p2 mlg:dans <clairval/action/chantier-jeunes> ; mlg:acteur <clairval/acteur/commune-de-clairval> .
        a:p3 mlg:dans <clairval/action/chantier-jeunes> ; mlg:acteur <clairval/acteur/region> .
        a:p4 mlg:dans <clairval/action/chantier-jeunes> ; mlg:acteur <clairval/non-nomme/structure-porteuse> ."""
    )
    told = [
        (row["acteurALabel"], row["acteurBLabel"], row["nombre"], row["actions"]) for row in asking("collaborations")
    ]
    assert told == [
        ("Association L'Élan", "Commune de Clairval", 2, "Chantier jeunes ; Maison de santé"),
        ("Association L'Élan", "Région des Collines", 1, "Chantier jeunes"),
        ("Commune de Clairval", "Région des Collines", 1, "Chantier jeunes"),
    ]
    assert len(asking("collaborations", acteur="Région")) == 2


def test_a_funder_does_not_work_with_those_whom_it_funds(asking: Asking) -> None:
    assert asking("collaborations", acteur="État") == []
    assert len(asking("collaborations", acteur="Mairie")) == 1


def test_the_actors_of_an_action_have_their_roles(asking: Asking) -> None:
    told = [
        (row["acteurLabel"], row["roleLabel"], row["nomme"]) for row in asking("acteurs-d-une-action", action=SANTE)
    ]
    assert told == [
        ("Association L'Élan", "acteur (rôle non précisé)", True),
        ("Commune de Clairval", "porteur", True),
    ]
    assert asking("acteurs-d-une-action", action="Territoire zéro chômeur") == []


def test_an_unnamed_participant_and_an_open_list_are_told(altered: Altered) -> None:
    asking = altered(
        """a:p mlg:dans <clairval/action/zero-chomeur> ; mlg:acteur <clairval/non-nomme/structure-porteuse> ;
        mlg:role <reference/role/porteur> . <clairval/action/zero-chomeur> mlg:acteursListeOuverte true ."""
    )
    (row,) = asking("acteurs-d-une-action", action="zero-chomeur")
    assert (row["acteurLabel"], row["nomme"], row["listeOuverte"]) == (
        "non nommé (« Structure porteuse »)",
        False,
        True,
    )


def test_the_directory_has_the_type_the_rubric_and_the_precision(asking: Asking) -> None:
    (row,) = [row for row in asking("annuaire") if row["repertorie"]]
    assert (row["acteurLabel"], row["typeLabel"], row["nomme"]) == ("Association L'Élan", "association", True)
    assert (row["rubrique"], row["precision"], row["elementLabel"]) == ("Vivre ensemble", "médiation", "Vivre ensemble")
    assert (row["motsDeLaSource"], row["passage"]) == ("L'Élan - médiation", HERE)


def test_the_directory_can_be_asked_for_an_actor_or_a_rubric(altered: Altered, asking: Asking) -> None:
    # no entry is the Mairie's: it has its roles, under each pilier that they serve
    assert [(row["rubrique"], row["elementLabel"]) for row in asking("annuaire", acteur="Mairie")] == [
        (None, "Vivre ensemble"),
        (None, "Travailler"),
    ]
    assert asking("annuaire", contrat="valdor") == []
    more = altered(
        """a:e mlg:role <reference/role/repertorie> ; mlg:acteur <clairval/acteur/region> ; mlg:dans <clairval> .
        a:f mlg:role <reference/role/repertorie> ; mlg:acteur <clairval/acteur/region> ; mlg:rubrique "Travail"@fr ."""
    )
    assert len([row for row in more("annuaire") if row["repertorie"]]) == 3
    assert len(more("annuaire", rubrique="Vivre ensemble")) == 1
    assert [row["rubrique"] for row in more("annuaire", acteur="Région")] == [None, "Travail"]
    assert [row["acteurLabel"] for row in more("annuaire", rubrique="Travail")] == ["Région des Collines"]


def test_a_signatory_has_the_name_and_the_function_that_the_act_gives(asking: Asking) -> None:
    (row,) = asking("signataires")
    assert (row["acteurLabel"], row["roleLabel"]) == ("Commune de Clairval", "signataire")
    assert (row["nom"], row["fonction"]) == ("Mme Ada EXEMPLE", "la Maire")
    assert row["passage"] == HERE
    assert asking("signataires", contrat="valdor") == []


def test_associated_signatories_sign_too(altered: Altered) -> None:
    asking = altered(
        """a:s mlg:role <reference/role/signataire-associe> ; mlg:dans <clairval> ;
        mlg:acteur <clairval/acteur/region> ."""
    )
    assert [row["roleLabel"] for row in asking("signataires")] == ["signataire", "signataire associé"]


def test_a_body_has_its_frequency_and_who_animates_it(altered: Altered, asking: Asking) -> None:
    (row,) = asking("instances")
    assert (row["instanceLabel"], row["frequence"], row["animateurLabel"]) == ("COPIL du contrat de ville", 1, None)
    animated = altered(
        """a:p mlg:dans <clairval/instance/copil> ; mlg:role <reference/role/animateur> ;
        mlg:acteur <clairval/acteur/commune-de-clairval> .
        a:q mlg:dans <clairval/instance/copil> ; mlg:role <reference/role/membre> ;
        mlg:acteur <clairval/acteur/region> ."""
    )
    (row,) = animated("instances")
    assert (row["animateurLabel"], row["nomme"], row["contratLabel"]) == (
        "Commune de Clairval",
        True,
        "Contrat de ville de Clairval",
    )
    assert asking("instances", contrat="valdor") == []


def test_a_scheme_has_its_acronym_and_the_actions_that_fall_under_it(altered: Altered, asking: Asking) -> None:
    (row,) = asking("dispositifs")
    assert (row["dispositifLabel"], row["sigle"], row["nombre"], row["actions"]) == (
        "Contrat local de santé",
        "CLS",
        0,
        None,
    )
    (row,) = altered("<clairval/action/maison-de-sante> mlg:dispositif <clairval/dispositif/cls> .")("dispositifs")
    assert (row["nombre"], row["actions"]) == (1, SANTE)
    assert asking("dispositifs", contrat="valdor") == []


@pytest.mark.parametrize("name", ["annuaire", "collaborations"])
def test_an_unknown_actor_is_not_an_empty_answer(asking: Asking, name: str) -> None:
    with pytest.raises(UnknownValue, match="l'acteur « Association L'Élans »") as caught:
        asking(name, acteur="Association L'Élans")
    assert caught.value.nearest[0] == "Association L'Élan"


@pytest.mark.parametrize("name", ["signataires", "instances", "dispositifs"])
def test_an_unknown_contract_is_not_an_empty_answer(asking: Asking, name: str) -> None:
    with pytest.raises(UnknownValue, match="le contrat « clairvaux »"):
        asking(name, contrat="clairvaux")


def test_an_unknown_action_is_not_an_empty_answer(asking: Asking) -> None:
    with pytest.raises(UnknownValue, match="l'action « Salle de sport »"):
        asking("acteurs-d-une-action", action="Salle de sport")
