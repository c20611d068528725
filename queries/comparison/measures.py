"""Compare the national measures that contracts relay."""

import re
from collections.abc import Iterator, Sequence

from data import naming
from queries.comparison.lines import Cell, Line, Words, not_told
from queries.facts import Facts, is_read

WORDS = Words(
    name="La mesure « {} »",
    has="est relayée par",
    lacks="elle ne l'est pas par",
    unknown="aucune mesure n'a été lue dans les documents",
    examined="Les citations des 40 mesures nationales dans les documents, hors celles qui disent « non concerné ».",
    to_know="Charger le document qui dit les mesures relayées",
    if_forgotten="Si le contrat la relaie, charger le document qui le dit",
)
NOT_CONCERNED = f"{naming.ID}{naming.REFERENCE}/statut-relais/non-concerne"


def lines(contracts: Sequence[Facts]) -> Iterator[Line]:
    """Yield a line for each measure that some contract relays, in the order of their numbers."""
    relays = [facts.inverse("mesure") for facts in contracts]
    relayed = {
        measure: facts
        for facts, of in zip(contracts, relays, strict=True)
        for measure, those in of.items()
        if _is_relayed(facts, those)
    }
    for measure in sorted(relayed, key=lambda one: (_number(relayed[one].name(one)), one)):
        cells = [_cell(facts, measure, of.get(measure, set())) for facts, of in zip(contracts, relays, strict=True)]
        yield Line(relayed[measure].nodes[measure], relayed[measure].name(measure), cells)


def _number(label: str) -> int:
    """Return the number that a measure's name begins with; one without a number comes first."""
    digits = re.match("[0-9]{1,9}", label)
    return int(digits[0]) if digits else 0


def _is_relayed(facts: Facts, relays: set[str]) -> bool:
    return any(facts.of("relayée par", one) and NOT_CONCERNED not in facts.of("statut", one) for one in relays)


def _cell(facts: Facts, measure: str, relays: set[str]) -> Cell:
    is_known = bool(facts.subjects("relayée par")) or is_read(facts, "mesures")
    state = "présent" if _is_relayed(facts, relays) else not_told(is_known=is_known)
    said = sorted({said for relay in relays for said in _said(facts, relay)})
    places = facts.where(*(("mesure", relay, measure) for relay in relays))
    return Cell(facts.contract_label.value, state, " ; ".join(said), places)


def _said(facts: Facts, relay: str) -> Iterator[str]:
    statuses = facts.of("statut", relay)
    for element in facts.of("relayée par", relay):
        name = facts.name(element)
        yield from (f"{name} ({facts.name(status)})" for status in statuses) if statuses else (name,)
