"""What is known of a contract at a glance: its key figures, and those that are unknown, never mixed."""

from dataclasses import dataclass

from service.reading import records
from service.terms import MLG
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a contract, under a name for one and for several; nothing where it is unknown."""

    one: str
    many: str
    number: int | None

    @property
    def label(self) -> str:
        """Return what the number counts."""
        return self.one if self.number == 1 else self.many


@dataclass(frozen=True, slots=True)
class Card:
    """A contract as lists of contracts show it."""

    contract: Contract
    figures: tuple[Figure, ...]

    @property
    def known(self) -> tuple[Figure, ...]:
        """Return the figures that the documents tell."""
        return tuple(figure for figure in self.figures if figure.number is not None)

    @property
    def unknown(self) -> tuple[Figure, ...]:
        """Return the figures that no loaded document tells."""
        return tuple(figure for figure in self.figures if figure.number is None)


def read_card(world: World, contract: Contract) -> Card:
    """Count what a contract holds; what its documents do not tell is unknown, never zero."""
    return world.readings.get(read_card, contract.graph, lambda: _read(world, contract))


def _read(world: World, contract: Contract) -> Card:
    found = records(world.store, "counts", by="type", graphs=[contract.graph])
    numbers = {each.need("type"): each.whole("nombre") or 0 for each in found}
    roadmap = contract.has_roadmap

    def figure(one: str, many: str, kind: str, *, known: bool) -> Figure:
        number = numbers.get(f"{MLG}{kind}", 0)
        return Figure(one, many, number if known or number else None)

    return Card(
        contract,
        (
            figure("élément du cadre", "éléments du cadre", "ElementStrategique", known=True),
            figure("action", "actions", "Action", known=roadmap),
            figure("acteur nommé", "acteurs nommés", "Acteur", known=roadmap),
            figure("ligne de financement", "lignes de financement", "EngagementFinancier", known=roadmap),
            figure("mesure citée", "mesures citées", "RelaisDeMesure", known=False),
        ),
    )
