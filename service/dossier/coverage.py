"""Tell which parts of the strategic framework have an action, which have none, and where nobody can say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.dossier.matter import Matter
from service.dossier.parts import Block, Paragraph, Table
from service.dossier.tables import left_out
from service.dossier.words import UNKNOWN, cut
from service.framework import Branch, Element
from service.terms import local_name

QUESTION = "priorites-non-couvertes"
OUTSIDE = frozenset({"volet", "engagement", "contribution"})
"""Levels that hold no priority: what wraps others, and what partners engage to do."""
GROUPING = frozenset({"groupe", "theme"})
MOST = 32
HEADERS = ("Priorités", "Avec action", "Sans action", "Inconnu")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the finest elements have an action, have none, are unknown."""

    covered: int = 0
    uncovered: int = 0
    unknown: int = 0

    @property
    def all(self) -> int:
        """Return how many there are."""
        return self.covered + self.uncovered + self.unknown

    def __add__(self, other: "Tally") -> "Tally":
        """Add what is counted under another element."""
        return Tally(self.covered + other.covered, self.uncovered + other.uncovered, self.unknown + other.unknown)


def level(element: Element) -> str:
    """Return the level of an element, such as `priorite`."""
    return local_name(element.level.iri) if element.level else ""


def states(matter: Matter) -> dict[str, str]:
    """Return what is known of the finest elements that no action answers: « non couverte » or « inconnu »."""
    found = {}
    for row in matter.rows(QUESTION, {}, within="element"):
        element, state = row["element"], row["etat"]
        if element is not None and state is not None:
            found[element.value] = state.value
    return found


def tally(branch: Branch, found: Mapping[str, str]) -> Tally:
    """Count the finest elements of a branch; governance and contributions hold none."""
    if branch.children:
        return total(branch.children, found)
    if level(branch.element) in OUTSIDE:
        return Tally()
    state = found.get(branch.element.iri)
    if state is None:
        return Tally(covered=1)
    return Tally(unknown=1) if state == UNKNOWN else Tally(uncovered=1)


def total(branches: Iterable[Branch], found: Mapping[str, str]) -> Tally:
    """Count the finest elements of several branches."""
    counted = Tally()
    for branch in branches:
        counted += tally(branch, found)
    return counted


def tell_coverage(matter: Matter) -> Iterator[Block]:
    """Tell the framework two levels deep, with what is known of the finest elements under each.

    Without a roadmap nothing is known of them but how many they are.
    """
    found = states(matter)
    rows = [(depth, branch, tally(branch, found)) for depth, branch in _shown(matter.branches)]
    rows = [row for row in rows if row[2].all]
    if len(rows) < 2:
        return
    told = HEADERS if matter.has_roadmap else (HEADERS[0], HEADERS[3])
    address = matter.address(QUESTION, {})
    yield Table(
        caption="Le cadre stratégique, et ce à quoi des actions répondent",
        headers=("Élément du cadre", *told),
        rows=tuple((_name(branch), *_figures(counted, told)) for _, branch, counted in rows[:MOST]),
        widths=(5, *(0.85 for _ in told)),
        numbers=frozenset(range(1, len(told) + 1)),
        strong=frozenset(at for at, (depth, _, _) in enumerate(rows[:MOST]) if depth == 0),
        left=left_out(len(rows) - MOST, address),
        address=address,
    )
    yield Paragraph(
        "Une orientation que le document ne décline pas compte pour une priorité. « Inconnu » : le document ne dit "
        "pas à quoi ses actions répondent à ce niveau de détail ; ce n'est pas une absence d'action.",
        "note",
    )


def _shown(branches: Iterable[Branch], depth: int = 0) -> Iterator[tuple[int, Branch]]:
    for branch in branches:
        yield depth, branch
        if depth == 0:
            yield from _shown(branch.children, 1)


def _name(branch: Branch) -> str:
    return cut(" ".join(part for part in (branch.element.notation, branch.element.label) if part), 110)


def _figures(counted: Tally, told: Sequence[str]) -> Iterator[str]:
    figures = dict(zip(HEADERS, (counted.all, counted.covered, counted.uncovered, counted.unknown), strict=True))
    yield from (str(figures[header] or "–") for header in told)
