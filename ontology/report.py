"""Say what is wrong with a graph: results and the report that holds them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Say how grave a result is, in SHACL's own words."""

    VIOLATION = "Violation"  # cannot be published
    WARNING = "Warning"  # published and shown
    INFO = "Info"  # advice


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Result:
    """One remark about one thing.

    `focus` is the thing's IRI (`[]` for a blank node); `message` is French, `message_en` English, both with the name of
    the thing and its place in the source; `said` is the French message without these; `path` is written as in SPARQL
    (`^` inverse, `|` alternative); `constraint` is the local name of the SHACL constraint component or the name of the
    check; `shape` is the IRI of the source shape, or the name of the check.
    """

    focus: str
    severity: Severity
    message: str
    message_en: str
    said: str
    path: str | None
    value: str | None
    constraint: str
    shape: str


@dataclass(frozen=True, slots=True)
class Report:
    """All results about one graph, the gravest first, in an order that depends on the graph alone."""

    results: tuple[Result, ...]

    @classmethod
    def of_results(cls, results: Iterable[Result]) -> "Report":
        """Return the report of some results, each kept once."""
        return cls(tuple(sorted(set(results), key=_order)))

    @property
    def conforms(self) -> bool:
        """Whether the graph can be published."""
        return not self.of(Severity.VIOLATION)

    def of(self, severity: Severity) -> tuple[Result, ...]:
        """Return the results of one severity."""
        return tuple(result for result in self.results if result.severity is severity)


def _order(result: Result) -> tuple[int | str, ...]:
    return (
        _RANK[result.severity],
        result.focus,
        result.shape,
        result.constraint,
        result.path or "",
        result.value or "",
        result.message,
    )
