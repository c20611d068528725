"""Describe a thing to a reader: what it is, its links both ways, where it is written, who decided."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pyoxigraph as ox

from data import naming
from service.evidence import Decision, Passage, decisions, passage, passages
from service.framework import Element, read_framework
from service.gaps import gaps
from service.index import Thing
from service.phrases import FOREIGN, INVERSE, day
from service.propositions import Guesses, guesses
from service.reading import Term, rows
from service.relations import Choice, Participation, Relay, fundings, participations, relays
from service.terms import DCTERMS, MLG, PROV, RDF_TYPE, SKOS, local_name
from service.world import Contract, World

SHOWN = 100
"""How many things of one heading are listed; the number of all of them is said."""
VIEWS = {
    "Acteur": "acteurs-actions",
    "Service": "acteurs-actions",
    "Action": "acteurs-actions",
    "Dispositif": "gouvernance",
    "Instance": "gouvernance",
    "QuartierPrioritaire": "quartiers",
}
"""The view that shows what surrounds a thing of a kind."""
_ANSWERS, _SERVES = f"{MLG}repondA", f"{MLG}sert"
_SAID_AGAIN = frozenset({f"{MLG}endroit", f"{MLG}intitule", _SERVES})
_TOLD_ELSEWHERE = _SAID_AGAIN | {
    RDF_TYPE,
    f"{SKOS}prefLabel",
    f"{DCTERMS}title",
    f"{PROV}wasDerivedFrom",
    f"{PROV}wasGeneratedBy",
}
_FIRST = ("notation", "niveau", "statut", "typeActeur", "sigle", "developpement", "broader", "repondA", "periode")
_WORDS = {"true": "oui", "false": "non"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a fact: a thing, or words."""

    thing: Thing | None
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a property says of a thing."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Things that point to a thing in the same way."""

    heading: str
    things: tuple[Thing, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Description:
    """All that a page says of a thing."""

    thing: Thing
    contract: Contract | None
    path: tuple[Element, ...]
    place: Passage | None
    facts: tuple[Fact, ...]
    gaps: tuple[str, ...]
    guesses: Guesses
    takes_part: tuple[Participation, ...]
    taking_part: tuple[Participation, ...]
    funds: tuple[Choice, ...]
    funded_by: tuple[Choice, ...]
    relays: tuple[Relay, ...]
    groups: tuple[Group, ...]
    passages: tuple[Passage, ...]
    decisions: tuple[Decision, ...]

    @property
    def surroundings(self) -> str:
        """Return what the address of the picture around the thing says; nothing where there is none to draw."""
        view = VIEWS.get(self.thing.kind)
        actions = [part for part in self.takes_part if part.what.kind == "Action"]
        tied = {
            "acteurs-actions": actions or self.funds or self.taking_part or self.funded_by,
            "quartiers": self.groups,
            "gouvernance": True,
        }
        if view is None or not tied[view]:
            return ""
        where = {"contrat": self.contract.identifier} if self.contract else {}
        return urlencode({"vue": view, **where, "autour": self.thing.iri.removeprefix(naming.ID)})


def describe(world: World, thing: Thing) -> Description:
    """Gather what is known of a thing."""
    iri, contract = thing.iri, world.contract(thing.owner)
    guessed = guesses(world, thing, contract) if contract else Guesses()
    told = {each.decision.iri for each in guessed.decided}
    return Description(
        thing=thing,
        contract=contract,
        path=read_framework(world, contract).path(iri) if contract else (),
        place=passage(world, iri) if thing.kind == "Passage" else None,
        facts=_facts(world, iri),
        gaps=tuple(gaps(world, thing, contract)) if contract else (),
        guesses=guessed,
        takes_part=participations(world, graphs=world.published, bound={"acteur": iri}),
        taking_part=participations(world, graphs=world.published, bound={"dans": iri}),
        funds=fundings(world, graphs=world.published, bound={"financeur": iri}),
        funded_by=fundings(world, graphs=world.published, bound={"finance": iri}),
        relays=relays(world, iri, measure=thing.kind == "MesureNationale"),
        groups=tuple(_groups(world, iri, told)),
        passages=passages(world, iri),
        decisions=decisions(world, iri),
    )


def _facts(world: World, iri: str) -> tuple[Fact, ...]:
    found: dict[str, list[Term]] = {}
    for row in rows(world.store, "out", graphs=world.described, bound={"thing": iri}):
        found.setdefault(_iri(row["property"]), []).append(row["value"])
    shown = sorted((key for key in found if key not in _TOLD_ELSEWHERE), key=_rank)
    return tuple(Fact(property_label(world, key), _values(world, found[key])) for key in shown)


def _rank(property_iri: str) -> tuple[int, str]:
    name = local_name(property_iri)
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def property_label(world: World, iri: str) -> str:
    """Return the French name of a property."""
    return FOREIGN.get(iri) or world.vocabulary.label(iri)


def _values(world: World, terms: Sequence[Term]) -> tuple[Value, ...]:
    made = [_value(world, term) for term in terms]
    return tuple(sorted(made, key=lambda value: value.words))


def _value(world: World, term: Term) -> Value:
    if isinstance(term, ox.NamedNode):
        thing = world.find(term.value) if term.value.startswith(naming.ID) else None
        return Value(thing, thing.label if thing else term.value)
    return Value(None, _words(term))


def _words(term: Term) -> str:
    if not isinstance(term, ox.Literal):
        return str(term)
    kind = local_name(term.datatype.value)
    if kind == "date":
        return _day(term.value)
    return _WORDS.get(term.value, term.value) if kind == "boolean" else term.value


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        # The store keeps a day that does not exist as it was written; so does the page.
        return text


def _groups(world: World, iri: str, told: Collection[str]) -> Iterator[Group]:
    """Yield the things that point to a thing, less those that are told elsewhere."""
    found: dict[str, list[str]] = {}
    for row in rows(world.store, "in", graphs=world.described, bound={"thing": iri}):
        if (subject := _iri(row["subject"])) not in told:
            found.setdefault(_iri(row["property"]), []).append(subject)
    if set(found.get(_SERVES, ())) == set(found.get(_ANSWERS, ())):
        found.pop(_SERVES, None)
    order = [*INVERSE]
    for key in sorted(found, key=lambda each: (order.index(each) if each in order else len(order), each)):
        yield _group(world, key, sorted(set(found[key])))


def _group(world: World, property_iri: str, subjects: Sequence[str]) -> Group:
    things = sorted((world.refer(subject) for subject in subjects[:SHOWN]), key=lambda each: (each.label, each.iri))
    heading = INVERSE.get(property_iri) or f"Y renvoie par « {property_label(world, property_iri)} »"
    return Group(heading, tuple(things), len(subjects))


def _iri(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
