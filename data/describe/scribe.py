"""Write nodes into the graph of a source: each with its passage, and each actor identified before it is written."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from rdflib import DCTERMS, PROV, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from data import naming
from data.reading.document import Cell, Place
from data.reading.mentions import Mentions, mentions
from data.reading.records import GlossaryEntry
from data.reading.register import Register
from data.text import fold, key
from ontology import MLG

OA = Namespace("http://www.w3.org/ns/oa#")
PREFIXES = {"dcterms": DCTERMS, "mlg": MLG, "oa": OA, "prov": PROV, "skos": SKOS, "xsd": XSD}


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a mention was linked to a thing."""

    words: str
    thing: URIRef
    reason: str
    place: Place


@dataclass(slots=True)
class Scribe:
    """The graph being written for one document of one contract, and the registers of names that are known."""

    contract: str
    document: str
    known: Graph
    glossary: tuple[GlossaryEntry, ...] = ()
    keeps_breaks: bool = False
    lines: tuple[str, ...] = ()
    line_names: dict[int, str] = field(default_factory=dict)
    alike: Counter[str] = field(default_factory=Counter)
    graph: Graph = field(default_factory=Graph)
    actors: Register = field(default_factory=Register)
    instances: Register = field(default_factory=Register)
    schemes: Register = field(default_factory=Register)
    resolutions: list[Resolution] = field(default_factory=list)
    misunderstood: list[tuple[Place, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace)
        self.actors = self.register(MLG.Acteur, MLG.Service, MLG.ActeurNonNomme)
        self.instances = self.register(MLG.Instance)
        self.schemes = self.concepts("dispositif")

    def register(self, *classes: URIRef) -> Register:
        """Return the names that are known of the instances of some classes."""
        things = [thing for kind in classes for thing in self.known.subjects(RDF.type, kind)]
        return Register.of(self.known, things, self.glossary)

    def concepts(self, scheme: str) -> Register:
        """Return the names of the concepts of a reference list."""
        return Register.of(
            self.known, self.known.subjects(SKOS.inScheme, URIRef(f"{naming.ID}{naming.REFERENCE}/{scheme}"))
        )

    @property
    def contract_node(self) -> URIRef:
        """The contract."""
        return naming.contract(self.contract)

    @property
    def document_node(self) -> URIRef:
        """The document that is described."""
        return self.iri("document", self.document)

    def iri(self, kind: str, *labels: str) -> URIRef:
        """Return the IRI of a thing of this contract, from its labels; empty ones are left out."""
        return URIRef("/".join(filter(None, (str(self.contract_node), kind, *map(naming.slug, labels)))))

    def node(self, thing: URIRef, kind: URIRef, place: Place, label: str = "") -> URIRef:
        """Write a node of a class, with its passage and its label; the first label written stays."""
        self.graph.add((thing, RDF.type, kind))
        self.graph.add((thing, PROV.wasDerivedFrom, self.passage(place)))
        if label and not any(self.graph.objects(thing, SKOS.prefLabel)) and not self.named(thing):
            self.graph.add((thing, SKOS.prefLabel, french(label)))
        return thing

    def named(self, thing: URIRef) -> bool:
        """Tell whether a thing has a label in the graphs that are known."""
        return any(self.known.objects(thing, SKOS.prefLabel))

    def say(self, subject: URIRef, predicate: URIRef, value: URIRef | str | int | Decimal | date | None) -> None:
        """Write a statement; words become French literals, except where the vocabulary wants plain strings."""
        if value is None or value == "":
            return
        if isinstance(value, int | date):
            self.graph.add((subject, predicate, Literal(value)))
        elif isinstance(value, Decimal):
            self.graph.add((subject, predicate, decimal(value)))
        elif isinstance(value, URIRef):
            self.graph.add((subject, predicate, value))
        else:
            self.graph.add((subject, predicate, Literal(value) if predicate in PLAIN else french(value)))

    def flag(self, subject: URIRef, predicate: URIRef) -> None:
        """Write that something is so; what is not said to be so is left unsaid."""
        self.graph.add((subject, predicate, Literal("true", datatype=XSD.boolean)))

    def passage(self, place: Place, text: str = "") -> URIRef:
        """Write the passage of a place, once, and return it."""
        cell = f"c{place.cell}" if place.cell else ""
        passage = self.iri("passage", self.document, self._line_name(place.line), cell)
        if (passage, RDF.type, MLG.Passage) not in self.graph:
            self.graph.add((passage, RDF.type, MLG.Passage))
            self.graph.add((passage, OA.hasSource, self.document_node))
            self.say(passage, MLG.section, " > ".join(place.section))
            self.say(passage, MLG.ligneDebut, place.line)
            self.say(passage, MLG.ligneFin, place.last_line)
            for predicate, page in zip((MLG.pageDebut, MLG.pageFin), place.pages or (), strict=False):
                self.say(passage, predicate, page)
            self.say(passage, MLG.colonne, place.column)
        self.say(passage, MLG.texte, text)
        return passage

    def _line_name(self, number: int) -> str:
        """Name a line by what it says, so that it keeps its name when others are put before it.

        A row of a table is named by its first cell, so that it keeps its name when another cell changes; lines that say
        the same are numbered.
        """
        if number not in self.line_names:
            text = self.lines[number - 1] if number <= len(self.lines) else ""
            first, *_ = re.split(r"[\t|]", re.sub(r"<[^>]+>", " ", text).strip("\t| "))
            name = naming.slug(first) or f"l{number}"
            self.alike[name] += 1
            self.line_names[number] = name if self.alike[name] == 1 else f"{name}-{self.alike[name]}"
        return self.line_names[number]

    def cell(self, cell: Cell) -> URIRef:
        """Write the passage of a cell, with its text."""
        return self.passage(cell.place, cell.text)

    def named_in(self, cell: Cell, options: Mapping[str, Any]) -> Mentions:
        """Return the actors that a cell names; what of it names none is told."""
        read = mentions(cell.text, self.actors, options, options["roles"])
        for mention in read.found:
            self.resolutions.append(Resolution(mention.words, mention.known.thing, mention.known.reason, cell.place))
        if read.unknown:
            words = " ".join(read.unknown)
            self.misunderstood.append((cell.place, f"« {words} » n'est le nom d'aucun acteur connu"))
        return read

    def actor(self, words: str, place: Place) -> URIRef:
        """Return the actor that words name; a name that nobody knows yet makes a new one."""
        known = self.actors.find(words)
        if known:
            self.resolutions.append(Resolution(words, known.thing, known.reason, place))
            return known.thing
        entry = self.actors.acronyms.get(key(words)) or self.actors.expansions.get(key(words))
        label = entry.expansion if entry else without_article(words)
        thing = self.node(self.iri("acteur", label), MLG.Acteur, place, label)
        self.actors.add(label, thing)
        if entry:
            self.actors.add(entry.acronym, thing, "sigle")
            self.say(thing, MLG.sigle, entry.acronym)
            self.say(thing, MLG.developpement, entry.expansion)
        self.resolutions.append(Resolution(words, thing, "nouvel acteur", place))
        return thing


PLAIN = {
    MLG.section,
    MLG.colonne,
    MLG.texte,
    MLG.sigle,
    MLG.siren,
    MLG.codeQPV,
    MLG.territoire,
    MLG.edtf,
    MLG.empreinte,
    MLG.nomSignataire,
    MLG.groupeAlternative,
    MLG.ancienNom,
    MLG.numeroActe,
    DCTERMS.identifier,
    SKOS.notation,
}


def decimal(value: Decimal) -> Literal:
    """Return a number as Turtle writes a decimal, so that it is the same once written and read again.

    >>> str(decimal(Decimal("12000"))), str(decimal(Decimal("8000.50")))
    ('12000.0', '8000.5')
    """
    text = f"{value.normalize():f}"
    return Literal(text if "." in text else f"{text}.0", datatype=XSD.decimal)


def french(text: str) -> Literal:
    """Return a French literal."""
    return Literal(text, lang="fr")


def without_article(words: str) -> str:
    """Drop the article before a name.

    >>> without_article("La Chambre des Métiers")
    'Chambre des Métiers'
    >>> without_article("Les Francas")
    'Les Francas'
    """
    for article in ("le ", "la ", "l'"):
        if fold(words[: len(article)] + "x").startswith(article) and words[len(article) :][:1].isupper():
            return words[len(article) :]
    return words
