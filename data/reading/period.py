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
_YEAR = re.compile(r"^(?:courant )?(?P<year>\d{4})\b|courant (?P<during>\d{4})\b")


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
    """
    text = fold(words)
    frequency = _FREQUENCY.search(text)
    times = int(frequency["times"]) if frequency else None
    if bounds := _bounds(text):
        edtf, start, end = bounds
        return Period(words, "datee", edtf, start, end, times)
    nature = _undated(text, times)
    return Period(words, nature, times_a_year=times) if nature else None


def _bounds(text: str) -> tuple[str, date | None, date | None] | None:
    if found := _MONTH.search(text):
        year, month = int(found["year"]), _MONTHS.index(found["month"]) + 1
        last = calendar.monthrange(year, month)[1]
        return f"{year}-{month:02}", date(year, month, 1), date(year, month, last)
    if found := _RANGE.search(text):
        first, final = int(found["first"]), int(found["last"])
        return f"{first}/{final}", date(first, 1, 1), date(final, 12, 31)
    if found := _UNTIL.search(text):
        return f"../{found['year']}", None, date(int(found["year"]), 12, 31)
    if found := _AFTER.search(text):
        year = int(found["year"]) + 1
        return f"{year}/..", date(year, 1, 1), None
    if found := _YEAR.search(text):
        year = int(found["year"] or found["during"])
        return f"{year}", date(year, 1, 1), date(year, 12, 31)
    return None


def _undated(text: str, times: int | None) -> str | None:
    if "en continu" in text:
        return "continue"
    if re.match(r"non defini|a definir", text):
        return "non-definie"
    return "recurrente" if times else None
