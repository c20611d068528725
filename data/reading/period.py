"""Read French words for a period or a deadline as EDTF (ISO 8601-2) and as bounds, or say that they give none."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from data.text import fold

_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_FREQUENCY = re.compile(r"(?P<times>\d+) ?/ ?an\b")
_MONTH = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})\b")
_RANGE = re.compile(r"\b(?P<first>\d{4}) ?[-–/] ?(?P<last>\d{4})\b")
_UNTIL = re.compile(r"jusqu'en (?P<year>\d{4})\b")
_AFTER = re.compile(r"^> ?(?P<year>\d{4})\b")
_SPAN = re.compile(r"\bde (?P<first>\d{4}) a (?P<last>\d{4})\b")
_SINCE = re.compile(r"\bdepuis (?P<year>\d{4})\b")
_SEASON = re.compile(r"\bl'(?P<season>printemps|ete|automne) (?P<year>\d{4})\b")
_YEAR = re.compile(r"^(?:courant |en |fin |debut |mi-)?(?P<year>\d{4})\b|courant (?P<during>\d{4})\b")
# EDTF numbers the seasons from 21; the bounds are those that a season may reach
_SEASONS = {"printemps": (21, 3, 6), "ete": (22, 6, 9), "automne": (23, 9, 12)}
_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})"
    r"|(?P<digits>\d{1,2}/\d{1,2}/\d{4})"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period: the source's words, its nature (list of natures), and what bounds the words give."""

    words: str
    nature: str
    edtf: str | None = None
    start: date | None = None
    end: date | None = None
    times_a_year: int | None = None


def parse_period(words: str) -> Period | None:
    """Return the period that words tell, or None where they tell none.

    >>> parse_period("Jusqu'en 2024 (via l'OPAH-RU)").edtf
    '../2024'
    >>> parse_period(">2022").edtf
    '2023/..'
    >>> parse_period("2023-2021") is None
    True
    """
    text = fold(words)
    if (backwards := _RANGE.search(text)) and backwards["last"] < backwards["first"]:
        return None
    frequency = _FREQUENCY.search(text)
    times = int(frequency["times"]) if frequency else None
    if bounds := _bounds(text):
        edtf, start, end = bounds
        return Period(words, "datee", edtf, start, end, times)
    nature = _undated(text, times)
    return Period(words, nature, times_a_year=times) if nature else None


Bounds = tuple[str, date | None, date | None]


def _bounds(text: str) -> Bounds | None:
    """Return the EDTF and the first and last day of the first form that a text has."""
    return next(filter(None, (form(text) for form in (_month, _range, _until, _after, _since, _season, _year))), None)


def _month(text: str) -> Bounds | None:
    if not (found := _MONTH.search(text)):
        return None
    year, month = int(found["year"]), _MONTHS.index(found["month"]) + 1
    return f"{year}-{month:02}", date(year, month, 1), _last_day(year, month)


def _range(text: str) -> Bounds | None:
    if not (found := _RANGE.search(text) or _SPAN.search(text)):
        return None
    first, final = int(found["first"]), int(found["last"])
    return f"{first}/{final}", date(first, 1, 1), date(final, 12, 31)


def _until(text: str) -> Bounds | None:
    found = _UNTIL.search(text)
    return (f"../{found['year']}", None, date(int(found["year"]), 12, 31)) if found else None


def _after(text: str) -> Bounds | None:
    found = _AFTER.search(text)
    return (f"{int(found['year']) + 1}/..", date(int(found["year"]) + 1, 1, 1), None) if found else None


def _since(text: str) -> Bounds | None:
    found = _SINCE.search(text)
    return (f"{found['year']}/..", date(int(found["year"]), 1, 1), None) if found else None


def _season(text: str) -> Bounds | None:
    if not (found := _SEASON.search(text)):
        return None
    year, (code, first, final) = int(found["year"]), _SEASONS[found["season"]]
    return f"{year}-{code}", date(year, first, 1), _last_day(year, final)


def _year(text: str) -> Bounds | None:
    if not (found := _YEAR.search(text)):
        return None
    year = int(found["year"] or found["during"])
    return f"{year}", date(year, 1, 1), date(year, 12, 31)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def parse_day(words: str) -> date | None:
    """Return the day that words tell, or None where they tell none that exists.

    >>> parse_day("le 09 juillet 2019"), parse_day("31/02/2019")
    (datetime.date(2019, 7, 9), None)
    """
    found = _DAY.search(fold(words))
    if not found:
        return None
    if found["digits"]:
        day, month, year = map(int, found["digits"].split("/"))
    else:
        day, month, year = int(found["day"]), _MONTHS.index(found["month"]) + 1, int(found["year"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _undated(text: str, times: int | None) -> str | None:
    if "en continu" in text:
        return "continue"
    if re.match(r"non defini|a definir", text):
        return "non-definie"
    return "recurrente" if times else None
