"""The questions about the national measures, asked of two invented towns."""

from collections.abc import Callable

import pytest

from queries.ask import UnknownValue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]


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
