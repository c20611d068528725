"""Compare the themes of frameworks: the highest elements that nothing matches, and those that a match tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data import naming
from queries.comparison.lines import Cell, Line, Words, not_told
from queries.comparison.matches import Matches
from queries.facts import Facts

WORDS = Words(
    name="Le thème « {} »",
    has="est dans le cadre de",
    lacks="aucun élément n'en a été rapproché dans celui de",
    unknown="personne n'a rapproché les cadres",
    examined="Les éléments des cadres stratégiques, hors gouvernance et contributions, et les rapprochements signés.",
    to_know="Lire les deux cadres et écrire dans la curation les éléments qui se correspondent",
    if_forgotten="Si un élément dit la même chose, l'écrire dans la curation",
)
NEAR = "les cadres sont rapprochés par un thème plus large ou plus précis que celui-ci"
THROUGH_ANOTHER = "le rapprochement ne passe que par le cadre d'un autre contrat"
LEVEL = f"{naming.ID}{naming.REFERENCE}/niveau/"
VOLET = f"{LEVEL}volet"
NO_THEMES = {VOLET, f"{LEVEL}engagement", f"{LEVEL}contribution"}


@dataclass(slots=True)
class Themes:
    """The themes of several contracts; `told` are the elements that have a line, with the contracts that share each."""

    contracts: Sequence[Facts]
    matches: Matches
    told: dict[str, set[str]] = field(default_factory=dict)

    def is_theme(self, facts: Facts, element: str) -> bool:
        """Tell whether an element is compared on its own beside some contract; governance, say, never is."""
        if facts.of("niveau", element) & NO_THEMES:
            return False
        views = self.matches.views[facts.contract.value].values()
        return any(view.tells(element, on_top=_is_top(facts, element)) for view in views)

    def sharers(self, facts: Facts, element: str) -> set[str]:
        """Return the contracts that have an element: its own, and those where it is matched."""
        views = self.matches.views[facts.contract.value]
        return {facts.contract.value, *(other for other, view in views.items() if element in view.matched)}

    def is_told(self, facts: Facts, element: str) -> bool:
        """Tell whether the line of an element that it is matched with tells of all contracts that share it."""
        sharers = self.sharers(facts, element)
        return any(sharers <= self.told.get(other, set()) for other in self.matches.of_element(element))

    def cell(self, facts: Facts, element: str, other: Facts) -> Cell:
        """Return what is known in another contract of the theme that an element and those matched with it make."""
        name = other.contract_label.value
        if found := self.matches.view(facts, other).matched.get(element):
            return _shared(name, other, found)
        same = {one: self.matches.owners[one] for one in {element, *self.matches.of_element(element)}}
        views = {one: self.matches.view(owner, other) for one, owner in same.items()}
        if any(one in view.matched for one, view in views.items()):
            return Cell(name, "inconnu", why=THROUGH_ANOTHER)
        if any(one in view.near for one, view in views.items()):
            return Cell(name, "inconnu", why=NEAR)
        return Cell(name, not_told(is_known=any(view.compared for view in views.values())))


def lines(contracts: Sequence[Facts]) -> Iterator[Line]:
    """Yield a line for each theme, in the order of the contracts, told from the first of those that share it."""
    themes = Themes(contracts, Matches.of(contracts))
    for facts in sorted(contracts, key=lambda one: one.contract.value):
        for element in facts.subjects("élément"):
            if themes.is_theme(facts, element) and not themes.is_told(facts, element):
                themes.told[element] = themes.sharers(facts, element)
    for facts in contracts:
        for element in sorted(themes.told.keys() & facts.subjects("élément"), key=lambda one: _order(facts, one)):
            cells = [
                _own(facts, element) if other is facts else themes.cell(facts, element, other) for other in contracts
            ]
            yield Line(facts.nodes[element], facts.name(element), cells)


def _order(facts: Facts, element: str) -> tuple[int, str, str]:
    return min(map(int, facts.of("rang", element)), default=0), facts.name(element), element


def _is_top(facts: Facts, element: str) -> bool:
    parents = facts.of("sous", element)
    return not any(facts.of("niveau", parent) - {VOLET} for parent in parents)


def _own(facts: Facts, element: str) -> Cell:
    return Cell(facts.contract_label.value, "présent", facts.name(element), _places(facts, element))


def _shared(name: str, facts: Facts, found: dict[str, bool]) -> Cell:
    """Return the elements of another contract that are matched, those of the same words said to be only that."""
    said = {one: facts.name(one) + ("" if signed else " (mot pour mot)") for one, signed in found.items()}
    order = sorted(found, key=lambda one: (said[one], one))
    places = dict.fromkeys(place for one in order for place in _places(facts, one))
    return Cell(name, "présent", " ; ".join(dict.fromkeys(said[one] for one in order)), tuple(places))


def _places(facts: Facts, element: str) -> tuple[str, ...]:
    return facts.where(*(("élément", element, title) for title in facts.of("élément", element)))
