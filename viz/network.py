"""Build the network of a view: the rows of its questions become ties between the things that they name."""

from collections.abc import Mapping, Sequence

import networkx as nx
import pyoxigraph as ox

from data.nearest import nearest
from data.text import fold
from queries.ask import Answer, Row, ask
from queries.question import CONTRACT, Question
from queries.scope import choose
from viz.errors import UnknownNodeError
from viz.nodes import UNNAMED, Describer
from viz.relations import Relation, relation
from viz.view import DEFAULT, Condition, NodeSource, TieSource, find

Arguments = Mapping[str, str]


def build(
    store: ox.Store, contracts: Sequence[str] = (), view: str = DEFAULT, *, arguments: Arguments | None = None
) -> "nx.Graph[str]":
    """Return the network of a view over some contracts, over all that are loaded when none is given.

    Nodes have `kind` (action, acteur, non-nomme, dispositif…), `label`, `short`, `type`, `type_label`, `named`, `iri`,
    `facts`; edges have `relations`, a sorted tuple of Relation, and `ends`, their two nodes as the view has them. The
    graph itself has `contracts`, a tuple of Contract, `view`, and `notices`: what the answers cannot know, in French.
    Nodes and edges come in a fixed order. `arguments` go to the questions that have such a parameter.

    Raises:
        QuestionError: for a contract that is not loaded, or a value that no question knows.
        UnknownViewError: for a view that has no file.

    """
    chosen = find(view)
    scope = choose(store, contracts)
    graph: nx.Graph[str] = nx.Graph(contracts=scope.contracts, view=chosen, notices=())
    describer = Describer(store, scope)
    asked = {CONTRACT.name: [contract.identifier for contract in scope.contracts]}
    notices: dict[str, None] = {}
    if scope.contracts:
        for source in chosen.sources:
            answer = ask(store, source.question, asked | _given(source, arguments or {}))
            notices |= dict.fromkeys(answer.notices)
            _add(graph, describer, source, answer)
    graph.graph["notices"] = tuple(notices)
    return _ordered(graph)


def ties(graph: "nx.Graph[str]") -> list[tuple[str, str, tuple[Relation, ...]]]:
    """Return the edges as (from, to, relations), as the view has them, sorted."""
    return sorted((*data["ends"], data["relations"]) for _, _, data in graph.edges(data=True))


def lines(graph: "nx.Graph[str]") -> Mapping[str, str]:
    """Return with which line each kind of tie of a drawing is drawn: those of its view, and that of groups."""
    drawn: Mapping[str, str] = graph.graph.get("lines") or graph.graph["view"].lines
    return drawn


def around(graph: "nx.Graph[str]", words: str, *, radius: int = 2) -> "nx.Graph[str]":
    """Return the part of a network that stands within some steps of a thing, named by its identifier or its label.

    Raises UnknownNodeError where the network has no such thing.
    """
    found = locate(graph, words)
    near: nx.Graph[str] = nx.ego_graph(graph, found, radius=radius)
    near.graph.update(graph.graph, centre=found, centre_label=graph.nodes[found]["label"])
    return _ordered(near)


def locate(graph: "nx.Graph[str]", words: str) -> str:
    """Return the node that an identifier, a label or an acronym names; raise UnknownNodeError where there is none."""
    wanted = fold(words)
    for node in graph:
        if words == node or node.endswith(f"/id/{words}"):
            return node
    named = {node: {fold(data["label"]), fold(data["short"])} for node, data in graph.nodes(data=True)}
    matches = [node for node, names in named.items() if wanted in names]
    if not wanted or not matches:
        raise UnknownNodeError(words, nearest(words, [data["label"] for _, data in graph.nodes(data=True)]))
    return matches[0]


def _given(source: TieSource | NodeSource, arguments: Arguments) -> dict[str, list[str]]:
    known = {parameter.name for parameter in source.question.parameters}
    return {name: [value] for name, value in ({**arguments, **source.arguments}).items() if name in known}


def _add(graph: "nx.Graph[str]", describer: Describer, source: TieSource | NodeSource, answer: Answer) -> None:
    for row in answer.rows:
        if not _kept(answer.question, row, source.where):
            continue
        if isinstance(source, NodeSource):
            _node(graph, describer, row, source.thing)
        elif row[source.source] is not None and row[source.target] is not None:
            _tie(graph, describer, source, answer, row)


def _tie(graph: "nx.Graph[str]", describer: Describer, source: TieSource, answer: Answer, row: Row) -> None:
    target = _node(graph, describer, row, source.target)
    start = _node(graph, describer, row, source.source, beside=target)
    told = relation(source, answer, row)
    known = graph.edges[start, target]["relations"] if graph.has_edge(start, target) else ()
    if told not in known:
        order = list(graph.graph["view"].lines)
        relations = sorted((*known, told), key=lambda each: (order.index(each.kind), each))
        graph.add_edge(start, target, relations=tuple(relations), ends=(start, target))


def _node(graph: "nx.Graph[str]", describer: Describer, row: Row, column: str, *, beside: str = "") -> str:
    """Add the thing of a column; a placeholder (« Structure porteuse ») of two actions need not be one organisation."""
    term = row[column]
    iri = term.value if term else ""
    if iri in graph:
        return iri
    data = describer.describe(iri)
    node = f"{iri}#{beside}" if data["kind"] == UNNAMED and beside else iri
    if node not in graph:
        graph.add_node(node, **data)
    return node


def _kept(question: Question, row: Row, where: Mapping[str, Condition]) -> bool:
    for name, wanted in where.items():
        term = row[name]
        said = term.value if term is not None else ""
        if said != (str(wanted).lower() if isinstance(wanted, bool) else wanted):
            return False
    return True


def _ordered(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Copy with nodes and edges sorted, so that the same data gives the same bytes whatever the store's order."""
    ordered: nx.Graph[str] = nx.Graph(**graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    for start, target, relations in ties(graph):
        ordered.add_edge(start, target, relations=relations, ends=(start, target))
    return ordered
