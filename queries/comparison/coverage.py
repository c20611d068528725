"""Compare how many of the finest elements of the frameworks an action answers."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from data import naming
from queries.comparison.lines import Cell, Line, Words
from queries.facts import Facts, is_read

WORDS = Words(
    name="La part des priorités auxquelles une action répond",
    has="est connue pour",
    lacks="",
    unknown="la feuille de route n'a pas été lue, ou ne dit pas à quoi les actions répondent",
    examined="Les éléments les plus fins des cadres, hors gouvernance, et les actions qui y répondent.",
    to_know="Charger la feuille de route, ou dire à quelles priorités les actions répondent",
    with_detail=True,
)
LABEL = "Part des priorités auxquelles une action répond"
GOVERNANCE = {f"{naming.ID}{naming.REFERENCE}/niveau/{level}" for level in ("volet", "engagement")}


def lines(contracts: Sequence[Facts]) -> Iterator[Line]:
    """Yield the one line that tells the coverage of each contract."""
    if contracts:
        yield Line(ox.Literal(LABEL), LABEL, [_cell(facts) for facts in contracts])


def _cell(facts: Facts) -> Cell:
    finest = {one for one in facts.subjects("élément") if not facts.of("niveau", one) & GOVERNANCE}
    finest -= facts.inverse("sous").keys()
    covered = finest & set(facts.subjects("répondu"))
    unknown = finest - covered - set(facts.subjects("couverture connue"))
    contract = facts.contract_label.value
    if not is_read(facts, "feuille-de-route") or unknown == finest:
        return Cell(contract, "inconnu")
    titles = {facts.name(one) for one in facts.of("document", facts.contract.value)}
    return Cell(contract, "présent", _said(len(covered), len(unknown), len(finest)), tuple(sorted(titles)))


def _said(covered: int, unknown: int, every: int) -> str:
    if unknown:
        return f"au moins {covered} sur {every} (on ne sait pas pour {unknown})"
    percent = (200 * covered + every) // (2 * every)  # halves go up
    return f"{covered} sur {every} ({percent} %)"
