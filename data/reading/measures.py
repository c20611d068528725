"""Recognise a national measure quoted in a contract: its number, its title, and the status in brackets."""

import re

from data.reading.document import Place
from data.reading.records import MeasureQuote
from data.text import fold

_NUMBERED = re.compile(r"^(?P<number>\d{1,2})\)\s*(?P<rest>.+)$")
_BRACKETS = re.compile(r"\s*\((?P<words>[^()]*)\)+\s*$")
# What the bracket's words say, by how their folded parts begin; brackets of other words belong to the title.
_STATUSES = {
    "fait": "fait",
    "en cours": "en-cours",
    "action continue": "action-continue",
    "gestion nationale": "gestion-nationale",
    "non concerne": "non-concerne",
    "voir": "a-voir",
    "a voir": "a-voir",
}


def quote(text: str, element: int | None, place: Place) -> MeasureQuote | None:
    """Return the measure that a line quotes, or None where it quotes none (a dash, a note).

    >>> quote("28) Généraliser les plans d'action locaux (fait)", None, Place(1, 1)).statuses
    ('fait',)
    """
    if fold(text).startswith("nb") or not re.search(r"\w", text):
        return None
    numbered = _NUMBERED.match(text)
    title, statuses = split_status(numbered["rest"] if numbered else text)
    number = int(numbered["number"]) if numbered else None
    return MeasureQuote(text.strip(), title, number, statuses, element, place)


def split_status(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a measure's text into its title and the statuses that its last brackets tell.

    >>> split_status("Doubler les postes (1520 contre 760) (fait/-en cours sur la dotation)")
    ('Doubler les postes (1520 contre 760)', ('fait', 'en-cours'))
    """
    found = _BRACKETS.search(text)
    if not found:
        return text.strip(), ()
    parts = [part.strip(" -") for part in fold(found["words"]).split("/")]
    statuses = tuple(status for part in parts for start, status in _STATUSES.items() if part.startswith(start))
    return (text[: found.start()].strip(), statuses) if statuses else (text.strip(), ())
