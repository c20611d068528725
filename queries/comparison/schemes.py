"""Compare the schemes (« dispositifs ») that contracts name, by the scheme of the reference list that they are."""

from collections.abc import Iterator, Sequence

from queries.comparison.lines import Cell, Line, Words, not_told
from queries.facts import Facts, is_read

WORDS = Words(
    name="Le dispositif « {} »",
    has="est mobilisé, selon les documents lus, par",
    lacks="rien n'y dit qu'il le soit par",
    unknown="la feuille de route n'a pas été lue, ou le dispositif n'est pas dans la liste de référence",
    examined="Les dispositifs du cadre, des actions et des instances, par leur dispositif de référence.",
    to_know="Charger la feuille de route, ou rattacher le dispositif à la liste de référence",
    if_forgotten="Si le contrat le mobilise, charger le document qui le dit",
)
REFERENCE = "dispositif de référence"


def lines(contracts: Sequence[Facts]) -> Iterator[Line]:
    """Yield a line for each scheme, of the reference list, or else of one contract and like no other."""
    schemes = [_schemes(facts) for facts in contracts]
    labels: dict[str, set[str]] = {}
    for facts, own in zip(contracts, schemes, strict=True):
        for thing, those in own.items():
            labels.setdefault(thing, set()).update(_names(facts, thing, those))
    comparable = {thing for facts in contracts for thing in facts.inverse(REFERENCE)}
    nodes = {thing: facts.nodes[thing] for facts, own in zip(contracts, schemes, strict=True) for thing in own}
    for thing in sorted(labels, key=lambda one: (min(labels[one]), one)):
        cells = [
            _cell(facts, own.get(thing, set()), comparable=thing in comparable)
            for facts, own in zip(contracts, schemes, strict=True)
        ]
        yield Line(nodes[thing], min(labels[thing]), cells)


def _schemes(facts: Facts) -> dict[str, set[str]]:
    """Return the schemes of a contract by the one of the reference list, or each by itself."""
    found: dict[str, set[str]] = {}
    for scheme in facts.subjects("dispositif"):
        for thing in facts.of(REFERENCE, scheme) or {scheme}:
            found.setdefault(thing, set()).add(scheme)
    return found


def _names(facts: Facts, thing: str, schemes: set[str]) -> set[str]:
    return {facts.name(thing)} if thing in facts.labels else {facts.name(scheme) for scheme in schemes}


def _cell(facts: Facts, schemes: set[str], *, comparable: bool) -> Cell:
    contract = facts.contract_label.value
    if schemes:
        places = facts.where(*(("dispositif", scheme, "") for scheme in schemes))
        return Cell(contract, "présent", _said(facts, schemes), places)
    return Cell(contract, not_told(is_known=comparable and is_read(facts, "feuille-de-route")))


def _said(facts: Facts, schemes: set[str]) -> str:
    actions, elements = (
        {one for one, named in facts.related[kind].items() if named & schemes} for kind in ("relève de", "cite")
    )
    if not actions:
        return "nommé par le cadre" if elements else "nommé"
    return "une action en relève" if len(actions) == 1 else f"{len(actions)} actions en relèvent"
