"""Compare the actors that contracts name, by their whole name; their kinds are compared in `kinds`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from queries.comparison.lines import Cell, Line, Words, not_told
from queries.facts import Facts, is_read
from queries.parameters import Value

WORDS = Words(
    name="« {} »",
    has="est parmi les acteurs que nomment les documents de",
    lacks="aucun acteur n'a ce nom dans ceux de",
    unknown="aucun annuaire n'a été lu",
    examined="Les acteurs que l'annuaire, la feuille de route et les textes nomment, par leur nom entier.",
    to_know="Charger l'annuaire des partenaires",
    if_forgotten="Si l'acteur y est sous un autre nom, l'écrire dans la curation",
)
LINKS = ("annuaire", "part", "ligne", "alternative", "nommé")
"""The kinds of facts that tie an actor to a contract."""


@dataclass(slots=True)
class Partner:
    """Whom a contract names by one name: the actors, and what ties each: its kind, itself, the actor."""

    actors: set[str] = field(default_factory=set)
    links: set[tuple[str, str, str]] = field(default_factory=set)

    def count(self, kind: str) -> int:
        """Count what ties the actors to the contract in one way."""
        return len({link for one, link, _ in self.links if one == kind})


def lines(contracts: Sequence[Facts]) -> Iterator[Line]:
    """Yield a line for each name, whatever its case."""
    named = [_partners(facts) for facts in contracts]
    for key in sorted(set().union(*named)):
        nodes = {
            one: facts.nodes[one] for facts, own in zip(contracts, named, strict=True) for one in _actors(own, key)
        }
        names = {facts.name(one) for facts, own in zip(contracts, named, strict=True) for one in _actors(own, key)}
        cells = [_cell(facts, own.get(key)) for facts, own in zip(contracts, named, strict=True)]
        yield Line(_thing(nodes, min(names)), min(names), cells)


def _actors(partners: Mapping[str, Partner], key: str) -> set[str]:
    return partners[key].actors if key in partners else set()


def _partners(facts: Facts) -> dict[str, Partner]:
    found: dict[str, Partner] = {}
    for kind in LINKS:
        for link, actors in facts.related[kind].items():
            for actor in actors:
                partner = found.setdefault(facts.name(actor).lower(), Partner())
                partner.actors.add(actor)
                partner.links.add((kind, link, actor))
    return found


def _thing(nodes: Mapping[str, Value], name: str) -> Value:
    """Return the actor that has a name, or the name where several things have it."""
    return ox.Literal(name) if len(nodes) > 1 else next(iter(nodes.values()))


def _cell(facts: Facts, partner: Partner | None) -> Cell:
    contract = facts.contract_label.value
    if partner is None:
        return Cell(contract, not_told(is_known=is_read(facts, "annuaire")))
    return Cell(contract, "présent", _said(partner), facts.where(*partner.links))


def _said(partner: Partner) -> str:
    shares = (("part", "participation"), ("ligne", "ligne de financement"))
    told = [
        "à l'annuaire" if partner.count("annuaire") else "",
        *(_counted(partner.count(kind), name) for kind, name in shares),
        "financeur possible parmi d'autres (« ou »)" if partner.count("alternative") else "",
    ]
    return ", ".join(filter(None, told)) or "nommé sans dire sa part"


def _counted(number: int, name: str) -> str:
    first, _, rest = name.partition(" ")
    many = f"{first}s {rest}".rstrip()
    return "" if not number else f"une {name}" if number == 1 else f"{number} {many}"
