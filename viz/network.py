"""Build the network of a view: the rows of its questions become ties between the things that they name."""

from collections.abc import Mapping, Sequence

import networkx as nx
import pyoxigraph as ox

from data.nearest import nearest
from data.text import fold
from queries.ask import Answer, Row, ask
from queries.credits import sources
from queries.question import CONTRACT, Column, Question
from queries.scope import choose
from viz.appearance import counted
from viz.errors import UnknownNodeError
from viz.nodes import STATES, UNNAMED, Describer
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
    told = sources(store, scope.contracts)
    graph: nx.Graph[str] = nx.Graph(contracts=scope.contracts, view=chosen, notices=(), sources=told)
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


def without(graph: "nx.Graph[str]", words: str) -> "nx.Graph[str]":
    """Return what is left of a network once a thing withdraws; what nothing ties any more says so among its facts.

    Raises UnknownNodeError where the network has no such thing.
    """
    gone = locate(graph, words)
    label = graph.nodes[gone]["label"]
    left: nx.Graph[str] = nx.Graph(graph.subgraph(node for node in graph if node != gone))
    lost = [node for node in graph.adj[gone] if not left.degree[node]]
    for node in lost:
        data = left.nodes[node]
        left.nodes[node]["facts"] = (
            *data["facts"],
            ("Remarque", f"« {label} » était son seul lien"),
        )
    links = counted(len(graph.adj[gone]), "lien en moins", "liens en moins")
    alone = counted(len(lost), "chose que plus rien ne lie", "choses que plus rien ne lie")
    told = f"Sans « {label} » : {links}, {alone}."
    left.graph.update(graph.graph, gone=label, notices=(told, *graph.graph["notices"]))
    return _ordered(left)


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
            node = _node(graph, describer, row, source.thing)
            _paint(graph, node, row)
        elif source.only and _thing(graph, describer, row, _end(source)) not in graph:
            continue
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
    iri = _thing(graph, describer, row, column)
    if iri in graph:
        return iri
    term = row[column]
    data = describer.describe(iri, seen_as=term.value if term else "")
    node = f"{iri}#{beside}" if data["kind"] == UNNAMED and beside else iri
    if node not in graph:
        graph.add_node(node, **data)
    return node


def _thing(graph: "nx.Graph[str]", describer: Describer, row: Row, column: str) -> str:
    term = row[column]
    iri = term.value if term else ""
    return describer.reference(iri) if graph.graph["view"].shared else iri


def _end(source: TieSource) -> str:
    return source.target if source.only == "to" else source.source


def _paint(graph: "nx.Graph[str]", node: str, row: Row) -> None:
    """Let a thing of which the view asks the state be drawn by it: the best of what its columns say."""
    said = {term.value for name in graph.graph["view"].states if (term := row[name]) is not None}
    for state, (kind, told) in STATES.items():
        if state in said:
            graph.nodes[node].update(type=kind, type_label=told)
            return


def _kept(question: Question, row: Row, where: Mapping[str, Condition]) -> bool:
    return all(_met(question.column(name), row, wanted) for name, wanted in where.items())


def _met(column: Column, row: Row, wanted: Condition) -> bool:
    """Tell whether a column says what is wanted: a word, yes or no, or anything at all."""
    term = row[column.name]
    if isinstance(wanted, bool) and column.kind != "booleen":
        return (term is not None) == wanted
    said = term.value if term is not None else ""
    return said == (str(wanted).lower() if isinstance(wanted, bool) else wanted)


def _ordered(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Copy with nodes and edges sorted, so that the same data gives the same bytes whatever the store's order."""
    ordered: nx.Graph[str] = nx.Graph(**graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    for start, target, relations in ties(graph):
        ordered.add_edge(start, target, relations=relations, ends=(start, target))
    return ordered
