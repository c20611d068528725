"""Fixtures of the floor of the questions: ask the two invented towns, as they are or with a few statements more."""

from collections.abc import Callable, Sequence

import pyoxigraph as ox
import pytest

from data import naming
from queries.ask import Answer
from tests.queries.towns import PREFIXES, Asking, answer, asking_of, complete_again


@pytest.fixture
def asking(store: ox.Store) -> Asking:
    """Ask the two towns as they are."""
    return asking_of(store)


@pytest.fixture
def altered(store: ox.Store) -> Callable[..., Asking]:
    """Ask the two towns after Turtle was added to a town's graph, and the statements about some nodes taken out."""

    def with_turtle(turtle: str, *, town: str = "clairval", without: Sequence[tuple[str, str]] = ()) -> Asking:
        copy = ox.Store()
        copy.extend(store.quads_for_pattern(None, None, None, None))
        graph = ox.NamedNode(naming.published_graph(town))
        for node, prefixed in without:
            predicate = ox.NamedNode(f"https://w3id.org/maillage/ontology#{prefixed}")
            for quad in list(copy.quads_for_pattern(ox.NamedNode(f"{naming.ID}{node}"), predicate, None, graph)):
                copy.remove(quad)
        copy.load(f"{PREFIXES}{turtle}".encode(), format=ox.RdfFormat.TURTLE, to_graph=graph)
        complete_again(copy, graph)
        return asking_of(copy)

    return with_turtle


@pytest.fixture
def answering(store: ox.Store) -> Callable[..., Answer]:
    """Ask the two towns and get the whole answer."""

    def answering(name: str, **arguments: str) -> Answer:
        return answer(store, name, {parameter: [value] for parameter, value in arguments.items()})

    return answering
