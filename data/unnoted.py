"""What came into a contract's files otherwise than by the journal: it is noted before anything else is published."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import reduce

from data.composed import Parts
from data.journal import Entry, Journal, PartChange
from data.triples import Delta, Triples, digest

_NONE: Triples = frozenset()
_NAME = "Maillage"
_SHIPPED = "Contrat tel qu'il était avant sa première publication ici."
_BY_HAND = "Fichiers modifiés à la main depuis la dernière publication."


def unnoted(journal: Journal, contract: str, parts: Parts) -> Iterator[Entry]:
    """Yield the entry that notes what the files of a contract say and the journal does not, if there is any.

    So the journal alone tells all that a contract of the user was, and can make its files again.
    """
    noted = {part for entry in journal.entries if entry.contract == contract for part in entry.parts}
    changes = {part: _change(journal, contract, part, parts.get(part, _NONE)) for part in sorted({*noted, *parts})}
    found = {part: change for part, change in changes.items() if change}
    if found:
        yield Entry(
            time=now(), contract=contract, who=_NAME, why=_BY_HAND if noted else _SHIPPED, parts=found, taken=True
        )


def now() -> str:
    """Return the time of day in UTC, which tells people when; the order of entries is that of their numbers."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _change(journal: Journal, contract: str, part: str, triples: Triples) -> PartChange | None:
    after = digest(triples)
    if after == (journal.after(contract, part) or digest(_NONE)):
        return None
    noted = reduce(lambda state, delta: delta.applied(state), journal.changes(contract, part), _NONE)
    return PartChange.of(Delta.between(noted, triples), after)
