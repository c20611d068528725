"""The actions of the contracts: what they answer, when they are due, who is in and who may pay."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.text import fold
from service.evidence import Passage, passages
from service.framework import Element, Framework, read_framework
from service.index import Thing
from service.reading import Record, records
from service.relations import Choice, Participation, fundings, participations
from service.terms import local_name
from service.world import Contract, World

ROADMAP = "feuille-de-route"
"""The part of a document whose tables tell actions row by row."""


@dataclass(frozen=True, slots=True)
class Action:
    """An action, with what is needed to sort and choose it."""

    thing: Thing
    contract: Contract
    status: Thing | None
    elements: tuple[Element, ...]
    pillars: tuple[Element, ...]
    parts: frozenset[str]
    deadline: str | None
    until: date | None
    funding_undefined: bool
    actors_open: bool
    funders_open: bool

    @property
    def in_prose(self) -> bool:
        """Tell whether only sentences of the documents tell the action, no row of a table."""
        return bool(self.parts) and ROADMAP not in self.parts


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with all that a table shows of it."""

    action: Action
    participants: tuple[Participation, ...]
    funders: tuple[Choice, ...]
    sources: tuple[Passage, ...]


ORDERS: Mapping[str, Callable[[Action], tuple[Any, ...]]] = {
    "action": lambda each: (fold(each.thing.label),),
    "contrat": lambda each: (fold(each.contract.label), fold(each.thing.label)),
    "pilier": lambda each: (
        fold(each.contract.label),
        each.pillars[0].rank if each.pillars else 10**6,
        fold(each.thing.label),
    ),
    "statut": lambda each: (fold(each.status.label) if each.status else "~", fold(each.thing.label)),
    "echeance": lambda each: (each.until or date.max, fold(each.thing.label)),
}
"""How a list of actions can be ordered; what has no date comes last."""


def read_actions(world: World, contracts: Iterable[Contract]) -> list[Action]:
    """Return the actions of some contracts."""
    return [action for contract in contracts for action in _of(world, contract)]


def with_details(world: World, actions: Sequence[Action]) -> tuple[ActionRow, ...]:
    """Return, for the actions that are shown, who is in, who may pay and where it is written."""
    return tuple(_row(world, action) for action in actions)


def _row(world: World, action: Action) -> ActionRow:
    graphs, iri = [action.contract.graph], action.thing.iri
    return ActionRow(
        action=action,
        participants=participations(world, graphs=graphs, bound={"dans": iri}),
        funders=fundings(world, graphs=graphs, bound={"finance": iri}),
        sources=passages(world, iri),
    )


def _of(world: World, contract: Contract) -> list[Action]:
    framework = read_framework(world, contract)
    found = records(world.store, "actions", by="action", graphs=[contract.graph])
    return [_action(world, contract, framework, each) for each in found]


def _action(world: World, contract: Contract, framework: Framework, record: Record) -> Action:
    status = record.text("statut")
    answered = [framework.elements[iri] for iri in record.texts("element") if iri in framework.elements]
    tops = {top.iri: top for element in answered if (top := framework.top(element.iri))}
    return Action(
        thing=world.refer(record.need("action")),
        contract=contract,
        status=world.refer(status) if status else None,
        elements=tuple(sorted(answered, key=lambda each: each.rank)),
        pillars=tuple(sorted(tops.values(), key=lambda each: each.rank)),
        parts=frozenset(map(local_name, record.texts("partie"))),
        deadline=" ; ".join(record.texts("echeance")) or None,
        until=record.day("fin"),
        funding_undefined=record.true("aDefinir"),
        actors_open=record.true("acteursOuverts"),
        funders_open=record.true("financeursOuverts"),
    )
