"""Ask the two invented towns, as they are or as a test alters them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox
from rdflib import Graph

from data import naming
from ontology import MLG, complete
from ontology.memory import from_term
from queries.ask import Answer, ask
from queries.catalogue import catalogue

Asking = Callable[..., list[dict[str, Any]]]
"""Ask a question by name, with its parameters as keywords; get its records, IRIs without what they all begin with."""

PREFIXES = """
@prefix a: <https://w3id.org/maillage/id/clairval/> .
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix ref: <https://w3id.org/maillage/id/reference/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/maillage/id/> .
"""


def answer(store: ox.Store, name: str, arguments: Mapping[str, Sequence[str]]) -> Answer:
    return ask(store, catalogue()[name], arguments, revision="0123abcd", asked_on=dt.date(2026, 11, 21))


def asking_of(store: ox.Store) -> Asking:
    def asking(name: str, **arguments: str) -> list[dict[str, Any]]:
        given = {parameter: [value] for parameter, value in arguments.items()}
        return [
            {key: _short(value) for key, value in record.items()} for record in answer(store, name, given).records()
        ]

    return asking


def complete_again(store: ox.Store, graph: ox.NamedNode) -> None:
    """Take out of a published graph what the rules had said of it, and add what they say of it now."""
    for name in ("couvertureConnue", "endroit", "intitule", "sert"):
        for quad in list(store.quads_for_pattern(None, ox.NamedNode(f"{MLG}{name}"), None, graph)):
            store.remove(quad)
    said = Graph()
    for quad in store.quads_for_pattern(None, None, None, graph):
        said.add((from_term(quad.subject), from_term(quad.predicate), from_term(quad.object)))
    added = complete(said).serialize(format="nt", encoding="utf-8")
    store.load(added, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)


def _short(value: object) -> object:
    return value.removeprefix(naming.ID) if isinstance(value, str) else value
