"""Tell when something is: the words of the source, and the days that they come to."""

from collections.abc import Iterator
from datetime import date

from service.evidence import Passage, passages
from service.index import Thing
from service.phrases import count, day
from service.reading import plain
from service.telling.known import Known, said_of
from service.telling.sentence import Part, Quoted, Sentence, said
from service.terms import MLG
from service.world import World


def when(known: Known, before: str = "Quand : ") -> Iterator[Sentence]:
    """Yield a sentence for each period of a thing."""
    for period in known.things("periode"):
        near = [place for place in passages(known.world, period.iri) if _near(place, known)]
        yield said(before, Quoted(period.label), *days(known.world, period), ".", sources=near or known.passages)


def days(world: World, period: Thing) -> tuple[Part, ...]:
    """Say between which days a period is, and how often a year, as far as the words of the source tell."""
    told = {key.removeprefix(MLG): plain(terms[0]) for key, terms in said_of(world, period.iri).items()}
    first, last = _day(told.get("debut")), _day(told.get("fin"))
    times = told.get("foisParAn", "")
    kind = told.get("naturePeriode", "").rpartition("/")[2]
    parts = []
    if first and last:
        parts.append(f"du {first} au {last}" if first != last else f"le {first}")
    elif first or last:
        parts.append(f"à partir du {first}" if first else f"au plus tard le {last}")
    if times.isdecimal():
        parts.append(f"{count(int(times), 'fois', 'fois', feminine=True)} par an")
    if not parts:
        parts += {"continue": ["sans date de fin dite"], "non-definie": ["date non définie par la source"]}.get(
            kind, []
        )
    return (f", soit {', '.join(parts)}",) if parts else ()


def _day(text: str | None) -> str:
    try:
        return day(date.fromisoformat(text)) if text else ""
    except ValueError:
        return text or ""


def _near(place: Passage, known: Known) -> bool:
    """Tell whether a place is on a line of the thing: a period that several things share has many places."""
    return any((place.document, place.lines) == (each.document, each.lines) for each in known.passages)
