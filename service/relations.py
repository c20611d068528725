"""The relations that have a node of their own: taking part, funding, relaying a measure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from service.evidence import Passage, passages
from service.index import Thing
from service.reading import Record, records
from service.world import World


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


Cited = Mapping[str, tuple[Passage, ...]]
"""The places that each of some relations was taken from, where they are known already."""
Choice = tuple[Funding, ...]
"""Funding lines of which only one will hold; most often a single line."""


def participations(
    world: World, *, graphs: Sequence[str], bound: Mapping[str, str], cited: Cited | None = None
) -> tuple[Participation, ...]:
    """Return who takes part in what, `acteur` or `dans` being bound."""
    found = records(world.store, "participations", by="participation", graphs=graphs, bound=bound)
    rows = (_participation(world, each, cited) for each in found)
    return tuple(sorted(rows, key=lambda row: (row.role.label, row.who.label, row.what.label, row.iri)))


def fundings(
    world: World, *, graphs: Sequence[str], bound: Mapping[str, str], cited: Cited | None = None
) -> tuple[Choice, ...]:
    """Return who funds what, `financeur` or `finance` being bound; alternatives stand together."""
    found = records(world.store, "fundings", by="financement", graphs=graphs, bound=bound)
    lines = sorted((_funding(world, each, cited) for each in found), key=_alternative)
    return tuple(sorted(_choices(lines), key=lambda choice: (choice[0].who.unnamed, choice[0].who.label)))


def relays(world: World, iri: str, *, measure: bool, cited: Cited | None = None) -> tuple[Relay, ...]:
    """Return the relays of a national measure, or those of an element or a contract."""
    query, variable = ("relays-by", "mesure") if measure else ("relays-of", "relayeePar")
    found = records(world.store, query, by="relais", graphs=world.published, bound={variable: iri})
    return tuple(_relay(world, each, cited) for each in found)


def _choices(lines: Iterable[Funding]) -> list[Choice]:
    return [tuple(choice) for _, choice in groupby(lines, key=_alternative)]


def _alternative(line: Funding) -> tuple[str, str, str]:
    """Say what a line is an alternative of: its group in what it funds, or itself alone."""
    return (line.what.iri, line.alternative, "") if line.alternative else (line.what.iri, "", line.iri)


def _participation(world: World, record: Record, cited: Cited | None) -> Participation:
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
        sources=_places(world, iri, cited),
    )


def _funding(world: World, record: Record, cited: Cited | None) -> Funding:
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
        sources=_places(world, iri, cited),
    )


def _relay(world: World, record: Record, cited: Cited | None) -> Relay:
    iri = record.need("relais")
    return Relay(
        iri=iri,
        measure=_maybe(world, record.text("mesure")),
        relayed_by=world.refer(record.need("relayeePar")),
        status=_maybe(world, record.text("statut")),
        words=record.text("mots"),
        sources=_places(world, iri, cited),
    )


def _places(world: World, iri: str, cited: Cited | None) -> tuple[Passage, ...]:
    return passages(world, iri) if cited is None else cited.get(iri, ())


def _maybe(world: World, iri: str | None) -> Thing | None:
    return world.refer(iri) if iri else None
