"""Valid examples, and what is done to them to trip each constraint of the shapes once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import yaml
from rdflib import PROV, RDF, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.files import shapes_graph
from ontology.shacl import path_text

HERE = Path(__file__).parent
LISTS = HERE.parent.parent / "data" / "lists"
SHAPES = Namespace("https://w3id.org/maillage/shapes#")
ESSAI = Namespace("https://w3id.org/maillage/id/essai/")

_PREFIXES = """@base <https://w3id.org/maillage/id/> .
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclass(frozen=True)
class Trial:
    """A valid example spoilt in one way, under an IRI of its own, and the constraints that it must trip."""

    name: str
    focus: Node
    expected: frozenset[tuple[str, str]]
    graph: Graph = field(repr=False, compare=False)


def world() -> Graph:
    """Return the valid examples, which refer to one another, and the reference lists."""
    graph = Graph()
    for path in sorted((HERE / "examples").glob("*.ttl")) + sorted(LISTS.glob("*.ttl")):
        graph.parse(path)
    return graph


def example(shape: str) -> Node:
    """Return the thing that the example of a node shape describes: the first of its file with a type."""
    graph = Graph().parse(HERE / "examples" / f"{shape}.ttl")
    (thing,) = set(graph.subjects(RDF.type))
    return thing


def node_shapes() -> dict[str, list[str]]:
    """Return the property shapes of each node shape, all by their local names."""
    shapes = shapes_graph()
    return {
        _local(node): sorted(_local(each) for each in shapes.objects(node, SH.property))
        for node in shapes.subjects(RDF.type, SH.NodeShape)
    }


def table() -> dict[str, dict[str, object]]:
    """Return `mutations.yaml`."""
    return cast(dict[str, dict[str, object]], yaml.safe_load((HERE / "mutations.yaml").read_text(encoding="utf-8")))


def trials() -> Iterator[Trial]:
    """Yield every mutation of the table for every class that has the property shape, then those of the node shapes."""
    base = world()
    rows = table()
    for node, fields in sorted(node_shapes().items()):
        for shape in fields:
            for component, said in rows.get(shape, {}).items():
                objects, also = (said["objects"], said["also"]) if isinstance(said, dict) else (said, [])
                name = f"{node}/{shape}/{component}"
                focus = ESSAI[name]
                graph = _copy(base, example(node), focus)
                _replace(graph, focus, shape, cast(list[str], objects))
                expected = frozenset(_constraint(shape, each) for each in [component, *cast(list[str], also)])
                yield Trial(name, focus, expected, graph)
    yield from _trials_of_nodes(base)


def _trials_of_nodes(base: Graph) -> Iterator[Trial]:
    for node in node_shapes():
        if shapes_graph().value(SHAPES[node], SH.pattern):
            name = URIRef(f"http://exemple.fr/{node}")
            yield Trial(
                f"{node}/{node}/Pattern", name, frozenset({(node, "Pattern")}), _copy(base, example(node), name)
            )
    focus = ESSAI["acteur-sans-source"]
    graph = _copy(base, example("Acteur"), focus)
    graph.remove((focus, PROV.wasDerivedFrom, None))
    graph.remove((focus, PROV.wasGeneratedBy, None))
    yield Trial("Acteur/Acteur/Or", focus, frozenset({("Acteur", "Or")}), graph)
    focus = ESSAI["non-nomme-et-nomme"]
    graph = _copy(base, example("ActeurNonNomme"), focus) + _copy(base, example("Acteur"), focus)
    graph.remove((focus, SKOS.prefLabel, Literal("Structure porteuse", lang="fr")))
    yield Trial("ActeurNonNomme/ActeurNonNomme/Not", focus, frozenset({("ActeurNonNomme", "Not")}), graph)


def _constraint(shape: str, said: str) -> tuple[str, str]:
    """Return a constraint of the shape, or of another one that is named before a slash."""
    other, _, component = said.rpartition("/")
    return other or shape, component


def _copy(base: Graph, thing: Node, name: URIRef) -> Graph:
    """Return what is said of a thing, said of another name; also by things that are not described themselves."""
    graph = Graph()
    for _, predicate, value in base.triples((thing, None, None)):
        graph.add((name, predicate, value))
    for subject, predicate, _ in base.triples((None, None, thing)):
        if (subject, RDF.type, None) not in base:
            graph.add((subject, predicate, name))
    return graph


def _replace(graph: Graph, focus: URIRef, shape: str, objects: list[str]) -> None:
    """Put objects, written in Turtle, in the place of all values of a shape's path."""
    path = path_text(shapes_graph(), cast(Node, shapes_graph().value(SHAPES[shape], SH.path)))
    steps = path.split("|")
    predicates = [URIRef(each.removeprefix("^")) for each in steps]
    for step, predicate in zip(steps, predicates, strict=True):
        graph.remove((None, predicate, focus) if step.startswith("^") else (focus, predicate, None))
    for written in objects:
        value = re.sub(r"\{(\d+)\}", lambda count: "x" * int(count[1]), written)
        graph.parse(data=f"{_PREFIXES}<{focus}> <{predicates[0]}> {value} .", format="turtle")


def _local(term: Node) -> str:
    return str(term).rsplit("#", 1)[-1]
