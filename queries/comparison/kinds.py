"""Compare the kinds of actors that contracts name: organisations, without their services."""

from collections.abc import Iterator, Sequence

from queries.comparison.lines import Cell, Line, Words, not_told
from queries.comparison.partners import LINKS
from queries.facts import Facts, is_read

WORDS = Words(
    name="Le type « {} »",
    has="est celui d'acteurs que nomment les documents de",
    lacks="aucun acteur n'est de ce type dans ceux de",
    unknown="aucun annuaire n'a été lu, ou le type de certains acteurs n'est pas dit",
    examined="Les acteurs que les documents nomment, hors leurs services, et leur type.",
    to_know="Charger l'annuaire des partenaires, ou dire le type des acteurs qui n'en ont pas",
    if_forgotten="Si un acteur est de ce type, l'écrire dans la curation",
)


def lines(contracts: Sequence[Facts]) -> Iterator[Line]:
    """Yield a line for each kind of actor, in the order of their names."""
    kinds = {kind: facts for facts in contracts for kind in facts.of("type", *_organisations(facts))}
    for kind in sorted(kinds, key=lambda one: (kinds[one].name(one), one)):
        cells = [_cell(facts, kind) for facts in contracts]
        yield Line(kinds[kind].nodes[kind], kinds[kind].name(kind), cells)


def _organisations(facts: Facts) -> set[str]:
    actors = set().union(*(facts.of(kind, *facts.subjects(kind)) for kind in LINKS))
    return actors - set(facts.subjects("service"))


def _cell(facts: Facts, kind: str) -> Cell:
    actors = _organisations(facts)
    number = sum(kind in facts.of("type", actor) for actor in actors)
    untold = len(actors - set(facts.subjects("type")))
    contract = facts.contract_label.value
    if not number:
        return Cell(contract, not_told(is_known=not untold and is_read(facts, "annuaire")))
    titles = {facts.name(one) for one in facts.of("document", facts.contract.value)}
    return Cell(contract, "présent", _said(number, untold), tuple(sorted(titles)))


def _said(number: int, untold: int) -> str:
    told = f"{number} {'acteur' if number == 1 else 'acteurs'}"
    return f"{told} au moins ({untold} sans type dit)" if untold else told
