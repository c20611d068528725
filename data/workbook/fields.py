"""Know the fields of things from the shapes: how each is called, what its values are, which things may be chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rdflib import RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology import MLG, files


class Kind(StrEnum):
    """What the values of a field are."""

    TEXT = "texte"
    WHOLE = "nombre entier"
    NUMBER = "nombre"
    FLAG = "oui ou non"
    DAY = "date"
    CHOICE = "choix"


_KINDS = {
    RDF.langString: Kind.TEXT,
    XSD.string: Kind.TEXT,
    XSD.integer: Kind.WHOLE,
    XSD.decimal: Kind.NUMBER,
    XSD.boolean: Kind.FLAG,
    XSD.date: Kind.DAY,
}
_NOT_CHOSEN = frozenset({MLG.Document, MLG.Passage, MLG.Decision})
"""What a field may point to and a workbook does not let people choose."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a thing: the property, the French name, the class that has it, and what its values are."""

    path: URIRef
    owner: URIRef
    name: str
    note: str
    order: int
    kind: Kind
    datatype: URIRef | None
    required: bool
    single: bool
    scheme: URIRef | None = None
    classes: frozenset[URIRef] = frozenset()

    @property
    def header(self) -> str:
        """Return the name as the header of a column."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def choices(self) -> str:
        """Return the name of the list that the values are chosen from: that of a scheme, or of some classes."""
        things = [self.scheme] if self.scheme else sorted(self.classes)
        return " ".join(str(thing).rpartition("/")[2].rpartition("#")[2] for thing in things)


@cache
def fields(root: URIRef) -> tuple[Field, ...]:
    """Return the fields that people may fill for the things of a class and of those below it, in their order."""
    found: dict[URIRef, Field] = {}
    for owner in family(root):
        for shape in _properties(owner):
            field = _field(shape, owner)
            if field:
                found.setdefault(field.path, field)
    return tuple(sorted(found.values(), key=lambda field: (field.order, field.name)))


@cache
def implied(root: URIRef) -> frozenset[URIRef]:
    """Return the required properties of a class that need no column: a contract has one framework, and is one."""
    shapes = files.shapes_graph()
    return frozenset(
        path
        for shape in _properties(root)
        if _classes(shapes, shape) in ({MLG.ContratDeVille}, {SKOS.ConceptScheme})
        and shapes.value(shape, SH.minCount) is not None
        and isinstance(path := shapes.value(shape, SH.path), URIRef)
    )


@cache
def family(root: URIRef) -> tuple[URIRef, ...]:
    """Return a class and all the classes below it, the broadest first."""
    found = [root]
    for kind in found:
        found += sorted(
            each
            for each in files.ontology_graph().subjects(RDFS.subClassOf, kind)
            if isinstance(each, URIRef) and each not in found
        )
    return tuple(found)


@cache
def decided_by(root: URIRef) -> dict[tuple[URIRef, Node], URIRef]:
    """Return which value of which property makes a thing one of a narrower class.

    >>> levels = decided_by(MLG.ElementStrategique)
    >>> [str(kind).rpartition("#")[2] for (_, level), kind in levels.items() if level.endswith("transversale")]
    ['OrientationTransversale']
    """
    shapes, decided = files.shapes_graph(), {}
    for kind in family(root)[1:]:
        for shape in _properties(kind):
            path, values = shapes.value(shape, SH.path), shapes.value(shape, SH["in"])
            if isinstance(path, URIRef) and values is not None:
                # the family has its narrowest classes last: they have the last word
                decided.update({(path, value): kind for value in Collection(shapes, values)})
    return decided


def _properties(owner: URIRef) -> Sequence[Node]:
    """Return the property shapes of a class that are fields, in their order."""
    shapes = files.shapes_graph()
    node = shapes.value(None, SH.targetClass, owner)
    found = [shape for shape in shapes.objects(node, SH.property) if shapes.value(shape, SH.order) is not None]
    return sorted(found, key=lambda shape: (_number(shapes, shape, SH.order), str(shape)))


def _field(shape: Node, owner: URIRef) -> Field | None:
    """Return a field, or None where people cannot fill it in a workbook."""
    shapes, vocabulary = files.shapes_graph(), files.ontology_graph()
    path, datatype = shapes.value(shape, SH.path), shapes.value(shape, SH.datatype)
    classes, scheme = _classes(shapes, shape), _scheme(shapes, shape)
    kind = _KINDS.get(datatype) if isinstance(datatype, URIRef) else Kind.CHOICE
    if not isinstance(path, URIRef) or kind is None or (kind is Kind.CHOICE and not (scheme or _chosen(classes))):
        return None
    return Field(
        path=path,
        owner=owner,
        name=_french(shapes, shape, SH.name),
        note="\n\n".join(
            filter(None, (_french(vocabulary, path, SKOS.definition), _french(shapes, shape, SH.message)))
        ),
        order=_number(shapes, shape, SH.order),
        kind=kind,
        datatype=datatype if isinstance(datatype, URIRef) else None,
        required=_number(shapes, shape, SH.minCount) > 0,
        single=_number(shapes, shape, SH.maxCount) == 1,
        scheme=scheme,
        classes=frozenset() if scheme else frozenset(classes),
    )


def _chosen(classes: set[URIRef]) -> bool:
    ours = bool(classes) and all(kind.startswith(str(MLG)) for kind in classes)
    return ours and classes != {MLG.ContratDeVille} and classes.isdisjoint(_NOT_CHOSEN)


def _classes(shapes: Graph, shape: Node) -> set[URIRef]:
    """Return the classes of which a value must be one, or one among several."""
    either = shapes.value(shape, SH["or"])
    nodes = [shape, *(Collection(shapes, either) if either is not None else ())]
    return {kind for node in nodes for kind in shapes.objects(node, SH["class"]) if isinstance(kind, URIRef)}


def _scheme(shapes: Graph, shape: Node) -> URIRef | None:
    """Return the scheme that a value must belong to."""
    for group in shapes.objects(shape, SH["and"]):
        for found in _schemes(shapes, group):
            return found
    return None


def _schemes(shapes: Graph, group: Node) -> Iterator[URIRef]:
    for part in Collection(shapes, group):
        for inner in shapes.objects(part, SH.property):
            value = shapes.value(inner, SH.hasValue)
            if shapes.value(inner, SH.path) == SKOS.inScheme and isinstance(value, URIRef):
                yield value


def _french(graph: Graph, thing: Node, predicate: URIRef) -> str:
    found = (text for text in graph.objects(thing, predicate) if isinstance(text, Literal) and text.language == "fr")
    return str(next(found, ""))


def _number(graph: Graph, thing: Node, predicate: URIRef) -> int:
    return int(str(graph.value(thing, predicate) or 0))
