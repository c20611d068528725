"""Each constraint of the shapes is tripped by one spoilt example, and by nothing in the valid ones."""

from importlib.resources import files

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Namespace
from rdflib.namespace import SKOS
from rdflib.term import Node

from ontology import shacl
from ontology.files import shapes_graph
from ontology.report import Result
from tests.ontology.trials import SHAPES, Trial, example, node_shapes, trials, world

TRIALS = list(trials())
DASH = Namespace("http://datashapes.org/dash#")


@pytest.fixture(scope="module")
def outcomes() -> dict[str, set[tuple[str, str]]]:
    """Judge all spoilt examples at once, beside the valid ones."""
    graph = world()
    for trial in TRIALS:
        graph += trial.graph
    found: dict[str, set[tuple[str, str]]] = {}
    for result in shacl.results(graph):
        found.setdefault(result.focus, set()).add(_constraint(result))
    return found


def _constraint(result: Result) -> tuple[str, str]:
    return result.shape.removeprefix(str(SHAPES)), result.constraint.removesuffix("ConstraintComponent")


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_a_spoilt_example_trips_its_constraint_and_no_other(
    trial: Trial, outcomes: dict[str, set[tuple[str, str]]]
) -> None:
    assert outcomes.get(str(trial.focus), set()) == trial.expected


@pytest.mark.parametrize("node", sorted(node_shapes()))
def test_a_valid_example_trips_nothing(node: str, outcomes: dict[str, set[tuple[str, str]]]) -> None:
    assert outcomes.get(str(example(node)), set()) == set()


@pytest.mark.parametrize("node", sorted(node_shapes()))
def test_a_valid_example_has_a_value_for_every_field(node: str) -> None:
    shapes = shapes_graph()
    graph = world()
    for shape in shapes.objects(SHAPES[node], SH.property):
        path = shapes.value(shape, SH.path)
        if shapes.value(shape, SH.order) is not None and path in set(graph.predicates()):
            assert graph.value(example(node), path) is not None, shape


def test_every_constraint_has_a_spoilt_example() -> None:
    shapes = shapes_graph()
    components = _components()
    wanted = {
        f"{node}/{shape}/{components[predicate]}"
        for node, fields in node_shapes().items()
        for shape in [node, *fields]
        for predicate in shapes.predicates(SHAPES[shape])
        if predicate in components
    }
    assert wanted == {trial.name for trial in TRIALS}


def _components() -> dict[Node, str]:
    """Return the constraint component of each parameter, as SHACL's own vocabulary gives them."""
    vocabulary = _shacl_vocabulary()
    return {
        parameter: str(component).removeprefix(str(SH)).removesuffix("ConstraintComponent")
        for component in vocabulary.subjects(RDF.type, SH.ConstraintComponent)
        for declared in vocabulary.objects(component, SH.parameter)
        if vocabulary.value(declared, SH.optional) is None
        for parameter in vocabulary.objects(declared, SH.path)
        if parameter != SH.property
    }


def _shacl_vocabulary() -> Graph:
    return Graph().parse(data=(files(pyshacl) / "assets" / "shacl.ttl").read_text(encoding="utf-8"), format="turtle")


def test_the_shapes_use_no_shacl_term_that_does_not_exist() -> None:
    known = set(_shacl_vocabulary().subjects())
    used = {term for triple in shapes_graph() for term in triple if str(term).startswith(str(SH))}
    assert used - known == set()


def test_the_shapes_hold_core_constraints_only() -> None:
    beyond = {SH.sparql, SH.js, SH.rule, SH.target, SH.expression}
    assert beyond.isdisjoint(shapes_graph().predicates())


def test_every_class_that_has_a_name_says_which_field_is_its_label() -> None:
    shapes = shapes_graph()
    for node in shapes.subjects(RDF.type, SH.NodeShape):
        fields = list(shapes.objects(node, SH.property))
        named = [each for each in fields if shapes.value(each, SH.path) == SKOS.prefLabel]
        labels = [each for each in fields if (each, DASH.propertyRole, DASH.LabelRole) in shapes]
        assert len(labels) <= 1, node
        assert set(named) <= set(labels), node
