"""What answers each element of a framework, as the question `couverture` tells it: oui, proposé, non, inconnu."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from queries.ask import Json
from queries.catalogue import catalogue
from service.framework import Branch
from service.questions.kept import answer_of
from service.world import Contract, World

YES, GUESSED, NO, UNKNOWN = STATES = ("oui", "proposé", "non", "inconnu")
_PRIORITY = "priorite"


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether actions answer an element or what it contains, how many, and how many guesses wait."""

    state: str
    actions: int | None
    guesses: int
    sentence: str


Coverage = Mapping[str, Cover]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the last elements of a branch are in each state."""

    one: str
    many: str
    numbers: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return how many elements there are."""
        return sum(self.numbers.values())


def read_coverage(world: World, contract: Contract) -> Coverage:
    """Return what answers each element of a contract, by its IRI."""
    return world.readings.get(read_coverage, contract.graph, lambda: _read(world, contract))


def tallies(branches: Iterable[Branch], covered: Coverage) -> Mapping[str, Tally]:
    """Return the tally of each branch that has any, by the IRI of its element."""
    counted = ((branch.element.iri, _tally(branch, covered)) for branch in branches if branch.children)
    return {iri: tally for iri, tally in counted if tally.total}


def _tally(branch: Branch, covered: Coverage) -> Tally:
    """Count the states of what stands at the end of a branch: most often its priorities.

    The question does not look at some levels, such as the engagements of the governance: these are not counted.
    """
    ends = [end for end in _ends(branch) if end.element.iri in covered]
    named = all(end.element.is_level(_PRIORITY) for end in ends)
    numbers = Counter(covered[end.element.iri].state for end in ends)
    one, many = ("priorité", "priorités") if named else ("élément", "éléments")
    return Tally(one, many, {state: numbers[state] for state in STATES if numbers[state]})


def _ends(branch: Branch) -> Iterator[Branch]:
    if not branch.children:
        yield branch
    for child in branch.children:
        yield from _ends(child)


def _read(world: World, contract: Contract) -> Coverage:
    answer = answer_of(world, catalogue()["couverture"], {"contrat": [contract.identifier]})
    return {str(row["element"]): _cover(row) for row in answer.records()}


def _cover(row: Mapping[str, Json]) -> Cover:
    actions, guesses = _whole(row["nombre"]), _whole(row["propositions"]) or 0
    return Cover(_state(row, actions, guesses), actions, guesses, str(row["constat"]))


def _state(row: Mapping[str, Json], actions: int | None, guesses: int) -> str:
    told = {str(row["actionPrevue"]), str(row["actionEffectuee"])}
    if actions or YES in told:
        return YES
    if guesses or GUESSED in told:
        return GUESSED
    return NO if NO in told else UNKNOWN


def _whole(value: Json) -> int | None:
    return value if isinstance(value, int) else None
