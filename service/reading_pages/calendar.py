"""Lay out an agenda: what is past, due this quarter, due later, month by month; then what has no last day."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from queries.ask import Row
from queries.display import cell, french_month
from queries.question import Question
from service.index import Thing
from service.questions.view import View
from service.world import World

PAST, QUARTER, LATER, OPEN, UNDATED = (
    "Échéances passées",
    "Ce trimestre",
    "Plus tard",
    "Sans dernier jour dit",
    "Sans date dite",
)
CLOSED = frozenset({"effectuée", "abandonnée", "échec"})
"""An action of these statuses is not late."""


@dataclass(frozen=True, slots=True)
class Event:
    """An action or an instance on a day, in the words of the source; it is late if it is past and not closed."""

    thing: Thing
    sort: str
    start: str
    end: str
    words: str
    status: str
    who: str
    rhythm: str
    contract: str
    late: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The events of one month, or those without one."""

    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """A part of the agenda, month by month."""

    name: str
    months: tuple[Month, ...]

    @property
    def events(self) -> int:
        """Return how many events it has."""
        return sum(len(month.events) for month in self.months)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The parts of an agenda on a day."""

    day: dt.date
    times: tuple[Time, ...]
    late: int


def tell(world: World, view: View) -> Agenda:
    """Return the agenda of the rows of a page, on the day when the question was asked."""
    today, question = view.answer.recipe.asked_on, view.answer.question
    shown = view.answer.rows[view.first - 1 : view.first - 1 + len(view.table.lines)]
    found: dict[str, dict[str, list[Event]]] = {name: {} for name in (PAST, QUARTER, LATER, OPEN, UNDATED)}
    for row in shown:
        when, month = _place(row, today)
        found[when].setdefault(month, []).append(_event(world, question, row, late=when == PAST))
    times = tuple(Time(name, tuple(_months(months, back=name == PAST))) for name, months in found.items() if months)
    return Agenda(today, times, sum(event.late for time in times for month in time.months for event in month.events))


def _place(row: Row, today: dt.date) -> tuple[str, str]:
    """Return the part of the agenda that a row stands in, and the month of its last day."""
    end = _day(row, "fin")
    if end is None:
        return (OPEN if _day(row, "debut") else UNDATED), ""
    month = end.isoformat()[:7]
    if end < today:
        return PAST, month
    return (QUARTER if end <= end_of_quarter(today) else LATER), month


def end_of_quarter(day: dt.date) -> dt.date:
    """Return the last day of the quarter of a day.

    >>> end_of_quarter(dt.date(2026, 11, 26)), end_of_quarter(dt.date(2026, 1, 1))
    (datetime.date(2026, 12, 31), datetime.date(2026, 3, 31))
    """
    month = 3 * ((day.month - 1) // 3 + 1)
    return dt.date(day.year, month, 30 if month in {6, 9} else 31)


def _months(found: dict[str, list[Event]], *, back: bool) -> Iterator[Month]:
    for month in sorted(found, reverse=back):
        yield Month(french_month(f"{month}-01") if month else "", tuple(found[month]))


def _event(world: World, question: Question, row: Row, *, late: bool) -> Event:
    told = {name: cell(question.column(name), row) for name in ("debut", "fin", "motsDeLaSource", "statut")}
    thing = row["chose"]
    return Event(
        thing=world.refer(thing.value if thing else ""),
        sort=_text(row, "sorte"),
        start=told["debut"],
        end=told["fin"],
        words=told["motsDeLaSource"],
        status=told["statut"],
        who=_text(row, "responsables"),
        rhythm=_text(row, "frequence"),
        contract=_text(row, "contratLabel"),
        late=late and told["statut"] not in CLOSED,
    )


def _day(row: Row, name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(_text(row, name)[:10])
    except ValueError:
        return None


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.value if value is not None else ""
