"""Find the pairs of actors who share work, and sit together in no body that the documents tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from queries.facts import Facts, by_contract, number, shared
from queries.parameters import Value
from queries.rows import Row

ASKED = "__acteur_iri"
LOOKED_AT = (
    "Les actions où chacun prend part, hors celles qui sont abandonnées ou en échec, avec leurs publics, leurs "
    "quartiers et leurs éléments du cadre"
)
UNGOVERNED = (
    "la description de la gouvernance n'est pas chargée, et l'on ne sait pas s'ils siègent dans une même instance"
)
GOVERN = "Charger la partie du document qui décrit la gouvernance."


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors and what they share: actions, publics, quartiers, fine elements of the framework."""

    one: str
    other: str
    actions: set[str]
    publics: set[str]
    quarters: set[str]
    elements: set[str]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Return how much is shared: actions, publics, quartiers, elements."""
        return len(self.actions), len(self.publics), len(self.quarters), len(self.elements)

    @property
    def is_kept(self) -> bool:
        """Tell whether they share enough: a quartier alone, or one public alone, is not."""
        return bool(self.actions or self.elements) or (
            bool(self.publics) and len(self.publics) + len(self.quarters) > 1
        )


def compute(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a row for each pair, those who share most actions, then publics, quartiers and elements first.

    The facts given: `participe` (an actor, an action), `public`, `quartier`, `fin` and `element` (of an action),
    `dispositif` (of an action or a body), `fait vivre` (an action, a body), `siège` (an actor, a body), `service` (a
    unit, its organisation), `instance` (each body) and `gouvernance` (where that part of the documents is loaded).
    """
    told = list(rows)
    wanted = {row[ASKED].value for row in told if row[ASKED] is not None}  # type: ignore[union-attr]  # just compared
    for facts in by_contract(told):
        for pair in _missing(facts):
            if not wanted or wanted & {pair.one, pair.other}:
                yield _row(facts, pair)


def _missing(facts: Facts) -> list[Pair]:
    pairs = (_pair(facts, *sorted(both)) for both in _candidates(facts) if not _is_family(facts, *both))
    kept = [pair for pair in pairs if pair.is_kept and not _seats(facts, pair.one) & _seats(facts, pair.other)]
    return sorted(kept, key=lambda pair: ([-count for count in pair.counts], *_order(facts, pair)))


def _order(facts: Facts, pair: Pair) -> tuple[str, str, str, str]:
    return facts.name(pair.one), facts.name(pair.other), pair.one, pair.other


def _candidates(facts: Facts) -> set[frozenset[str]]:
    """Return who shares an action, a public or a fine element: without one of them no pair is kept."""
    takers = facts.inverse("participe")
    groups = list(takers.values())
    for kind in ("public", "fin"):
        things = facts.inverse(kind).values()
        groups.extend(set().union(*(takers.get(action, ()) for action in actions)) for actions in things)
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def _pair(facts: Facts, one: str, other: str) -> Pair:
    mine, theirs = facts.of("participe", one), facts.of("participe", other)
    publics, quarters, elements = (
        facts.of(kind, *mine) & facts.of(kind, *theirs) for kind in ("public", "quartier", "fin")
    )
    return Pair(one, other, mine & theirs, publics, quarters, elements)


def _is_family(facts: Facts, one: str, other: str) -> bool:
    """Tell whether one is a unit of the other, or both are units of one organisation."""
    return bool({one, *facts.of("service", one)} & {other, *facts.of("service", other)})


def _seats(facts: Facts, actor: str) -> set[str]:
    units = facts.inverse("service").get(actor, set())
    return facts.of("siège", actor, *units)


def _row(facts: Facts, pair: Pair) -> Row:
    governed = bool(facts.subjects("gouvernance"))
    actions, publics, quarters, elements = pair.counts
    reasons = _reasons(facts, pair)
    return {
        "contrat": facts.contract,
        "contratLabel": facts.contract_label,
        **_actor(facts, "acteurA", pair.one),
        **_actor(facts, "acteurB", pair.other),
        "etat": ox.Literal("aucune instance commune dite" if governed else "inconnu"),
        "actionsCommunes": number(actions),
        "publicsCommuns": number(publics),
        "quartiersCommuns": number(quarters),
        "elementsCommuns": number(elements),
        "raisons": ox.Literal(" ; ".join(reasons)),
        "actions": ox.Literal(", ".join(facts.names(pair.actions))) if pair.actions else None,
        "passage": _passage(facts, pair),
        "constat": ox.Literal(_finding(facts, pair, governed=governed)),
        "examine": ox.Literal(f"{LOOKED_AT} ; {_bodies(facts)}."),
        "remede": ox.Literal(_remedy(facts, pair) if governed else GOVERN),
    }


def _actor(facts: Facts, column: str, actor: str) -> dict[str, Value | None]:
    return {column: facts.nodes[actor], f"{column}Label": facts.labels[actor]}


def _reasons(facts: Facts, pair: Pair) -> list[str]:
    """Say what is shared; the names of the actions stand in a column of their own."""
    count = len(pair.actions)
    actions = [f"{count} {'action' if count == 1 else 'actions'}"] if pair.actions else []
    others = (
        ("public", "publics", pair.publics),
        ("quartier", "quartiers", pair.quarters),
        ("élément fin du cadre", "éléments fins du cadre", pair.elements),
    )
    return [*actions, *shared(others, facts)]


def _passage(facts: Facts, pair: Pair) -> ox.Literal | None:
    """Return where it is said that both take part in what they share: the actions, or else the elements or publics."""
    meant = pair.actions
    if not meant:
        kind, things = ("fin", pair.elements) if pair.elements else ("public", pair.publics)
        meant = {action for action in facts.subjects(kind) if facts.of(kind, action) & things}
    return facts.passage(*(("participe", actor, action) for actor in (pair.one, pair.other) for action in meant))


def _finding(facts: Facts, pair: Pair, *, governed: bool) -> str:
    count = len(pair.actions)
    share = (
        f"ont {count} {'action commune' if count == 1 else 'actions communes'}"
        if count
        else f"n'ont pas d'action commune dite, mais partagent {', '.join(_reasons(facts, pair))}"
    )
    meet = "les documents ne disent d'aucune instance qu'ils y siègent tous deux" if governed else UNGOVERNED
    return f"« {facts.name(pair.one)} » et « {facts.name(pair.other)} » {share} ; {meet}."


def _bodies(facts: Facts) -> str:
    """Say which bodies were looked at, and how many of them have no member that the documents name."""
    bodies = set(facts.subjects("instance"))
    silent = len(bodies - set(facts.inverse("siège")))
    if not bodies:
        return "aucune instance, car les documents n'en nomment pas"
    if len(bodies) == 1:
        return "la seule instance que les documents nomment" + (", sans en dire aucun membre" if silent else "")
    many = f"les {len(bodies)} instances que les documents nomment"
    return f"{many}, dont {silent} sans aucun membre nommé" if silent else many


def _remedy(facts: Facts, pair: Pair) -> str:
    proposed = sorted({*_of_their_scheme(facts, pair), *_where_one_sits(facts, pair)})
    if not proposed:
        return "Dire dans quelle instance ils se rencontrent, ou en désigner une."
    told = " ; ou ".join(proposed)
    return f"Dire dans quelle instance ils se rencontrent ; sinon, une instance pourrait les réunir : {told}."


def _of_their_scheme(facts: Facts, pair: Pair) -> Iterator[str]:
    schemes = facts.of("dispositif", *pair.actions)
    for body in facts.subjects("instance"):
        for scheme in schemes & facts.of("dispositif", body):
            why = f"qui pilote le dispositif « {facts.name(scheme)} » d'une action commune"
            yield f"« {facts.name(body)} », {why}"


def _where_one_sits(facts: Facts, pair: Pair) -> Iterator[str]:
    """Say where one of them sits around an element that a shared action answers; a scheme's body is for that scheme."""
    served = facts.of("element", *pair.actions)
    keepers = facts.inverse("fait vivre")
    for actor in (pair.one, pair.other):
        for body in _seats(facts, actor):
            around = facts.of("element", *keepers.get(body, ()))
            if served & around and not facts.of("dispositif", body):
                how = "" if body in facts.of("siège", actor) else " par l'un de ses services"
                yield f"« {facts.name(body)} », où « {facts.name(actor)} » siège déjà{how}"
