"""Computations: what the rows of a query become, whatever their order; and the network of Moissac, cut by hand."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import OpenStore
from queries import computations
from queries.ask import Answer, ask
from queries.catalogue import catalogue
from queries.computations.articulation_points import compute
from queries.facts import by_contract
from queries.guard import check
from queries.rows import Row
from tests.queries.moissac_network import actions, schemes, seats
from tests.queries.towns import Asking

CUTS = "points-d-articulation"


def tie(actor: str, to: str, *, contract: str = "ville", place: str | None = None) -> Row:
    """Say that an actor takes part in something, as the query does."""
    return {
        "contrat": ox.NamedNode(f"https://example.org/{contract}"),
        "contratLabel": ox.Literal(f"Contrat de {contract}"),
        "acteur": ox.NamedNode(f"https://example.org/acteur/{actor}"),
        "acteurLabel": ox.Literal(actor, language="fr"),
        "type": None,
        "lien": ox.NamedNode(f"https://example.org/lien/{to}"),
        "endroit": place and ox.Literal(place),  # type: ignore[dict-item]  # None stays None
    }


def told(rows: Iterable[Row], *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(None if (value := row[name]) is None else value.value for name in names) for row in rows]


def network(*groups: str) -> list[Row]:
    """Return the ties of groups of actors of one letter, one thing a group."""
    return [tie(actor, group) for group in groups for actor in group]


def test_the_one_in_the_middle_holds_the_others_together() -> None:
    rows = list(compute(network("AB", "BC", "CD", "DE", "CE")))
    assert told(rows, "acteurLabel", "nombreLiens", "coupes", "lesquels") == [
        ("C", "3", "2", "« D », « E »"),
        ("B", "2", "1", "« A »"),
    ]


def test_a_tie_of_many_is_a_tie_between_each_two() -> None:
    assert list(compute(network("ABCD"))) == []
    assert told(compute(network("ABCD", "DE")), "acteurLabel", "nombreLiens", "lesquels") == [("D", "4", "« E »")]


def test_an_action_of_its_own_is_nobody_who_is_cut_off() -> None:
    assert list(compute(network("AB", "A"))) == []
    assert list(compute(network("A"))) == []


def test_actors_already_apart_are_not_cut_off_by_anybody() -> None:
    assert told(compute(network("AB", "BC", "XY")), "acteurLabel", "coupes") == [("B", "1")]


def test_parts_are_told_one_by_one_the_larger_first_and_a_tie_is_settled_by_the_names() -> None:
    rows = list(compute(network("MABC", "MDE", "MÉ", "MF")))
    assert told(rows, "coupes", "lesquels") == [("4", "« D », « E » ; « É » ; « F »")]
    assert told(compute(network("BM", "AM")), "lesquels") == [("« B »",)]


def test_the_finding_and_the_remedy_are_whole_sentences_for_one_for_some_and_for_several_groups() -> None:
    (one,) = told(compute(network("ABM", "MC")), "constat", "examine", "remede")
    assert one == (
        "Sans « M », « C » n'aurait plus de lien dit avec le reste du réseau.",
        "Les 4 acteurs nommés qui ont part à une action, une instance ou un dispositif, reliés quand ils ont part au "
        "même ; le plus grand ensemble relié en compte 4.",
        "Associer « C » à une action, une instance ou un dispositif, avec un autre acteur que « M ».",
    )
    (some,) = told(compute(network("ABEM", "MCD")), "constat", "remede")
    assert some == (
        "Sans « M », 2 acteurs n'auraient plus de lien dit avec le reste du réseau : « C », « D ».",
        "Associer l'un d'eux (« C », « D ») à une action, une instance ou un dispositif, avec un autre acteur que "
        "« M ».",
    )
    (several,) = told(compute(network("ABM", "MC", "MD")), "constat", "remede")
    assert several == (
        "Sans « M », 2 acteurs n'auraient plus de lien dit avec le reste du réseau : « C » ; « D ».",
        "Associer un acteur de chacun des 2 groupes coupés (« C » ; « D ») à une action, une instance ou un "
        "dispositif, avec un autre acteur que « M ».",
    )
    ((examined,),) = told(compute(network("ABM", "MC", "XY")), "examine")
    assert str(examined).endswith("le plus grand ensemble relié en compte 4.")


def test_the_places_are_those_of_the_actor_each_once_and_none_where_nothing_says_it() -> None:
    rows = [tie("M", "1", place="p. 2"), tie("M", "2", place="p. 1"), tie("M", "3", place="p. 1"), tie("A", "1"),
            tie("B", "2", place="p. 9"), tie("A", "3"), *network("AC")]  # fmt: skip
    assert told(compute(rows), "acteurLabel", "passage") == [("A", None), ("M", "p. 1 ; p. 2")]


def test_a_contract_is_a_network_of_its_own() -> None:
    rows = [tie("A", "1"), tie("B", "1"), tie("B", "2", contract="bourg"), tie("C", "2", contract="bourg")]
    assert list(compute(rows)) == []
    both = [*network("AB", "BC"), *(tie(actor, to, contract="bourg") for to in ("XY", "YZ") for actor in to)]
    assert told(compute(both), "contratLabel", "acteurLabel") == [
        ("Contrat de bourg", "Y"),
        ("Contrat de ville", "B"),
    ]


def test_a_tie_of_no_contract_is_a_fault_of_the_query() -> None:
    with pytest.raises(ValueError, match="of a contract"):
        list(compute([{**tie("A", "1"), "contrat": None}]))


@pytest.mark.parametrize("name", [name for name, question in catalogue().items() if question.computation])
def test_the_order_of_the_facts_of_moissac_changes_no_answer(name: str, bundle: OpenStore) -> None:
    question = catalogue()[name]
    solutions = bundle.store.query(question.text)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    facts: list[Row] = [{one: solution[one] for one in names} for solution in solutions]
    computed = computations.load(question.computation)
    answers = list(computed(facts))
    for seed in range(3):
        assert list(computed(random.Random(seed).sample(facts, len(facts)))) == answers  # noqa: S311  # an order


def test_of_several_labels_of_a_thing_the_same_one_is_kept_whatever_the_order() -> None:
    told = [{**tie("A", "1"), "fait": ox.Literal("a"), "sujet": ox.NamedNode("https://example.org/x"), "objet": None,
             "sujetLabel": ox.Literal(name)} for name in "abc"]  # fmt: skip
    assert {one.name("https://example.org/x") for rows in (told, told[::-1]) for one in by_contract(rows)} == {"a"}


@pytest.mark.parametrize("name", [name for name, question in catalogue().items() if question.computation])
def test_the_query_of_a_computed_question_may_be_opened_and_run_on_its_page(name: str) -> None:
    check(catalogue()[name].text)


GROUPS = st.lists(st.text("ABCDEFGH", min_size=1, max_size=4), min_size=1, max_size=8)


@given(groups=GROUPS, seed=st.integers())
def test_the_order_of_the_rows_changes_nothing(groups: list[str], seed: int) -> None:
    rows = network(*groups)
    shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311  # an order, not a secret
    assert list(compute(shuffled)) == list(compute(rows))


@given(groups=GROUPS)
def test_each_actor_told_cuts_as_many_as_taking_him_away_and_no_other_does(groups: list[str]) -> None:
    found = {actor: int(number or 0) for actor, number in told(compute(network(*groups)), "acteurLabel", "coupes")}
    sets = [set(group) for group in groups]
    assert found == {actor: cut for actor in set().union(*sets) if (cut := cut_off(sets, actor))}


def cut_off(groups: list[set[str]], actor: str) -> int:
    """Count who is cut off from the largest part without an actor, by merging groups until none has one in common."""
    parts = merged([group - {actor} for group in merged_with(groups, actor)])
    sizes = sorted(len(part) for part in parts if part)
    return sum(sizes[:-1])


def merged(groups: list[set[str]]) -> list[set[str]]:
    parts: list[set[str]] = []
    for group in groups:
        touching = [part for part in parts if part & group]
        parts = [part for part in parts if not part & group] + [set(group).union(*touching)]
    return parts


def merged_with(groups: list[set[str]], actor: str) -> list[set[str]]:
    """Return the groups of the actor's own connected whole."""
    (whole,) = [part for part in merged(groups) if actor in part]
    return [group for group in groups if group <= whole]


def test_a_computation_is_known_by_its_file_and_loaded_by_its_name() -> None:
    assert computations.exists("articulation_points")
    assert not any(computations.exists(name) for name in ("", "devin", "__init__", "../ask", "articulation_points.py"))
    assert computations.load("articulation_points") is compute


def test_reading_the_catalogue_does_not_load_what_computations_are_made_with() -> None:
    code = "import sys; from queries.catalogue import catalogue; catalogue(); print('networkx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# the question


def part(number: int, actor: str, place: str) -> str:
    return f"a:p{number} mlg:acteur {actor} ; mlg:dans {place} ; mlg:role <reference/role/acteur> .\n"


TOWN, ELAN, REGION = (f"<clairval/acteur/{one}>" for one in ("commune-de-clairval", "association-l-elan", "region"))
COPIL, CLS = "<clairval/instance/copil>", "<clairval/dispositif/cls>"
WORKSITE, JOBLESS = "<clairval/action/chantier-jeunes>", "<clairval/action/zero-chomeur>"


@pytest.mark.parametrize(
    "said",
    [
        part(1, REGION, WORKSITE),
        part(1, REGION, COPIL) + part(2, ELAN, COPIL),
        part(1, REGION, COPIL) + f"{WORKSITE} mlg:instance {COPIL} .",
        part(1, REGION, CLS) + part(2, ELAN, CLS),
        part(1, REGION, CLS) + f"{WORKSITE} mlg:dispositif {CLS} .",
        part(1, REGION, COPIL) + f"{COPIL} mlg:dispositif {CLS} ." + part(2, ELAN, CLS),
        part(1, REGION, CLS) + f"{COPIL} mlg:dispositif {CLS} . {WORKSITE} mlg:instance {COPIL} .",
    ],
)
def test_an_action_a_body_or_a_scheme_ties_actors(altered: Callable[..., Asking], said: str) -> None:
    (row,) = altered(said)(CUTS)
    assert (row["acteurLabel"], row["type"], row["coupes"]) == ("Association L'Élan", "association", 1)
    assert row["lesquels"] in {"« Commune de Clairval »", "« Région des Collines »"}
    assert row["passage"] == "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20"


@pytest.mark.parametrize(
    ("said", "without"),
    [
        (part(1, "<clairval/non-nomme/structure-porteuse>", WORKSITE), []),
        (
            part(1, REGION, WORKSITE) + f"{WORKSITE} mlg:statut <reference/statut/abandonnee> .",
            [("clairval/action/chantier-jeunes", "statut")],
        ),
        (
            part(1, REGION, WORKSITE) + f"{WORKSITE} mlg:statut <reference/statut/echec> ; mlg:dispositif {CLS} .",
            [("clairval/action/chantier-jeunes", "statut")],
        ),
        (part(1, REGION, "<clairval>"), []),
    ],
)
def test_a_placeholder_a_dead_action_or_the_contract_itself_tie_nobody(
    altered: Callable[..., Asking], said: str, without: list[tuple[str, str]]
) -> None:
    assert altered(said, without=without)(CUTS) == []


def test_a_network_of_two_has_no_point_and_without_a_roadmap_nobody_knows(
    asking: Asking, answering: Callable[..., Answer]
) -> None:
    assert asking(CUTS) == []
    assert answering(CUTS, contrat="clairval").notices == ()
    answer = answering(CUTS, contrat="valdor")
    assert (answer.rows, len(answer.notices)) == ((), 1)


def test_the_recipe_of_a_computed_answer_names_the_computation(bundle: OpenStore) -> None:
    assert "#+   calcul: articulation_points" in ask(bundle.store, catalogue()[CUTS], {}).recipe.query


def test_the_network_of_moissac_hangs_on_those_who_hold_it_in_the_document(bundle: OpenStore) -> None:
    groups = [*(actors for actors, *_ in actions()), *seats().values(), *schemes().values()]
    living = [group for group in groups if group]
    expected = {actor: cut for actor in set().union(*living) if (cut := cut_off(living, actor))}
    rows = ask(bundle.store, catalogue()[CUTS], {"contrat": ["moissac"]}).records()
    assert {row["acteurLabel"]: row["coupes"] for row in rows} == expected
    # line 235: the CIBC has the plan pauvreté with the Département (line 176); line 907: two services, one conference
    assert {row["acteurLabel"]: row["lesquels"] for row in rows} == {
        "Conseil départemental de Tarn-et-Garonne": "« CIBC »",
        "Service Politique de la Ville": "« Service communication »",
    }
    largest = max(len(whole) for whole in merged(living))
    assert {str(row["examine"]).rpartition(" ")[2] for row in rows} == {f"{largest}."}
