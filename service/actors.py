"""The actors that the contracts name: their kind, and what they are in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.text import fold
from service.index import Thing
from service.reading import records
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation, with how many actions it is in; no number where no roadmap tells."""

    thing: Thing
    kind: Thing | None
    parent: Thing | None
    contracts: tuple[Contract, ...]
    actions: int | None
    fundings: int | None


ORDERS: Mapping[str, Callable[[Actor], tuple[Any, ...]]] = {
    "acteur": lambda each: (fold(each.thing.label),),
    "type": lambda each: (fold(each.kind.label) if each.kind else "~", fold(each.thing.label)),
    "actions": lambda each: (-(each.actions or 0), fold(each.thing.label)),
    "financements": lambda each: (-(each.fundings or 0), fold(each.thing.label)),
}


def read_actors(world: World, contracts: Sequence[Contract]) -> list[Actor]:
    """Return the organisations that some contracts name."""
    graphs = {contract.graph: contract for contract in contracts}
    actions = _counts(world, "actions-of-actors", [*graphs])
    funded = _counts(world, "fundings-of-actors", [*graphs])
    found = []
    for record in records(world.store, "actors", by="acteur", graphs=[*graphs]):
        iri, kind, parent = record.need("acteur"), record.text("type"), record.text("organisation")
        named_by = tuple(graphs[graph] for graph in record.texts("g"))
        known = any(contract.has_roadmap for contract in named_by)
        found.append(
            Actor(
                thing=world.refer(iri),
                kind=world.refer(kind) if kind else None,
                parent=world.refer(parent) if parent else None,
                contracts=named_by,
                actions=actions.get(iri, 0) if known else None,
                fundings=funded.get(iri, 0) if known else None,
            )
        )
    return found


def unnamed(world: World, contracts: Sequence[Contract]) -> tuple[Thing, ...]:
    """Return the words of the sources that name no organisation."""
    owners = {contract.identifier for contract in contracts}
    return tuple(thing for thing in world.index.of_kind("ActeurNonNomme") if thing.owner in owners)


def _counts(world: World, query: str, graphs: Sequence[str]) -> dict[str, int]:
    """Return the sum over the graphs of the number that a counting query gives each actor."""
    total: dict[str, int] = {}
    for graph in graphs:
        for record in records(world.store, query, by="acteur", graphs=[graph]):
            total[record.need("acteur")] = total.get(record.need("acteur"), 0) + (record.whole("nombre") or 0)
    return total
