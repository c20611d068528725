"""Rank the actors of a contract by what has only them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from queries.facts import Facts, by_contract, is_read, number
from queries.rows import Row
from queries.sole import ANIMATING, FUNDING, LEADING, PARTS, RUNNING, TAKING_PART, has_fallen, soles, things

COLUMNS = {
    FUNDING: ("seulFinanceur", "financeur"),
    LEADING: ("seulPorteur", "porteur ou pilote"),
    RUNNING: ("seulOperateur", "opérateur"),
    ANIMATING: ("seulAnimateur", "animateur"),
    TAKING_PART: ("seulParticipant", "participant"),
}
LOOKED_AT = (
    "Les participations et les lignes de financement de l'acteur et de ses services, dans les documents chargés."
)


@dataclass(slots=True)
class Rank:
    """How much of a contract is an actor's: the actions it has a part in, those it pays, what has only it."""

    actions: set[str] = field(default_factory=set)
    funded: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    ties: Counter[str] = field(default_factory=Counter)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Return what ranks it: things that have only it, actions, actions that it pays."""
        return len(self.things), len(self.actions), len(self.funded)


def compute(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a row for each actor who has a part or pays, from whom most depends on to whom nothing depends on.

    The facts given: those of `queries.sole`, `statut` (of an action) and `contient` (of a document, a part read). An
    organisation counts with its services, which have their own row too.
    """
    for facts in by_contract(rows):
        known, ranks = is_read(facts, "feuille-de-route"), _ranks(facts)
        for actor in sorted(ranks, key=lambda one: _order(facts, one, ranks[one], known=known)):
            yield _row(facts, actor, ranks[actor], known=known)


def _order(facts: Facts, actor: str, rank: Rank, *, known: bool) -> tuple[list[int], str, str]:
    return [-count for count in rank.counts] if known else [], facts.name(actor), actor


def _ranks(facts: Facts) -> dict[str, Rank]:
    ranks: defaultdict[str, Rank] = defaultdict(Rank)
    for word in PARTS:
        for part, actors in facts.related[word].items():
            if things(facts, "dans", part):
                for one in {*actors, *facts.of("service", *actors)}:
                    ranks[one].actions |= facts.of("dans une action", part)
    for line, funders in facts.related["financeur"].items():
        paid = set() if facts.of("alternative", line) else facts.of("finance une action", line)
        for one in {*funders, *facts.of("service", *funders)}:
            ranks[one].funded |= paid
    for sole in soles(facts):
        if not has_fallen(facts, sole.thing):
            for one in sole.whom:
                ranks[one].things.add(sole.thing)
                ranks[one].ties[sole.tie] += 1
    return ranks


def _row(facts: Facts, actor: str, rank: Rank, *, known: bool) -> Row:
    numbers = {"actions": len(rank.actions), "actionsFinancees": len(rank.funded), "reposent": len(rank.things)}
    numbers |= {column: rank.ties[tie] for tie, (column, _) in COLUMNS.items()}
    return {
        "contrat": facts.contract,
        "contratLabel": facts.contract_label,
        "acteur": facts.nodes[actor],
        "acteurLabel": facts.labels[actor],
        # without a roadmap what depends on whom is unknown, not nothing
        **{column: number(count) if known else None for column, count in numbers.items()},
        "constat": ox.Literal(_finding(facts.name(actor), rank, known=known)),
        "examine": ox.Literal(LOOKED_AT),
        "remede": ox.Literal(_remedy(rank, known=known)),
    }


def _finding(name: str, rank: Rank, *, known: bool) -> str:
    if not known:
        return f"Aucune feuille de route n'est chargée : ce qui repose sur « {name} » est inconnu."
    if not rank.things:
        return f"Rien, d'après les documents, ne repose sur « {name} » seul."
    told = [f"{rank.ties[tie]} fois le seul {word} nommé" for tie, (_, word) in COLUMNS.items() if rank.ties[tie]]
    return f"« {name} » est {', '.join(told)}."


def _remedy(rank: Rank, *, known: bool) -> str:
    if not known:
        return "Charger la feuille de route du contrat."
    return "Nommer quelqu'un d'autre là où l'acteur est seul." if rank.things else "Rien à régler."
