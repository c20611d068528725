"""A line of a comparison: an object, what is known of it in each contract, and the sentences that say so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from queries.facts import enumeration
from queries.parameters import Value
from queries.rows import Row

State = Literal["présent", "absent", "inconnu"]
NOTHING_TO_CLOSE = "Rien à régler : il n'y a pas d'écart."


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of the objects of one kind: the words of a finding, what was looked at, what would close a gap.

    `name` frames the label of an object; `has` and `lacks` stand before contracts, `unknown` is why it is not known.
    A finding is told `with_detail` where what each contract says is the finding itself.
    """

    name: str
    has: str
    lacks: str
    unknown: str
    examined: str
    to_know: str
    if_forgotten: str = ""
    with_detail: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of an object in one contract: what its documents say of it, where; `why` it is not known."""

    contract: str
    state: State
    said: str = ""
    places: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An object, and a cell for each contract, in the order of their names."""

    thing: Value
    label: str
    cells: Sequence[Cell]

    def contracts(self, state: State) -> list[str]:
        """Return the contracts where the object is in a state."""
        return [cell.contract for cell in self.cells if cell.state == state]

    @property
    def detail(self) -> str:
        """Say what each contract says of the object."""
        return " | ".join(f"{cell.contract} : {cell.said}" for cell in self.cells if cell.said)


def not_told(*, is_known: bool) -> State:
    """Return the state of what no document of a contract tells: absent, if what would tell it was read."""
    return "absent" if is_known else "inconnu"


def row(rubrique: str, words: Words, line: Line) -> Row:
    """Return the row of the answer that tells a line."""
    present, absent, unknown = (line.contracts(state) for state in ("présent", "absent", "inconnu"))
    places = [place for cell in line.cells for place in cell.places]
    remedy = f"{words.to_know}." if unknown else f"{words.if_forgotten}." if absent else NOTHING_TO_CLOSE
    return {
        "rubrique": ox.Literal(rubrique),
        "objet": line.thing,
        "objetLabel": ox.Literal(line.label),
        "present": _joined(present),
        "absent": _joined(absent),
        "inconnu": _joined(unknown),
        "detail": ox.Literal(line.detail) if line.detail else None,
        "passage": _joined(places),
        "constat": ox.Literal(_finding(words, line)),
        "examine": ox.Literal(words.examined),
        "remede": ox.Literal(remedy),
    }


def _joined(texts: Sequence[str]) -> ox.Literal | None:
    return ox.Literal(" ; ".join(texts)) if texts else None


def _finding(words: Words, line: Line) -> str:
    present, absent = line.contracts("présent"), line.contracts("absent")
    has = f"{words.has} {enumeration(present)}" if present else "n'est connue pour aucun contrat"
    detail = f" ({line.detail})" if words.with_detail and line.detail else ""
    clauses = [f"{words.name.format(line.label)} {has}{detail}"]
    if absent:
        clauses.append(f"{words.lacks} {enumeration(absent)}")
    clauses.extend(_reasons(words, line))
    return f"{' ; '.join(clauses)}."


def _reasons(words: Words, line: Line) -> Iterable[str]:
    """Say of which contracts it is not known, and why, those of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for cell in line.cells:
        if cell.state == "inconnu":
            by_reason.setdefault(cell.why or words.unknown, []).append(cell.contract)
    if by_reason:
        told = (f"pour {enumeration(contracts)}, car {reason}" for reason, contracts in by_reason.items())
        yield f"on ne peut pas le savoir {', ni '.join(told)}"
