"""The examples of the editor: each one a question in French, valid as it stands, within the limits, with an answer."""

from importlib.resources import files

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql.parser import parseQuery

from data.store import OpenStore
from queries.examples import examples
from queries.guard import check
from queries.pool import default_graphs
from tests.queries.test_catalogue import nodes

NAMES = sorted(examples())


def test_every_file_is_an_example_and_there_are_enough_to_begin_with() -> None:
    written = [path.name.removesuffix(".rq") for path in (files("queries") / "examples").iterdir()]
    assert sorted(written) == NAMES
    assert 10 <= len(NAMES) <= 15
    assert len({example.theme for example in examples().values()}) > 3


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_is_the_question_that_the_example_answers(name: str) -> None:
    text = (files("queries") / "examples" / f"{name}.rq").read_text(encoding="utf-8")
    example = examples()[name]
    assert text.startswith(f"#+ summary: {example.title}\n")
    assert example.title.endswith(" ?")
    assert "#+" not in example.text


@pytest.mark.parametrize("name", NAMES)
def test_an_example_may_be_asked_by_anybody_and_has_an_answer(name: str, bundle: OpenStore) -> None:
    text = examples()[name].text
    check(text)
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
        ox.NamedNode(graph) for graph in default_graphs(bundle.store)
    ]
    found = bundle.store.query(text, default_graph=graphs)
    assert not isinstance(found, ox.QueryBoolean)
    assert next(iter(found), None) is not None


@pytest.mark.parametrize("name", NAMES)
def test_an_example_counts_a_thing_once_however_many_graphs_tell_of_it(name: str) -> None:
    tree = parseQuery(examples()[name].text)
    for count, _ in nodes(tree, "Aggregate_Count"):
        assert count["distinct"] == "DISTINCT"
    select = [node for node, _ in nodes(tree, "SelectQuery")]
    assert all(node.get("groupby") or node.get("modifier") == "DISTINCT" for node in select)
