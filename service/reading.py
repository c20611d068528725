"""Run the site's own queries, each a file of `service/site/`, and hand back rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Record:
    """One thing and all the values that the rows of a query give for it, in the order they came."""

    values: Mapping[str, tuple[Term, ...]]

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the values of a variable as text: the IRI of a thing, the words of a literal."""
        return tuple(plain(term) for term in self.values.get(name, ()))

    def text(self, name: str) -> str | None:
        """Return the first value of a variable, the French one where there are several, or nothing."""
        return next(iter(self.texts(name)), None)

    def said(self, name: str, language: str) -> tuple[str, ...]:
        """Return the words of a variable in one language only."""
        terms = self.values.get(name, ())
        return tuple(term.value for term in terms if isinstance(term, ox.Literal) and term.language == language)

    def need(self, name: str) -> str:
        """Return the value of a variable that the query always binds."""
        return self.texts(name)[0]

    def whole(self, name: str) -> int | None:
        """Return the first value as a whole number."""
        found = self.text(name)
        return None if found is None else int(found)

    def decimal(self, name: str) -> Decimal | None:
        """Return the first value as an exact amount."""
        found = self.text(name)
        return None if found is None else Decimal(found)

    def day(self, name: str) -> date | None:
        """Return the first value as a day."""
        found = self.text(name)
        return None if found is None else date.fromisoformat(found)

    def true(self, name: str) -> bool:
        """Tell whether the value is there and true."""
        return self.text(name) in {"true", "1"}


def plain(term: Term) -> str:
    """Return a term as text, without brackets, quotes or language tag.

    >>> plain(ox.NamedNode("https://example.org/a")), plain(ox.Literal("Élan", language="fr"))
    ('https://example.org/a', 'Élan')
    """
    return str(term) if isinstance(term, ox.Triple) else term.value


@cache
def query_text(name: str) -> str:
    """Return the text of the site's query of that name."""
    return (resources.files("service") / "site" / f"{name}.rq").read_text(encoding="utf-8")


def rows(
    store: ox.Store, name: str, *, graphs: Sequence[str], bound: Mapping[str, str] | None = None
) -> Iterator[dict[str, Term]]:
    """Yield the rows of a query over some named graphs; `bound` gives IRIs to variables that it selects."""
    solutions = store.query(
        query_text(name),
        named_graphs=[ox.NamedNode(graph) for graph in graphs],
        substitutions={ox.Variable(key): ox.NamedNode(iri) for key, iri in (bound or {}).items()},
    )
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(f"the query {name}.rq does not select rows")
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {key: term for key in names if (term := solution[key]) is not None}


def records(
    store: ox.Store, name: str, *, by: str, graphs: Sequence[str], bound: Mapping[str, str] | None = None
) -> list[Record]:
    """Return one record for each value of the variable `by`, sorted by it so that every run says the same."""
    found: dict[str, dict[str, dict[Term, None]]] = {}
    for row in rows(store, name, graphs=graphs, bound=bound):
        values = found.setdefault(plain(row[by]), {})
        for key, term in row.items():
            values.setdefault(key, {})[term] = None
    return [_record(found[key]) for key in sorted(found)]


def _record(values: Mapping[str, Iterable[Term]]) -> Record:
    return Record({key: tuple(sorted(terms, key=_french_first)) for key, terms in values.items()})


def _french_first(term: Term) -> tuple[bool, str]:
    return isinstance(term, ox.Literal) and term.language not in {None, "fr"}, plain(term)
