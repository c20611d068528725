"""Turn what people write into terms of the graph: only what exists there is ever bound to a query."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from data import naming
from data.nearest import nearest
from data.text import fold
from queries.errors import AmbiguousValue, MalformedValue, MissingValue, RepeatedValue, UnknownParameter, UnknownValue
from queries.question import ANYTHING, CONTRACT, DATE, INTEGER, TODAY, Parameter, Question
from queries.scope import Scope
from queries.terms import DECIDED, DERIVED, IN_SCHEME, LABEL, OTHER_NAMES, TITLE, TYPE, XSD

_SCHEMES = ("http://", "https://")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_SUGGESTIONS = 5

Value = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a parameter may mean: its French label, its labels and its other names."""

    iri: str
    label: str
    labels: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def local(self) -> str:
        """Return the identifier that people write, such as `clairval/action/maison-de-sante`."""
        return self.iri.removeprefix(naming.ID)


def given(question: Question, arguments: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the arguments without the blank ones; raise when one is unknown, missing or given twice."""
    known = [parameter.name for parameter in question.options]
    for name in arguments:
        if name not in known:
            raise UnknownParameter(name, known)
    kept = {name: tuple(value for value in arguments.get(name, ()) if value.strip()) for name in known}
    for parameter in question.parameters:
        if parameter.required and not kept[parameter.name]:
            raise MissingValue(parameter)
        if len(kept[parameter.name]) > 1:
            raise RepeatedValue(parameter)
    return {name: values for name, values in kept.items() if values}


def bind(
    store: ox.Store, scope: Scope, question: Question, arguments: Mapping[str, Sequence[str]], *, today: dt.date
) -> dict[ox.Variable, Value]:
    """Return the term that each parameter is bound to: what was given, or its default."""
    said = {parameter: arguments.get(parameter.name, (parameter.default,))[0] for parameter in question.parameters}
    return {
        ox.Variable(parameter.variable): resolve(
            store, scope, parameter, today.isoformat() if value == TODAY else value
        )
        for parameter, value in said.items()
        if value
    }


def resolve(store: ox.Store, scope: Scope, parameter: Parameter, value: str) -> Value:
    """Return the term that a value means; raise UnknownValue, AmbiguousValue or MalformedValue."""
    if parameter.is_thing:
        return _thing(store, scope, parameter, value)
    if parameter.kind == DATE:
        return _date(parameter, value)
    return _integer(parameter, value) if parameter.kind == INTEGER else _text(store, scope, parameter, value)


def valid_values(store: ox.Store, scope: Scope, parameter: Parameter) -> tuple[str, ...]:
    """Return what a person may choose for a parameter, in French, sorted; nothing for dates and integers."""
    if parameter.name == CONTRACT.name:
        return tuple(contract.identifier for contract in scope.contracts)
    if parameter.is_thing:
        return tuple(sorted({one.label for one in candidates(store, scope, parameter) if one.labels}, key=fold))
    return tuple(sorted({literal.value for literal in _texts(store, scope, parameter)}, key=fold))


def candidates(store: ox.Store, scope: Scope, parameter: Parameter) -> list[Candidate]:
    """Return the things that a parameter may mean in the graphs asked, in the order of their IRIs."""
    subjects = set(_subjects(store, scope, parameter))
    labels: dict[str, dict[str, str]] = {subject: {} for subject in subjects}
    names: dict[str, set[str]] = {subject: set() for subject in subjects}
    for subject, literal in _named(store, scope, (LABEL, TITLE)):
        if subject in subjects:
            labels[subject][literal.language or ""] = literal.value
    for subject, literal in _named(store, scope, OTHER_NAMES):
        if subject in subjects:
            names[subject].add(literal.value)
    return [_candidate(subject, labels[subject], names[subject]) for subject in sorted(subjects)]


def _candidate(iri: str, labels: Mapping[str, str], names: set[str]) -> Candidate:
    label = labels.get("fr") or next(iter(sorted(labels.values())), iri.removeprefix(naming.ID))
    return Candidate(iri, label, tuple(sorted(labels.values())), tuple(sorted(names)))


def _subjects(store: ox.Store, scope: Scope, parameter: Parameter) -> Iterator[str]:
    for graph in scope.things:
        for predicate, wanted in _marks(parameter):
            quads = store.quads_for_pattern(None, predicate, wanted, graph)
            yield from (quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


def _marks(parameter: Parameter) -> list[tuple[ox.NamedNode, ox.NamedNode | None]]:
    """Return the statements of which one makes a node a thing that the parameter may mean."""
    if parameter.kind == ANYTHING:
        return [(LABEL, None), (TITLE, None), (DERIVED, None), (DECIDED, None)]
    if parameter.scheme:
        return [(IN_SCHEME, ox.NamedNode(parameter.scheme))]
    return [(TYPE, ox.NamedNode(parameter.kind))]


def _named(store: ox.Store, scope: Scope, predicates: Sequence[ox.NamedNode]) -> Iterator[tuple[str, ox.Literal]]:
    for graph in scope.things:
        for predicate in predicates:
            for quad in store.quads_for_pattern(None, predicate, None, graph):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    yield quad.subject.value, quad.object


def _thing(store: ox.Store, scope: Scope, parameter: Parameter, value: str) -> ox.NamedNode:
    value = value.strip()
    if (found := _identified(store, scope, parameter, value)) is not None:
        return found
    known = candidates(store, scope, parameter)
    wanted = fold(value)
    tiers = (
        [candidate for candidate in known if candidate.local.rpartition("/")[2] == value],
        [candidate for candidate in known if wanted in map(fold, candidate.labels)],
        [candidate for candidate in known if wanted in map(fold, candidate.names)],
    )
    matches = next((tier for tier in tiers if tier), [])
    if not matches:
        raise UnknownValue(parameter, value, _suggestions(value, known))
    if len(matches) > 1:
        raise AmbiguousValue(parameter, value, [(match.label, match.local) for match in matches])
    return ox.NamedNode(matches[0].iri)


def _identified(store: ox.Store, scope: Scope, parameter: Parameter, value: str) -> ox.NamedNode | None:
    """Return the thing whose IRI or local identifier the value is, if the graphs asked know it as one."""
    node = _node(value if value.startswith(_SCHEMES) else f"{naming.ID}{value}")
    if node is None or "/" not in value:
        return None
    known = any(
        next(store.quads_for_pattern(node, predicate, wanted, graph), None)
        for graph in scope.things
        for predicate, wanted in _marks(parameter)
    )
    return node if known else None


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def _suggestions(value: str, known: Sequence[Candidate]) -> tuple[str, ...]:
    label_of = {name: candidate.label for candidate in known for name in (*candidate.names, *candidate.labels)}
    closest = nearest(value, label_of, limit=3 * _SUGGESTIONS)
    return tuple(islice(dict.fromkeys(label_of[name] for name in closest), _SUGGESTIONS))


def _texts(store: ox.Store, scope: Scope, parameter: Parameter) -> Iterator[ox.Literal]:
    yield from map(ox.Literal, parameter.choices)
    if parameter.source:
        yield from (literal for _, literal in _named(store, scope, (ox.NamedNode(parameter.source),)))


def _text(store: ox.Store, scope: Scope, parameter: Parameter, value: str) -> ox.Literal:
    known = {literal.value: literal for literal in _texts(store, scope, parameter)}
    if value in known:
        return known[value]
    matches = sorted(text for text in known if fold(text) == fold(value))
    if not matches:
        raise UnknownValue(parameter, value, nearest(value, known, limit=_SUGGESTIONS))
    if len(matches) > 1:
        raise AmbiguousValue(parameter, value, [("", match) for match in matches])
    return known[matches[0]]


def _date(parameter: Parameter, value: str) -> ox.Literal:
    try:
        day = dt.date.fromisoformat(value.strip())
    except ValueError:
        raise MalformedValue(parameter, value, "une date : écrivez par exemple 2024-05-31") from None
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))


def _integer(parameter: Parameter, value: str) -> ox.Literal:
    if not _INTEGER.fullmatch(value.strip()):
        raise MalformedValue(parameter, value, "un nombre entier")
    return ox.Literal(str(int(value)), datatype=ox.NamedNode(f"{XSD}integer"))
