"""Find the things whose name looks most like the end of an address that leads nowhere."""

from rapidfuzz import fuzz, process

from data import naming
from data.text import fold
from service.index import Thing
from service.search.expressions import any_word
from service.search.file import SearchIndexError
from service.search.finder import Finder
from service.search.words import asked
from service.terms import local_name

NEAREST = 5
LEAST_LIKENESS = 60
_CANDIDATES = 200
_AT_HOME = 10
"""How much likeness it is worth to be of the contract that the address names."""


def nearest(finder: Finder, iri: str) -> tuple[Thing, ...]:
    """Return the things whose name looks most like the end of an unknown IRI, those of its contract before others."""
    words = fold(local_name(iri).replace("-", " "))
    if not asked(words).words:
        return ()
    try:
        return _nearest(finder, words, iri)
    except SearchIndexError:
        # what leads nowhere is said to lead nowhere all the same
        return ()


def _nearest(finder: Finder, words: str, iri: str) -> tuple[Thing, ...]:
    wanted = asked(words)
    near = [name for names in finder.near(wanted).values() for name in names]
    places = finder.base.likeliest(any_word([*wanted.words, *near]), limit=_CANDIDATES)
    known = [thing for place in places if (thing := finder.index.get(finder.base.shelves.iris[place]))]
    names = {at: fold(thing.label) for at, thing in enumerate(known)}
    best = process.extract(words, names, scorer=fuzz.token_sort_ratio, limit=NEAREST, score_cutoff=LEAST_LIKENESS)
    owner = iri.removeprefix(naming.ID).partition("/")[0]
    ranked = sorted(best, key=lambda each: -each[1] - _AT_HOME * (known[each[2]].owner == owner))
    return tuple(known[at] for _, _, at in ranked)
