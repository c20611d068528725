"""What a dossier is about, found by the name that a person writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pyoxigraph as ox

from data import naming
from queries.parameters import candidates, resolve
from queries.question import Parameter
from queries.scope import Contract, choose
from service.terms import MLG


class Kind(StrEnum):
    """The four things that a dossier can be about."""

    CONTRACT = "contrat"
    ACTOR = "acteur"
    QUARTER = "quartier"
    ELEMENT = "element"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dossier is about, and the contracts in which it is looked at."""

    kind: Kind
    iri: str
    label: str
    contracts: tuple[Contract, ...]

    @property
    def local(self) -> str:
        """Return what stands for it in the address of a question."""
        return self.iri.removeprefix(naming.ID)


def _parameter(name: str, label: str, kind: str, designation: str) -> Parameter:
    return Parameter(name, label, "", f"{MLG}{kind}", required=True, variable="", designation=designation)


PARAMETERS = {
    Kind.ACTOR: _parameter("acteur", "Acteur", "Acteur", "l'acteur"),
    Kind.QUARTER: _parameter("quartier", "Quartier", "QuartierPrioritaire", "le quartier"),
    Kind.ELEMENT: _parameter("priorite", "Priorité", "ElementStrategique", "la priorité"),
}


def find(store: ox.Store, kind: Kind, value: str, *, contracts: Sequence[str] = ()) -> Subject:
    """Return the subject of that name; raise a QuestionError that gives the nearest names.

    A contract is named by `value`; the other subjects are looked for in `contracts`, in all that are loaded when there
    is none, and kept to those contracts that speak of them, unless contracts were named.
    """
    if kind is Kind.CONTRACT:
        chosen = choose(store, [value]).contracts
        return Subject(kind, chosen[0].iri, chosen[0].label, chosen)
    scope = choose(store, contracts)
    iri = resolve(store, scope, PARAMETERS[kind], value).value
    label = next(each.label for each in candidates(store, scope, PARAMETERS[kind]) if each.iri == iri)
    kept = scope.contracts if contracts else tuple(one for one in scope.contracts if _speaks(store, one, iri))
    return Subject(kind, iri, label, kept or scope.contracts)


def _speaks(store: ox.Store, contract: Contract, iri: str) -> bool:
    node, graph = ox.NamedNode(iri), ox.NamedNode(contract.graph)
    return any(store.quads_for_pattern(node, None, None, graph)) or any(
        store.quads_for_pattern(None, None, node, graph)
    )
