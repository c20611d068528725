"""Cells are read as people write them: lost line breaks, open lists, alternatives, roles, odd periods."""

import pytest
from edtf import parse_edtf
from rdflib import URIRef

from data.reading.bodies import in_governance, in_roadmap
from data.reading.document import Cell, Place
from data.reading.measures import quote
from data.reading.mentions import Mentions, lost_lines, mentions
from data.reading.named import proper_names
from data.reading.period import parse_period
from data.reading.records import RoadmapRow
from data.reading.register import Register

OPTIONS = {"open": r"…|\.\.\.|\(?etc\.?\)?"}
HERE = Place(1, 1)


@pytest.fixture
def register() -> Register:
    register = Register()
    for name in (
        "Commune",
        "Etat",
        "Région",
        "ARS",
        "Urbanis",
        "Service Public de l'Emploi",
        "Opérateurs fonciers (publics/privés)",
    ):
        register.add(name, URIRef(f"urn:{name.split()[0]}"))
    return register


def read(text: str, register: Register) -> Mentions:
    return mentions(text, register, OPTIONS, {"operateur": "operateur"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Commune Etat ARS", ["Commune", "Etat", "ARS"]),
        ("Commune, Etat / ARS", ["Commune", "Etat", "ARS"]),
        ("la commune et l'Etat", ["commune", "Etat"]),
        ("Commune Service Public de l'Emploi", ["Commune", "Service Public de l'Emploi"]),
        (
            "Commune Opérateurs fonciers (publics/privés) ARS",
            ["Commune", "Opérateurs fonciers (publics/privés)", "ARS"],
        ),
        ("", []),
    ],
)
def test_a_cell_names_each_actor_once_by_the_longest_name(text: str, found: list[str], register: Register) -> None:
    read_cell = read(text, register)
    assert [mention.words for mention in read_cell.found] == found
    assert not read_cell.unknown


def test_a_word_before_a_name_is_its_role(register: Register) -> None:
    assert [(m.words, m.role) for m in read("Commune Opérateur Urbanis", register).found] == [
        ("Commune", None),
        ("Urbanis", "operateur"),
    ]


def test_only_what_stands_around_ou_is_an_alternative(register: Register) -> None:
    assert [(m.words, m.alternative) for m in read("Commune Région ou Etat ARS", register).found] == [
        ("Commune", None),
        ("Région", "Région ou Etat"),
        ("Etat", "Région ou Etat"),
        ("ARS", None),
    ]


def test_a_name_beside_an_unknown_one_is_in_an_alternative_too(register: Register) -> None:
    assert [(m.words, m.alternative) for m in read("Commune Mystère ou Etat", register).found] == [
        ("Commune", None),
        ("Etat", "Mystère ou Etat"),
    ]


@pytest.mark.parametrize("text", ["Commune ARS...", "Commune ARS…", "Commune ARS (etc.)", "Commune etc"])
def test_dots_and_etc_open_the_list(text: str, register: Register) -> None:
    read_cell = read(text, register)
    assert read_cell.open
    assert not read_cell.unknown


def test_what_is_not_known_is_kept_apart(register: Register) -> None:
    assert read("Commune Mystère", register).unknown == ("Mystère",)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("La commune et la région hésitent", []),
        ("L'ARS et le Service public de l'emploi hésitent", ["urn:ARS", "urn:Service"]),
        ("ARS", ["urn:ARS"]),
        ("Les ars", []),
    ],
)
def test_a_sentence_names_by_acronyms_and_by_names_of_several_words(
    sentence: str, named: list[str], register: Register
) -> None:
    assert [str(thing) for thing in proper_names(sentence, register)] == named


@pytest.mark.parametrize(
    ("words", "edtf", "start", "end"),
    [
        ("Novembre 2021", "2021-11", "2021-11-01", "2021-11-30"),
        ("Courant 2021 (sous réserve du calendrier de formation)", "2021", "2021-01-01", "2021-12-31"),
        (">2022", "2023/..", "2023-01-01", None),
        ("Jusqu'en 2024 (via l'OPAH-RU)", "../2024", None, "2024-12-31"),
        ("Avril 2021 pour la partie inclusion", "2021-04", "2021-04-01", "2021-04-30"),
        ("2021-2022", "2021/2022", "2021-01-01", "2022-12-31"),
        ("2021 – 2023", "2021/2023", "2021-01-01", "2023-12-31"),
        ("Février 2024", "2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_dated_words_give_edtf_and_bounds(words: str, edtf: str, start: str | None, end: str | None) -> None:
    period = parse_period(words)
    assert period is not None
    assert (period.words, period.nature, period.edtf) == (words, "datee", edtf)
    assert (period.start and period.start.isoformat(), period.end and period.end.isoformat()) == (start, end)
    parse_edtf(edtf)


@pytest.mark.parametrize(
    ("words", "nature", "times"),
    [
        ("En continu", "continue", None),
        ("Non défini", "non-definie", None),
        ("1/ an", "recurrente", 1),
        ("= 4 / an", "recurrente", 4),
    ],
)
def test_undated_words_give_their_nature_and_no_date(words: str, nature: str, times: int | None) -> None:
    period = parse_period(words)
    assert period is not None
    assert (period.nature, period.edtf, period.times_a_year) == (nature, None, times)


def test_a_frequency_with_a_year_gives_both() -> None:
    period = parse_period("1/ an – courant 2021")
    assert period is not None
    assert (period.edtf, period.times_a_year) == ("2021", 1)


@pytest.mark.parametrize("words", ["", "Voir p9", "bientôt", "en 12 points"])
def test_words_that_tell_no_period_give_none(words: str) -> None:
    assert parse_period(words) is None


def test_capitals_open_lines_but_acronyms_do_not() -> None:
    assert lost_lines("Agir en QPV Lutter contre le RSA figé") == ["Agir en QPV", "Lutter contre le RSA figé"]


@pytest.mark.parametrize("line", ["-", "NB : les mesures suivantes", ""])
def test_a_dash_or_a_note_quotes_no_measure(line: str) -> None:
    assert quote(line, None, HERE) is None


def test_brackets_that_tell_no_status_stay_in_the_title() -> None:
    found = quote("29) Augmenter la dotation (DSU)", None, HERE)
    assert found is not None
    assert (found.number, found.title, found.statuses) == (29, "Augmenter la dotation (DSU)", ())


def test_a_list_of_bodies_gives_each_its_own_frequency_and_animator() -> None:
    text = "Assurer les coordinations : - emploi = 4 / an - animé par le Bureau - ports = 2 / an – animé par la Régie"
    row = RoadmapRow("", HERE, {"action": Cell(text, HERE)})
    assert [(body.name, body.times_a_year, body.animator) for body in in_roadmap(row)] == [
        ("Coordination emploi", 4, "Bureau"),
        ("Coordination ports", 2, "Régie"),
    ]


def test_an_action_that_is_no_body_names_none() -> None:
    assert not list(in_roadmap(RoadmapRow("", HERE, {"action": Cell("Fête = 1 / an", HERE)})))


def test_a_governance_cell_lists_its_bodies() -> None:
    cell = Cell("Instances : - COPIL de ville annuel - Coordination Emploi - Coordination Jeunes (MJC, PIJ)", HERE)
    pattern = r"- (?P<name>(?:COPIL|Coordination) .+?)(?P<detail> annuel\b| \([^)]*\))?(?= +- |$)"
    assert [(body.name, body.times_a_year, body.remark) for body in in_governance(cell, pattern)] == [
        ("COPIL de ville", 1, None),
        ("Coordination Emploi", None, None),
        ("Coordination Jeunes", None, "MJC, PIJ"),
    ]
