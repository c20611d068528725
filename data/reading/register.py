"""The names that are known: of actors, elements, publics… by class, with the reason that each name is known."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rdflib import SKOS, Graph, URIRef
from rdflib.term import Node

from data.reading.records import GlossaryEntry
from data.text import key
from ontology import MLG

# The properties that name a thing, and the reason to give when a mention is linked by one of them.
_NAMES = {
    SKOS.prefLabel: "nom",
    SKOS.altLabel: "autre nom",
    SKOS.hiddenLabel: "autre nom",
    MLG.sigle: "sigle",
    MLG.ancienNom: "ancien nom",
}

Key = tuple[str, ...]


class AmbiguousName(ValueError):
    """One name is given to two things of one kind."""

    def __init__(self, name: str, first: URIRef, second: URIRef) -> None:
        self.name, self.things = name, (first, second)
        super().__init__(f"Le nom « {name} » désigne à la fois {first} et {second} : corrigez la curation.")


@dataclass(frozen=True, slots=True)
class Known:
    """A thing that a name designates, and why."""

    thing: URIRef
    reason: str


@dataclass(slots=True)
class Register:
    """The names of the things of some classes. Names are compared by their words that count, never by likeness."""

    names: dict[Key, Known] = field(default_factory=dict)
    acronyms: dict[Key, GlossaryEntry] = field(default_factory=dict)
    expansions: dict[Key, GlossaryEntry] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Graph, things: Iterable[Node], glossary: Iterable[GlossaryEntry] = ()) -> "Register":
        """Gather the names that a graph gives to things, and a glossary."""
        register = cls()
        for entry in glossary:
            register.acronyms.setdefault(key(entry.acronym), entry)
            register.expansions.setdefault(key(entry.expansion), entry)
        for thing in things:
            for predicate, reason in _NAMES.items():
                for name in graph.objects(thing, predicate):
                    register.add(str(name), URIRef(str(thing)), reason)
        return register

    def add(self, name: str, thing: URIRef, reason: str = "nom") -> None:
        """Let a name designate a thing; raises AmbiguousName where it designates another one."""
        known = self.names.setdefault(key(name), Known(thing, reason))
        if known.thing != thing:
            raise AmbiguousName(name, known.thing, thing)

    def find(self, name: str) -> Known | None:
        """Return what a name designates: by the names known, else through the glossary."""
        return self._designated(key(name))

    def longest(self, words: Key) -> tuple[int, Known] | None:
        """Return the longest known name that the first words make: how many they are, and what it designates."""
        for length in range(len(words), 0, -1):
            if known := self._designated(words[:length]):
                return length, known
        return None

    def _designated(self, words: Key) -> Known | None:
        if known := self.names.get(words):
            return known
        for entry in (self.acronyms.get(words), self.expansions.get(words)):
            if entry and (known := self.names.get(key(entry.expansion)) or self.names.get(key(entry.acronym))):
                return Known(known.thing, "glossaire")
        return None
