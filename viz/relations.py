"""Say in French how two things of a picture are tied, from a row of an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import pyoxigraph as ox

from queries.ask import Answer, Row
from queries.display import cell
from viz.view import TieSource

UNSAID = frozenset({"https://w3id.org/maillage/id/reference/role/acteur"})
"""What the lists say where a source says no more: the role of who is only told as an actor."""
PASSAGE = "passage"
"""The column of an answer that says where its row is written."""
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """Hold one way in which two things are tied; `detail` says how, in words, and `passage` where it is written."""

    kind: str
    detail: str = ""
    weight: float = 1.0
    passage: str = field(default="", compare=False)

    @property
    def label(self) -> str:
        """Return the words to show.

        >>> Relation("finance", "voté ; 50 000 € ; 2024").label
        'finance (voté ; 50 000 € ; 2024)'
        >>> Relation("participe").label
        'participe'
        """
        return f"{self.kind} ({self.detail})" if self.detail else self.kind


def relation(tie: TieSource, answer: Answer, row: Row) -> Relation:
    """Return what a row says of its two things; what is absent is left out, never zero."""
    term = row[tie.weight] if tie.weight else None
    weight = float(Decimal(term.value)) if isinstance(term, ox.Literal) else 1.0
    written = row[PASSAGE] if PASSAGE in answer.question.variables else None
    return Relation(tie.kind, " ; ".join(_details(tie, answer, row)), weight, written.value if written else "")


def _details(tie: TieSource, answer: Answer, row: Row) -> Iterator[str]:
    for said in tie.detail:
        names = _PLACE.findall(said) or [said]
        values = [row[name] for name in names]
        if any(value is None or value.value in UNSAID for value in values):
            continue
        words = {name: _words(answer, row, name) for name in names}
        yield _PLACE.sub(lambda match: words[match[1]], said) if "{" in said else words[said]  # noqa: B023  # used at once


def _words(answer: Answer, row: Row, name: str) -> str:
    column = next(column for column in answer.question.columns if column.name == name)
    return cell(column, row)
