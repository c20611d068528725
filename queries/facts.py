"""Facts for a computation: rows « this, of this kind, to that », each of a contract, read whatever their order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from data import naming
from data.text import fold
from queries.parameters import Value
from queries.rows import Row
from queries.terms import XSD


@dataclass(slots=True)
class Facts:
    """What is told of one contract: by kind of fact (`fait`), what a subject is related to, and where that is said."""

    contract: Value
    contract_label: Value
    labels: dict[str, Value] = field(default_factory=dict)
    nodes: dict[str, Value] = field(default_factory=dict)
    related: defaultdict[str, defaultdict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    places: defaultdict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, row: Row) -> None:
        """Add the fact of a row: `fait`, `sujet`, `objet`; labels and `endroit` where the query gives them."""
        kind, subject, other = text(row["fait"]), self._node(row, "sujet"), self._node(row, "objet")
        self.related[kind][subject].update({other} - {""})
        if (place := row.get("endroit")) is not None:
            self.places[kind, subject, other].add(place.value)

    def subjects(self, kind: str) -> Collection[str]:
        """Return those of whom a kind of fact is told."""
        return self.related[kind].keys()

    def of(self, kind: str, *subjects: str) -> set[str]:
        """Return what subjects are related to by a kind of fact."""
        return set().union(*(self.related[kind].get(subject, ()) for subject in subjects))

    def inverse(self, kind: str) -> dict[str, set[str]]:
        """Return for each thing who is related to it by a kind of fact."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for subject, others in self.related[kind].items():
            for other in others:
                found[other].add(subject)
        return found

    def name(self, node: str) -> str:
        """Return the label of a node."""
        return text(self.labels[node])

    def names(self, nodes: Iterable[str]) -> list[str]:
        """Return the labels of nodes between French quotation marks, in the order of the words."""
        return [f"« {name} »" for name in sorted(map(self.name, nodes), key=lambda one: (fold(one), one))]

    def passage(self, *facts: tuple[str, str, str]) -> ox.Literal | None:
        """Return where facts are said, each place once, or nothing."""
        places = self.where(*facts)
        return ox.Literal(" ; ".join(places)) if places else None

    def where(self, *facts: tuple[str, str, str]) -> tuple[str, ...]:
        """Return where facts are said, each place once, in the order of the words."""
        return tuple(sorted(set().union(*(self.places.get(fact, ()) for fact in facts))))

    def _node(self, row: Row, name: str) -> str:
        node, label = row[name], row.get(f"{name}Label")
        if node is None:
            return ""
        self.nodes[node.value] = node
        if label is not None:  # of several labels the first one, whatever the order of the rows
            self.labels[node.value] = min(label, self.labels.get(node.value, label), key=text)
        return node.value


def by_contract(rows: Iterable[Row]) -> list[Facts]:
    """Return the facts of each contract, in the order of the contracts' names."""
    found: dict[str, Facts] = {}
    for row in rows:
        contract, label = row["contrat"], row["contratLabel"]
        if contract is None or label is None:
            raise ValueError("each fact is told of a contract")
        found.setdefault(contract.value, Facts(contract, label)).add(row)
    return sorted(found.values(), key=lambda one: (one.contract_label.value, one.contract.value))


def text(value: Value | None) -> str:
    """Return the text of a term, or nothing."""
    return "" if value is None else value.value


def number(value: int) -> ox.Literal:
    """Return a number as a term."""
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))


def is_read(facts: Facts, part: str) -> bool:
    """Tell whether a part of the contract's documents, such as `annuaire`, was read."""
    return f"{naming.ID}{naming.REFERENCE}/contenu/{part}" in facts.of("contient", *facts.subjects("contient"))


def enumeration(names: Sequence[str]) -> str:
    """Return names between French quotation marks, the last one after « et ».

    >>> enumeration(["A", "B", "C"])
    '« A », « B » et « C »'
    """
    quoted = [f"« {name} »" for name in names]
    return " et ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def shared(kinds: Sequence[tuple[str, str, Collection[str]]], facts: Facts) -> list[str]:
    """Say what is shared: « 1 action (« Bal ») », « 2 publics (…) », for each kind that has any.

    Each kind is its singular, its plural and the things shared.
    """
    return [
        f"{len(things)} {one if len(things) == 1 else many} ({', '.join(facts.names(things))})"
        for one, many, things in kinds
        if things
    ]
