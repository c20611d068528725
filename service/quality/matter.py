"""What remarks about a contract are made of: where each thing is written, and by which words actors are named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.evidence import Passage, sources
from service.reading import plain, rows
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Matter:
    """A contract, the places of its things, and the mentions of its actors with the words of each."""

    world: World
    contract: Contract
    places: Mapping[str, tuple[Passage, ...]]
    mentions: Mapping[str, Sequence[tuple[str, str]]]

    def sources(self, *things: str) -> tuple[Passage, ...]:
        """Return where some things are written; an actor that has no place of its own is where it is mentioned."""
        found = [place for thing in things for place in self._places(thing)]
        return tuple(dict.fromkeys(found))

    def _places(self, thing: str) -> list[Passage]:
        own = self.places.get(thing, ())
        return [*own] or [
            place for _, mention in self.mentions.get(thing, ()) for place in self.places.get(mention, ())
        ]


def read_matter(world: World, contract: Contract) -> Matter:
    """Read the places and the mentions of a contract."""
    mentions: dict[str, list[tuple[str, str]]] = {}
    for row in rows(world.store, "mentions", graphs=[contract.graph]):
        mentions.setdefault(plain(row["acteur"]), []).append((plain(row["mots"]), plain(row["mention"])))
    places = sources(world, "passages", graphs=[contract.graph])
    return Matter(world, contract, places, {actor: sorted(found) for actor, found in mentions.items()})
