"""Compare contracts: what they share, what one of them lacks, and what nobody can tell."""

from collections.abc import Iterable, Iterator

from queries.comparison import coverage, kinds, measures, partners, schemes, themes
from queries.comparison.lines import row
from queries.facts import by_contract, text
from queries.rows import Row

ASKED = "__rubrique"
SECTIONS = {
    "thème": themes,
    "mesure nationale": measures,
    "dispositif": schemes,
    "partenaire": partners,
    "type de partenaire": kinds,
    "couverture": coverage,
}


def compute(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a row for each object compared, section by section: all of them, or the one that is asked for.

    The facts given: `contrat` (each), `document` (of a contract) and `contient` (of a document, a part read); `élément`
    (its title), `niveau`, `rang`, `sous`, `rapproché`, `répondu` and `couverture connue` (of an element); `mesure`,
    `relayée par` and `statut` (of a relay); `dispositif` and `dispositif de référence`, `relève de` (an action) and
    `cite` (an element); `annuaire`, `part`, `ligne`, `alternative` and `nommé` (what ties an actor), `type` and
    `service` (of an actor).
    """
    told = list(rows)
    asked = {text(one[ASKED]) for one in told} - {""} or set(SECTIONS)
    contracts = by_contract(told)
    for rubrique, section in SECTIONS.items():
        if rubrique in asked:
            yield from (row(rubrique, section.WORDS, line) for line in section.lines(contracts))
