"""Know the ontology as a reader sees it: terms with their labels, in French and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from data import naming
from service.reading import Record, records
from service.terms import MLG, local_name

_FOREIGN = {"Concept": "terme", "ConceptScheme": "liste"}
_KINDS = {"Class": "classe", "ObjectProperty": "lien", "DatatypeProperty": "donnée"}


@dataclass(frozen=True, slots=True)
class Said:
    """What the ontology says of a term in one language."""

    label: str
    definition: str
    example: str
    note: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property of the ontology."""

    iri: str
    kind: str
    french: Said
    english: Said
    parents: tuple[str, ...]
    domain: str | None
    range: str | None

    @property
    def name(self) -> str:
        """Return the local name, such as `Action`."""
        return local_name(self.iri)


@dataclass(frozen=True, slots=True)
class Header:
    """What the ontology says of itself."""

    title: str
    title_en: str
    description: str
    description_en: str
    version: str
    license: str


class Vocabulary:
    """The terms of the ontology, by IRI."""

    def __init__(self, terms: Mapping[str, Term], header: Header) -> None:
        self.terms = terms
        self.header = header

    def label(self, iri: str) -> str:
        """Return the French label of a term, or the end of its IRI."""
        return self.terms[iri].french.label if iri in self.terms else local_name(iri)

    def kind(self, name: str) -> str:
        """Return the French name of a class, given by its local name."""
        return _FOREIGN.get(name) or self.label(f"{MLG}{name}") if name else "chose"

    def classes(self) -> tuple[Term, ...]:
        """Return the classes in the order of their names."""
        return tuple(term for term in self.terms.values() if term.kind == "classe")

    def properties(self) -> tuple[Term, ...]:
        """Return the properties in the order of their names."""
        return tuple(term for term in self.terms.values() if term.kind != "classe")

    @cached_property
    def parents(self) -> Mapping[str, frozenset[str]]:
        """Return all the broader classes of each class."""
        return {iri: frozenset(self._above(iri)) for iri, term in self.terms.items() if term.kind == "classe"}

    def _above(self, iri: str) -> set[str]:
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            fresh = [parent for parent in self._direct(waiting.pop()) if parent not in found]
            found.update(fresh)
            waiting.extend(fresh)
        return found

    def _direct(self, iri: str) -> tuple[str, ...]:
        return self.terms[iri].parents if iri in self.terms else ()


def read_vocabulary(store: ox.Store) -> Vocabulary:
    """Read the ontology from its graph."""
    graphs = [str(naming.GRAPH_ONTOLOGY)]
    found = records(store, "vocabulary", by="term", graphs=graphs)
    headers = records(store, "ontology", by="ontology", graphs=graphs)
    terms = {each.need("term"): _term(each) for each in found if each.need("term").startswith(MLG)}
    return Vocabulary(terms, _header(headers[0] if headers else Record({})))


def _term(record: Record) -> Term:
    return Term(
        iri=record.need("term"),
        kind=_KINDS[local_name(record.need("type"))],
        french=_said(record, "fr"),
        english=_said(record, "en"),
        parents=record.texts("parent"),
        domain=record.text("domain"),
        range=record.text("range"),
    )


def _said(record: Record, language: str) -> Said:
    words = {key: " ".join(record.said(key, language)) for key in ("label", "definition", "example", "note")}
    return Said(**words)


def _header(record: Record) -> Header:
    return Header(
        title=" ".join(record.said("title", "fr")),
        title_en=" ".join(record.said("title", "en")),
        description=" ".join(record.said("description", "fr")),
        description_en=" ".join(record.said("description", "en")),
        version=record.text("version") or "",
        license=record.text("license") or "",
    )
