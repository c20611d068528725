"""Which elements of one framework are matched with which of another, and what stands near a match."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Self

from queries.facts import Facts


@dataclass(slots=True)
class View:
    """A framework as it stands beside another: `matched` tells of its elements the others, and if somebody signed it.

    `near` is above a match, or below a signed one: words that are the same say nothing of what stands below them.
    `beside` is just below what holds a match. The two are `compared` once somebody signed one match between them.
    """

    matched: defaultdict[str, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    near: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    compared: bool = False

    def tells(self, element: str, *, on_top: bool) -> bool:
        """Tell whether an element is compared: matched, just below what holds a match, or on top and away from any."""
        return element in self.matched or (element not in self.near and (on_top or element in self.beside))


Views = dict[str, dict[str, View]]


@dataclass(frozen=True, slots=True)
class Matches:
    """The views of each contract on each other one, and the facts of the contract that an element belongs to."""

    owners: Mapping[str, Facts]
    views: Views

    @classmethod
    def of(cls, contracts: Sequence[Facts]) -> Self:
        """Read the matches of all contracts: each is read both ways, whichever of the two says it."""
        owners = {element: facts for facts in reversed(contracts) for element in facts.subjects("élément")}
        names = [facts.contract.value for facts in contracts]
        matches = cls(owners, {one: {other: View() for other in names if other != one} for one in names})
        for pairs, signed in ((_signed(contracts), True), (_same_words(contracts), False)):
            for one, other in pairs:
                matches._add(one, other, signed=signed)
                matches._add(other, one, signed=signed)
        for facts in contracts:
            _place(facts, matches.views[facts.contract.value].values())
        return matches

    def view(self, one: Facts, other: Facts) -> View:
        """Return how the framework of a contract stands beside that of another."""
        return self.views[one.contract.value][other.contract.value]

    def of_element(self, element: str) -> set[str]:
        """Return the elements of all other contracts that an element is matched with."""
        views = self.views[self.owners[element].contract.value]
        return set().union(*(view.matched.get(element, ()) for view in views.values()))

    def _add(self, one: str, other: str, *, signed: bool) -> None:
        own, another = self.owners.get(one), self.owners.get(other)
        if own and another and own is not another:
            view = self.view(own, another)
            view.matched[one].setdefault(other, signed)
            view.compared = view.compared or signed


def _signed(contracts: Iterable[Facts]) -> Iterator[tuple[str, str]]:
    for facts in contracts:
        for one, others in facts.related["rapproché"].items():
            yield from ((one, other) for other in others)


def _same_words(contracts: Iterable[Facts]) -> Iterator[tuple[str, str]]:
    by_title: defaultdict[str, set[str]] = defaultdict(set)
    for facts in contracts:
        for title, elements in facts.inverse("élément").items():
            by_title[title] |= elements
    for elements in by_title.values():
        yield from combinations(elements, 2)


def _place(facts: Facts, views: Iterable[View]) -> None:
    """Tell what stands near the matches of a framework, in the tree of its elements."""
    children = facts.inverse("sous")
    for view in views:
        signed = [one for one, others in view.matched.items() if any(others.values())]
        above = _reached(view.matched, lambda one: facts.of("sous", one))
        view.near = above | _reached(signed, lambda one: children.get(one, set()))
        view.beside = set().union(*(children.get(one, ()) for one in {*view.matched, *above}))


def _reached(elements: Collection[str], step: Callable[[str], set[str]]) -> set[str]:
    """Return what is reached from elements by one step or more."""
    found: set[str] = set()
    ahead = set(elements)
    while ahead:
        ahead = set().union(*(step(one) for one in ahead)) - found
        found |= ahead
    return found
