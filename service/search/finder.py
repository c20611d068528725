"""Look in the index: what bears the name, what holds the words, and what comes near when nothing does."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from threading import Lock

import numpy as np

from service.index import Index
from service.search.base import Base, Mask, Numbers
from service.search.expressions import NAMES, every_word, whole_words
from service.search.file import SearchIndexError
from service.search.near import near_words
from service.search.words import Asked

LOG = logging.getLogger("maillage")
Near = Mapping[str, tuple[str, ...]]


class Tier(IntEnum):
    """How a thing was found; the lower, the better."""

    LABEL = 0
    """Its label is just what was asked for."""
    NAME = 1
    """So is an acronym, a former name, a code."""
    START = 2
    """One of its names starts so."""
    WORDS = 3
    """Its names hold every word."""
    FORMS = 4
    """They hold them with another ending, or begun."""
    TEXTS = 5
    """With what else is told of it, every word is there."""
    NEAR = 6
    """It holds words that are nearly written so."""


TERM = "Concept"
"""The kind of the words of glossaries and lists."""
_NOT = 255
_SOME = 2000


@dataclass(frozen=True, slots=True)
class Hits:
    """The places of the things found, in the order of kinds and labels, and how each was found."""

    places: Numbers
    tiers: Numbers
    near: Near

    def only(self, kept: Mask) -> "Hits":
        """Return the hits of some things, told by a mask over all things."""
        chosen = kept[self.places]
        return Hits(self.places[chosen], self.tiers[chosen], self.near)

    def between(self, first: int, end: int) -> "Hits":
        """Return the hits from one on, up to another."""
        return Hits(self.places[first:end], self.tiers[first:end], self.near)


class Finder:
    """A search over the named things of a store; its file is opened, or written, when it is first asked."""

    def __init__(self, index: Index, prepare: Callable[[], Path]) -> None:
        self.index = index
        self._prepare = prepare
        self._lock = Lock()
        self._base: Base | None = None

    @property
    def base(self) -> Base:
        """Return the index, written and opened once however many threads ask for it."""
        with self._lock:
            if self._base is None:
                self._base = Base(self._prepare())
            return self._base

    def open(self) -> None:
        """Make ready what the first question would wait for; where the index cannot be written, say so and go on."""
        try:
            self.find(Asked(("actions",), "actions"))
        except SearchIndexError as error:
            LOG.warning("%s : %s Vérifiez la place et les droits sur le disque.", error.place, error)

    def find(self, asked: Asked) -> Hits:
        """Return all that is found by what is asked; where nothing is, what is written nearly so."""
        if not asked.words:
            return self._hits({}, {})
        found = self._strictly(asked)
        return found if len(found.places) else self._nearly(asked)

    def likely(self, asked: Asked, *, limit: int) -> Hits:
        """Return some of what is found, enough to choose `limit` things from, as fast as one types."""
        base, found = self.base, {}
        if asked.words:
            found[Tier.START] = base.starting(asked.key, limit=_SOME)
            found[Tier.NAME], found[Tier.LABEL] = base.named(asked.key), base.labelled(asked.key)
            if sum(map(len, found.values())) < limit or not asked.coded:
                found[Tier.FORMS] = base.matching(NAMES + every_word(asked, {}), limit=_SOME)
        hits = self._hits(found, {})
        return hits if len(hits.places) or not asked.words else self._nearly(asked, limit=_SOME)

    def near(self, asked: Asked) -> Near:
        """Return, for each word, known words that are nearly written so."""
        near = {word: near_words(self.base.vocabulary, word) for word in asked.words}
        return {word: names for word, names in near.items() if names}

    def _strictly(self, asked: Asked) -> Hits:
        base, expression = self.base, every_word(asked, {})
        found = {Tier.START: base.starting(asked.key), Tier.NAME: base.named(asked.key)}
        found[Tier.LABEL] = base.labelled(asked.key)
        # the figures of a code stand in many names, and say nothing there
        if not (asked.coded and len(found[Tier.START])) and not base.codes(asked.key):
            found[Tier.TEXTS] = base.matching(expression)
            found[Tier.FORMS] = base.matching(NAMES + expression)
            found[Tier.WORDS] = base.matching(NAMES + whole_words(asked))
        return self._hits(found, {})

    def _nearly(self, asked: Asked, *, limit: int = -1) -> Hits:
        unknown = {word: names for word, names in self.near(asked).items() if not self._known(asked, word)}
        places = self.base.matching(every_word(asked, unknown), limit=limit) if unknown else self.base.nothing
        return self._hits({Tier.NEAR: places}, unknown if len(places) else {})

    def _known(self, asked: Asked, word: str) -> bool:
        return len(self.base.matching(every_word(Asked((word,), word), {}), limit=1)) > 0

    def _hits(self, found: Mapping[Tier, Numbers], near: Near) -> Hits:
        tiers = np.full(len(self.base.shelves.iris), _NOT, dtype=np.int64)
        for tier in sorted(found, reverse=True):
            tiers[found[tier]] = tier
        # the word of a glossary or of a list comes after the things that bear it
        tiers[self.base.shelves.of_kind(TERM) & (tiers < Tier.START)] = Tier.START
        places = np.flatnonzero(tiers < _NOT)
        return Hits(places, tiers[places], near)
