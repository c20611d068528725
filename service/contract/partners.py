"""Who is in a contract: the partners of its directory, those who signed it, and how many actors of each kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from service.actors import read_actors
from service.index import Thing
from service.relations import Participation, participations
from service.terms import local_name
from service.world import Contract, World

SIGNING = frozenset({"signataire", "signataire-associe"})
LISTED = "repertorie"


@dataclass(frozen=True, slots=True)
class Heading:
    """The partners listed under one heading of the directory."""

    label: str
    partners: tuple[Participation, ...]


@dataclass(frozen=True, slots=True)
class Partners:
    """The parts taken in the contract itself: listed, signing, others."""

    headings: tuple[Heading, ...]
    signatories: tuple[Participation, ...]
    others: tuple[Participation, ...]

    @property
    def listed(self) -> int:
        """Return how many actors the directory lists, each once."""
        return len({each.who.iri for heading in self.headings for each in heading.partners})


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many named actors are of a kind; no kind where none is said."""

    kind: Thing | None
    number: int


def read_partners(world: World, contract: Contract) -> Partners:
    """Return who is listed in the directory of a contract, who signs it, and who has another role in it."""
    return world.readings.get(read_partners, contract.graph, lambda: _read(world, contract))


def actor_kinds(world: World, contract: Contract) -> tuple[KindCount, ...]:
    """Count the actors that a contract names by kind, the most frequent first."""
    counted = Counter(actor.kind for actor in read_actors(world, [contract]))
    rows = (KindCount(kind, number) for kind, number in counted.items())
    return tuple(sorted(rows, key=lambda row: (row.kind is None, -row.number, row.kind.label if row.kind else "")))


def _read(world: World, contract: Contract) -> Partners:
    taking_part = participations(world, graphs=[contract.graph], bound={"dans": contract.iri})
    by_role = [(local_name(each.role.iri), each) for each in taking_part]
    return Partners(
        headings=_headings(each for role, each in by_role if role == LISTED),
        signatories=tuple(each for role, each in by_role if role in SIGNING),
        others=tuple(each for role, each in by_role if role not in SIGNING and role != LISTED),
    )


def _headings(listed: Iterable[Participation]) -> tuple[Heading, ...]:
    ordered = sorted(listed, key=lambda each: (each.heading or "", each.who.label, each.iri))
    grouped = groupby(ordered, key=lambda each: each.heading or "Sans rubrique")
    return tuple(Heading(label, tuple(partners)) for label, partners in grouped)
