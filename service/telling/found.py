"""What the questions of the catalogue find about one thing: each question is asked once for each contract."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from queries.ask import Json
from queries.catalogue import catalogue
from service.questions.kept import answer_of
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Found:
    """A row of an answer: what was found, what was looked at, and what would settle it."""

    row: Mapping[str, Json]

    def text(self, column: str) -> str:
        """Return what a column says, nothing where it says nothing."""
        value = self.row.get(column)
        return value if isinstance(value, str) else ""


def found(world: World, question: str, contract: Contract, column: str, iri: str) -> Found | None:
    """Return what a question finds about a thing of a contract, which stands in some column of its answer."""
    return next((Found(row) for row in answer(world, question, contract) if row.get(column) == iri), None)


def answer(world: World, question: str, contract: Contract | None = None) -> tuple[Mapping[str, Json], ...]:
    """Return the rows that answer a question asked of a contract, or of all; kept as long as the store is the same."""
    arguments = {"contrat": [contract.identifier]} if contract else {}
    answered = answer_of(world, catalogue()[question], arguments)
    key = (question, contract.identifier if contract else "", dt.datetime.now(tz=dt.UTC).date())
    return world.readings.get(answer, key, lambda: tuple(answered.records()))
