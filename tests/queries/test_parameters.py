"""Parameters: what people write becomes a thing that exists, or an error that shows the way out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text import fold
from queries.ask import (
    AmbiguousValue,
    Answer,
    MalformedValue,
    MissingValue,
    RepeatedValue,
    UnknownParameter,
    UnknownValue,
    ask,
)
from queries.catalogue import catalogue
from queries.parameters import bind, resolve, valid_values
from queries.question import DATE, INTEGER, TEXT, TODAY, Parameter
from queries.scope import choose
from tests.queries.towns import Asking

Answering = Callable[..., Answer]
MLG = "https://w3id.org/maillage/ontology#"
HOSTILE = [
    '"} DROP ALL #',
    "> . ?s ?p ?o",
    "https://w3id.org/maillage/id/clairval> } . { ?s ?p ?o",
    "a\nb",
    "\\",
    "$var ?__financeur_iri",
    '"@fr . ?x ?y ?z',
    "javascript:alert(1)",
    "file:///etc/hostname",
    "data:text/html,x",
    "http://[",
    "urn:x y",
    "clairval/acteur/\u0000",
    "\ud83d\ude00" * 3,
    "'; --",
    "…" * 5000,
]


@pytest.mark.parametrize(
    "written",
    [
        "https://w3id.org/maillage/id/clairval/acteur/commune-de-clairval",
        "clairval/acteur/commune-de-clairval",
        "commune-de-clairval",
        "Commune de Clairval",
        "  COMMUNE  de clairval ",
        "Mairie",
        "commune",
    ],
)
def test_an_actor_may_be_given_by_its_iri_its_identifier_or_one_of_its_names(asking: Asking, written: str) -> None:
    rows = asking("financements", financeur=written)
    assert {row["financeur"] for row in rows} == {"clairval/acteur/commune-de-clairval"}
    assert len(rows) == 2


def test_a_name_is_compared_without_accents_or_case(asking: Asking) -> None:
    assert asking("acteurs-d-une-action", action="MAISON DE SANTE")[0]["actionLabel"] == "Maison de santé"


def test_an_acronym_and_a_former_name_are_names(altered: Callable[..., Asking]) -> None:
    asking = altered('<clairval/acteur/region> mlg:sigle "RC" ; mlg:ancienNom "Région Hautes-Collines" .')
    assert len(asking("financements", financeur="rc")) == 1
    assert len(asking("financements", financeur="region hautes-collines")) == 1


def test_an_entry_of_a_controlled_list_may_be_given_by_its_label(asking: Asking) -> None:
    assert [row["montant"] for row in asking("financements", fermete="voté")] == [50000]
    assert [row["montant"] for row in asking("financements", fermete="vote")] == [50000]


def test_an_unknown_name_is_refused_with_the_nearest_ones(answering: Answering) -> None:
    with pytest.raises(UnknownValue) as caught:
        answering("financeurs-d-une-action", action="Maison de sant")
    assert caught.value.parameter == "action"
    assert caught.value.nearest[0] == "Maison de santé"
    assert str(caught.value).startswith(
        "Je ne connais pas l'action « Maison de sant ». Valeurs proches : Maison de santé"
    )


def test_a_thing_of_another_class_is_not_a_value(answering: Answering) -> None:
    with pytest.raises(UnknownValue):
        answering("financeurs-d-une-action", action="clairval/acteur/region")


def test_a_placeholder_is_not_an_actor(answering: Answering) -> None:
    with pytest.raises(UnknownValue):
        answering("actions-d-un-financeur", financeur="Structure porteuse")


def test_a_thing_of_a_contract_that_is_not_asked_is_unknown(answering: Answering) -> None:
    with pytest.raises(UnknownValue):
        answering("financeurs-d-une-action", action="Maison de santé", contrat="valdor")


def test_a_name_that_several_things_bear_is_refused_with_what_tells_them_apart(altered: Callable[..., Asking]) -> None:
    asking = altered('<clairval/acteur/region> skos:altLabel "Mairie"@fr .')
    with pytest.raises(AmbiguousValue, match="plusieurs") as caught:
        asking("financements", financeur="Mairie")
    assert caught.value.candidates == ("clairval/acteur/commune-de-clairval", "clairval/acteur/region")
    assert "Commune de Clairval (clairval/acteur/commune-de-clairval)" in str(caught.value)


def test_a_preferred_name_wins_over_another_name(altered: Callable[..., Asking]) -> None:
    asking = altered('<clairval/acteur/association-l-elan> skos:altLabel "Région des Collines"@fr .')
    assert [row["financeur"] for row in asking("financements", financeur="Région des Collines")] == [
        "clairval/acteur/region"
    ]


def test_an_unknown_contract_is_refused_with_the_known_ones(answering: Answering) -> None:
    with pytest.raises(UnknownValue, match="Je ne connais pas le contrat « Clairvale »") as caught:
        answering("signataires", contrat="Clairvale")
    assert caught.value.nearest == ("clairval", "valdor")


def test_a_contract_may_be_given_by_its_name_or_repeated(store: ox.Store) -> None:
    question = catalogue()["mesures-sans-relais"]
    assert len(ask(store, question, {"contrat": ["Contrat de ville de Clairval"]}).rows) == 39
    assert len(ask(store, question, {"contrat": ["clairval", "valdor", "clairval"]}).rows) == 79


def test_a_text_is_one_of_those_that_the_property_has(asking: Asking, answering: Answering) -> None:
    assert len(asking("annuaire", rubrique="vivre ENSEMBLE")) == 1
    with pytest.raises(UnknownValue, match="la rubrique « Vivre seul »") as caught:
        answering("annuaire", rubrique="Vivre seul")
    assert caught.value.nearest == ("Vivre ensemble",)


def test_a_missing_an_unknown_and_a_repeated_parameter_are_refused(store: ox.Store) -> None:
    question = catalogue()["financeurs-d-une-action"]
    with pytest.raises(MissingValue, match="Il manque l'action"):
        ask(store, question, {"action": ["  "]})
    with pytest.raises(UnknownParameter, match="pas de paramètre « actions »") as caught:
        ask(store, question, {"actions": ["x"]})
    assert caught.value.known == ("contrat", "action")
    with pytest.raises(RepeatedValue, match="Une seule valeur"):
        ask(store, question, {"action": ["a", "b"]})


def test_a_blank_optional_value_is_no_value(asking: Asking) -> None:
    assert len(asking("financements", financeur="", fermete=" ")) == 5


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", ["financeur", "action", "fermete", "contrat"])
def test_a_hostile_value_is_only_a_name_that_nothing_bears(answering: Answering, name: str, hostile: str) -> None:
    with pytest.raises(UnknownValue) as caught:
        answering("financements", **{name: hostile})
    assert caught.value.value.strip() == hostile.strip()
    assert all(character.isprintable() for character in str(caught.value))


@given(st.text(min_size=1))
def test_any_text_at_all_is_a_name_or_is_refused_in_french(store: ox.Store, text: str) -> None:
    refused = ""
    try:
        ask(store, catalogue()["annuaire"], {"acteur": [text]})
    except (UnknownValue, AmbiguousValue) as error:
        refused = str(error)
    names = ("mairie", "commune", "region")
    assert bool(refused) == (bool(text.strip()) and fold(text) not in names)
    assert refused.isprintable()


def _parameter(kind: str) -> Parameter:
    return Parameter("depuis", "Date", "Une date.", kind, False, "__depuis_date", "la date")  # noqa: FBT003


def test_dates_and_integers_are_bound_as_typed_literals(store: ox.Store) -> None:
    scope = choose(store, ())
    day, number = (
        resolve(store, scope, _parameter(DATE), "2024-05-31"),
        resolve(store, scope, _parameter(INTEGER), " 07"),
    )
    assert isinstance(day, ox.Literal)
    assert isinstance(number, ox.Literal)
    assert (day.value, day.datatype.value) == ("2024-05-31", "http://www.w3.org/2001/XMLSchema#date")
    assert (number.value, number.datatype.value) == ("7", "http://www.w3.org/2001/XMLSchema#integer")


@pytest.mark.parametrize(
    ("kind", "value"),
    [(DATE, "2024-02-30"), (DATE, "2024"), (DATE, "demain"), (INTEGER, "1_000"), (INTEGER, "٣"), (INTEGER, "1.5")],
)
def test_a_date_that_is_none_and_a_number_that_is_none_are_refused(store: ox.Store, kind: str, value: str) -> None:
    with pytest.raises(MalformedValue, match="n'est pas"):
        resolve(store, choose(store, ()), _parameter(kind), value)


def test_the_valid_values_of_a_parameter_can_be_listed_for_a_form(store: ox.Store) -> None:
    scope = choose(store, ["clairval"])
    parameters = {p.name: p for p in catalogue()["financements"].options}
    assert valid_values(store, scope, parameters["contrat"]) == ("clairval",)
    assert valid_values(store, scope, parameters["action"]) == (
        "Chantier jeunes",
        "Maison de santé",
        "Territoire zéro chômeur",
    )
    assert "voté" in valid_values(store, scope, parameters["fermete"])
    (rubrique,) = [p for p in catalogue()["annuaire"].parameters if p.kind == TEXT]
    assert valid_values(store, scope, rubrique) == ("Vivre ensemble",)


def parameter(kind: str, *, choices: tuple[str, ...] = (), default: str = "") -> Parameter:
    return Parameter(
        name="p",
        label="P",
        description="Un paramètre.",
        kind=kind,
        required=False,
        variable="__p",
        designation="le paramètre",
        choices=choices,
        default=default,
    )


def choice(default: str = "") -> Parameter:
    return parameter(TEXT, choices=("financeur", "pilier"), default=default)


@pytest.mark.parametrize("written", ["pilier", " Pilier "])
def test_a_word_of_a_few_is_found_however_it_is_written(store: ox.Store, written: str) -> None:
    assert resolve(store, choose(store, ()), choice(), written) == ox.Literal("pilier")


def test_another_word_is_refused_with_the_nearest(store: ox.Store) -> None:
    with pytest.raises(UnknownValue) as caught:
        resolve(store, choose(store, ()), choice(), "piliers")
    assert caught.value.nearest[0] == "pilier"
    assert valid_values(store, choose(store, ()), choice()) == ("financeur", "pilier")


def test_what_is_not_given_is_bound_to_its_default_and_a_day_to_the_day_of_the_question(store: ox.Store) -> None:
    day = replace(parameter(DATE, default=TODAY), name="date", variable="__date_date")
    question = replace(catalogue()["financements"], parameters=(choice(default="financeur"), day))
    bound = bind(store, choose(store, ()), question, {}, today=dt.date(2026, 11, 21))
    assert {name.value: term.value for name, term in bound.items()} == {
        "__p": "financeur",
        "__date_date": "2026-11-21",
    }
    given = bind(store, choose(store, ()), question, {"date": ("2022-01-31",)}, today=dt.date(2026, 11, 21))
    assert given[ox.Variable("__date_date")].value == "2022-01-31"
