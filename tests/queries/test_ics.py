"""Calendars of answers, judged by RFC 5545 and read back: facts only, one event a last day, the same bytes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import icalendar
import pyoxigraph as ox
import pytest

from data import naming
from data.store import OpenStore
from ontology import MLG
from queries.ask import Answer, ask
from queries.calendar_file import dated, left_out
from queries.catalogue import CatalogueError, catalogue, read
from queries.errors import NoCalendar, NothingDated
from queries.formats import to_ics
from tests.queries.test_catalogue import HEADER, QUERY
from tests.queries.towns import answer

Made = Callable[..., Answer]
ACTION = f"{naming.ID}clairval/action/"
GRAPH = ox.NamedNode(naming.published_graph("clairval"))
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
HOSTILE = 'Fin;\r\nEND:VEVENT\r\nBEGIN:VALARM\nTRIGGER:-PT1M\r,\\n "x", é\u2028ATTACH:http://x\x85\x0b' + "ü" * 80


@pytest.fixture
def made(store: ox.Store) -> Made:
    """Ask the agenda of Clairval, with more deadlines and other names."""

    def made(
        *deadlines: tuple[str, str, str], names: dict[str, str] | None = None, without: str = "", **arguments: str
    ) -> Answer:
        copy = ox.Store()
        copy.extend(store.quads_for_pattern(None, None, None, None))
        for quad in list(copy.quads_for_pattern(None, ox.NamedNode(f"{MLG}periode"), None, GRAPH)):
            if without and quad.subject == ox.NamedNode(f"{ACTION}{without}"):
                copy.remove(quad)
        for number, (action, start, end) in enumerate(deadlines):
            _deadline(copy, number, action, start, end)
        for action, name in (names or {}).items():
            node = ox.NamedNode(f"{ACTION}{action}")
            for quad in list(copy.quads_for_pattern(node, LABEL, None, GRAPH)):
                copy.remove(quad)
            copy.add(ox.Quad(node, LABEL, ox.Literal(name, language="fr"), GRAPH))
        return answer(copy, "agenda", {"contrat": ["clairval"], **{key: [value] for key, value in arguments.items()}})

    return made


def _deadline(store: ox.Store, number: int, action: str, start: str, end: str) -> None:
    period = ox.NamedNode(f"{naming.ID}clairval/periode/essai-{number}")
    words = ox.Literal(f"du {start} au {end}", language="fr")
    store.add(ox.Quad(ox.NamedNode(f"{ACTION}{action}"), ox.NamedNode(f"{MLG}periode"), period, GRAPH))
    store.add(ox.Quad(period, ox.NamedNode(f"{MLG}motsDeLaSource"), words, GRAPH))
    for name, day in (("debut", start), ("fin", end)):
        if day:
            store.add(ox.Quad(period, ox.NamedNode(f"{MLG}{name}"), ox.Literal(day, datatype=XSD_DATE), GRAPH))


def events(told: Answer) -> list[Any]:
    return list(icalendar.Calendar.from_ical(to_ics(told)).walk("VEVENT"))


def days(told: Answer) -> list[tuple[dt.date, dt.date]]:
    return [(event.decoded("dtstart"), event.decoded("dtend")) for event in events(told)]


def lines(told: Answer) -> list[str]:
    """Return the content lines of a calendar, unfolded (section 3.1)."""
    return to_ics(told).decode("utf-8").replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_the_file_keeps_the_rules_of_the_standard(made: Made, bundle: OpenStore) -> None:
    for told in (made(names={"maison-de-sante": HOSTILE}), ask(bundle.store, catalogue()["agenda"], {})):
        written = to_ics(told)
        assert written.endswith(b"\r\n")
        assert all(len(line) <= 75 for line in written.split(b"\r\n"))
        bare = written.replace(b"\r\n", b"")
        assert not [byte for byte in bare if byte < 0x20 or byte == 0x7F]  # CONTROL is allowed nowhere
        written.decode("utf-8")
        found = lines(told)
        assert found[:4] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maillage//Maillage//FR", "METHOD:PUBLISH"]
        assert found[-2:] == ["END:VEVENT", "END:VCALENDAR"]
        assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") == len(dated(told))


def test_each_event_has_what_calendar_programs_need(made: Made) -> None:
    (event,) = events(made())
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
    found = lines(made())
    assert "DTSTART;VALUE=DATE:20301231" in found
    assert "DTEND;VALUE=DATE:20310101" in found  # the day after
    assert "DTSTAMP:20261121T000000Z" in found  # the day that the question was asked, and no clock
    assert event["summary"] == "Échéance : Maison de santé"
    assert (event["transp"], event["class"]) == ("TRANSPARENT", "PUBLIC")
    assert event["categories"].to_ical().decode() == "échéance"
    assert event["url"] == f"{ACTION}maison-de-sante"


def test_the_event_tells_the_words_and_bounds_of_the_source_and_where_they_are(made: Made) -> None:
    (event,) = events(made())
    assert str(event["description"]).splitlines() == [
        "Contrat : Contrat de ville de Clairval",
        "Mots de la source : 2024-2030",
        "Statut de l'action : prévue",
        "Animée ou pilotée par : Commune de Clairval",
        "Où c'est écrit : Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20",
        "Premier jour possible : 01/01/2024",
        "Dernier jour possible : 31/12/2030",
    ]
    (until,) = events(made(("chantier-jeunes", "", "2025-12-31"), without="maison-de-sante"))
    assert "Animée ou pilotée par : inconnu" in str(until["description"])
    assert "Premier jour" not in str(until["description"])


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2025-04-01", "2025-04-30", ("2025-04-30", "2025-05-01")),
        ("2025-04-01", "2025-04-08", ("2025-04-08", "2025-04-09")),
        ("2025-04-01", "2025-04-07", ("2025-04-01", "2025-04-08")),  # a week is a thing that lasts, not a deadline
        ("2025-04-01", "2025-04-01", ("2025-04-01", "2025-04-02")),
        ("2025-04-02", "2025-04-01", ("2025-04-01", "2025-04-02")),  # backwards
        ("", "2025-12-31", ("2025-12-31", "2026-01-01")),
        ("pas un jour", "2025-12-31Z", ("2025-12-31", "2026-01-01")),
    ],
)
def test_a_deadline_stands_on_its_last_day_and_a_few_days_are_filled(
    made: Made, start: str, end: str, shown: tuple[str, str]
) -> None:
    told = made(("chantier-jeunes", start, end), without="maison-de-sante")
    assert [tuple(map(str, pair)) for pair in days(told)] == [shown]


@pytest.mark.parametrize("end", ["", "2025-02-30", "9999-12-31", "0000-01-01", "demain", "12025-01-01"])
def test_what_has_no_last_day_is_left_out_and_counted(made: Made, end: str) -> None:
    told = made(("chantier-jeunes", "2025-01-01", end))
    assert [event["summary"] for event in events(told)] == ["Échéance : Maison de santé"]
    assert left_out(told) == (
        "Le calendrier contient 1 ligne, au dernier jour possible ; 2 lignes sans dernier jour n'y sont pas."
    )


def test_the_calendar_says_what_it_is_and_what_it_leaves_out(made: Made) -> None:
    calendar = icalendar.Calendar.from_ical(to_ics(made()))
    assert calendar["x-wr-calname"] == "Agenda – Contrat de ville de Clairval"
    # text by default (section 3.8.8.2), which the library does not take back where it does not know the property
    described = str(calendar["x-wr-caldesc"]).replace("\\,", ",").replace("\\;", ";")
    assert described.startswith("Réponse à « Que faut-il mettre à l'agenda, et quand ? », posée le 21/11/2026. ")
    assert "1 ligne, au dernier jour possible ; 1 ligne sans dernier jour n'y est pas." in described
    assert "Licence Ouverte 2.0" in described
    assert "l'agenda\\, et quand" in next(line for line in lines(made()) if line.startswith("X-WR-CALDESC:"))


def test_a_calendar_of_several_contracts_says_how_many_and_what_is_unknown(store: ox.Store) -> None:
    calendar = icalendar.Calendar.from_ical(to_ics(answer(store, "agenda", {})))
    assert calendar["x-wr-calname"] == "Agenda – 2 contrats"
    assert "Contrat de ville de Valdor : aucune feuille de route chargée" in str(calendar["x-wr-caldesc"])


def test_nothing_is_left_out_where_all_is_dated(made: Made) -> None:
    told = made(("chantier-jeunes", "", "2025-12-31"), acteur="Association L'Élan")
    assert left_out(told) == "Le calendrier contient 2 lignes, au dernier jour possible."


def test_no_text_can_start_another_line_or_another_component(made: Made) -> None:
    told = made(names={"maison-de-sante": HOSTILE})
    calendar = icalendar.Calendar.from_ical(to_ics(told))
    assert [component.name for component in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    (event,) = calendar.walk("VEVENT")
    assert event["summary"] == (
        'Échéance : Fin; END:VEVENT BEGIN:VALARM TRIGGER:-PT1M ,\\n "x", é ATTACH:http://x ' + "ü" * 80
    )
    assert not [line for line in lines(told) if line.startswith(("BEGIN:VALARM", "TRIGGER", "ATTACH"))]
    (summary,) = [line for line in lines(told) if line.startswith("SUMMARY:")]
    assert 'Fin\\; END:VEVENT BEGIN:VALARM TRIGGER:-PT1M \\,\\\\n "x"\\, é' in summary


def test_letters_are_not_cut_in_two_by_folding(made: Made) -> None:
    told = made(names={"maison-de-sante": "é" * 300})
    for line in to_ics(told).split(b"\r\n"):
        line.decode("utf-8")


def test_the_same_answer_gives_the_same_bytes(made: Made) -> None:
    assert to_ics(made()) == to_ics(made())


def test_a_deadline_that_moves_is_the_same_event(made: Made) -> None:
    (before,) = events(made(("chantier-jeunes", "", "2025-12-31"), without="maison-de-sante"))
    (after,) = events(made(("chantier-jeunes", "", "2026-12-31"), without="maison-de-sante"))
    assert before["uid"] == after["uid"]
    assert before["dtstart"].dt != after["dtstart"].dt
    both = events(made(("chantier-jeunes", "", "2025-12-31")))
    assert before["uid"] in {event["uid"] for event in both}
    assert len({event["uid"] for event in both}) == 2


def test_two_deadlines_of_one_thing_are_two_events_known_by_their_days(made: Made) -> None:
    two = (("chantier-jeunes", "", "2025-12-31"), ("chantier-jeunes", "", "2026-12-31"))
    first = [event["uid"] for event in events(made(*two))]
    assert len(set(first)) == 3
    assert [event["uid"] for event in events(made(*reversed(two)))] == first


def test_an_answer_without_any_last_day_is_refused_with_what_is_unknown(made: Made, store: ox.Store) -> None:
    with pytest.raises(NothingDated, match="Aucune ligne de cette réponse n'a de dernier jour"):
        to_ics(made(without="maison-de-sante"))
    assert left_out(made(without="maison-de-sante")) == (
        "Le calendrier serait vide ; 1 ligne sans dernier jour n'y est pas."
    )
    with pytest.raises(NothingDated, match="aucune feuille de route chargée"):
        to_ics(answer(store, "agenda", {"contrat": ["valdor"]}))


def test_a_question_that_tells_of_no_calendar_has_none(store: ox.Store) -> None:
    told = answer(store, "financements", {})
    with pytest.raises(NoCalendar, match="« Qui finance quoi, et avec quelle fermeté \\? » n'est pas faite de dates"):
        to_ics(told)
    assert [question.name for question in catalogue().values() if question.calendar] == ["agenda"]


def test_a_thing_without_address_still_has_an_identifier(made: Made) -> None:
    told = made()
    nameless = replace(told, rows=tuple({**row, "chose": None} for row in told.rows))
    (event,) = events(nameless)
    assert event["uid"]


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("titre: action", "titre: contrat"), ("fin: fin", "fin: action"), ("[sorte]", "[absente]")],
)
def test_a_header_whose_calendar_names_other_columns_is_refused(written: str, wrong: str) -> None:
    plan = "{nom: Agenda, titre: action, sorte: sorte, debut: debut, fin: fin, details: [sorte]}"
    columns = "".join(
        f"#+     {name}: {{titre: X, sorte: {kind}}}\n"
        for name, kind in (("sorte", "texte"), ("debut", "date"), ("fin", "date"))
    )
    header = HEADER.replace("#+   exemple", f"{columns}#+   calendrier: {plan}\n#+   exemple")
    told = read("essai", header + QUERY)
    assert told.calendar is not None
    assert (told.calendar.title, told.calendar.details) == ("action", ("sorte",))
    with pytest.raises(CatalogueError, match="the calendar needs"):
        read("essai", header.replace(written, wrong) + QUERY)


def test_the_calendar_of_moissac_holds_the_last_days_that_its_words_give(bundle: OpenStore) -> None:
    told = ask(bundle.store, catalogue()["agenda"], {"contrat": ["moissac"]})
    ends = {(event["summary"].removeprefix("Échéance : "), event.decoded("dtstart")) for event in events(told)}
    # rows 913, 929, 938 and 949, line 760: a month, two « jusqu'en », a year and a span of years
    assert {
        ("Territoires zéro chômeur de longue durée", dt.date(2022, 12, 31)),
        (
            "Création d'une Maison municipale intégrant France Service au Sarlac et une antenne de Police municipale",
            dt.date(2021, 11, 30),
        ),
    } <= ends
    assert {
        day for name, day in ends if name.startswith(("Renforcement des équipes", "Accompagner le financement"))
    } == {
        dt.date(2022, 12, 31),
        dt.date(2026, 12, 31),
    }
    assert {day for name, day in ends if name.startswith("Déploiement de l'Opération")} == {dt.date(2024, 12, 31)}
    # « >2022 », « depuis 2013 » and « depuis 2018 » have no last day, twelve rows no day at all, 21 bodies neither
    assert len(told.rows) - len(ends) == 3 + 12 + 21
