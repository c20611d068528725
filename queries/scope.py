"""Choose the contracts that a question is asked about, and restrict the dataset to their graphs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from data import naming
from data.nearest import nearest
from data.text import fold
from queries.errors import UnknownValue
from queries.question import CONTRACT
from queries.terms import CONTAINS, DOCUMENT, LABEL, PROPOSED, PUBLISHED, TITLE, VERSION

_CATALOGUE = ox.NamedNode(naming.GRAPH_CATALOGUE)
_REFERENCE = ox.NamedNode(naming.GRAPH_REFERENCE)


@dataclass(frozen=True, slots=True)
class Contract:
    """A loaded contract: its identifier (such as `moissac`), its name, its published graph, that of its propositions.

    `parts` are the parts recognised in its documents, such as `feuille-de-route`; `revision` names the state of the
    published graph.
    """

    identifier: str
    iri: str
    label: str
    graph: str
    parts: frozenset[str] = frozenset()
    propositions: str = ""
    revision: str = ""

    @property
    def has_roadmap(self) -> bool:
        """Tell whether its actions are known; without a roadmap they are unknown, not absent."""
        return "feuille-de-route" in self.parts


@dataclass(frozen=True, slots=True)
class Scope:
    """The contracts chosen, in the order of their identifiers."""

    contracts: tuple[Contract, ...]

    @property
    def published(self) -> list[ox.NamedNode]:
        """Return the published graphs."""
        return [ox.NamedNode(contract.graph) for contract in self.contracts]

    @property
    def things(self) -> list[ox.NamedNode]:
        """Return the graphs that describe things: the published ones and the reference lists."""
        return [*self.published, _REFERENCE]

    @property
    def graphs(self) -> list[ox.NamedNode | ox.BlankNode]:
        """Return every graph of facts that a question may see."""
        return [_CATALOGUE, *self.things]

    @property
    def named(self) -> list[ox.NamedNode | ox.BlankNode]:
        """Return every graph that a question may name: those of the facts, and those of the propositions."""
        guessed = [ox.NamedNode(contract.propositions) for contract in self.contracts if contract.propositions]
        return [*self.graphs, *guessed]


def contracts(store: ox.Store) -> tuple[Contract, ...]:
    """Return the contracts that the catalogue graph lists, in the order of their identifiers."""
    published = store.quads_for_pattern(None, PUBLISHED, None, _CATALOGUE)
    return tuple(sorted((_contract(store, quad) for quad in published), key=lambda contract: contract.identifier))


def choose(store: ox.Store, values: Sequence[str]) -> Scope:
    """Return the contracts that the values name, all when there is none; raise UnknownValue for an unknown one."""
    known = contracts(store)
    if not values:
        return Scope(known)
    chosen = {_find(known, value) for value in values}
    return Scope(tuple(contract for contract in known if contract in chosen))


def titles(store: ox.Store, contract: Contract) -> tuple[str, ...]:
    """Return the titles of a contract's documents."""
    graph = ox.NamedNode(contract.graph)
    documents = _things(store, ox.NamedNode(contract.iri), DOCUMENT, graph)
    return tuple(_text(store, node, TITLE, graph) or node.value for node in documents)


def lists_revision(store: ox.Store) -> str:
    """Return the state of the reference lists, which all contracts share."""
    return _text(store, _REFERENCE, VERSION, _CATALOGUE)


def _contract(store: ox.Store, quad: ox.Quad) -> Contract:
    node, graph = quad.subject, quad.object
    if not (isinstance(node, ox.NamedNode) and isinstance(graph, ox.NamedNode)):
        raise TypeError("contracts and graphs are named by IRIs")
    identifier = node.value.removeprefix(naming.ID)
    documents = _things(store, node, DOCUMENT, graph)
    parts = {part.value for document in documents for part in _things(store, document, CONTAINS, graph)}
    label = _text(store, node, LABEL, _CATALOGUE) or identifier
    names = frozenset(part.rpartition("/")[2] for part in parts)
    guessed = next(iter(_things(store, node, PROPOSED, _CATALOGUE)), None)
    revision = _text(store, graph, VERSION, _CATALOGUE)
    return Contract(identifier, node.value, label, graph.value, names, guessed.value if guessed else "", revision)


def _find(known: Iterable[Contract], value: str) -> Contract:
    listed = tuple(known)
    for contract in listed:
        if fold(value) in {fold(contract.identifier), fold(contract.iri), fold(contract.label)}:
            return contract
    raise UnknownValue(CONTRACT, value, nearest(value, [contract.identifier for contract in listed]))


def _things(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode, graph: ox.NamedNode) -> list[ox.NamedNode]:
    found = (quad.object for quad in store.quads_for_pattern(node, predicate, None, graph))
    return sorted((thing for thing in found if isinstance(thing, ox.NamedNode)), key=lambda thing: thing.value)


def _text(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode, graph: ox.NamedNode) -> str:
    found = (quad.object for quad in store.quads_for_pattern(node, predicate, None, graph))
    return min((term.value for term in found if isinstance(term, ox.Literal)), default="")
