"""Describe a thing to a reader: what is told of it in sentences, where it is written, who decided, all its data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pyoxigraph as ox

from data import naming
from service.documents.quoting import Quotation, Viewer
from service.documents.sources import Sources
from service.evidence import Decision, Passage, decisions, passage
from service.framework import Element, read_framework
from service.index import Thing
from service.phrases import FOREIGN, day
from service.propositions import Guesses, guesses
from service.reading import Term
from service.telling.known import Known, gather
from service.telling.sentence import Section
from service.telling.tell import tell
from service.terms import MLG, RDF_TYPE, local_name
from service.world import Contract, World

VIEWS = {
    "Acteur": "acteurs-actions",
    "Service": "acteurs-actions",
    "Action": "acteurs-actions",
    "Dispositif": "gouvernance",
    "Instance": "gouvernance",
    "QuartierPrioritaire": "quartiers",
}
"""The view that shows what surrounds a thing of a kind."""
GUESSED = frozenset({"Action", "ElementStrategique", "Pilier", "Orientation", "OrientationTransversale", "Priorite"})
"""The kinds of which something may be guessed."""
_DERIVED = frozenset({f"{MLG}endroit", f"{MLG}intitule", f"{MLG}sert", RDF_TYPE})
"""What the rules say again of what is said already, and what the head of the page says."""
_FIRST = ("prefLabel", "notation", "niveau", "statut", "typeActeur", "sigle", "broader", "repondA", "periode")
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
class Description:
    """All that a page says of a thing."""

    thing: Thing
    contract: Contract | None
    path: tuple[Element, ...]
    place: Passage | None
    sections: tuple[Section, ...]
    viewer: Viewer
    guesses: Guesses
    surroundings: str
    quotations: tuple[Quotation, ...]
    decisions: tuple[Decision, ...]
    facts: tuple[Fact, ...]

    @property
    def at_hand(self) -> bool:
        """Tell whether the words of its passages are shown from the documents themselves."""
        return any(each.at_hand for each in self.quotations)


def describe(world: World, sources: Sources, thing: Thing) -> Description:
    """Gather what is known of a thing."""
    iri, contract = thing.iri, world.contract(thing.owner)
    known, viewer = gather(world, thing), Viewer(world, sources)
    place = passage(world, iri) if thing.kind == "Passage" else None
    return Description(
        thing=thing,
        contract=contract,
        path=read_framework(world, contract).path(iri) if contract else (),
        place=place,
        sections=tell(known),
        viewer=viewer,
        guesses=guesses(world, thing, contract) if contract and thing.kind in GUESSED else Guesses(),
        surroundings=_surroundings(known),
        quotations=viewer.quotations((place,) if place else known.passages),
        decisions=decisions(world, iri),
        facts=_facts(known),
    )


def _surroundings(known: Known) -> str:
    """Return what the address of the picture around a thing says; nothing where there is none to draw."""
    view = VIEWS.get(known.thing.kind)
    actions = [part for part in known.takes_part if part.what.kind == "Action"]
    tied = {
        "acteurs-actions": actions or known.funds or known.taking_part or known.funded_by,
        "quartiers": known.inward("quartier"),
        "gouvernance": True,
    }
    if view is None or not tied[view]:
        return ""
    where = {"contrat": known.contract.identifier} if known.contract else {}
    return urlencode({"vue": view, **where, "autour": known.thing.iri.removeprefix(naming.ID)})


def _facts(known: Known) -> tuple[Fact, ...]:
    shown = sorted((key for key in known.out if key not in _DERIVED), key=_rank)
    return tuple(Fact(property_label(known.world, key), _values(known.world, known.out[key])) for key in shown)


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
