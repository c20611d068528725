"""The deadlines that are near and those that went by, as the question `echeances` tells them; undated ones apart."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from queries.ask import Json, ask
from queries.catalogue import catalogue
from service.actions import read_actions
from service.index import Thing
from service.terms import local_name
from service.world import Contract, World

SHOWN = 4
SOON = dt.timedelta(days=92)
"""Three months: a committee meets about that often."""
CLOSED = frozenset({"effectuee", "abandonnee", "echec"})
"""The statuses of actions of which nothing more is due."""
PAST, UNDATED = "passée", frozenset({"sans date", "non définie"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last possible day of an action that is not done, with the words that say it and who pilots."""

    action: Thing
    contract: Contract
    end: dt.date
    words: str
    leaders: str
    passage: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines of some contracts: the near ones, the soonest first; those gone by, the latest first.

    `undated` counts the open actions of roadmaps without a date, `told` those that only a sentence tells, which need
    not give one.
    """

    near: tuple[Deadline, ...]
    past: tuple[Deadline, ...]
    undated: int
    told: int
    contracts: tuple[Contract, ...]

    def address(self, when: str) -> str:
        """Return the path of the question, asked of these contracts and of a moment."""
        return self._asked("echeances", {"quand": when})

    @property
    def undated_address(self) -> str:
        """Return the path of the question that tells which rows of roadmaps have no date."""
        return self._asked("actions-incompletes", {"manque": "échéance", "partie": "feuille de route"})

    def _asked(self, question: str, arguments: Mapping[str, str]) -> str:
        contracts = [("contrat", contract.identifier) for contract in self.contracts]
        return f"/questions/{question}?{urlencode([*contracts, *arguments.items()])}"


def read_deadlines(world: World, contracts: Sequence[Contract], *, today: dt.date) -> Deadlines:
    """Return the deadlines of the contracts whose actions are known, seen from a day."""
    known = tuple(contract for contract in contracts if contract.has_roadmap)
    read = [_of(world, contract, today) for contract in known]
    return Deadlines(
        near=tuple(sorted((each for one in read for each in one.near), key=_soonest)),
        past=tuple(sorted((each for one in read for each in one.past), key=_latest)),
        undated=sum(one.undated for one in read),
        told=sum(one.told for one in read),
        contracts=known,
    )


def _of(world: World, contract: Contract, today: dt.date) -> Deadlines:
    return world.readings.get(_of, (contract.graph, today), lambda: _read(world, contract, today))


def _read(world: World, contract: Contract, today: dt.date) -> Deadlines:
    asked = {"contrat": [contract.identifier]}
    rows = ask(world.store, catalogue()["echeances"], asked, asked_on=today).records()
    pending = [row for row in rows if local_name(str(row["statut"] or "")) not in CLOSED]
    dated = [_deadline(world, contract, row) for row in pending if row["fin"]]
    in_prose = {action.thing.iri for action in read_actions(world, [contract]) if action.in_prose}
    undated = {str(row["action"]) for row in pending if row["quand"] in UNDATED}
    return Deadlines(
        near=tuple(each for each in dated if today <= each.end <= today + SOON),
        past=tuple(each for each in dated if each.end < today),
        undated=len(undated - in_prose),
        told=len(undated & in_prose),
        contracts=(contract,),
    )


def _deadline(world: World, contract: Contract, row: Mapping[str, Json]) -> Deadline:
    return Deadline(
        action=world.refer(str(row["action"])),
        contract=contract,
        end=dt.date.fromisoformat(str(row["fin"])),
        words=str(row["echeance"] or ""),
        leaders=str(row["pilotes"] or ""),
        passage=str(row["passage"] or ""),
    )


def _soonest(each: Deadline) -> tuple[dt.date, str, str]:
    return each.end, each.action.label, each.action.iri


def _latest(each: Deadline) -> tuple[int, str, str]:
    return -each.end.toordinal(), each.action.label, each.action.iri
