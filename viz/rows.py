"""Ask a store one of this floor's own queries, and get rows of plain text."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox


def select(
    store: ox.Store, query: str, *, graphs: Iterable[str] | None = None, given: Mapping[str, str] | None = None
) -> Iterator[dict[str, str]]:
    """Yield one dict a row, of the variables that are bound; `given` holds IRIs that replace variables of the query.

    >>> next(select(ox.Store(), "SELECT ?x ?y { BIND (1 AS ?x) }"))
    {'x': '1'}
    """
    solutions = store.query(
        query,
        named_graphs=None if graphs is None else [ox.NamedNode(graph) for graph in graphs],
        substitutions={ox.Variable(name): ox.NamedNode(iri) for name, iri in (given or {}).items()},
    )
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("only SELECT queries give rows")
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: term.value for name in names if isinstance(term := solution[name], ox.NamedNode | ox.Literal)}
