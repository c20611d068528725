"""Who funds a contract, in short: for each funder, its lines at each degree of firmness, which are never added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queries.ask import Json
from queries.catalogue import catalogue
from service.index import Thing
from service.questions.kept import answer_of
from service.world import Contract, World

SHOWN = 8
_QUESTION = "totaux-des-financements"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a funder at one degree of firmness: how many, and what is known of their amount, in words."""

    number: int
    total: str


@dataclass(frozen=True, slots=True)
class Funder:
    """A funder with its lines, one entry for each degree of the table; nothing where it has none of that degree."""

    thing: Thing
    lines: tuple[Lines | None, ...]


@dataclass(frozen=True, slots=True)
class Funders:
    """The named funders of a contract, those of the most lines of one degree first, and the degrees that they reach."""

    degrees: tuple[Thing, ...]
    funders: tuple[Funder, ...]


def read_funders(world: World, contract: Contract) -> Funders:
    """Return who funds what a contract tells, as the question `totaux-des-financements` counts it."""
    return world.readings.get(read_funders, contract.graph, lambda: _read(world, contract))


def _read(world: World, contract: Contract) -> Funders:
    answer = answer_of(world, catalogue()[_QUESTION], {"contrat": [contract.identifier]})
    rows = [row for row in answer.records() if row["groupe"] and row["nomme"]]
    found = {str(row["fermete"]): world.refer(str(row["fermete"])) for row in rows}
    # the code of a degree is its rung
    degrees = tuple(sorted(found.values(), key=lambda degree: (degree.names, degree.label)))
    by_funder: dict[str, dict[str, Lines]] = {}
    for row in rows:
        by_funder.setdefault(str(row["groupe"]), {})[str(row["fermete"])] = _lines(row)
    funders = (_funder(world, iri, lines, degrees) for iri, lines in by_funder.items())
    return Funders(degrees, tuple(sorted(funders, key=_order)))


def _lines(row: Mapping[str, Json]) -> Lines:
    number = row["lignes"]
    return Lines(number if isinstance(number, int) else 0, str(row["total"]))


def _funder(world: World, iri: str, lines: Mapping[str, Lines], degrees: Sequence[Thing]) -> Funder:
    return Funder(world.refer(iri), tuple(lines.get(degree.iri) for degree in degrees))


def _order(funder: Funder) -> tuple[int, str]:
    return -max((each.number for each in funder.lines if each), default=0), funder.thing.label
