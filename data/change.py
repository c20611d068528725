"""What may be published, what it would do, and why it is not: the values that the writer takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import Graph

from data.composed import Composed
from data.triples import Delta
from ontology import Report

PUBLISHED = "published"
"""The name, beside those of the parts, under which the difference of the published graph is told."""


class Unpublished(Exception):
    """Nothing was published; the message says why, in French."""


class BadChange(Unpublished):
    """A change does not name what it changes, or by whom, or says what RDF does not allow."""


class NothingNew(Unpublished):
    """The contract says all that already, and nothing besides."""

    def __init__(self, contract: str) -> None:
        super().__init__(f"Rien à publier : le contrat « {contract} » dit déjà cela.")
        self.contract = contract


class Refused(Unpublished):
    """The contract would break the rules; the report says which."""

    def __init__(self, report: Report) -> None:
        super().__init__("Rien n'est publié, car des violations empêchent la publication.")
        self.report = report


class Outdated(Unpublished):
    """The contract is no longer what the change was made of: somebody published meanwhile."""

    def __init__(self, base: str, current: str) -> None:
        super().__init__("Rien n'est publié : le contrat vient de changer. Relisez-le, puis recommencez.")
        self.base, self.current = base, current


@dataclass(frozen=True, slots=True)
class Change:
    """Whole new graphs of some parts of a contract: `sources/<document>`, `curation`, `retraction`.

    A source whose graph is empty goes. `heading` is the comment above what is new in a text that people wrote; by
    default it says who publishes, and why.
    """

    contract: str
    graphs: Mapping[str, Graph]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a change would do to a contract in the state that `base` names.

    That is how it would be judged, and what each part, and the published graph, would gain and lose.
    """

    change: Change
    base: str
    report: Report
    delta: Mapping[str, Delta]
    composed: Composed = field(compare=False, repr=False)
    """The contract as it would be."""

    @property
    def conforms(self) -> bool:
        """Whether the change may be published."""
        return self.report.conforms

    @property
    def is_new(self) -> bool:
        """Whether the change says anything that the contract does not."""
        return any(delta for part, delta in self.delta.items() if part != PUBLISHED)

    @property
    def added(self) -> int:
        """How many statements are published that were not."""
        return len(self.delta[PUBLISHED].added)

    @property
    def removed(self) -> int:
        """How many statements are published no more."""
        return len(self.delta[PUBLISHED].removed)
