"""Judge a graph by the core constraints of `shapes.ttl`, with pySHACL in memory."""

from collections.abc import Iterator
from typing import cast

from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Literal, Node

from ontology import files
from ontology.place import framed
from ontology.report import Result, Severity

_FOR_DISPLAY = {SH.name, SH.order, SH.group, URIRef("http://datashapes.org/dash#propertyRole"), RDFS.label}
_NO_CONSTRAINT = {RDF.type, SH.path, SH.message, SH.severity, SH.targetClass}


class _Shapes(Graph):
    """A graph of shapes that remembers what it is asked, for pySHACL asks the same again for each node it judges.

    Asked for all that is said of a shape, which pySHACL does to find its constraints, it tells what may be one. Both
    halve the time of judging.
    """

    def __init__(self) -> None:
        super().__init__()
        self._objects: dict[tuple[Node | None, Node | None], list[Node]] = {}
        self._constraints: dict[Node | None, list[tuple[Node, Node]]] = {}

    def add(self, triple: tuple[Node, Node, Node]) -> "_Shapes":
        self._objects.clear()
        self._constraints.clear()
        super().add(triple)
        return self

    def objects(  # type: ignore[override]
        self, subject: Node | None = None, predicate: Node | None = None, *, unique: bool = False
    ) -> Iterator[Node]:
        if (subject, predicate) not in self._objects:
            self._objects[subject, predicate] = list(super().objects(subject, predicate, unique))
        return iter(self._objects[subject, predicate])

    def predicate_objects(  # type: ignore[override]
        self, subject: Node | None = None, *, unique: bool = False
    ) -> Iterator[tuple[Node, Node]]:
        if subject not in self._constraints:
            pairs = super().predicate_objects(subject, unique)
            self._constraints[subject] = [pair for pair in pairs if pair[0] not in _NO_CONSTRAINT]
        return iter(self._constraints[subject])


def results(data: Graph) -> Iterator[Result]:
    """Yield a result for each violated constraint.

    The data are read only: pySHACL works on a copy, to which our own class hierarchy is added, so that a graph whose
    superclass types are not materialised yet is judged alike. Nothing is fetched: no owl:imports, no inference.

    Raises:
        ReportableRuntimeError: if pySHACL cannot judge the graph (the shapes are at fault, not the data).

    """
    _, found, text = validate(
        data,
        shacl_graph=_shapes(),
        ont_graph=_hierarchy(),
        inference="none",
        advanced=False,
        js=False,
        meta_shacl=False,
        do_owl_imports=False,
    )
    if not isinstance(found, Graph):
        raise ReportableRuntimeError(text)
    for result in found.subjects(RDF.type, SH.ValidationResult):
        yield _result(data, found, result)


def _hierarchy() -> Graph:
    """Return which of our classes stands under which."""
    hierarchy = Graph()
    for triple in files.ontology_graph().triples((None, RDFS.subClassOf, None)):
        hierarchy.add(triple)
    return hierarchy


def _shapes() -> Graph:
    """Return a copy of the shapes, because pySHACL adds triples to it, without what only forms and pages read."""
    shapes = _Shapes()
    for triple in files.shapes_graph():
        if triple[1] not in _FOR_DISPLAY:
            shapes.add(triple)
    return shapes


def _result(data: Graph, found: Graph, node: Node) -> Result:
    focus = cast(Node, found.value(node, SH.focusNode))
    path = found.value(node, SH.resultPath)
    value = found.value(node, SH.value)
    messages = {
        message.language: str(message)
        for message in found.objects(node, SH.resultMessage)
        if isinstance(message, Literal)
    }
    french, english = framed(data, focus, messages["fr"], messages["en"])
    return Result(
        focus=_text(focus),
        severity=Severity(_local(found.value(node, SH.resultSeverity))),
        message=french,
        message_en=english,
        said=messages["fr"],
        path=None if path is None else path_text(found, path),
        value=None if value is None else _text(value),
        constraint=_local(found.value(node, SH.sourceConstraintComponent)),
        shape=str(found.value(node, SH.sourceShape)),
    )


def path_text(graph: Graph, path: Node) -> str:
    """Write a SHACL path as SPARQL does, for the forms that our shapes use: a predicate, its inverse, alternatives."""
    if isinstance(path, URIRef):
        return str(path)
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{path_text(graph, inverse)}"
    members = Collection(graph, cast(Node, graph.value(path, SH.alternativePath)))
    return "|".join(path_text(graph, member) for member in members)


def _text(node: Node) -> str:
    """Return a term as text; blank nodes look all the same, because their labels say nothing."""
    return "[]" if isinstance(node, BNode) else str(node)


def _local(term: Node | None) -> str:
    return str(term).rsplit("#", 1)[-1]
