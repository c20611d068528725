"""The findings that pages tell first, and the contracts of which nothing can be found because they are not known."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries import findings
from queries.findings import Finding, Kind, foremost, kinds
from service.world import Contract, World

CONTRACTS = 20
"""Over how many contracts a page looks for findings; beyond, each contract tells its own."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The most serious findings of some contracts; `silent` are those whose actions are unknown, `missed` too many."""

    told: tuple[Finding, ...]
    silent: tuple[Contract, ...]
    missed: int
    order: tuple[Kind, ...]


def few(contracts: Sequence[Contract]) -> Sequence[Contract]:
    """Return the contracts where they are few enough for one page to look into each, and none otherwise."""
    return contracts if len(contracts) <= CONTRACTS else ()


def today() -> dt.date:
    """Return the day on which the questions place themselves where nobody says another."""
    return dt.datetime.now(tz=dt.UTC).date()


def read_findings(world: World, contracts: Sequence[Contract]) -> Findings:
    """Return the few findings to tell first of some contracts, as they stand today."""
    looked_at = few(contracts)
    found = [each for contract in looked_at for each in _of(world, contract, today())]
    return Findings(
        told=foremost(found),
        silent=tuple(contract for contract in looked_at if not contract.has_roadmap),
        missed=len(contracts) - len(looked_at),
        order=kinds(),
    )


def linked(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Cut the sentence of a finding into words and names: each piece with the IRI of what it names, or nothing.

    A thing that the sentence does not name between guillemets comes after it, by its label.
    """
    pieces = [(finding.sentence, "")]
    for iri, label in sorted(finding.things, key=lambda thing: -len(thing[1])):
        pieces = list(_cut(pieces, iri, label))
    named = {iri for _, iri in pieces}
    return (*pieces, *((label, iri) for iri, label in finding.things if iri not in named))


def _cut(pieces: Sequence[tuple[str, str]], iri: str, label: str) -> Iterator[tuple[str, str]]:
    """Set a name apart in the first piece of plain words that quotes it."""
    found = False
    for words, target in pieces:
        before, quoted, after = words.partition(f"« {label} »")
        if quoted and not target and not found:
            found = True
            yield from ((f"{before}« ", ""), (label, iri), (f" »{after}", ""))
        else:
            yield words, target


def _of(world: World, contract: Contract, day: dt.date) -> tuple[Finding, ...]:
    return world.readings.get(
        _of, (contract.graph, day), lambda: findings.findings(world.store, contract.identifier, today=day)
    )
