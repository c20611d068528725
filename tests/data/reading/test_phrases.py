"""What the phrases say of invented sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import naming
from data.reading.named import leading_names, only_names
from data.reading.phrases import Sentence
from data.reading.register import Register
from data.text import headline


def said(text: str) -> list[tuple[str, str]]:
    return [(each.what, each.words) for each in Sentence(text).roles]


@pytest.fixture
def actors() -> Register:
    register = Register()
    for name in ("CAF", "Commune", "Conseil départemental", "Maison des jeunes et de la culture"):
        register.add(name, naming.reference("acteur", name))
    return register


@pytest.fixture
def others() -> Register:
    register = Register()
    register.add("coordination emploi", naming.reference("instance", "coordination emploi"))
    return register


@pytest.mark.parametrize(
    "text", ["Un rucher co-porté par la CAF", "Une veille copilotée par la CAF", "Co-animé par la CAF"]
)
def test_what_is_carried_together_is_carried_by_others_too(text: str) -> None:
    assert Sentence(text).shared


@pytest.mark.parametrize(
    "text", ["Un rucher porté par la CAF", "Une charte co-construite par la CAF", "Co-porté sans façon"]
)
def test_what_one_carries_or_many_build_is_not_carried_together(text: str) -> None:
    assert not Sentence(text).shared


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Un rucher sur le toit : échec (trop de vent)", "echec"),
        ("Le tramway est abandonné", "abandonnee"),
        ("Des travaux en cours rue Haute", "en-cours"),
        ("Un cours de cuisine", None),
        ("Chantiers jeunes", None),
    ],
)
def test_words_tell_how_it_ended_or_nothing(text: str, status: str | None) -> None:
    assert Sentence(text).status == status


def test_the_cause_is_what_stands_in_brackets_after_the_failure() -> None:
    assert Sentence("Un rucher sur le toit : échec (trop de vent)").causes == ["trop de vent"]
    assert Sentence("Un rucher (trois ruches) : échec").causes == []


def test_an_obstacle_may_tell_what_was_given_up_when_and_why() -> None:
    failure = Sentence("Abandon du tramway fin 2021 du fait du coût des rails").failure
    assert failure is not None
    assert (failure.label, failure.period, failure.cause) == ("tramway", "fin 2021", "coût des rails")
    assert Sentence("Abandon des chats du quartier").failure is None


@pytest.mark.parametrize(
    ("text", "role", "begins"),
    [
        ("Atelier vélo porté par la MJC", "porteur", "la MJC"),
        ("Festival co-porté par la Commune", "porteur", "la Commune"),
        ("Café animé par l'association Alpha", "animateur", "l'association Alpha"),
        ("Jardin en lien avec le Conseil départemental", "partenaire", "le Conseil départemental"),
        ("Formation des guides par la CAF", "formateur", "la CAF"),
        ("Tournoi organisé par la Commune", "operateur", "la Commune"),
        ("Goûters (CAF, MJC)", "acteur", "CAF, MJC"),
    ],
)
def test_a_phrase_gives_a_role_to_the_names_after_it(text: str, role: str, begins: str) -> None:
    assert said(text)[0][0] == role
    assert said(text)[0][1].startswith(begins)


def test_who_pays_takes_no_part_for_that() -> None:
    sentence = Sentence("Stage financé par la Région")
    assert [(each.what, each.words) for each in sentence.fundings] == [("signe", "la Région")]
    assert next(iter(sentence.roles)).what == ""


def test_the_dpv_is_a_credit_of_the_politique_de_la_ville() -> None:
    assert Sentence("Financement du kiosque par l'Etat (DPV)").credit == "credit-specifique"
    assert Sentence("Financement du kiosque par l'Etat").credit == ""


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Plantation de 12 tilleuls place Haute", [(12, "tilleuls place Haute", "atteinte")]),
        ("Objectif de 1 200 logements à rénover", [(1200, "logements à rénover", "visee")]),
        ("Accueil de plus de 30 personnes", [(30, "personnes", "atteinte")]),
        ("Deux guichets ouverts dans la rue", [(2, "guichets ouverts", "atteinte")]),
        ("Les deux guichets restent", []),
        ("Le 14 juillet 2020, pour les 16 ans et plus, sur 5 ans", []),
        ("Bus ligne 4, ADIL 99", []),
        ("Un toit neuf pour tous", []),
    ],
)
def test_a_number_counts_what_follows_it_but_no_date_no_age_no_name(
    text: str, figures: list[tuple[int, str, str]]
) -> None:
    found = [
        (int(each.target.quantity), each.target.unit, each.nature) for each in Sentence(text).quantities(planned=False)
    ]
    assert found == figures


def test_what_is_planned_is_aimed_at() -> None:
    (quantity,) = Sentence("Pose de 3 bancs").quantities(planned=True)
    assert quantity.nature == "visee"


def test_dates_periods_and_frequencies() -> None:
    assert Sentence("Charte signée le 1er mars 2020").signed == date(2020, 3, 1)
    assert Sentence("Convention validée le 31/02/2020").signed is None
    assert Sentence("Marché de nuit depuis 2017").period == "depuis 2017"
    assert Sentence("Réunions deux fois par an").times_a_year == 2
    assert Sentence("Fête tous les ans").times_a_year == 1


def test_a_coordination_body_is_named_without_its_brackets() -> None:
    (body,) = Sentence("Mise en place d'un conseil des aînés (2021)").bodies
    assert (body.name, body.times_a_year) == ("Conseil des aînés", None)


def test_names_end_at_the_first_word_that_is_none(actors: Register, others: Register) -> None:
    assert leading_names("la CAF, la Commune et le conseil départemental pour tous", actors, others) == [
        "CAF",
        "Commune",
        "conseil départemental",
    ]
    assert leading_names("l'association Les Amis du Pont et la CAF", actors, others) == [
        "association Les Amis du Pont",
        "CAF",
    ]
    assert leading_names("les habitants et la CAF", actors, others) == []
    assert leading_names("la coordination emploi", actors, others) == []


def test_brackets_count_only_if_they_hold_nothing_but_names(actors: Register, others: Register) -> None:
    assert only_names("CAF, UDAF...", actors, others) == ["CAF", "UDAF"]
    assert only_names("non exhaustif", actors, others) == []
    assert only_names("CAF le lundi", actors, others) == []
    assert only_names("LIO", actors, others) == []


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_a_sentence(text: str) -> None:
    sentence = Sentence(text)
    list(sentence.roles), list(sentence.fundings), list(sentence.quantities(planned=False)), list(sentence.bodies)
    assert sentence.times_a_year is None or sentence.times_a_year >= 0
    leading_names(text, Register(), Register())


@given(st.text(min_size=1, max_size=600))
def test_a_headline_is_no_longer_than_it_may_be(text: str) -> None:
    assert len(headline(text)) <= len(text) + 2
    assert len(headline(text)) <= 150 + len(" …")
