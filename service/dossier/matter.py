"""What is asked for a dossier: the answers of the catalogue, and the actions that concern the subject."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import networkx as nx
import pyoxigraph as ox

from queries.ask import Answer, Row
from queries.catalogue import catalogue
from service.actions import Action, read_actions
from service.dossier.subject import Kind, Subject
from service.framework import Branch, Element, Framework, read_framework
from service.questions.kept import answer_of
from service.terms import MLG
from service.world import Contract, World
from viz.network import build

SUBJECT = "@"
"""Stands for the subject in the arguments of a question."""


@dataclass(frozen=True)
class Matter:
    """A subject, the contracts it is looked at in, and what can be asked about it on a day."""

    world: World
    subject: Subject
    day: date
    _answers: dict[tuple[object, ...], Answer] = field(default_factory=dict, repr=False)

    @cached_property
    def contracts(self) -> tuple[Contract, ...]:
        """Return the contracts, as the pages know them."""
        return self.world.chosen([contract.identifier for contract in self.subject.contracts])

    @property
    def store(self) -> ox.Store:
        """Return the store that is asked."""
        return self.world.store

    @property
    def has_roadmap(self) -> bool:
        """Tell whether the actions of one contract at least are known."""
        return any(contract.has_roadmap for contract in self.contracts)

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """Return the framework of each contract."""
        return tuple(read_framework(self.world, contract) for contract in self.contracts)

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Return the frameworks, or the branch of the element that the dossier is about."""
        trees = [branch for framework in self.frameworks for branch in framework.tree]
        if self.subject.kind is not Kind.ELEMENT:
            return tuple(trees)
        return tuple(branch for branch in _all(trees) if branch.element.iri == self.subject.iri)

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """Return the elements in those branches."""
        return {branch.element.iri: branch.element for branch in _all(self.branches)}

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Return the actions that concern the subject, those of the roadmap first."""
        found = read_actions(self.world, self.contracts)
        kept = [each for each in found if self._concerns(each)]
        return tuple(sorted(kept, key=lambda each: (each.in_prose, each.thing.label, each.thing.iri)))

    @cached_property
    def action_iris(self) -> frozenset[str]:
        """Return the IRIs of those actions."""
        return frozenset(action.thing.iri for action in self.actions)

    @property
    def planned(self) -> tuple[Action, ...]:
        """Return the actions that a roadmap tells row by row."""
        return tuple(action for action in self.actions if not action.in_prose)

    @cached_property
    def network(self) -> "nx.Graph[str]":
        """Return the network of the contracts."""
        return build(self.store, [contract.identifier for contract in self.contracts])

    def ask(self, name: str, arguments: Mapping[str, str]) -> Answer | None:
        """Answer a question of the catalogue about these contracts; nothing where the catalogue has no such question.

        The value SUBJECT stands for the subject.
        """
        question = catalogue().get(name)
        if question is None:
            return None
        key = (name, *sorted(arguments.items()))
        if key not in self._answers:
            given = {parameter: [self._value(value)] for parameter, value in arguments.items()}
            given["contrat"] = [contract.identifier for contract in self.contracts]
            self._answers[key] = answer_of(self.world, question, given, day=self.day)
        return self._answers[key]

    def rows(self, name: str, arguments: Mapping[str, str], *, within: str = "") -> list[Row]:
        """Return the rows of an answer; `within` names a column whose thing must concern the subject."""
        answer = self.ask(name, arguments)
        if answer is None:
            return []
        if not within or self.subject.kind is Kind.CONTRACT:
            return list(answer.rows)
        itself = frozenset({self.subject.iri})
        known = {"action": self.action_iris, "quartier": itself, "acteur": itself}
        wanted = known.get(within, frozenset(self.elements))
        return [row for row in answer.rows if (thing := row[within]) is not None and thing.value in wanted]

    def address(self, name: str, arguments: Mapping[str, str]) -> str:
        """Return the permalink of a question, from the root of a site; it tells there when the data changed since."""
        answer = self.ask(name, arguments)
        return answer.recipe.address.replace("%2F", "/") if answer else ""

    def _value(self, value: str) -> str:
        return self.subject.local if value == SUBJECT else value

    def _concerns(self, action: Action) -> bool:
        if self.subject.kind is Kind.CONTRACT:
            return True
        return action.thing.iri in self._tied

    @cached_property
    def _tied(self) -> frozenset[str]:
        """Return the actions tied to the subject, as a quartier, as an element, or by what an actor does in them."""
        if self.subject.kind is Kind.QUARTER:
            return frozenset(self._pointing("quartier", self.subject.iri))
        if self.subject.kind is Kind.ELEMENT:
            return frozenset(self._pointing("sert", self.subject.iri))
        parts = dict.fromkeys(self._pointing("acteur", self.subject.iri), "dans")
        parts |= dict.fromkeys(self._pointing("financeur", self.subject.iri), "finance")
        return frozenset(action for node, name in parts.items() for action in self._pointed(node, name))

    def _pointing(self, name: str, iri: str) -> Iterator[str]:
        for contract in self.contracts:
            graph, predicate = ox.NamedNode(contract.graph), ox.NamedNode(f"{MLG}{name}")
            for quad in self.store.quads_for_pattern(None, predicate, ox.NamedNode(iri), graph):
                if isinstance(quad.subject, ox.NamedNode):
                    yield quad.subject.value

    def _pointed(self, iri: str, name: str) -> Iterator[str]:
        for contract in self.contracts:
            graph, predicate = ox.NamedNode(contract.graph), ox.NamedNode(f"{MLG}{name}")
            for quad in self.store.quads_for_pattern(ox.NamedNode(iri), predicate, None, graph):
                if isinstance(quad.object, ox.NamedNode):
                    yield quad.object.value


def _all(branches: Iterator[Branch] | tuple[Branch, ...] | list[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.children)
