"""Measure how long work takes, beside a peer that does the like."""

import time
from collections.abc import Callable
from dataclasses import dataclass

_RUNS = 3
_LONG = 2.0


@dataclass(frozen=True, slots=True)
class Measure:
    """How long something takes, and how long its peer does, in seconds."""

    name: str
    ours: float
    peer: str
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times as long as the peer."""
        return self.ours / self.theirs


def seconds(work: Callable[[], object], *, runs: int = _RUNS) -> float:
    """Return the least processor time of some runs, or of one that is long."""
    times: list[float] = []
    while len(times) < runs and sum(times) < _LONG:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)
