"""The actions of the contracts: what they answer, when they are due, who is in and who may pay."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.text import fold
from service.evidence import Passage, Sources, kind_sources
from service.framework import Element, Framework, read_framework
from service.index import Thing
from service.reading import Record, records
from service.relations import Choice, Participation, fundings, grouped, participations
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


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of the actions of a contract, by the IRI of the action."""

    participants: Mapping[str, tuple[Participation, ...]]
    funders: Mapping[str, tuple[Choice, ...]]
    sources: Sources

    def row(self, action: Action) -> ActionRow:
        """Return an action with what is known of it."""
        iri = action.thing.iri
        return ActionRow(action, self.participants.get(iri, ()), self.funders.get(iri, ()), self.sources.get(iri, ()))


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
    return [action for contract in contracts for action in _kept(world, contract)]


def with_details(world: World, actions: Sequence[Action]) -> tuple[ActionRow, ...]:
    """Return, for the actions that are shown, who is in, who may pay and where it is written."""
    read = {contract.graph: _details(world, contract) for contract in {each.contract for each in actions}}
    return tuple(read[action.contract.graph].row(action) for action in actions)


def _details(world: World, contract: Contract) -> Details:
    return world.readings.get(_details, contract.graph, lambda: _read_details(world, contract))


def _read_details(world: World, contract: Contract) -> Details:
    """Read what is known of all the actions of a contract, each relation in one query."""
    graph = contract.graph
    funders = fundings(world, graphs=[graph], bound={})
    return Details(
        participants=grouped(participations(world, graphs=[graph], bound={}), lambda each: each.what.iri),
        funders=grouped(funders, lambda choice: choice[0].what.iri),
        sources=kind_sources(world, "Action", graph),
    )


def _kept(world: World, contract: Contract) -> tuple[Action, ...]:
    return world.readings.get(_kept, contract.graph, lambda: tuple(_of(world, contract)))


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
