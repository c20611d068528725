"""The sentence that sums up the coverage of an element: French grammar, for one action and for many."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.queries.towns import Asking

Altered = Callable[..., Asking]
P1 = "clairval/element/p-1-1-1"


def asked(asking: Asking, **arguments: str) -> dict[str, Any]:
    """Return the rows of Clairval by their element."""
    return {row["element"]: row for row in asking("couverture", contrat="clairval", **arguments)}


def several(**statuses: int) -> str:
    return "".join(
        f"""a:{status}{number} a mlg:Action ; skos:prefLabel "{status} {number}"@fr ; mlg:repondA a:os ;
        mlg:statut <reference/statut/{status}> ."""
        for status, how_many in statuses.items()
        for number in range(how_many)
    )


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ({"effectuee": 1}, "une action effectuée. Aucune n'y est prévue. Elle n'a ni pilote nommé, ni financeur, "),
        ({"prevue": 1, "effectuee": 1}, "une action prévue ou en cours et une action effectuée. Aucune n'a ni pilote"),
        ({"en-cours": 2, "echec": 1}, "2 actions prévues ou en cours et une action en échec ou abandonnée. Aucune n'a"),
        (
            {"prevue": 2, "effectuee": 3, "echec": 2},
            "2 actions prévues ou en cours, 3 actions effectuées et 2 actions en échec ou abandonnées. Aucune n'a",
        ),
        ({"effectuee": 2, "echec": 1}, "2 actions effectuées et une action en échec ou abandonnée. Aucune n'y est"),
        ({"abandonnee": 2}, "2 actions en échec ou abandonnées. Aucune n'y est prévue. Aucune n'a ni"),
    ],
)
def test_the_actions_are_counted_in_words(altered: Altered, statuses: dict[str, int], told: str) -> None:
    orientation = """a:os a mlg:ElementStrategique ; skos:prefLabel "Soigner"@fr ; mlg:rang 9 ;
        mlg:niveau <reference/niveau/orientation> ."""
    row = asked(altered(orientation + several(**statuses)))["clairval/os"]
    assert row["constat"].startswith(f"« Soigner » a {told}")
    assert row["nombre"] == sum(statuses.values())
    mended = "Compléter" if statuses.keys() & {"prevue", "en-cours"} else "Prévoir une action qui y réponde, ou dire"
    assert row["remede"].startswith(mended)


def test_one_thing_that_lacks_and_none_are_told_in_french(altered: Altered, asking: Asking) -> None:
    row = asked(asking)[P1]
    assert row["constat"] == (
        "« P 1.1.1 Ouvrir une maison de santé » a une action prévue ou en cours. Elle n'a pas de cible chiffrée."
    )
    row = asked(altered("<clairval/action/maison-de-sante> mlg:cible a:c ."))[P1]
    assert row["constat"].endswith("Elle a tout ce qui est regardé.")
    assert row["remede"] == "Rien pour l'instant : tout ce qui est regardé est dit."
    second = f"<clairval/action/chantier-jeunes> mlg:repondA <{P1}> ."
    assert asked(altered(second))[P1]["constat"].endswith("Aucune n'a de cible chiffrée.")
    row = asked(altered(f"{second} <clairval/action/maison-de-sante> mlg:cible a:c ."))[P1]
    assert row["constat"].endswith("Tout ce qui est regardé s'y trouve au moins une fois.")


def test_a_funder_that_may_come_is_told_from_none(altered: Altered) -> None:
    lines = [(f"clairval/financement/maison-de-sante-{who}", "finance") for who in ("commune", "etat", "region")]
    row = asked(altered("", without=lines[:1]))[P1]
    assert row["constat"].endswith("Elle n'a ni financeur ferme, ni cible chiffrée.")
    row = asked(altered("", without=lines))[P1]
    assert row["constat"].endswith("Elle n'a ni financeur, ni cible chiffrée.")


def test_an_action_that_only_a_sentence_tells_is_said_not_to_have_to_tell_all(altered: Altered) -> None:
    sentence = """<clairval/action/maison-de-sante> mlg:motsDeLaSource "Une maison de santé"@fr ."""
    row = asked(altered(sentence))[P1]
    assert row["phrases"] == 1
    assert row["constat"].endswith(" Une phrase seule en parle, qui n'a pas à tout dire.")
    two = f"""{sentence} <clairval/action/chantier-jeunes> mlg:repondA <{P1}> ; mlg:motsDeLaSource "Un chantier"@fr ."""
    row = asked(altered(two))[P1]
    assert row["constat"].endswith(" Des phrases seules en parlent, qui n'ont pas à tout dire.")
    roadmap = "<clairval/action/maison-de-sante> mlg:partieDuDocument <reference/contenu/feuille-de-route> ."
    row = asked(altered(f"{two} {roadmap}"))[P1]
    assert (row["nombre"], row["phrases"], "phrase" in row["constat"]) == (2, 1, False)
