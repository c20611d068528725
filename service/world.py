"""What every page has at hand: the store, the contracts loaded, the names of things and the vocabulary."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import Depends, Request

from data import naming
from data.lease import Lease
from queries.ask import Answer
from service.index import Index, Thing, most_precise, read_index
from service.pictures import Pictures
from service.reading import Record, records
from service.search.finder import Finder
from service.search.opening import finder_of
from service.shelf import Readings, Shelf
from service.terms import local_name
from service.vocabulary import Vocabulary, read_vocabulary

ROADMAP = str(naming.reference("contenu", "feuille de route"))
_TITLE_LENGTH = 120
_MOST_ANSWERS = 64


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that is loaded, and which parts of its documents were read."""

    identifier: str
    iri: str
    label: str
    graph: str
    territory: str | None
    period: str | None
    amends: str | None
    contents: frozenset[str]
    propositions: str | None = None

    @property
    def has_roadmap(self) -> bool:
        """Tell whether its actions are known; without a roadmap they are unknown, not absent."""
        return ROADMAP in self.contents


@dataclass(frozen=True)
class World:
    """A store opened for reading, with what was learnt from it once."""

    store: ox.Store
    directory: Path
    revision: str
    contracts: tuple[Contract, ...]
    vocabulary: Vocabulary
    index: Index
    pictures: Pictures = field(default_factory=Pictures, compare=False)
    readings: Readings = field(default_factory=Readings, compare=False)
    answers: Shelf[Answer] = field(default_factory=lambda: Shelf(_MOST_ANSWERS), compare=False)
    lease: Lease | None = field(default=None, compare=False, repr=False)
    """What keeps the directory of the store as long as somebody looks at this world."""

    @cached_property
    def finder(self) -> Finder:
        """Return the search over the things of the store."""
        contracts = {contract.graph: contract.identifier for contract in self.contracts}
        graphs = self.described
        return finder_of(
            self.store, self.index, directory=self.directory, revision=self.revision, contracts=contracts, graphs=graphs
        )

    @property
    def published(self) -> tuple[str, ...]:
        """Return the names of the published graphs."""
        return tuple(contract.graph for contract in self.contracts)

    @property
    def described(self) -> tuple[str, ...]:
        """Return the names of the graphs that describe things: published, and reference lists."""
        return (*self.published, str(naming.GRAPH_REFERENCE))

    def contract(self, identifier: str) -> Contract | None:
        """Return the contract of that identifier, such as `moissac`."""
        return next((contract for contract in self.contracts if contract.identifier == identifier), None)

    def chosen(self, identifiers: Sequence[str]) -> tuple[Contract, ...]:
        """Return the contracts of these identifiers, or all when none is asked for."""
        return tuple(each for each in self.contracts if not identifiers or each.identifier in identifiers)

    def find(self, iri: str) -> Thing | None:
        """Return a thing by its IRI: from the index, or described by its own words; nothing if it is unknown."""
        named = self.index.get(iri)
        if named or not is_iri(iri):
            return named
        found = records(self.store, "title", by="thing", graphs=self.described, bound={"thing": iri})
        return _untitled(found[0], self.vocabulary) if found else None

    def refer(self, iri: str) -> Thing:
        """Return a thing by its IRI, or a stand-in with the end of its IRI for a label."""
        return self.find(iri) or Thing(iri, local_name(iri), "")


def _untitled(record: Record, vocabulary: Vocabulary) -> Thing:
    kind = most_precise(record.texts("type"), vocabulary.parents)
    words = record.text("mots") or record.text("motif") or record.text("section") or vocabulary.kind(kind)
    short = words if len(words) <= _TITLE_LENGTH else f"{words[: _TITLE_LENGTH - 1]}…"
    return Thing(record.need("thing"), short, kind)


def read_world(
    store: ox.Store, *, directory: Path, revision: str, only: Collection[str] = (), lease: Lease | None = None
) -> World:
    """Learn from a store what every page needs; `only` are the identifiers of the contracts to know, all by default."""
    contracts = tuple(each for each in _contracts(store) if not only or each.identifier in only)
    vocabulary = read_vocabulary(store)
    graphs = [*(contract.graph for contract in contracts), str(naming.GRAPH_REFERENCE), str(naming.GRAPH_CATALOGUE)]
    index = read_index(store, graphs=graphs, parents=vocabulary.parents)
    return World(store, directory, revision, contracts, vocabulary, index, lease=lease)


def _contracts(store: ox.Store) -> tuple[Contract, ...]:
    listed = records(store, "contracts", by="contrat", graphs=[str(naming.GRAPH_CATALOGUE)])
    return tuple(sorted((_contract(store, each) for each in listed), key=lambda contract: contract.label))


def _contract(store: ox.Store, listed: Record) -> Contract:
    iri, graph = listed.need("contrat"), listed.need("graphe")
    found = records(store, "contract", by="contrat", graphs=[graph], bound={"contrat": iri})
    said = found[0] if found else Record({})
    return Contract(
        identifier=iri.removeprefix(naming.ID),
        iri=iri,
        label=listed.need("label"),
        graph=graph,
        territory=said.text("territoire"),
        period=said.text("periode"),
        amends=said.text("modifie"),
        contents=frozenset(said.texts("contenu")),
        propositions=listed.text("propositions"),
    )


def is_iri(text: str) -> bool:
    """Tell whether a text can be an IRI at all."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def path_of(iri: str) -> str | None:
    """Return the page of a thing on this host; nothing for what is not ours.

    >>> path_of("https://w3id.org/maillage/id/moissac/action/bourse-au-permis")
    '/id/moissac/action/bourse-au-permis'
    """
    if not iri.startswith(naming.ID):
        return None
    return f"/id/{quote(iri.removeprefix(naming.ID), safe='/')}"


def world_of(request: Request) -> World:
    """Return the world that a request is answered from, the same until it is answered."""
    world = request.state.world
    if not isinstance(world, World):
        raise TypeError("the application serves no world")
    return world


TheWorld = Annotated[World, Depends(world_of)]
