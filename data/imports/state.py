"""An import: a document that somebody handed in, and how far it has come."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How far an import has come."""

    WAITING = "en attente"
    READING = "en lecture"
    READ = "lu"
    INCOMPLETE = "à compléter"  # the document does not say of which contract it is
    REFUSED = "refusé"  # it cannot be read
    INTERRUPTED = "interrompu"  # the program was stopped while it was read
    PUBLISHED = "publié"
    DISCARDED = "écarté"


RUNNING = frozenset({State.WAITING, State.READING})
AGAIN = frozenset({State.READ, State.INCOMPLETE, State.REFUSED, State.INTERRUPTED, State.DISCARDED})
"""The states in which a document may be read again."""

STEPS = (
    "Lecture du fichier",
    "Reconnaissance de la mise en page",
    "Description des faits",
    "Validation",
    "Comparaison avec ce qui est publié",
    "Compte rendu",
)
"""What reading consists of, in order."""


@dataclass(frozen=True, slots=True)
class Import:
    """A document that was handed in, under a generated identifier; its `name` is only a text.

    `received` and `ended` are moments in UTC (ISO 8601); `contract` is the identifier that the person gave or that the
    reading found; `step` counts the steps of the reading that are done; `message` says why it was refused.
    """

    identifier: str
    name: str
    digest: str
    size: int
    received: str
    state: State = State.WAITING
    contract: str = ""
    asked: str = ""
    step: int = 0
    message: str = ""
    conforms: bool = False
    who: str = ""
    why: str = ""
    ended: str = ""

    def to_json(self) -> bytes:
        """Return the import as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Import":
        """Return an import from its JSON; raises ValueError, TypeError or KeyError where it is not one."""
        told = json.loads(content)
        return cls(**{**told, "state": State(told["state"])})
