"""Sum up funding lines: each rung of firmness by itself, with the lines whose amount nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.dossier.funding import by_firmness, funders, line_of, warning
from service.questions.view import View
from service.world import World


@dataclass(frozen=True, slots=True)
class Total:
    """What the lines of one rung come to; `amount` is in words, for most of it is unknown."""

    firmness: str
    lines: int
    without_amount: int
    amount: str
    funders: int
    funded: int
    alternatives: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The rungs, from the least firm to the firmest, and what must not be made of them."""

    rungs: Sequence[Total]
    warning: str


def tell(world: World, view: View) -> Totals:
    """Return the totals of the lines that were kept."""
    found = by_firmness(world.store, map(line_of, view.answer.rows))
    totals = [
        Total(
            firmness=rung.firmness,
            lines=len(rung.lines),
            without_amount=rung.without_amount,
            amount=rung.amount,
            funders=len(funders(rung.lines)),
            funded=len({line.action for line in rung.lines}),
            alternatives=sum(line.alternative for line in rung.lines),
        )
        for rung in found
    ]
    return Totals(tuple(totals), warning(found))
