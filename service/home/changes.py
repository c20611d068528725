"""What changed last in what is published: the last decisions that people took on each contract.

What is written through the service is told here too once it is kept in a journal: a change is a `Change`, wherever it
comes from, and `latest` puts them in order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from service.phrases import count
from service.reading import Record, records
from service.world import Contract, World, path_of

SHOWN, EXAMPLES = 3, 2


@dataclass(frozen=True, slots=True)
class Detail:
    """A thing that a change did, in words, and its page."""

    words: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a contract on a day: by whom, in a few words, with a few details."""

    when: date
    contract: Contract
    who: tuple[str, ...]
    what: str
    details: tuple[Detail, ...]


def read_changes(world: World, contracts: Sequence[Contract]) -> tuple[Change, ...]:
    """Return the last changes of some contracts, the latest first."""
    return latest(change for contract in contracts for change in _decided(world, contract))


def latest(changes: Iterable[Change], *, most: int = SHOWN) -> tuple[Change, ...]:
    """Return the last of some changes, the latest first."""
    return tuple(sorted(changes, key=lambda each: (-each.when.toordinal(), each.contract.label, each.what))[:most])


def _decided(world: World, contract: Contract) -> tuple[Change, ...]:
    return world.readings.get(_decided, contract.graph, lambda: _read(world, contract))


def _read(world: World, contract: Contract) -> tuple[Change, ...]:
    found = records(world.store, "last-decisions", by="decision", graphs=[contract.graph])
    when = found[0].day("decideLe") if found else None
    if when is None:
        return ()
    who = sorted({name for each in found for name in each.texts("decidePar")})
    told = [each for each in found if each.text("motif")][:EXAMPLES]
    what = count(len(found), "décision de lecture", "décisions de lecture", feminine=True)
    return (Change(when, contract, tuple(who), what, tuple(map(_detail, told))),)


def _detail(record: Record) -> Detail:
    return Detail(record.text("motif") or "", path_of(record.need("decision")))
