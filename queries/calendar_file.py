"""Write an answer as a calendar (iCalendar, RFC 5545): one all-day event for each row that has a last day.

https://www.rfc-editor.org/rfc/rfc5545
"""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

import icalendar
import pyoxigraph as ox

from queries.ask import Answer, Row
from queries.credits import credited
from queries.display import cell, french_date
from queries.errors import NoCalendar, NothingDated
from queries.parameters import Value
from queries.question import Calendar, Question

PRODUCER = "-//Maillage//Maillage//FR"
_DATE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
"""xsd:date with years of four digits, https://www.w3.org/TR/xmlschema11-2/#date; a day is the same in every zone."""
_ONE_DAY = dt.timedelta(days=1)
_SHORT = 7  # days: a longer span is a deadline, which stands on its last day, and not a thing that fills its days


class Dated(NamedTuple):
    """A row that has a last day, with its first day if it has one too."""

    row: Row
    first: dt.date | None
    last: dt.date


def to_ics(answer: Answer) -> bytes:
    """Return a calendar of the rows that have a last day; raise NoCalendar or NothingDated where there is none."""
    plan = _plan(answer.question)
    rows = dated(answer)
    if not rows:
        raise NothingDated(answer.notices)
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCER)
    calendar.add("method", "PUBLISH")
    # the library escapes text only where it knows the property
    calendar.add("x-wr-calname", icalendar.vText(_line(_name(answer, plan))))
    calendar.add("x-wr-caldesc", icalendar.vText(_line(_description(answer))))
    for event in _events(answer, plan, rows):
        calendar.add_component(event)
    written: bytes = calendar.to_ical(sorted=False)
    return written


def dated(answer: Answer) -> tuple[Dated, ...]:
    """Return the rows that a calendar has room for."""
    plan = _plan(answer.question)
    found = ((row, _day(row[plan.start]), _day(row[plan.end])) for row in answer.rows)
    return tuple(Dated(row, first, last) for row, first, last in found if last)


def left_out(answer: Answer) -> str:
    """Say in French how many rows the calendar holds, and how many it has to leave out."""
    kept = len(dated(answer))
    missing = len(answer.rows) - kept
    held = f"Le calendrier contient {_lines(kept)}, au dernier jour possible" if kept else "Le calendrier serait vide"
    verb = "n'y est" if missing == 1 else "n'y sont"
    return f"{held} ; {_lines(missing)} sans dernier jour {verb} pas." if missing else f"{held}."


def _lines(number: int) -> str:
    return f"{number} ligne" if number == 1 else f"{number} lignes"


def _plan(question: Question) -> Calendar:
    if question.calendar is None:
        raise NoCalendar(question)
    return question.calendar


def _name(answer: Answer, plan: Calendar) -> str:
    contracts = answer.recipe.contracts
    return f"{plan.name} – {contracts[0] if len(contracts) == 1 else f'{len(contracts)} contrats'}"


def _description(answer: Answer) -> str:
    asked = f"Réponse à « {answer.question.title} », posée le {french_date(answer.recipe.asked_on.isoformat())}."
    return " ".join((asked, left_out(answer), *answer.notices, credited(answer.recipe.sources)))


def _events(answer: Answer, plan: Calendar, rows: Sequence[Dated]) -> Iterator[icalendar.Event]:
    told = Counter(str(each.row[plan.title]) for each in rows)
    stamp = dt.datetime.combine(answer.recipe.asked_on, dt.time(), tzinfo=dt.UTC)
    for each in rows:
        only = told[str(each.row[plan.title])] == 1
        yield _event(answer.question, plan, each, stamp=stamp, only=only)


def _event(question: Question, plan: Calendar, each: Dated, *, stamp: dt.datetime, only: bool) -> icalendar.Event:
    sort = _line(cell(question.column(plan.sort), each.row))
    title = _line(cell(question.column(plan.title), each.row))
    event = icalendar.Event()
    event.add("uid", _identifier(plan, each, only=only))
    event.add("dtstamp", stamp)
    event.add("dtstart", _first_day(each))
    event.add("dtend", each.last + _ONE_DAY)  # the day after: section 3.6.1, « non-inclusive »
    event.add("summary", f"{sort[:1].upper()}{sort[1:]} : {title}")
    event.add("description", "\n".join(_told(question, plan, each.row)))
    event.add("categories", [sort])
    event.add("url", _address(each.row[plan.title]))
    event.add("class", "PUBLIC")
    event.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    return event


def _first_day(each: Dated) -> dt.date:
    short = each.first and dt.timedelta() <= each.last - each.first < _SHORT * _ONE_DAY
    return each.first if each.first and short else each.last


def _identifier(plan: Calendar, each: Dated, *, only: bool) -> str:
    """Return an identifier made of the thing, so that a deadline that moves is the same event.

    Only a thing that has several deadlines has its days in it.
    """
    address = _address(each.row[plan.title])
    days = "" if only else f"#{each.first or ''}/{each.last}"
    return str(uuid5(NAMESPACE_URL, f"{address}{days}"))


def _told(question: Question, plan: Calendar, row: Row) -> Iterator[str]:
    for name in (*plan.details, plan.start, plan.end):
        column = question.column(name)
        if shown := cell(column, row):
            yield f"{column.label} : {_line(shown)}"


def _line(text: str) -> str:
    """Return text as one line of printable characters, so that no value passes for another line.

    >>> _line("a" + chr(13) + chr(10) + "BEGIN:VALARM" + chr(0))
    'a BEGIN:VALARM'
    """
    return "".join(each for each in " ".join(text.split()) if unicodedata.category(each) != "Cc")


def _address(term: Value | None) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _day(term: Value | None) -> dt.date | None:
    """Return the day that a term means; None where it means none, or has no day after it."""
    found = _DATE.fullmatch(term.value) if isinstance(term, ox.Literal) else None
    if not found:
        return None
    try:
        day = dt.date.fromisoformat(found["day"])
    except ValueError:
        return None
    return day if day < dt.date.max else None
