"""Choose what the visual query builder shows of the shapes: useful classes, fields that people ask about, in French."""

from collections.abc import Iterator

from rdflib import RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.files import builder_graph, ontology_graph, shapes_graph

SHAPES = Namespace("https://w3id.org/maillage/shapes#")
DASH = Namespace("http://datashapes.org/dash#")
LIST = URIRef("http://data.sparna.fr/ontologies/sparnatural-config-core#ListProperty")
READING = SHAPES["groupe-source"]
"""The group of fields about the reading of a source: nobody composes a question with them."""


def builder_shapes() -> Graph:
    """Return the shapes for the builder: each node shape with a class, a French label, an order and its fields.

    The entries of a controlled list get a node shape for each list, named as the field that takes them: the builder
    shows what a field may lead to by the name of its shape, and « entrée d'une liste » tells nobody anything.
    """
    made = Graph()
    made.bind("mlgsh", SHAPES)
    for shape in builder_graph().subjects(SH.order, None):
        if isinstance(shape, URIRef) and (shape, RDF.type, SH.NodeShape) in shapes_graph():
            _node_shape(made, shape)
    return made


def _node_shape(made: Graph, shape: URIRef) -> None:
    told = shapes_graph()
    made.add((shape, RDF.type, SH.NodeShape))
    made.add((shape, SH.order, _one(builder_graph(), shape, SH.order)))
    made.add((shape, SH.targetClass, _one(told, shape, SH.targetClass)))
    made.add((shape, RDFS.label, _french(told, shape, RDFS.label)))
    _describe(made, shape, _one(told, shape, SH.targetClass))
    for source in (told, builder_graph()):
        for field in source.objects(shape, SH.property):
            if isinstance(field, URIRef):
                _field(made, source, shape, field)


def _field(made: Graph, source: Graph, shape: URIRef, field: URIRef) -> None:
    order, path = source.value(field, SH.order), source.value(field, SH.path)
    hidden = source.value(field, SH.group) == READING or bool(builder_graph().value(field, SH.deactivated))
    if order is None or path is None or hidden:
        return
    ranges = list(_ranges(made, source, field))
    if not ranges:
        return
    made.add((shape, SH.property, field))
    made.add((field, RDF.type, SH.PropertyShape))
    made.add((field, SH.order, order))
    made.add((field, SH.name, _french(source, field, SH.name)))
    made.set((field, SH.path, _copied(made, source, path)))
    _describe(made, field, path)
    if role := source.value(field, DASH.propertyRole):
        made.add((field, DASH.propertyRole, role))
    for predicate, value in ranges:
        made.add((field, predicate, value))
    if all(_is_chosen_in_a_list(predicate, value) for predicate, value in ranges):
        made.add((field, DASH.searchWidget, LIST))


def _ranges(made: Graph, source: Graph, field: URIRef) -> Iterator[tuple[URIRef, Node]]:
    """Yield where a field leads to: shown classes, one controlled list, or plain values."""
    if (kind := source.value(field, SH.datatype)) is not None:
        if kind != XSD.boolean:  # the builder has no word for what leads to yes or no
            yield SH.datatype, kind
        return
    classes = {*source.objects(field, SH["class"])}
    for options in source.objects(field, SH["or"]):
        for option in Collection(source, options):
            classes.update(source.objects(option, SH["class"]))
    if SKOS.Concept in classes:
        yield SH.node, _list_shape(made, source, field)
    yield from ((SH["class"], one) for one in sorted(classes, key=str) if one in _shown())


def _is_chosen_in_a_list(predicate: URIRef, value: Node) -> bool:
    shapes = shapes_graph().subjects(SH.targetClass, value)
    return predicate == SH.node or any((shape, DASH.searchWidget, LIST) in builder_graph() for shape in shapes)


def _shown() -> set[Node]:
    shapes = builder_graph().subjects(SH.order, None)
    return {target for shape in shapes for target in shapes_graph().objects(shape, SH.targetClass)}


def _list_shape(made: Graph, source: Graph, field: URIRef) -> URIRef:
    shape = SHAPES["".join(part.capitalize() for part in _list_name(source, field).split("-"))]
    if (shape, None, None) in shapes_graph():
        shape = URIRef(f"{shape}DeReference")  # the list of the dispositifs that contracts may name
    name = _french(source, field, SH.name)
    made.add((shape, RDF.type, SH.NodeShape))
    made.add((shape, SH.targetClass, SKOS.Concept))
    made.add((shape, RDFS.label, name))
    made.add((shape, SH.order, Literal(50)))
    label = SHAPES["nom-d-entree"]
    made.add((shape, SH.property, label))
    for predicate in (RDF.type, SH.path, SH.order, SH.datatype, DASH.propertyRole):
        made.add((label, predicate, _one(shapes_graph(), label, predicate)))
    made.add((label, SH.name, _french(shapes_graph(), label, SH.name)))
    return shape


def _list_name(source: Graph, field: URIRef) -> str:
    """Return the name of the list from which a field takes its values, such as `nature-credit`."""
    for options in source.objects(field, SH["and"]):
        for option in Collection(source, options):
            for inner in source.objects(option, SH.property):
                return str(_one(source, inner, SH.hasValue)).rpartition("/")[2]
    raise LookupError(f"{field} takes a concept of no list")


def _describe(made: Graph, shape: URIRef, term: Node) -> None:
    for definition in ontology_graph().objects(term, SKOS.definition):
        if isinstance(definition, Literal) and definition.language == "fr":
            made.add((shape, SH.description, definition))


def _copied(made: Graph, source: Graph, node: Node) -> Node:
    """Copy a path with the blank nodes that it is made of; return its node."""
    if not isinstance(node, BNode):
        return node
    for predicate, value in source.predicate_objects(node):
        made.add((node, predicate, _copied(made, source, value)))
    return node


def _french(graph: Graph, subject: Node, predicate: URIRef) -> Literal:
    found = graph.objects(subject, predicate)
    return next(one for one in found if isinstance(one, Literal) and one.language == "fr")


def _one(graph: Graph, subject: Node, predicate: URIRef) -> Node:
    return next(graph.objects(subject, predicate))
