"""Judge a graph by the set-based checks of `checks/*.rq`: what core SHACL says badly.

A check is a SELECT query that Oxigraph runs over one published graph, with the vocabulary beside it in a named graph.
Each row is a result: `?focus` is the thing, `?path` and `?value` the property and the value at fault. The lines that
begin with `#+` are YAML: the check in one sentence, its severity, its message in French and in English, in which `{x}`
stands for the variable `?x` of the row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

import pyoxigraph as ox
import yaml
from rdflib import Graph

from ontology import files, memory
from ontology.place import framed
from ontology.report import Result, Severity
from ontology.rules import ONTOLOGY


@dataclass(frozen=True, slots=True)
class Check:
    """A question whose every answer is a fault."""

    name: str
    summary: str
    severity: Severity
    french: str
    english: str
    query: str


def header(query: str) -> dict[str, object]:
    r"""Return what the `#+` lines of a query say.

    >>> header("#+ summary: Une période finit avant de commencer\nSELECT * {}")
    {'summary': 'Une période finit avant de commencer'}
    """
    lines = (line.removeprefix("#+")[1:] for line in query.splitlines() if line.startswith("#+"))
    return cast(dict[str, object], yaml.safe_load("\n".join(lines)) or {})


@cache
def checks() -> tuple[Check, ...]:
    """Return all checks, in the order of their names."""
    return tuple(_check(name, query) for name, query in files.queries("checks").items())


def results(data: Graph) -> Iterator[Result]:
    """Yield a result for each row of each check."""
    store = memory.to_store(data, {ONTOLOGY: files.ontology_graph()})
    for check in checks():
        yield from run(check, data, store)


def run(check: Check, data: Graph, store: ox.Store) -> Iterator[Result]:
    """Yield a result for each row of one check over the store of the data."""
    answer = cast(ox.QuerySolutions, store.query(check.query))
    names = [variable.value for variable in answer.variables]
    for row in answer:
        texts = {name: _text(row[name]) for name in names if row[name] is not None}
        said = check.french.format_map(texts)
        french, english = framed(data, memory.from_term(row["focus"]), said, check.english.format_map(texts))
        yield Result(
            focus=texts["focus"],
            severity=check.severity,
            message=french,
            message_en=english,
            said=said,
            path=texts.get("path"),
            value=texts.get("value"),
            constraint=check.name,
            shape=check.name,
        )


def _check(name: str, query: str) -> Check:
    said = header(query)
    message = cast(dict[str, str], said["message"])
    return Check(name, str(said["summary"]), Severity(str(said["severity"])), message["fr"], message["en"], query)


def _text(term: object) -> str:
    return "[]" if isinstance(term, ox.BlankNode) else str(memory.from_term(term))
