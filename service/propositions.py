"""What a machine guesses and what people decided of it, as pages show it: apart from the facts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from data import naming
from service.evidence import Decision
from service.index import Thing
from service.reading import Record, records
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Proposition:
    """The guess that an action answers an element, which nobody has accepted or refused."""

    action: Thing
    element: Thing
    score: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about a proposition."""

    action: Thing
    element: Thing
    is_accepted: bool
    decision: Decision


@dataclass(frozen=True, slots=True)
class Guesses:
    """The guesses about a thing that wait, the likeliest first, and those that were decided."""

    waiting: tuple[Proposition, ...] = ()
    decided: tuple[Verdict, ...] = ()
    address: str = ""
    """The page on which those that wait are told with all that is known of them."""


def guesses(world: World, thing: Thing, contract: Contract) -> Guesses:
    """Return what is guessed of an action, or of an element of the framework."""
    side = "action" if thing.kind == "Action" else "element"
    bound = {side: thing.iri}
    said = records(world.store, "verdicts", by="decision", graphs=[contract.graph], bound=bound)
    verdicts = tuple(_verdict(world, each) for each in said)
    return Guesses(waiting(world, contract, **bound), verdicts, address(contract, **bound))


def waiting(world: World, contract: Contract, **bound: str) -> tuple[Proposition, ...]:
    """Return the guesses of a contract, or about its action or element of that IRI, the likeliest first."""
    found = records(world.store, "propositions", by="proposition", graphs=_graphs(contract), bound=bound)
    guessed = (_proposition(world, each) for each in found)
    return tuple(sorted(guessed, key=lambda each: (-each.score, each.element.label)))


def numbers(world: World, contract: Contract) -> Mapping[str, int]:
    """Return how many guesses wait for each element."""
    found = records(world.store, "propositions", by="proposition", graphs=_graphs(contract))
    return Counter(each.need("element") for each in found)


def address(contract: Contract, **things: str) -> str:
    """Return the page of the question about guesses, asked of a contract and of some of its things."""
    asked = {"contrat": contract.identifier} | {name: iri.removeprefix(naming.ID) for name, iri in things.items()}
    return f"/questions/propositions?{urlencode(asked)}"


def _graphs(contract: Contract) -> list[str]:
    return [contract.propositions] if contract.propositions else []


def _proposition(world: World, record: Record) -> Proposition:
    action, element = (world.refer(record.need(name)) for name in ("action", "element"))
    return Proposition(action, element, record.decimal("score") or Decimal(0), record.need("motif"))


def _verdict(world: World, record: Record) -> Verdict:
    action, element = (world.refer(record.need(name)) for name in ("action", "element"))
    who, when, why = record.text("decidePar"), record.day("decideLe"), record.text("motif")
    return Verdict(action, element, record.true("accepte"), Decision(record.need("decision"), who, when, why))
