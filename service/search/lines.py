"""Say of each thing that was found what a reader needs: its name with the words that match, and the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from service.index import Thing
from service.search.entries import ACRONYM, CODE, LABEL, Said
from service.search.finder import TERM, Finder, Hits
from service.search.marks import Marker, Part
from service.search.words import key

REASONS = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a thing was found, beside what its label shows: « ancien nom », and the words."""

    sort: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A thing, or several of one kind and one name, with the words that match and the reasons."""

    things: tuple[Thing, ...]
    label: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    code: str
    """Its code, where that is not the reason already."""
    acronym: str

    @property
    def thing(self) -> Thing:
        """Return the first of the things."""
        return self.things[0]


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand to say why a thing was found."""

    finder: Finder
    marker: Marker

    def heads(self, hits: Hits) -> list[int]:
        """Return the best found thing of each kind and name, the best first."""
        shelves = self.finder.base.shelves
        # of names that hold the words, a short one holds little else; what a word means comes after what bears it
        term, length = shelves.of_kind(TERM)[hits.places], shelves.length[hits.places]
        best = hits.places[np.lexsort((hits.places, length, term, hits.tiers))]
        _, firsts = np.unique(shelves.same[best], return_index=True)
        return [int(place) for place in best[np.sort(firsts)]]

    def line(self, hits: Hits, head: int) -> Line:
        """Return what is said of a thing, and of the others of its name that were found."""
        shelves = self.finder.base.shelves
        alike = hits.places[shelves.same[hits.places] == shelves.same[head]]
        places = dict.fromkeys([head, *map(int, alike)])
        things = tuple(thing for place in places if (thing := self.finder.index.get(shelves.iris[place])))
        names = [said for said in self.finder.base.names(head) if said.sort != LABEL]
        reasons = tuple(self._reasons(head, things[0].label, names))
        code, acronym = (_first(names, sort, reasons) for sort in (CODE, ACRONYM))
        return Line(things, self.marker.parts(things[0].label), reasons, code, acronym)

    def _reasons(self, place: int, label: str, names: Sequence[Said]) -> Iterator[Reason]:
        """Yield what shows the words that the label does not: other names first, then what else is told."""
        wanted = self.marker.asked.key
        exact = next((said for said in names if key(said.text) == wanted), None)
        missing = set(self.marker.asked.words) - self.marker.covered(label)
        if exact and key(label) != wanted:
            missing = set()
            yield Reason(exact.sort, self.marker.parts(exact.text))
        for _ in range(REASONS):
            told = self._telling(names, missing) or (
                self._telling(self.finder.base.texts(place), missing) if missing else None
            )
            if told:
                missing -= self.marker.covered(told.text)
                yield Reason(told.sort, self.marker.snippet(told.text))

    def _telling(self, said: Sequence[Said], missing: set[str]) -> Said | None:
        """Return the words that hold most of what is missing; nothing where none does."""
        best = max(said, key=lambda each: len(missing & self.marker.covered(each.text)), default=None)
        return best if best and missing & self.marker.covered(best.text) else None


def _first(names: Sequence[Said], sort: str, reasons: Sequence[Reason]) -> str:
    """Return the first name of a sort, unless the sort is a reason already."""
    told = any(reason.sort == sort for reason in reasons)
    return next((said.text for said in names if said.sort == sort and not told), "")
