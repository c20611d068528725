"""Describe the things of an answer in Turtle: what the published graphs say of each, where it is written, the licence.

Beside the things stand the relations that join two things of one row, such as a line of funding.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import pyoxigraph as ox

from data import licence, naming
from queries.ask import Answer, Row
from queries.credits import credits_of
from queries.scope import Contract, contracts
from service.negotiation import Form
from service.serialising import serialise
from service.terms import MLG, OA, PROV, RDF_TYPE
from service.world import World

_TYPE, _DERIVED, _SOURCE = ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{PROV}wasDerivedFrom"), ox.NamedNode(f"{OA}hasSource")
_RELATIONS = frozenset(
    ox.NamedNode(f"{MLG}{name}") for name in ("EngagementFinancier", "Participation", "RelaisDeMesure")
)
_REFERENCE = f"{naming.ID}{naming.REFERENCE}/"


def answer_turtle(world: World, answer: Answer) -> bytes:
    """Return the text: first what the answer is, then the triples, in an order that depends on nothing but them."""
    chosen = [each for each in contracts(world.store) if each.label in answer.recipe.contracts]
    told = "".join(f"# {_line(line)}\n" for line in _head(answer))
    return told.encode() + serialise(set(_triples(world.store, answer, chosen)), Form.TURTLE)


def _head(answer: Answer) -> Iterator[str]:
    yield answer.question.title
    yield f"Lien permanent : {answer.recipe.address}"
    yield f"Révision des données : {answer.recipe.revision or 'non indiquée'}"
    yield f"Licence : {licence.TOLD}"
    yield from (f"Source : {source}" for source in answer.recipe.sources)
    yield from (f"À savoir : {notice}" for notice in answer.notices)


def _triples(store: ox.Store, answer: Answer, chosen: Sequence[Contract]) -> Iterator[ox.Triple]:
    graphs = [ox.NamedNode(contract.graph) for contract in chosen]
    yield from credits_of(store, chosen)
    rows = [_things(answer, row) for row in answer.rows]
    things = dict.fromkeys(thing for row in rows for thing in row)
    relations = dict.fromkeys(_joining(store, graphs, rows))
    for node in (*things, *relations):
        yield from _described(store, graphs, node)


def _things(answer: Answer, row: Row) -> list[ox.NamedNode]:
    found = (row[column.name] for column in answer.question.columns if column.kind == "chose")
    return [thing for thing in found if isinstance(thing, ox.NamedNode)]


def _joining(
    store: ox.Store, graphs: Sequence[ox.NamedNode], rows: Sequence[Sequence[ox.NamedNode]]
) -> Iterator[ox.NamedNode]:
    """Yield the relations that point to two things of one row, neither of which is the term of a list."""

    @cache
    def pointing(thing: ox.NamedNode) -> frozenset[ox.NamedNode]:
        return frozenset(_relations(store, graphs, thing))

    for row in rows:
        own = [pointing(thing) for thing in row if not thing.value.startswith(_REFERENCE)]
        yield from sorted(
            {each for at, some in enumerate(own) for others in own[at + 1 :] for each in some & others}, key=str
        )


def _relations(store: ox.Store, graphs: Sequence[ox.NamedNode], thing: ox.NamedNode) -> Iterator[ox.NamedNode]:
    for graph in graphs:
        for quad in store.quads_for_pattern(None, None, thing, graph):
            node = quad.subject
            if isinstance(node, ox.NamedNode) and any(
                kind.object in _RELATIONS for kind in store.quads_for_pattern(node, _TYPE, None, graph)
            ):
                yield node


def _described(store: ox.Store, graphs: Sequence[ox.NamedNode], node: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield what is said of a node, then of the passages that it rests on, and of the documents that hold these."""
    for graph in (*graphs, ox.NamedNode(naming.GRAPH_REFERENCE)):
        for quad in store.quads_for_pattern(node, None, None, graph):
            yield quad.triple
            if quad.predicate in {_DERIVED, _SOURCE} and isinstance(quad.object, ox.NamedNode):
                yield from _described(store, graphs, quad.object)


def _line(text: str) -> str:
    """Return text as one line, so that no value ends the comment that it stands in.

    >>> _line("a" + chr(10) + "<b> <c> <d> .")
    'a <b> <c> <d> .'
    """
    return "".join(each for each in " ".join(text.split()) if unicodedata.category(each) != "Cc")
