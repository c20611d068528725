"""The relations that have a node of their own: taking part, funding, relaying a measure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from service.evidence import Passage, Sources, sources
from service.index import Thing
from service.reading import Record, records
from service.world import World

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Participation:
    """The part that somebody takes in something."""

    iri: str
    who: Thing
    what: Thing
    role: Thing
    under: Thing | None
    name: str | None
    function: str | None
    heading: str | None
    detail: str | None
    words: str | None
    sources: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Funding:
    """A funding line; without an amount, the amount is unknown."""

    iri: str
    who: Thing
    what: Thing
    firmness: Thing
    nature: Thing | None
    amount: Decimal | None
    year: int | None
    alternative: str | None
    detail: str | None
    words: str | None
    sources: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Relay:
    """The fact that an element or a contract relays a national measure."""

    iri: str
    measure: Thing | None
    relayed_by: Thing
    status: Thing | None
    words: str | None
    sources: tuple[Passage, ...]


Choice = tuple[Funding, ...]
"""Funding lines of which only one will hold; most often a single line."""


def participations(world: World, *, graphs: Sequence[str], bound: Mapping[str, str]) -> tuple[Participation, ...]:
    """Return who takes part in what; `bound` may give the `acteur` or the `dans`."""
    found = records(world.store, "participations", by="participation", graphs=graphs, bound=bound)
    read = sources(world, "participations-passages", graphs=graphs, bound=bound) if found else {}
    rows = (_participation(world, each, read) for each in found)
    return tuple(sorted(rows, key=lambda row: (row.role.label, row.who.label, row.what.label, row.iri)))


def fundings(world: World, *, graphs: Sequence[str], bound: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return who funds what; `bound` may give the `financeur` or the `finance`; alternatives stand together."""
    found = records(world.store, "fundings", by="financement", graphs=graphs, bound=bound)
    read = sources(world, "fundings-passages", graphs=graphs, bound=bound) if found else {}
    lines = sorted((_funding(world, each, read) for each in found), key=_alternative)
    return tuple(sorted(_choices(lines), key=lambda choice: (choice[0].who.unnamed, choice[0].who.label)))


def relays(world: World, iri: str, *, measure: bool) -> tuple[Relay, ...]:
    """Return the relays of a national measure, or those of an element or a contract."""
    if measure:
        query, passages, bound = "relays-by", "relays-by-passages", {"mesure": iri}
    else:
        query, passages, bound = "relays-of", "relays-of-passages", {"relayeePar": iri}
    found = records(world.store, query, by="relais", graphs=world.published, bound=bound)
    read = sources(world, passages, graphs=world.published, bound=bound) if found else {}
    return tuple(_relay(world, each, read) for each in found)


def grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, tuple[Row, ...]]:
    """Put rows together by a key, each group in the order of the rows."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {name: tuple(group) for name, group in found.items()}


def _choices(lines: Iterable[Funding]) -> list[Choice]:
    return [tuple(choice) for _, choice in groupby(lines, key=_alternative)]


def _alternative(line: Funding) -> tuple[str, str, str]:
    """Say what a line is an alternative of: its group in what it funds, or itself alone."""
    return (line.what.iri, line.alternative, "") if line.alternative else (line.what.iri, "", line.iri)


def _participation(world: World, record: Record, read: Sources) -> Participation:
    iri = record.need("participation")
    return Participation(
        iri=iri,
        who=world.refer(record.need("acteur")),
        what=world.refer(record.need("dans")),
        role=world.refer(record.need("role")),
        under=_maybe(world, record.text("element")),
        name=record.text("nom"),
        function=record.text("fonction"),
        heading=record.text("rubrique"),
        detail=" ; ".join(record.texts("precision")) or None,
        words=record.text("mots"),
        sources=read.get(iri, ()),
    )


def _funding(world: World, record: Record, read: Sources) -> Funding:
    iri = record.need("financement")
    return Funding(
        iri=iri,
        who=world.refer(record.need("financeur")),
        what=world.refer(record.need("finance")),
        firmness=world.refer(record.need("fermete")),
        nature=_maybe(world, record.text("nature")),
        amount=record.decimal("montant"),
        year=record.whole("annee"),
        alternative=record.text("groupe"),
        detail=" ; ".join(record.texts("precision")) or None,
        words=record.text("mots"),
        sources=read.get(iri, ()),
    )


def _relay(world: World, record: Record, read: Sources) -> Relay:
    iri = record.need("relais")
    return Relay(
        iri=iri,
        measure=_maybe(world, record.text("mesure")),
        relayed_by=world.refer(record.need("relayeePar")),
        status=_maybe(world, record.text("statut")),
        words=record.text("mots"),
        sources=read.get(iri, ()),
    )


def _maybe(world: World, iri: str | None) -> Thing | None:
    return world.refer(iri) if iri else None
