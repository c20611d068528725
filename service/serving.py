"""What is served now: one state of the data, which a publication replaces by another while the service runs."""

from dataclasses import dataclass

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from data.store import OpenStore
from queries.pool import Pool, default_graphs
from service.world import World, read_world


@dataclass(frozen=True, slots=True)
class Served:
    """One state of the data: its store, what was learnt from it, and the pool that queries it."""

    opened: OpenStore
    world: World
    pool: Pool

    @classmethod
    def of(cls, opened: OpenStore) -> "Served":
        """Learn from a store what it takes to serve it."""
        world = read_world(opened.store, directory=opened.directory, revision=opened.revision)
        return cls(opened, world, Pool(opened.directory, default_graphs=default_graphs(opened.store)))


class Serving:
    """Hold what is served; each request keeps what was served when it came, until it is answered."""

    def __init__(self, opened: OpenStore) -> None:
        self._current = Served.of(opened)

    @property
    def current(self) -> Served:
        """Return what the next request will be answered from."""
        return self._current

    def adopt(self, opened: OpenStore) -> None:
        """Serve another store from now on; it may be called from any thread, and takes as long as reading the store."""
        self._current = Served.of(opened)


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
    serving = request.app.state.serving
    if not isinstance(serving, Serving):
        raise TypeError("the application serves nothing")
    return serving
