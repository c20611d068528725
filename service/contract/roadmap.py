"""The actions of a contract: the rows of its roadmap's tables, what its sentences tell, and how many of each status."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from service.actions import Action, ActionRow, read_actions, with_details
from service.framework import Element
from service.index import Thing
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Chapter:
    """The actions that answer one first-level element; no element for those that answer none."""

    element: Element | None
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """The actions that the text tells under one element, by status in the order of the list of statuses."""

    element: Element
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How many actions have a status, in the roadmap and told by a sentence only; no status where none is said."""

    status: Thing | None
    rows: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The actions of a contract, as its page tells them."""

    chapters: tuple[Chapter, ...]
    tellings: tuple[Telling, ...]


def read_roadmap(world: World, contract: Contract) -> Roadmap:
    """Return the actions of a contract, those of the tables with who is in and who may pay."""
    actions = read_actions(world, [contract])
    return Roadmap(
        chapters=_chapters(world, (action for action in actions if not action.in_prose)),
        tellings=_tellings(action for action in actions if action.in_prose),
    )


def statuses(world: World, contract: Contract) -> tuple[Status, ...]:
    """Count the actions of a contract by status, the most frequent first."""
    actions = read_actions(world, [contract])
    counted = Counter((action.status, action.in_prose) for action in actions)
    found = {status for status, _ in counted}
    rows = (Status(status, counted[status, False], counted[status, True]) for status in found)
    return tuple(sorted(rows, key=lambda row: (-row.rows - row.sentences, row.status.label if row.status else "~")))


def _chapters(world: World, actions: Iterable[Action]) -> tuple[Chapter, ...]:
    """Group actions by first-level element; an action of two of them stands in both."""
    placed = [(element, action) for action in actions for element in action.pillars or (None,)]
    ordered = sorted(placed, key=lambda pair: (*_place(pair[0]), pair[1].thing.label))
    return tuple(
        Chapter(element, with_details(world, [action for _, action in pairs]))
        for element, pairs in ((key, list(found)) for key, found in groupby(ordered, key=lambda pair: pair[0]))
    )


def _tellings(actions: Iterable[Action]) -> tuple[Telling, ...]:
    """Group actions by the elements that the text tells them under, in the order of the framework."""
    placed = [
        (element, action) for action in actions for element in action.elements if not element.is_level("priorite")
    ]
    ordered = sorted(placed, key=lambda pair: (*_place(pair[0]), _status(pair[1]), pair[1].thing.label))
    return tuple(
        Telling(element, tuple(action for _, action in pairs))
        for element, pairs in groupby(ordered, key=lambda pair: pair[0])
    )


def _status(action: Action) -> str:
    return action.status.label if action.status else ""


def _place(element: Element | None) -> tuple[bool, int, str]:
    return (element is None, element.rank if element else 0, element.iri if element else "")
