"""Take out of a published graph what its workbook shows: for each sheet its rows, for each row its cells."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import DCTERMS, PROV, RDF, Graph, Literal, URIRef
from rdflib.term import Identifier, Node

from data.contracts import reference_graph
from data.text import fold
from data.workbook.fields import Field, Kind
from data.workbook.labels import by_thing, choices, is_reference, label_of
from data.workbook.sheets import Sheet, sheets
from data.workbook.values import shown
from ontology import MLG


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a cell: its words there, and what they stand for."""

    piece: str
    term: Identifier


@dataclass(frozen=True, slots=True)
class Row:
    """A thing: the values of its fields, by property, and where it is written."""

    thing: URIRef
    cells: Mapping[URIRef, tuple[Value, ...]]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a workbook shows: of which contract, which state of it, which documents, the rows of each sheet, choices."""

    contract: str
    fingerprint: str
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, URIRef]] = field(default_factory=dict)
    # told to who opens the workbook; nothing that is edited, so that the trace does not keep it
    sources: tuple[str, ...] = field(default=(), compare=False)


def content(contract: str, graph: Graph) -> Content:
    """Return what the workbook of a published graph shows; of an empty graph, what a new contract starts from."""
    known = graph + reference_graph()
    asked = {field.choices: field for sheet in sheets() for field in sheet.fields if field.kind is Kind.CHOICE}
    chosen = {name: choices(field, contract, known) for name, field in asked.items()}
    labels = {name: by_thing(things) for name, things in chosen.items()}
    rows = {sheet.title: tuple(_rows(sheet, graph, labels)) for sheet in sheets()}
    documents = graph.subjects(RDF.type, MLG.Document)
    sources = tuple(sorted(str(title) for node in documents for title in graph.objects(node, DCTERMS.title)))
    return Content(contract, fingerprint(graph), rows, chosen, sources)


def fingerprint(graph: Graph) -> str:
    """Return a digest of a graph, the same for the same triples."""
    lines = sorted(" ".join(node.n3() for node in triple) for triple in graph)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def values(field: Field, found: list[Node], labels: Mapping[URIRef, str], graph: Graph) -> tuple[Value, ...]:
    """Return the values of a field as its cell shows them, in a stable order."""
    made = {Value(_piece(field, term, labels, graph), term) for term in found if isinstance(term, Identifier)}
    return tuple(sorted(made, key=lambda value: (fold(value.piece), value.piece, value.term.n3())))


def _piece(field: Field, term: Node, labels: Mapping[URIRef, str], graph: Graph) -> str:
    if isinstance(term, Literal):
        return shown(term, single=field.single)
    return labels.get(URIRef(str(term))) or label_of(graph, URIRef(str(term)))


def _rows(sheet: Sheet, graph: Graph, labels: Mapping[str, Mapping[URIRef, str]]) -> list[Row]:
    things = {
        thing
        for kind in sheet.classes
        for thing in graph.subjects(RDF.type, kind)
        if isinstance(thing, URIRef) and not is_reference(thing)
    }
    rows = (_row(sheet, thing, graph, labels) for thing in things)
    return sorted(rows, key=lambda row: _order(graph, row))


def _row(sheet: Sheet, thing: URIRef, graph: Graph, labels: Mapping[str, Mapping[URIRef, str]]) -> Row:
    cells = {
        field.path: found
        for field in sheet.fields
        if (found := values(field, list(graph.objects(thing, field.path)), labels.get(field.choices, {}), graph))
    }
    return Row(thing, cells, place(graph, thing))


def place(graph: Graph, thing: URIRef) -> str:
    """Say where a thing is first written: the document, the page, the line and the section."""
    passages = sorted(graph.objects(thing, PROV.wasDerivedFrom), key=lambda passage: _line(graph, passage))
    if not passages:
        return ""
    said = ((MLG.pageDebut, "p. {}"), (MLG.ligneDebut, "ligne {}"), (MLG.section, "{}"))
    return ", ".join(words.format(found) for path, words in said if (found := graph.value(passages[0], path)))


def _line(graph: Graph, passage: Node) -> tuple[int, str]:
    line = graph.value(passage, MLG.ligneDebut)
    return int(str(line)) if isinstance(line, Literal) and str(line).isdigit() else 0, str(passage)


def _order(graph: Graph, row: Row) -> tuple[object, ...]:
    """Order rows as the document does, and elements of one line by their ranks; what no document says comes last."""
    lines = [_line(graph, passage) for passage in graph.objects(row.thing, PROV.wasDerivedFrom)]
    rank = graph.value(row.thing, MLG.rang)
    return not lines, min(lines, default=(0, ""))[0], int(str(rank)) if isinstance(rank, Literal) else 0, str(row.thing)
