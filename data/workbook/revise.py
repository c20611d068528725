"""Make of edits what is withdrawn from a contract and what is added to it, under one decision, and judge the result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from rdflib import PROV, RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from data import naming
from data.publish import publish
from data.workbook.edits import Added, Edits
from data.workbook.fields import decided_by, family, implied
from data.workbook.lines import Allotment
from data.workbook.sheets import Sheet, sheets
from data.workbook.supersede import Triple, superseded
from data.workbook.verdict import judged
from ontology import MLG, Report


@dataclass(frozen=True, slots=True)
class Parts:
    """A contract in its parts: what its sources say, what people withdrew, what they added."""

    identifier: str
    sources: Graph = field(default_factory=Graph)
    retraction: Graph = field(default_factory=Graph)
    curation: Graph = field(default_factory=Graph)

    def published(self) -> Graph:
        """Return what is published of it."""
        return publish(self.sources, retraction=self.retraction, curation=self.curation)

    def says(self, triple: Triple) -> bool:
        """Tell whether a source or a person says something that nobody withdrew."""
        return triple in self.curation or (triple in self.sources and triple not in self.retraction)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when, and why."""

    author: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What edits make of a contract: its parts before and after, the decision, and how the result was judged.

    `superseded` is how many earlier decisions the edits take the place of.
    """

    before: Parts
    parts: Parts
    decision: URIRef
    superseded: int
    report: Report


def revise(parts: Parts, edits: Edits, signature: Signature, allotment: Allotment) -> Revision:
    """Return a contract after edits.

    Raises Refused where what remains points to what is withdrawn, or where the result cannot be published.
    """
    decision = allotment.of_decision(signature.day)
    removed, added = _statements(parts, edits)
    withdrawn = {each.row.thing for each in edits.withdrawn}
    old = set(superseded(parts.curation, withdrawn, removed | added))
    removed |= {triple for triple in parts.curation if not old.isdisjoint(triple)}
    added |= set(_decision(decision, signature))
    touched = {change.thing for change in edits.changes} | {each.thing for each in edits.added}
    added |= {(thing, PROV.wasGeneratedBy, decision) for thing in touched}
    revised = _applied(parts, removed, added)
    return Revision(parts, revised, decision, len(old), judged(revised.published(), edits))


def _statements(parts: Parts, edits: Edits) -> tuple[set[Triple], set[Triple]]:
    """Return what edits withdraw and what they add."""
    removed = {triple for each in edits.withdrawn for triple in _said_of(parts, each.row.thing)}
    added = {triple for each in edits.added for triple in _told(each, parts)}
    for change in edits.changes:
        removed |= {(change.thing, change.field.path, term) for term in change.removed}
        added |= {(change.thing, change.field.path, term) for term in change.added}
    for gained, triple in _reclassified(parts, edits):
        (added if gained else removed).add(triple)
    return removed, added


def _said_of(parts: Parts, thing: URIRef) -> Iterator[Triple]:
    for graph in (parts.sources, parts.curation):
        yield from (triple for triple in graph.triples((thing, None, None)) if parts.says(triple))


def _told(each: Added, parts: Parts) -> Iterator[Triple]:
    """Yield what is said of a new thing: its cells, and what its class cannot do without."""
    said = [(path, value.term) for path, values in each.cells.items() for value in values]
    yield from ((each.thing, path, term) for path, term in said)
    yield each.thing, RDF.type, _class(each.sheet, said) or each.sheet.root
    contract = naming.contract(parts.identifier)
    for path in implied(each.sheet.root):
        if path == SKOS.inScheme:
            yield from _in_framework(each.thing, contract, parts)
        else:
            yield each.thing, path, contract


def _in_framework(thing: URIRef, contract: URIRef, parts: Parts) -> Iterator[Triple]:
    """Yield that an element is one of the contract's framework, and that framework where there is none yet."""
    scheme = parts.published().value(contract, MLG.cadre)
    if scheme is None:
        scheme = URIRef(f"{contract}/cadre")
        yield contract, MLG.cadre, scheme
        yield scheme, RDF.type, SKOS.ConceptScheme
        yield scheme, SKOS.prefLabel, Literal("Cadre stratégique", lang="fr")
    yield thing, SKOS.inScheme, scheme


def _reclassified(parts: Parts, edits: Edits) -> Iterator[tuple[bool, Triple]]:
    """Yield the classes that things lose (False) and gain (True) because their values make them another class's."""
    for change in edits.changes:
        sheet = next(sheet for sheet in sheets() if sheet.title == change.where.sheet)
        wanted = _class(sheet, ((change.field.path, term) for term in change.added))
        if wanted:
            wider = {kind for kind in sheet.classes if wanted in family(kind)}
            held = {kind for kind in sheet.classes if parts.says((change.thing, RDF.type, kind))}
            yield from ((False, (change.thing, RDF.type, kind)) for kind in held - wider)
            if wanted not in held:
                yield True, (change.thing, RDF.type, wanted)


def _class(sheet: Sheet, said: Iterable[tuple[URIRef, Node]]) -> URIRef | None:
    """Return the class that values make of a thing, or None where they make none of it.

    A value may decide (a level), and a field that only a narrower class has does.
    """
    decided = decided_by(sheet.root)
    narrower = {each.path: each.owner for each in sheet.fields if each.owner != sheet.root}
    found = None
    for path, term in said:
        if path in {decisive for decisive, _ in decided}:
            found = decided.get((path, term), sheet.root)
        elif path in narrower:
            found = narrower[path]
    return found


def _decision(decision: URIRef, signature: Signature) -> Iterator[Triple]:
    yield decision, RDF.type, MLG.Decision
    yield decision, MLG.decidePar, Literal(signature.author)
    yield decision, MLG.decideLe, Literal(signature.day.isoformat(), datatype=XSD.date)
    yield decision, MLG.motif, Literal(signature.reason, lang="fr")


def _applied(parts: Parts, removed: set[Triple], added: set[Triple]) -> Parts:
    """Return a contract less some statements and plus others; what a source says again is withdrawn no more."""
    curation, retraction = Graph() + parts.curation, Graph() + parts.retraction
    for triple in removed:
        curation.remove(triple)
        if triple in parts.sources:
            retraction.add(triple)
    for triple in added:
        if triple in parts.sources:
            retraction.remove(triple)
        else:
            curation.add(triple)
    return replace(parts, curation=curation, retraction=retraction)
