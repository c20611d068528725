"""What changed last in what is published: the last publications of the journal, the last decisions on each contract."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.history import Publication
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
    """What was done to a contract on a day: by whom, in a few words, with a few details under words of their own."""

    when: date
    contract: Contract
    who: tuple[str, ...]
    what: str
    details: tuple[Detail, ...]
    about: str


def read_changes(
    world: World, contracts: Sequence[Contract], published: Sequence[Publication] = ()
) -> tuple[Change, ...]:
    """Return the last changes of some contracts, the latest first; `published` is what the journal tells, likewise."""
    known = {contract.identifier: contract for contract in contracts}
    read = [each for each in published if each.contract in known][:SHOWN]
    told = [_of_publication(world, known[each.contract], each) for each in read]
    return latest([*told, *(change for contract in contracts for change in _decided(world, contract))])


def latest(changes: Iterable[Change], *, most: int = SHOWN) -> tuple[Change, ...]:
    """Return the last of some changes, the latest first."""
    return tuple(sorted(changes, key=lambda each: (-each.when.toordinal(), each.contract.label, each.what))[:most])


def _of_publication(world: World, contract: Contract, publication: Publication) -> Change:
    """Tell how much of what is said is new or gone, why, and in which documents it was read."""
    names = [world.refer(f"{contract.iri}/document/{each}") for each in publication.documents]
    read = count(len(names), "document lu", "documents lus") if names else "correction"
    gained = count(publication.added, "affirmation en plus", "affirmations en plus", feminine=True)
    lost = count(publication.removed, "en moins", "en moins", feminine=True)
    why = [Detail(publication.why, None)] if publication.why else []
    details = (*why, *(Detail(each.label, path_of(each.iri)) for each in names))
    who = (publication.who,)
    return Change(publication.time.date(), contract, who, f"{read}, {gained}, {lost}", details, "ce qui a été publié")


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
    about = "ce qui a été décidé" if len(told) == 1 else "par exemple"
    return (Change(when, contract, tuple(who), what, tuple(map(_detail, told)), about),)


def _detail(record: Record) -> Detail:
    return Detail(record.text("motif") or "", path_of(record.need("decision")))
