"""What is served now: one state of the data, which a publication replaces by another while the service runs."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from data.journal import APPLIED
from data.store import OpenStore
from data.trouble import StoreError
from queries.pool import Pool, default_graphs
from service.world import World, read_world

LOG = logging.getLogger("maillage")
SECONDS = 2.0
"""How long what another process publishes may wait to be served."""


@dataclass(frozen=True, slots=True)
class Served:
    """One state of the data: its store, what was learnt from it, and the pool that queries it."""

    opened: OpenStore
    world: World
    pool: Pool

    @classmethod
    def of(cls, opened: OpenStore) -> "Served":
        """Learn from a store what it takes to serve it."""
        world = read_world(opened.store, directory=opened.directory, revision=opened.revision, lease=opened.lease)
        return cls(opened, world, Pool(opened.directory, default_graphs=default_graphs(opened.store)))


class Serving:
    """Hold what is served; each request keeps what was served when it came, until it is answered."""

    def __init__(self, opened: OpenStore) -> None:
        self._current = Served.of(opened)
        self._prepared: list[Callable[[World], None]] = []

    @property
    def current(self) -> Served:
        """Return what the next request will be answered from."""
        return self._current

    def adopt(self, opened: OpenStore) -> None:
        """Serve another store from now on; it may be called from any thread, and takes as long as reading the store."""
        served = Served.of(opened)
        # nobody who searches right after waits for the index to be written
        served.world.finder.open()
        self._current = served
        for prepare in self._prepared:
            prepare(served.world)

    def when_adopted(self, prepare: Callable[[World], None]) -> None:
        """Call something with what is served now, and with each state that takes its place; it must not take long."""
        self._prepared.append(prepare)
        prepare(self._current.world)


class Following(threading.Thread):
    """Serve what others publish in a user's data directory, such as the commands, from soon after they did."""

    def __init__(
        self, serving: Serving, home: Path, reopen: Callable[[], OpenStore], *, seconds: float = SECONDS
    ) -> None:
        super().__init__(name="following", daemon=True)
        self._serving, self._mark, self._reopen, self._seconds = serving, home / APPLIED, reopen, seconds
        self._over = threading.Event()
        self._seen = self._stamp()

    def run(self) -> None:
        """Look at the mark of the journal from time to time, until stopped."""
        while not self._over.wait(self._seconds):
            self.look()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def look(self) -> None:
        """Adopt what was published since the last look; what cannot be opened is told, and tried again."""
        stamp = self._stamp()
        if stamp == self._seen:
            return
        try:
            opened = self._reopen()
        except (StoreError, OSError) as error:
            LOG.warning("ce qui vient d'être publié ne s'ouvre pas : %s", error)
            return
        self._seen = stamp
        if opened.revision != self._serving.current.opened.revision:
            self._serving.adopt(opened)

    def _stamp(self) -> int:
        try:
            return self._mark.stat().st_mtime_ns
        except OSError:
            return 0


class Answering:
    """Tie each request to one state of the data, so that no answer mixes two."""

    def __init__(self, app: ASGIApp, *, serving: Serving) -> None:
        self.app = app
        self.serving = serving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "http":
            served = self.serving.current
            # set in place: what answers an unforeseen error stands outside of this middleware
            scope.setdefault("state", {}).update(served=served, world=served.world)
        await self.app(scope, receive, send)


def pool_of(request: Request) -> Pool:
    """Return the pool that queries what a request is answered from."""
    served = request.state.served
    if not isinstance(served, Served):
        raise TypeError("the application serves nothing")
    return served.pool


def serving_of(request: Request) -> Serving:
    """Return what holds the state that is served, for those who publish another."""
    return serving_of_app(request.app)


def serving_of_app(app: FastAPI) -> Serving:
    """Return what holds the state that an application serves."""
    serving = app.state.serving
    if not isinstance(serving, Serving):
        raise TypeError("the application serves nothing")
    return serving
