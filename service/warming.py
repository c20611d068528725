"""Read what the first pages say before anybody asks: whoever comes first waits no longer than the next."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import FastAPI

from queries.question import CONTRACT
from service.contract.overview import read_overview
from service.findings import CONTRACTS, read_findings, today
from service.home.changes import read_changes
from service.home.deadlines import read_deadlines
from service.questions.kept import answer_of
from service.reading_pages.reading_page import reading_pages
from service.serving import serving_of_app
from service.world import World


def warm(world: World) -> None:
    """Read what the home page and the pages of the first contracts say, the home page first."""
    contracts = world.contracts[:CONTRACTS]
    read_findings(world, contracts)
    read_deadlines(world, contracts, today=today())
    read_changes(world, contracts)
    for contract in contracts:
        read_overview(world, contract)
    if len(world.contracts) <= CONTRACTS:
        _answer(world)


def _answer(world: World) -> None:
    """Answer what the reading pages ask, of all contracts and of each."""
    for page in reading_pages().values():
        for chosen in ([], *([contract.identifier] for contract in world.contracts)):
            if page.question.takes(len(chosen) or len(world.contracts)):
                answer_of(world, page.question, {CONTRACT.name: chosen})


def in_a_thread(work: Callable[[World], None]) -> Callable[[World], None]:
    """Return what starts the work and does not wait for it; the process may end before it does."""

    def start(world: World) -> None:
        Thread(target=work, args=(world,), name="warming", daemon=True).start()

    return start


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Warm what is served when the service starts, and each state that takes its place."""
    start, check = in_a_thread(warm), app.state.quality.warm

    def prepare(world: World) -> None:
        start(world)
        check(world)

    serving_of_app(app).when_adopted(prepare)
    yield
