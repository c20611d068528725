"""Share the machine between the queries of strangers: a few at once, a few that wait, the others turned away.

A query first gets a place in the quick lane, for a moment only; if that does not do, it is asked again in the slow
lane. So the slow ones never keep a simple one waiting for long.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from data import naming
from queries.failures import Busy, TimedOut
from queries.guard import names_dataset
from queries.scope import choose
from queries.worker import Limits, Query, Result, run

QUICK_SECONDS = 0.5


class Gate:
    """Let some in at once and some wait; raise Busy for the others."""

    def __init__(self, *, running: int, waiting: int, retry_after: int) -> None:
        self._places = asyncio.Semaphore(running)
        self._chairs = waiting
        self._retry_after = retry_after

    async def __aenter__(self) -> None:
        if self._places.locked() and not self._chairs:
            raise Busy(self._retry_after)
        self._chairs -= 1
        try:
            await self._places.acquire()
        finally:
            self._chairs += 1

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._places.release()


class Pool:
    """Answer queries over one store on disk.

    `default_graphs` are asked when neither the query nor its request names a graph; then all graphs can be named.
    """

    def __init__(self, directory: Path, *, default_graphs: Sequence[str], limits: Limits | None = None) -> None:
        self._directory = directory
        self._default_graphs = tuple(default_graphs)
        self._limits = limits or Limits()
        patience = max(1, round(self._limits.seconds))
        self._quick = Gate(running=4, waiting=16, retry_after=1)
        self._slow = Gate(running=2, waiting=2, retry_after=patience)

    async def answer(self, query: Query) -> Result:
        """Answer a query; raise Refused, or a QueryError such as Busy."""
        asked = self._with_dataset(query)
        try:
            async with self._quick:
                brief = replace(self._limits, seconds=min(QUICK_SECONDS, self._limits.seconds))
                return await run(self._directory, asked, limits=brief)
        except TimedOut:
            async with self._slow:
                return await run(self._directory, asked, limits=self._limits)

    def _with_dataset(self, query: Query) -> Query:
        if query.default_graphs is not None or query.named_graphs is not None or names_dataset(query.text):
            return query
        return replace(query, default_graphs=self._default_graphs)


def default_graphs(store: ox.Store) -> tuple[str, ...]:
    """Return the graphs that a query asks when it names none: the published ones, the lists, the vocabulary.

    Not the propositions: a guess is never a fact of a query that does not name its graph.
    """
    published = [graph.value for graph in choose(store, ()).published]
    return (*published, *map(str, (naming.GRAPH_REFERENCE, naming.GRAPH_ONTOLOGY, naming.GRAPH_CATALOGUE)))
