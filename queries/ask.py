"""Ask a question: parameters are bound as terms, contracts chosen by restricting the dataset, never by text."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from data import naming
from queries import computations
from queries.errors import (
    AmbiguousValue,
    MalformedValue,
    MissingValue,
    QuestionError,
    RepeatedValue,
    UnknownParameter,
    UnknownQuestion,
    UnknownValue,
)
from queries.parameters import Value, bind, given
from queries.question import CONTRACT, TODAY, Question
from queries.recipe import Recipe
from queries.rows import Row
from queries.scope import Contract, Scope, choose, lists_revision, titles
from queries.terms import XSD

__all__ = [
    "AmbiguousValue",
    "Answer",
    "MalformedValue",
    "MissingValue",
    "QuestionError",
    "Recipe",
    "RepeatedValue",
    "Row",
    "UnknownParameter",
    "UnknownQuestion",
    "UnknownValue",
    "ask",
]

Json = str | int | float | bool | None

_INTEGER, _DECIMAL, _BOOLEAN = f"{XSD}integer", f"{XSD}decimal", f"{XSD}boolean"


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a question, and their recipe; `notices` say in French what the answer cannot know.

    `before` are all the rows that there were, where only some of them were kept.
    """

    question: Question
    arguments: Mapping[str, tuple[str, ...]]
    rows: tuple[Row, ...]
    recipe: Recipe
    notices: tuple[str, ...]
    before: tuple[Row, ...] | None = None

    @property
    def whole(self) -> tuple[Row, ...]:
        """Return all rows, those that were not kept too."""
        return self.rows if self.before is None else self.before

    def records(self) -> list[dict[str, Json]]:
        """Return the rows as plain JSON values, one object a row; what is absent is None."""
        return [{name: plain(row[name]) for name in self.question.variables} for row in self.rows]


def ask(
    store: ox.Store,
    question: Question,
    arguments: Mapping[str, Sequence[str]],
    *,
    revision: str = "",
    asked_on: dt.date | None = None,
) -> Answer:
    """Answer a question; raise a QuestionError that says in French what is wrong with the arguments."""
    kept = given(question, arguments)
    scope = choose(store, kept.get(CONTRACT.name, ()))
    today = asked_on or dt.datetime.now(tz=dt.UTC).date()
    bound = bind(store, scope, question, kept, today=today)
    rows = tuple(_rows(store, scope, question, bound))
    recipe = Recipe(
        question=question.name,
        query=question.text,
        asked=_asked(question, kept, today),
        parameters=_bound_values(question, scope, bound),
        contracts=tuple(contract.label for contract in scope.contracts),
        sources=tuple(title for contract in scope.contracts for title in titles(store, contract)),
        revision=revision,
        revisions=_revisions(store, scope),
        asked_on=today,
        total=len(rows),
    )
    return Answer(question, kept, rows, recipe, tuple(_notices(scope, question, rows)))


def plain(term: Value | None) -> Json:
    """Return a term as a JSON value: IRIs, texts and dates as strings, numbers and booleans as such.

    >>> plain(ox.Literal("50000.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")))
    50000.5
    """
    if term is None or isinstance(term, ox.NamedNode):
        return term.value if term else None
    kind = term.datatype.value
    if kind == _INTEGER:
        return int(term.value)
    if kind == _DECIMAL:
        number = Decimal(term.value)
        return int(number) if number == number.to_integral_value() else float(number)
    return term.value in {"true", "1"} if kind == _BOOLEAN else term.value


def _rows(store: ox.Store, scope: Scope, question: Question, bound: Mapping[ox.Variable, Value]) -> Iterator[Row]:
    found = _solutions(store, scope, question, bound)
    for row in computations.load(question.computation)(found) if question.computation else found:
        yield {name: row[name] for name in question.variables}


def _solutions(store: ox.Store, scope: Scope, question: Question, bound: Mapping[ox.Variable, Value]) -> Iterator[Row]:
    if not question.takes(len(scope.contracts)):
        return  # what a query says of too many contracts could take long
    solutions = store.query(
        question.text, default_graph=[*scope.graphs], named_graphs=scope.named, substitutions=dict(bound)
    )
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(f"{question.name} is not a SELECT query")
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: _value(solution[name]) for name in names}


def _value(term: object) -> Value | None:
    if term is None or isinstance(term, ox.NamedNode | ox.Literal):
        return term
    raise TypeError(f"an answer holds IRIs and literals, not {term}")


def _bound_values(question: Question, scope: Scope, bound: Mapping[ox.Variable, Value]) -> dict[str, tuple[str, ...]]:
    terms = {variable.value: term.value for variable, term in bound.items()}
    chosen = {CONTRACT.name: tuple(contract.identifier for contract in scope.contracts)}
    return chosen | {p.name: (terms[p.variable],) for p in question.parameters if p.variable in terms}


def _asked(question: Question, kept: Mapping[str, tuple[str, ...]], today: dt.date) -> dict[str, tuple[str, ...]]:
    """Return what was asked, with the defaults of what was not: a permalink must not move with the days."""
    said = dict(kept)
    for parameter in question.parameters:
        if parameter.default:
            default = today.isoformat() if parameter.default == TODAY else parameter.default
            said.setdefault(parameter.name, (default,))
    return {option.name: said[option.name] for option in question.options if option.name in said}


def _revisions(store: ox.Store, scope: Scope) -> dict[str, str]:
    graphs = {contract.graph: contract.revision for contract in scope.contracts}
    return graphs | {str(naming.GRAPH_REFERENCE): lists_revision(store)}


def _notices(scope: Scope, question: Question, rows: Sequence[Row]) -> Iterator[str]:
    yield from _how_many(scope, question)
    if not question.part:
        return
    answered = {str(term.value) for row in rows if (term := row.get(CONTRACT.name)) is not None}
    for contract in scope.contracts:
        if question.part not in contract.parts and (question.partial or contract.iri not in answered):
            yield _notice(contract, question, answered=contract.iri in answered)


def _how_many(scope: Scope, question: Question) -> Iterator[str]:
    """Say that too few or too many contracts were chosen for the question."""
    number = len(scope.contracts)
    if not question.takes(number):
        yield f"La réponse est vide : {question.otherwise} (contrats choisis : {number})."


def _notice(contract: Contract, question: Question, *, answered: bool) -> str:
    what = "incomplète" if answered else "inconnue"
    return f"{contract.label} : {question.otherwise} ; la réponse est {what} pour ce contrat."
