"""Where people of a contract meet: its bodies, how often and with whom; its schemes and its quartiers."""

from collections.abc import Mapping
from dataclasses import dataclass

from queries.ask import Json
from queries.catalogue import catalogue
from service.evidence import Passage, Sources, kind_sources
from service.index import Thing
from service.questions.kept import answer_of
from service.reading import Record, records
from service.relations import Participation, grouped, participations
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Body:
    """A body that steers or coordinates: how often it meets and who sits in it."""

    thing: Thing
    times_a_year: int | None
    when: str | None
    members: tuple[Participation, ...]
    sources: tuple[Passage, ...]

    @property
    def leaders(self) -> tuple[Participation, ...]:
        """Return who animates it."""
        return tuple(each for each in self.members if each.role.iri.endswith("/role/animateur"))


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quartier, and how many actions the documents place there; no number where no roadmap tells."""

    thing: Thing
    actions: int | None
    unplaced: int | None


def read_bodies(world: World, contract: Contract) -> tuple[Body, ...]:
    """Return the bodies of a contract, in the order of their names."""
    return world.readings.get(read_bodies, contract.graph, lambda: _read(world, contract))


def schemes(world: World, contract: Contract) -> tuple[Thing, ...]:
    """Return the dispositifs that a contract names as its own."""
    return _owned(world, contract, "Dispositif")


def quarters(world: World, contract: Contract) -> tuple[Quarter, ...]:
    """Return the quartiers of a contract, as the question `quartiers` tells them."""
    return world.readings.get(quarters, contract.graph, lambda: _read_quarters(world, contract))


def _read_quarters(world: World, contract: Contract) -> tuple[Quarter, ...]:
    answer = answer_of(world, catalogue()["quartiers"], {"contrat": [contract.identifier]})
    told: Mapping[str, Mapping[str, Json]] = {str(row["quartier"]): row for row in answer.records()}
    owned = _owned(world, contract, "QuartierPrioritaire")
    return tuple(_quarter(thing, told.get(thing.iri, {})) for thing in owned)


def _quarter(thing: Thing, row: Mapping[str, Json]) -> Quarter:
    actions, unplaced = row.get("nombre"), row.get("sansQuartier")
    return Quarter(
        thing,
        actions if isinstance(actions, int) else None,
        unplaced if isinstance(unplaced, int) else None,
    )


def _read(world: World, contract: Contract) -> tuple[Body, ...]:
    graph = contract.graph
    members = grouped(participations(world, graphs=[graph], bound={}), lambda each: each.what.iri)
    places = kind_sources(world, "Instance", graph)
    found = records(world.store, "instances", by="instance", graphs=[graph])
    bodies = (_body(world, each, members, places) for each in found)
    return tuple(sorted(bodies, key=lambda body: body.thing.label))


def _body(world: World, record: Record, members: Mapping[str, tuple[Participation, ...]], places: Sources) -> Body:
    iri = record.need("instance")
    return Body(
        thing=world.refer(iri),
        times_a_year=record.whole("foisParAn"),
        when=" ; ".join(record.texts("echeance")) or None,
        members=members.get(iri, ()),
        sources=places.get(iri, ()),
    )


def _owned(world: World, contract: Contract, kind: str) -> tuple[Thing, ...]:
    return tuple(thing for thing in world.index.of_kind(kind) if thing.owner == contract.identifier)
