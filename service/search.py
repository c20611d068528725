"""Find things by what people call them."""

from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz, process

from data.text import fold
from service.index import Index, Thing
from service.phrases import PLURALS
from service.terms import local_name

NEAREST = 5
LEAST_LIKENESS = 60
_SKIPPED = frozenset({"ConceptScheme"})


@dataclass(frozen=True, slots=True)
class Found:
    """The things of one kind whose name holds the words looked for."""

    kind: str
    things: tuple[Thing, ...]


def search(index: Index, text: str) -> tuple[Found, ...]:
    """Return the things one of whose names holds every word, without regard to case and accents, kind by kind."""
    words = fold(text).split()
    if not words:
        return ()
    hits = [thing for thing in index.things if thing.kind not in _SKIPPED and _matches(thing, words)]
    ordered = sorted(hits, key=lambda thing: (_rank(thing.kind), thing.kind, not _exactly(thing, fold(text))))
    return tuple(Found(kind, tuple(things)) for kind, things in groupby(ordered, key=lambda thing: thing.kind))


def nearest(index: Index, iri: str) -> tuple[Thing, ...]:
    """Return the things whose name looks most like the end of an unknown IRI."""
    words = fold(local_name(iri).replace("-", " "))
    names = {place: fold(thing.label) for place, thing in enumerate(index.things)}
    best = process.extract(words, names, scorer=fuzz.token_sort_ratio, limit=NEAREST, score_cutoff=LEAST_LIKENESS)
    return tuple(index.things[place] for _, _, place in best)


def _matches(thing: Thing, words: list[str]) -> bool:
    named = " ".join(fold(name) for name in (thing.label, *thing.names))
    return all(word in named for word in words)


def _exactly(thing: Thing, folded: str) -> bool:
    return folded in {fold(name) for name in (thing.label, *thing.names)}


def _rank(kind: str) -> int:
    order = [*PLURALS]
    return order.index(kind) if kind in order else len(order)
