"""All that the graph says of a thing, gathered once for whoever tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from data.text import fold
from service.evidence import Passage, passages
from service.index import Thing
from service.reading import Term, plain, rows
from service.relations import Choice, Participation, Relay, fundings, participations, relays
from service.telling.found import Found, found
from service.terms import MLG, local_name
from service.world import Contract, World

Terms = Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is said of a thing (by property), what points to it, and the relations it is in."""

    world: World
    thing: Thing
    contract: Contract | None
    out: Terms
    pointing: Mapping[str, tuple[str, ...]]
    takes_part: tuple[Participation, ...]
    taking_part: tuple[Participation, ...]
    funds: tuple[Choice, ...]
    funded_by: tuple[Choice, ...]
    relays: tuple[Relay, ...]
    passages: tuple[Passage, ...]

    def texts(self, name: str) -> tuple[str, ...]:
        """Return what a property says in words, the French ones; the vocabulary is ours where none is named."""
        terms = [term for term in self.out.get(_property(name), ()) if _is_french(term)]
        return tuple(sorted(plain(term) for term in terms))

    def text(self, name: str) -> str | None:
        """Return the first words of a property."""
        return next(iter(self.texts(name)), None)

    def things(self, name: str) -> tuple[Thing, ...]:
        """Return the things that a property points to, in the order of their names."""
        found = (self.world.refer(plain(term)) for term in self.out.get(_property(name), ()) if _is_ours(term))
        return tuple(sorted(found, key=lambda thing: (fold(thing.label), thing.iri)))

    def day(self, name: str) -> date | None:
        """Return the day that a property says; what is no day is not told."""
        try:
            return date.fromisoformat(self.text(name) or "")
        except ValueError:
            return None

    def decimal(self, name: str) -> Decimal | None:
        """Return the exact number that a property says."""
        try:
            return Decimal(self.text(name) or "")
        except InvalidOperation:
            return None

    def number(self, name: str) -> int | None:
        """Return the whole number that a property says."""
        found = self.text(name)
        return int(found) if found and found.isdecimal() else None

    def true(self, name: str) -> bool:
        """Tell whether a property says that something is so."""
        return self.text(name) == "true"

    def inward(self, name: str) -> tuple[Thing, ...]:
        """Return the things that point to this one by a property, in the order of their names."""
        found = (self.world.refer(iri) for iri in self.pointing.get(_property(name), ()))
        return tuple(sorted(found, key=lambda thing: (fold(thing.label), thing.iri)))

    def where(self, *words: str) -> tuple[Passage, ...]:
        """Return the passages of the thing that hold some words; all but its cells where none is known to."""
        wanted = [fold(each) for each in words]
        holding = tuple(each for each in self.passages if each.text and any(w in fold(each.text) for w in wanted))
        return holding or tuple(each for each in self.passages if each.column is None) or self.passages

    def finding(self, question: str, column: str) -> Found | None:
        """Return what a question of the catalogue finds about the thing."""
        return found(self.world, question, self.contract, column, self.thing.iri) if self.contract else None


def gather(world: World, thing: Thing) -> Known:
    """Gather what the graph says of a thing."""
    iri = thing.iri
    graphs = world.published
    return Known(
        world=world,
        thing=thing,
        contract=world.contract(thing.owner),
        out=said_of(world, iri),
        pointing=_pointing(world, iri),
        takes_part=participations(world, graphs=graphs, bound={"acteur": iri}),
        taking_part=participations(world, graphs=graphs, bound={"dans": iri}),
        funds=fundings(world, graphs=graphs, bound={"financeur": iri}),
        funded_by=fundings(world, graphs=graphs, bound={"finance": iri}),
        relays=relays(world, iri, measure=thing.kind == "MesureNationale"),
        passages=passages(world, iri),
    )


def said_of(world: World, iri: str) -> Terms:
    """Return what is said of a thing, by property."""
    found: dict[str, list[Term]] = {}
    for row in rows(world.store, "out", graphs=world.described, bound={"thing": iri}):
        found.setdefault(plain(row["property"]), []).append(row["value"])
    return {key: tuple(terms) for key, terms in found.items()}


def _pointing(world: World, iri: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in rows(world.store, "in", graphs=world.described, bound={"thing": iri}):
        found.setdefault(plain(row["property"]), {})[plain(row["subject"])] = None
    return {key: tuple(sorted(subjects)) for key, subjects in found.items()}


def role_of(part: Participation) -> str:
    """Return the name of a role in our list, such as `pilote`."""
    return local_name(part.role.iri)


def labels(things: Iterable[Thing]) -> list[str]:
    """Return the names of things."""
    return [thing.label for thing in things]


def _property(name: str) -> str:
    return name if ":" in name else f"{MLG}{name}"


def _is_french(term: Term) -> bool:
    return not isinstance(term, ox.Literal) or term.language in {None, "fr"}


def _is_ours(term: Term) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith("https://w3id.org/maillage/id/")
