"""Lay out a comparison: one line an object, one column a contract, which has it, has it not, or may have it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries.ask import Row
from queries.recipe import KEPT
from queries.selection import SEVERAL
from service.index import Thing
from service.questions.view import View
from service.world import World

SIDES = (("present", "oui", "✓"), ("absent", "non", "✗"), ("inconnu", "inconnu", "?"))


@dataclass(frozen=True, slots=True)
class Side:
    """What a contract has of an object: a word and its symbol."""

    word: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Compared:
    """An object, and what each contract has of it."""

    thing: Thing
    sides: tuple[Side, ...]
    finding: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The objects of one kind on the page, and how many of all those kept are in all contracts, in one, or unknown.

    `address` keeps the objects of this kind only.
    """

    name: str
    address: str
    lines: tuple[Compared, ...]
    shared: int
    alone: tuple[tuple[str, int], ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The contracts compared, and the objects by kind."""

    contracts: tuple[str, ...]
    headings: tuple[Heading, ...]


def tell(world: World, view: View) -> Comparison:
    """Return the comparison of the rows of a page."""
    answer = view.answer
    names = answer.recipe.contracts
    shown = answer.rows[view.first - 1 : view.first - 1 + len(view.table.lines)]
    return Comparison(names, tuple(_headings(world, view, names, shown)))


def _headings(world: World, view: View, names: Sequence[str], shown: Sequence[Row]) -> Iterator[Heading]:
    rows = view.answer.rows
    for name in dict.fromkeys(_text(row, "rubrique") for row in rows):
        every = [_sides(names, row) for row in rows if _text(row, "rubrique") == name]
        words = [[side.word for side in sides] for sides in every]
        alone = Counter(names[said.index("oui")] for said in words if said.count("oui") == 1 and "inconnu" not in said)
        yield Heading(
            name=name,
            address=view.asked.replacing(f"{KEPT}rubrique", name),
            lines=tuple(_line(world, names, row) for row in shown if _text(row, "rubrique") == name),
            shared=sum(said == ["oui"] * len(names) for said in words),
            alone=tuple((contract, alone[contract]) for contract in names),
            unknown=sum("inconnu" in said for said in words),
        )


def _line(world: World, names: Sequence[str], row: Row) -> Compared:
    thing = row["objet"]
    known = world.find(thing.value) if thing is not None else None
    label = Thing(thing.value if thing is not None else "", _text(row, "objetLabel"), known.kind if known else "")
    return Compared(label, _sides(names, row), _text(row, "constat"))


def _sides(names: Sequence[str], row: Row) -> tuple[Side, ...]:
    told = {
        contract: Side(word, symbol) for name, word, symbol in SIDES for contract in _text(row, name).split(SEVERAL)
    }
    return tuple(told.get(contract, Side("non comparé", "–")) for contract in names)


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.value if value is not None else ""
