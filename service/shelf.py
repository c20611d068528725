"""Keep what was made of one state of the store: the next who asks for it does not wait."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Generic, TypeVar, cast

Kept = TypeVar("Kept")
Made = TypeVar("Made")

MOST_READINGS = 256
"""About ten readings a contract: those of the two dozen contracts that were looked at last."""


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Kept]):
    """Hold the last few things that were made, by their keys; two who ask for the same make it once."""

    most: int
    _made: OrderedDict[Hashable, Kept] = field(default_factory=OrderedDict)
    _looking: Lock = field(default_factory=Lock)
    _making: RLock = field(default_factory=RLock)

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what is kept under a key, or make it; what is made may ask for other things of the shelf."""
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
class Readings:
    """Hold what pages read of one state of the store, each under the name of who reads it and what it was read of."""

    _shelf: Shelf[object] = field(default_factory=lambda: Shelf(MOST_READINGS))

    def get(self, read: Callable[..., Made], key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what a function read of a key, read now if nobody asked yet."""
        # a function always returns the same type, and is part of the key
        return cast("Made", self._shelf.get((read.__module__, read.__qualname__, key), make))
