"""The question about what a machine guesses, asked of two invented towns; no other question may count a guess."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from data import naming
from queries.ask import Answer, UnknownValue
from queries.catalogue import catalogue
from queries.parameters import candidates
from queries.question import Question
from queries.scope import choose
from tests.queries.towns import Asking, answer

Altered = Callable[..., Asking]


def test_a_guess_is_told_with_its_score_its_reason_and_what_the_action_serves_already(asking: Asking) -> None:
    (row,) = asking("propositions", contrat="clairval")
    assert (row["action"], row["element"], row["code"]) == (
        "clairval/action/maison-de-sante",
        "clairval/element/p-1-1-2",
        "P 1.1.2",
    )
    assert (row["actionLabel"], row["elementLabel"]) == ("Maison de santé", "Former les médiateurs à la santé")
    assert 0 < row["score"] < 1
    assert "mots communs : médiateur, santé" in row["motif"]
    assert row["servis"] == "OS 1.1 Rapprocher les soins des habitants ; P 1.1.1 Ouvrir une maison de santé"


def test_guesses_can_be_asked_for_by_action_and_by_element(asking: Asking) -> None:
    assert len(asking("propositions", element="P 1.1.2", contrat="clairval")) == 1
    assert len(asking("propositions", action="Maison de santé", element="clairval/element/p-1-1-2")) == 1
    assert asking("propositions", action="Chantier jeunes") == []
    assert asking("propositions", element="clairval/element/p-1-1-1") == []


def test_a_contract_without_a_roadmap_has_no_guess_and_says_that_it_cannot_know(
    asking: Asking, answering: Callable[..., Answer]
) -> None:
    assert asking("propositions", contrat="valdor") == []
    assert "inconnue pour ce contrat" in answering("propositions", contrat="valdor").notices[0]


def test_an_unknown_priority_has_no_guesses_to_hide_behind(asking: Asking) -> None:
    with pytest.raises(UnknownValue, match=r"l'élément du cadre « P 9\.9\.9 »"):
        asking("propositions", element="P 9.9.9")


def test_the_guesses_that_wait_stand_beside_a_priority_that_is_not_covered(altered: Altered, asking: Asking) -> None:
    (row,) = asking("priorites-non-couvertes", contrat="clairval")
    assert row["propositions"] == 1
    # the guesses were made of the town as it is: a priority added since has none, which is known
    added = altered(
        """a:p3 a mlg:ElementStrategique ; skos:prefLabel "Soigner les dents"@fr ; mlg:rang 8 ;
        mlg:niveau <reference/niveau/priorite> ."""
    )("priorites-non-couvertes", contrat="clairval")
    assert {row["element"]: row["propositions"] for row in added} == {"clairval/element/p-1-1-2": 1, "clairval/p3": 0}


def test_without_a_roadmap_the_guesses_that_wait_are_unknown_rather_than_none(asking: Asking) -> None:
    assert [row["propositions"] for row in asking("priorites-non-couvertes", contrat="valdor")] == [None]


def test_one_guess_that_was_accepted_does_not_leave_the_other_priorities_uncovered(altered: Altered) -> None:
    # the roadmap ties its actions to pillars: what it says of the priorities is as unknown as before
    asking = altered(
        """<clairval/action/chantier-jeunes> mlg:repondA <clairval/element/p-1-1-1> .
        a:oui a mlg:Decision ; mlg:accepte true ; mlg:action <clairval/action/chantier-jeunes> ;
        mlg:element <clairval/element/p-1-1-1> .""",
        without=[("clairval/action/maison-de-sante", "repondA")],
    )
    rows = asking("priorites-non-couvertes", contrat="clairval")
    assert [(row["element"], row["etat"]) for row in rows] == [("clairval/element/p-1-1-2", "inconnu")]


@pytest.mark.parametrize("name", sorted(set(catalogue()) - {"propositions"}))
def test_a_guess_is_never_a_fact_of_another_question(name: str, store: ox.Store) -> None:
    sober = ox.Store()
    guesses = ox.NamedNode(naming.proposition_graph("clairval"))
    sober.extend(quad for quad in store if quad.graph_name != guesses)
    assert len(sober) < len(store)
    told = [answer(each, name, _required(store, catalogue()[name])).records() for each in (store, sober)]
    assert len(told[0]) == len(told[1])
    for row, without in zip(*told, strict=True):
        waits = bool(row.pop("propositions", None))
        without.pop("propositions", None)
        if waits:  # what would mend it may then be to look at what waits
            assert "Examiner" in str(row.pop("remede", "Examiner"))
            without.pop("remede", None)
        for state in [key for key, value in row.items() if value == "proposé"]:
            assert without.pop(state) in {"non", "inconnu"}
            assert without.pop(f"{state}Preuves") is None
            del row[state], row[f"{state}Preuves"]
    assert told[0] == told[1]


def _required(store: ox.Store, question: Question) -> dict[str, list[str]]:
    """Return a value for each parameter that a question must be given: the first that exists, or its example."""
    scope = choose(store, ["clairval"])
    known = {each.name: candidates(store, scope, each) for each in question.parameters if each.is_thing}
    return {
        each.name: [known[each.name][0].iri if known.get(each.name) else question.example[each.name]]
        for each in question.parameters
        if each.required
    }
