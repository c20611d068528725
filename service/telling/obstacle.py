"""Tell an obstacle: to what, whom it names, and what is done where it was noted."""

from collections.abc import Iterator

from service.index import Thing
from service.telling.identity import other_names, remarks
from service.telling.known import Known
from service.telling.sentence import Section, Sentence, names, said

TOLD = frozenset[str]()


def tell(known: Known) -> Iterator[Section]:
    """Yield what is told of an obstacle."""
    yield Section("identite", "Ce que c'est", tuple(_identity(known)))
    yield Section("actions", "Ce qui a été fait", tuple(_deeds(known)))


def _identity(known: Known) -> Iterator[Sentence]:
    of = f" le {known.contract.label}" if known.contract else " un contrat"
    yield said(f"Un frein que note{of}.", sources=known.where())
    if elements := known.things("observeDans"):
        yield said("Fait obstacle à ", *names(elements), ".", sources=known.where())
    if concerned := known.things("concerne"):
        yield said("Nomme ", *names(concerned), ".", sources=known.where())
    yield from other_names(known)
    yield from remarks(known)


def _deeds(known: Known) -> Iterator[Sentence]:
    found = known.finding("freins", "frein")
    if found is None:
        return
    yield said(found.text("constat"))
    if done := _actions(known, found.text("avecActionPreuves")):
        yield said("Les actions prévues ou en cours :", items=map(said, done))
    if remedy := found.text("remede"):
        yield said("Ce qui le réglerait : ", remedy[:1].lower() + remedy[1:])


def _actions(known: Known, evidence: str) -> list[Thing]:
    """Return the actions of the contract that the evidence of a finding names."""
    found = set(evidence.split(" ; "))
    every = known.world.index.of_kind("Action")
    return [thing for thing in every if thing.owner == known.thing.owner and thing.label in found]
