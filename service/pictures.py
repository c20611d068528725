"""Keep what was drawn of one state of the store: the next who asks for it does not wait."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

import networkx as nx

MOST_NETWORKS, MOST_FILES = 6, 48

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Kept]):
    """Hold the last few things that were made, by their keys; two who ask for the same make it once."""

    most: int
    _made: OrderedDict[Hashable, Kept] = field(default_factory=OrderedDict)
    _looking: Lock = field(default_factory=Lock)
    _making: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what is kept under a key, or make it."""
        found = self._look(key)
        if found is None:
            with self._making:
                found = self._look(key)
                if found is None:
                    found = self._keep(key, make())
        return found

    def _look(self, key: Hashable) -> Kept | None:
        with self._looking:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
            return found

    def _keep(self, key: Hashable, made: Kept) -> Kept:
        with self._looking:
            self._made[key] = made
            while len(self._made) > self.most:
                self._made.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Pictures:
    """Hold the networks and the files of one state of the store."""

    networks: "Shelf[nx.Graph[str]]" = field(default_factory=lambda: Shelf(MOST_NETWORKS))
    files: Shelf[bytes] = field(default_factory=lambda: Shelf(MOST_FILES))
