"""How a contract compares with each other one that is loaded, in a few numbers of the question `comparaison`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from queries.ask import Json
from queries.catalogue import catalogue
from service.questions.kept import answer_of
from service.world import Contract, World

OTHERS = 4
"""With how many other contracts a page compares; the question compares the rest."""
HEADS: Mapping[str, str] = {
    "thème": "Thèmes du cadre",
    "mesure nationale": "Mesures nationales",
    "dispositif": "Dispositifs",
    "partenaire": "Partenaires",
}
"""What is compared, by the name that the question gives it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How many things of a sort two contracts share; nothing where the documents of one do not tell that sort."""

    shared: int
    here: int
    there: int
    unknown: int

    @property
    def is_known(self) -> bool:
        """Tell whether anything can be said of both contracts."""
        return bool(self.shared or self.here or self.there)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A contract beside another one: what they share, by sort, and the address of the whole answer.

    There is no sort where the two have one label: the answer could not be told apart.
    """

    other: Contract
    sorts: Mapping[str, Compared]
    address: str


def comparisons(world: World, contract: Contract) -> tuple[Comparison, ...]:
    """Compare a contract with the other ones that are loaded, the first few by name."""
    others = [each for each in world.contracts if each.identifier != contract.identifier]
    return tuple(_kept(world, contract, other) for other in others[:OTHERS])


def _kept(world: World, contract: Contract, other: Contract) -> Comparison:
    return world.readings.get(_kept, (contract.graph, other.graph), lambda: _read(world, contract, other))


def _read(world: World, contract: Contract, other: Contract) -> Comparison:
    asked = [contract.identifier, other.identifier]
    address = f"/comparer?{urlencode([('contrat', each) for each in asked])}"
    if contract.label == other.label:  # the answer tells contracts by their labels
        return Comparison(other, {}, address)
    rows = answer_of(world, catalogue()["comparaison"], {"contrat": asked}).records()
    return Comparison(other, {sort: _compared(sort, rows, contract, other) for sort in HEADS}, address)


def _compared(sort: str, rows: Iterable[Mapping[str, Json]], here: Contract, there: Contract) -> Compared:
    counted = Counter(_where(row, here.label, there.label) for row in rows if row["rubrique"] == sort)
    return Compared(counted["both"], counted["here"], counted["there"], counted["unknown"])


def _where(row: Mapping[str, Json], here: str, there: str) -> str:
    if row["inconnu"]:
        return "unknown"
    return {here: "here", there: "there"}.get(str(row["present"]), "both")
