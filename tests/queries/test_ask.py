"""Asking: plain values, a recipe, notices about what is not known; the order of loading changes nothing."""

import datetime as dt
import json
import random
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import naming
from data.store import OpenStore
from queries.ask import Answer, ask, plain
from queries.catalogue import catalogue
from queries.formats import to_json
from queries.question import DATE, TODAY
from tests.queries.towns import Asking, answer

Answering = Callable[..., Answer]
XSD = "http://www.w3.org/2001/XMLSchema#"
EXAMPLES: dict[str, dict[str, list[str]]] = {
    "acteurs-d-une-action": {"action": ["Maison de santé"]},
    "actions-d-un-financeur": {"financeur": ["État"]},
    "financeurs-d-une-action": {"action": ["Maison de santé"]},
    "provenance": {"chose": ["Maison de santé"]},
}

# no actor of Clairval has a part in a scheme, and two actors are too few for one to hold others together
NOTHING_IN_CLAIRVAL = {"acteurs-de-plusieurs-dispositifs", "points-d-articulation"}


@pytest.mark.parametrize(
    ("lexical", "kind", "value"),
    [
        ("7", "integer", 7),
        ("50000.0", "decimal", 50000),
        ("0.1", "decimal", 0.1),
        ("true", "boolean", True),
        ("false", "boolean", False),
        ("2026-11-21", "date", "2026-11-21"),
        ("7", "string", "7"),
    ],
)
def test_a_literal_becomes_a_plain_value(lexical: str, kind: str, value: object) -> None:
    found = plain(ox.Literal(lexical, datatype=ox.NamedNode(XSD + kind)))
    assert found == value
    assert type(found) is type(value)


def test_a_record_has_every_variable_and_none_for_what_is_absent(answering: Answering) -> None:
    record = answering("financements", action="Chantier jeunes").records()[0]
    assert tuple(record) == catalogue()["financements"].variables
    assert record["montant"] is None
    assert record["nomme"] is True
    assert record["action"] == "https://w3id.org/maillage/id/clairval/action/chantier-jeunes"


def test_the_recipe_says_what_was_asked_of_what_and_when(answering: Answering) -> None:
    recipe = answering("financements", contrat="clairval", financeur="Mairie").recipe
    assert recipe.query == catalogue()["financements"].text
    assert recipe.parameters == {
        "contrat": ("clairval",),
        "financeur": ("https://w3id.org/maillage/id/clairval/acteur/commune-de-clairval",),
    }
    assert recipe.sources == ("Contrat de ville de Clairval 2024-2030",)
    assert (recipe.revision, recipe.asked_on) == ("0123abcd", dt.date(2026, 11, 21))


def test_the_recipe_has_a_permalink_in_the_words_of_who_asked_with_the_state_of_the_data(answering: Answering) -> None:
    recipe = answering("financements", contrat="clairval", financeur="mairie").recipe
    assert recipe.address == "/questions/financements?contrat=clairval&financeur=mairie&revision=0123abcd"
    assert json.loads(recipe.to_json())["address"] == recipe.address


def test_what_held_by_default_is_in_the_permalink_which_does_not_move_with_the_days(store: ox.Store) -> None:
    question = catalogue()["financements"]
    day = replace(question.parameters[0], name="date", kind=DATE, variable="__date_date", default=TODAY)
    dated = replace(question, parameters=(day,), text=question.text.replace("WHERE {", "?__date_date WHERE {", 1))
    recipe = ask(store, dated, {}, asked_on=dt.date(2026, 11, 21)).recipe
    assert recipe.asked == {"date": ("2026-11-21",)}
    assert recipe.address == "/questions/financements?date=2026-11-21"


def test_the_recipe_names_the_state_of_each_graph(bundle: OpenStore) -> None:
    revisions = ask(bundle.store, catalogue()["financements"], {"contrat": ["moissac"]}).recipe.revisions
    assert list(revisions) == [f"{naming.BASE}graph/moissac", f"{naming.BASE}graph/reference"]
    graph = ox.NamedNode(naming.published_graph("moissac"))
    dumped = bundle.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
    assert revisions[f"{naming.BASE}graph/moissac"] == sha256(b"\n".join(sorted(dumped.splitlines()))).hexdigest()[:16]


def test_a_contract_without_a_roadmap_is_told_as_unknown_and_not_as_empty(answering: Answering) -> None:
    answer = answering("actions-sans-financeur", contrat="valdor")
    assert answer.rows == ()
    assert answer.notices == (
        "Contrat de ville de Valdor : aucune feuille de route chargée ; la réponse est inconnue pour ce contrat.",
    )
    assert answering("actions-sans-financeur", contrat="clairval").notices == ()


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_only_the_contracts_chosen_are_seen(store: ox.Store, name: str) -> None:
    arguments = {**EXAMPLES.get(name, {}), "contrat": ["clairval"]}
    answered = ask(store, catalogue()[name], arguments)
    # one contract alone compares with nothing
    expected = catalogue()[name].least == 1 and name not in NOTHING_IN_CLAIRVAL
    assert bool(answered.rows) == expected
    assert "valdor" not in to_json(answered).casefold()


def test_a_parameter_and_its_absence_agree_for_every_filter(asking: Asking) -> None:
    everything = asking("financements")
    for name in ("financeur", "action", "fermete"):
        for value in {row[name] for row in everything if row["nomme"]}:
            assert asking("financements", **{name: value}) == [row for row in everything if row[name] == value]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers())
def test_the_order_of_loading_changes_no_answer(store: ox.Store, seed: int) -> None:
    quads = list(store.quads_for_pattern(None, None, None, None))
    random.Random(seed).shuffle(quads)  # noqa: S311  # an order, not a secret
    shuffled = ox.Store()
    for quad in quads:
        shuffled.add(quad)
    for name in catalogue():
        arguments = EXAMPLES.get(name, {})
        assert to_json(answer(shuffled, name, arguments)) == to_json(answer(store, name, arguments))


def test_what_a_source_leaves_unsaid_multiplies_no_row(altered: Callable[..., Asking]) -> None:
    line, entry = "clairval/financement/maison-de-sante-commune", "clairval/participation/annuaire-elan"
    optional = ("motsDeLaSource", "montant", "annee", "natureCredit", "rubrique", "precision", "element")
    silent = altered(
        "",
        without=[
            *((node, name) for node in (line, entry) for name in optional),
            ("clairval/acteur/association-l-elan", "typeActeur"),
            ("clairval/relais/os-1-1-mesure-9", "statutRelais"),
            ("clairval/relais/os-1-1-mesure-9", "motsDeLaSource"),
            ("clairval/instance/copil", "foisParAn"),
            ("clairval/action/zero-chomeur", "statut"),
            ("clairval/participation/signature-commune", "fonction"),
        ],
    )
    assert len(silent("financements")) == 5
    assert len(silent("financeurs-d-une-action", action="Maison de santé")) == 4
    assert len(silent("actions-d-un-financeur", financeur="Mairie")) == 2
    assert len(silent("actions-sans-financeur")) == 1
    listed = [row for row in silent("annuaire") if row["repertorie"]]
    assert [(row["rubrique"], row["type"]) for row in listed] == [(None, None)]
    assert len(silent("mesures", etat="relayée")) == 2
    assert len(silent("instances")) == 1
    assert len(silent("signataires")) == 1
