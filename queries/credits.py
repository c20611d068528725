"""Say under which licence data are given and which documents they come from: in words, and in RDF for data."""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from data import licence
from queries.scope import Contract, titles
from queries.terms import DOCUMENT, LICENSE, SOURCE

_LICENCE = ox.NamedNode(licence.SPDX)


def sources(store: ox.Store, contracts: Iterable[Contract]) -> tuple[str, ...]:
    """Return the titles of the documents of some contracts, each once."""
    return tuple(dict.fromkeys(title for contract in contracts for title in titles(store, contract)))


def credited(documents: Sequence[str]) -> str:
    """Return the licence and the sources as one line.

    >>> credited(["Avenant 2021-2023"])
    'Licence Ouverte 2.0 (https://www.etalab.gouv.fr/licence-ouverte-open-licence). Source : Avenant 2021-2023.'
    """
    if not documents:
        return f"{licence.TOLD}."
    return f"{licence.TOLD}. Source{'s' if len(documents) > 1 else ''} : {' ; '.join(documents)}."


def credits_of(store: ox.Store, contracts: Iterable[Contract]) -> Iterator[ox.Triple]:
    """Yield the licence and the documents of the graph of each contract."""
    for contract in contracts:
        graph = ox.NamedNode(contract.graph)
        yield ox.Triple(graph, LICENSE, _LICENCE)
        for quad in store.quads_for_pattern(ox.NamedNode(contract.iri), DOCUMENT, None, graph):
            yield ox.Triple(graph, SOURCE, quad.object)
