"""The question of where it is written, asked of two invented towns."""

from collections.abc import Callable

import pytest

from queries.ask import UnknownValue
from tests.queries.towns import Asking


def test_an_action_has_the_places_of_all_that_is_said_of_it(asking: Asking) -> None:
    rows = asking("provenance", chose="Maison de santé")
    assert [row["nature"] for row in rows] == [
        "la chose elle-même",
        *["participation"] * 2,
        *["engagement financier"] * 4,
    ]
    first = rows[0]
    assert first["noeud"] == first["chose"] == "clairval/action/maison-de-sante"
    assert first["documentLabel"] == "Contrat de ville de Clairval 2024-2030"
    assert (first["section"], first["colonne"]) == ("Feuille de route > Pilier 1", "FINANCEURS")
    assert (first["pageDebut"], first["pageFin"], first["ligneDebut"], first["ligneFin"]) == (3, 4, 20, 20)
    assert first["texte"] == "Commune Etat ou Région Structure porteuse"


def test_an_actor_a_measure_and_an_element_have_their_places_too(asking: Asking) -> None:
    assert [row["nature"] for row in asking("provenance", chose="Région des Collines")] == [
        "la chose elle-même",
        "engagement financier",
    ]
    assert [row["nature"] for row in asking("provenance", chose="reference/mesure/9")] == ["relais de mesure"]
    assert [row["nature"] for row in asking("provenance", chose="OS 1.1", contrat="clairval")] == [
        "la chose elle-même",
        "relais de mesure",
    ]


def test_a_statement_can_be_asked_for_by_its_own_identifier(asking: Asking) -> None:
    (row,) = asking("provenance", chose="clairval/financement/maison-de-sante-etat")
    assert (row["motsDeLaSource"], row["choseLabel"]) == ("Etat", None)


def test_a_decision_is_told_with_its_reason_its_author_and_its_day(altered: Callable[..., Asking]) -> None:
    asking = altered(
        """<clairval/acteur/region> prov:wasGeneratedBy a:decision . a:decision a mlg:Decision ;
        mlg:motif "« Région » désigne la Région des Collines."@fr ; mlg:decidePar "équipe Maillage" ;
        mlg:decideLe "2026-11-21"^^xsd:date .
        a:nouveau a mlg:Action ; skos:prefLabel "Ajoutée"@fr ; prov:wasGeneratedBy a:decision ."""
    )
    row = asking("provenance", chose="clairval/acteur/region")[0]
    assert (row["motif"], row["decidePar"]) == ("« Région » désigne la Région des Collines.", "équipe Maillage")
    assert (row["decideLe"], row["ligneDebut"]) == ("2026-11-21", 1)
    (row,) = asking("provenance", chose="Ajoutée")
    assert (row["document"], row["decideLe"]) == (None, "2026-11-21")


def test_a_passage_without_page_nor_cell_keeps_its_row(asking: Asking) -> None:
    rows = asking("provenance", chose="valdor/element/p-1-1-1")
    assert [(row["pageDebut"], row["colonne"], row["ligneDebut"]) for row in rows] == [(None, None, 1)]


def test_a_thing_that_no_contract_mentions_has_no_place_and_an_unknown_one_is_refused(asking: Asking) -> None:
    assert asking("provenance", chose="ANAH") == []
    with pytest.raises(UnknownValue, match="la chose « Piscine »"):
        asking("provenance", chose="Piscine")
