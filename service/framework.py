"""The strategic framework of a contract: a tree of any depth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from data import naming
from service.index import Thing
from service.reading import Record, records
from service.world import Contract, World

_LAST = 1_000_000
"""The rank of an element whose place in the document is not given."""


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the framework."""

    iri: str
    label: str
    notation: str | None
    level: Thing | None
    rank: int
    parent: str | None
    truncated: bool
    inferred: bool

    def is_level(self, level: str) -> bool:
        """Tell whether the element is of a level of the list, such as `priorite`."""
        return self.level is not None and self.level.iri == str(naming.reference("niveau", level))


@dataclass(frozen=True, slots=True)
class Branch:
    """An element with what stands under it."""

    element: Element
    children: tuple["Branch", ...]

    @property
    def priorities(self) -> int:
        """Return how many priorities stand directly under the element, or under its groups of priorities."""
        below = [child for child in self.children if child.element.is_level("groupe")]
        here = sum(1 for child in self.children if child.element.is_level("priorite"))
        return here + sum(group.priorities for group in below)


class Framework:
    """The elements of a contract; survives a cycle or a missing parent."""

    def __init__(self, elements: Mapping[str, Element]) -> None:
        self.elements = elements

    @cached_property
    def tree(self) -> tuple[Branch, ...]:
        """Return the tree, with each element once; what hangs on a cycle comes last, at the top."""
        seen: set[str] = set()
        roots = [each for each in self._ordered if each.parent not in self.elements]
        grown = [self._grow(root, seen) for root in roots]
        left = (each for each in self._ordered if each.iri not in seen)
        return (*grown, *(self._grow(each, seen) for each in left))

    def top(self, iri: str) -> Element | None:
        """Return the first-level element above an element, or itself."""
        above = list(self.path(iri))
        return above[0] if above else None

    def path(self, iri: str) -> tuple[Element, ...]:
        """Return the elements from the top down to this one."""
        found: dict[str, Element] = {}
        at = self.elements.get(iri)
        while at and at.iri not in found:
            found[at.iri] = at
            at = self.elements.get(at.parent or "")
        return tuple(reversed(found.values()))

    @cached_property
    def _ordered(self) -> tuple[Element, ...]:
        return tuple(sorted(self.elements.values(), key=lambda each: (each.rank, each.notation or "", each.iri)))

    @cached_property
    def _below(self) -> Mapping[str | None, list[Element]]:
        found: dict[str | None, list[Element]] = {}
        for each in self._ordered:
            found.setdefault(each.parent, []).append(each)
        return found

    def _grow(self, element: Element, seen: set[str]) -> Branch:
        seen.add(element.iri)
        return Branch(element, tuple(self._branches(element, seen)))

    def _branches(self, element: Element, seen: set[str]) -> Iterator[Branch]:
        for child in self._below.get(element.iri, ()):
            if child.iri not in seen:
                yield self._grow(child, seen)


def read_framework(world: World, contract: Contract) -> Framework:
    """Return the framework of a contract."""
    return world.readings.get(read_framework, contract.graph, lambda: _read(world, contract))


def _read(world: World, contract: Contract) -> Framework:
    found = records(world.store, "framework", by="element", graphs=[contract.graph], bound={"contrat": contract.iri})
    return Framework({each.need("element"): _element(world, each) for each in found})


def _element(world: World, record: Record) -> Element:
    level, rank = record.text("niveau"), record.whole("rang")
    return Element(
        iri=record.need("element"),
        label=record.need("label"),
        notation=record.text("notation"),
        level=world.refer(level) if level else None,
        rank=_LAST if rank is None else rank,
        parent=record.text("parent"),
        truncated=record.true("tronque"),
        inferred=record.true("codeInfere"),
    )
