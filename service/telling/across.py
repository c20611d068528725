"""Tell the same of several contracts: each in its sentence while they are few, else in one list."""

from collections.abc import Iterator, Sequence

from service.telling.sentence import Link, Sentence, said
from service.world import Contract

FEW = 6
"""Up to how many contracts each have their sentence."""


def to_contract(contract: Contract) -> Link:
    """Return the link to the page of a contract."""
    return Link(contract.label, f"/contrats/{contract.identifier}")


def missing_in(contracts: Sequence[Contract], before: str, after: str, in_all: str) -> Iterator[Sentence]:
    """Yield what is missing in each contract; of many, `in_all` says it of them all, with their number in `{}`."""
    if len(contracts) > FEW:
        items = tuple(said(to_contract(contract)) for contract in contracts)
        yield Sentence((in_all.format(len(contracts)),), items=items, is_gap=True)
        return
    for contract in contracts:
        yield Sentence((before, to_contract(contract), after), is_gap=True)
