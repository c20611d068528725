"""Find the actors without whom the network of a contract would fall into several parts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import networkx as nx
import pyoxigraph as ox

from data.text import fold
from queries.parameters import Value
from queries.rows import Row
from queries.terms import XSD


@dataclass(slots=True)
class Network:
    """The network of one contract: actors are tied to actions, bodies and schemes, and by these to each other."""

    contract: Value
    contract_label: Value
    graph: "nx.Graph[str]" = field(default_factory=nx.Graph)
    actors: dict[str, Row] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Add that an actor takes part in something, and where that is written."""
        actor, tie = _text(row["acteur"]), f"lien {_text(row['lien'])}"
        self.actors[actor] = row
        self.graph.add_edge(actor, tie)
        if row["endroit"] is not None:
            self.places.setdefault(actor, set()).add(row["endroit"].value)

    def name(self, actor: str) -> str:
        """Return the label of an actor."""
        return _text(self.actors[actor]["acteurLabel"])

    def in_order(self, actors: Iterable[str]) -> list[str]:
        """Return actors in the order of their names."""
        return sorted(actors, key=lambda actor: (fold(self.name(actor)), actor))

    def cut(self, actor: str) -> list[list[str]]:
        """Return the parts that would be cut off from the largest one without an actor, larger ones first."""
        whole = nx.node_connected_component(self.graph, actor)
        rest = self.graph.subgraph(whole - {actor})
        parts = [self.in_order(part & self.actors.keys()) for part in nx.connected_components(rest)]
        ranked = sorted((part for part in parts if part), key=lambda part: (-len(part), fold(self.name(part[0])), part))
        return ranked[1:]

    def neighbours(self, actor: str) -> set[str]:
        """Return the actors who share something with an actor."""
        return {other for tie in self.graph[actor] for other in self.graph[tie]} - {actor}


def compute(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a row for each actor whose withdrawal would cut others off, those who cut off most first.

    Each row given says that an actor takes part in something: `contrat`, `acteur`, `type`, `lien`, and `endroit`, where
    it is written. Where the parts that are left are of one size, the one whose first name comes first counts as the
    largest.
    """
    for network in _networks(rows):
        cuts = {actor: network.cut(actor) for actor in nx.articulation_points(network.graph) if actor in network.actors}
        for actor in sorted(network.in_order(cuts), key=lambda one: -_size(cuts[one])):
            if cuts[actor]:
                yield _row(network, actor, cuts[actor])


def _networks(rows: Iterable[Row]) -> list[Network]:
    networks: dict[str, Network] = {}
    for row in sorted(rows, key=_key):
        contract, label = row["contrat"], row["contratLabel"]
        if contract is None or label is None:
            raise ValueError("each tie is told of a contract")
        networks.setdefault(contract.value, Network(contract, label)).add(row)
    return sorted(networks.values(), key=lambda one: (one.contract_label.value, one.contract.value))


def _key(row: Row) -> list[str]:
    return [_text(row[name]) for name in sorted(row)]


def _text(value: Value | None) -> str:
    return "" if value is None else value.value


def _size(parts: Sequence[Sequence[str]]) -> int:
    return sum(len(part) for part in parts)


def _row(network: Network, actor: str, parts: Sequence[Sequence[str]]) -> Row:
    told = network.actors[actor]
    names = [", ".join(f"« {network.name(one)} »" for one in part) for part in parts]
    return {
        "contrat": network.contract,
        "contratLabel": network.contract_label,
        "acteur": told["acteur"],
        "acteurLabel": told["acteurLabel"],
        "type": told["type"],
        "nombreLiens": _number(len(network.neighbours(actor))),
        "coupes": _number(_size(parts)),
        "lesquels": ox.Literal(" ; ".join(names)),
        "passage": _passage(network.places.get(actor, set())),
        "constat": ox.Literal(_finding(network.name(actor), parts, names)),
        "examine": ox.Literal(_examined(network)),
        "remede": ox.Literal(_remedy(network.name(actor), parts, names)),
    }


def _number(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(f"{XSD}integer"))


def _passage(places: set[str]) -> ox.Literal | None:
    return ox.Literal(" ; ".join(sorted(places))) if places else None


def _finding(name: str, parts: Sequence[Sequence[str]], names: Sequence[str]) -> str:
    if (size := _size(parts)) == 1:
        return f"Sans « {name} », {names[0]} n'aurait plus de lien dit avec le reste du réseau."
    return f"Sans « {name} », {size} acteurs n'auraient plus de lien dit avec le reste du réseau : {' ; '.join(names)}."


def _examined(network: Network) -> str:
    sizes = [len(part & network.actors.keys()) for part in nx.connected_components(network.graph)]
    return (
        f"Les {len(network.actors)} acteurs nommés qui ont part à une action, une instance ou un dispositif, reliés "
        f"quand ils ont part au même ; le plus grand ensemble relié en compte {max(sizes)}."
    )


def _remedy(name: str, parts: Sequence[Sequence[str]], names: Sequence[str]) -> str:
    together = f"à une action, une instance ou un dispositif, avec un autre acteur que « {name} »"
    if len(parts) > 1:
        return f"Associer un acteur de chacun des {len(parts)} groupes coupés ({' ; '.join(names)}) {together}."
    who = names[0] if len(parts[0]) == 1 else f"l'un d'eux ({names[0]})"
    return f"Associer {who} {together}."
