"""What the first page of a contract says: a little of everything, each part leading to the whole of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.contract.bodies import Body, Quarter, quarters, read_bodies, schemes
from service.contract.card import Card, read_card
from service.contract.comparison import Comparison, comparisons
from service.contract.coverage import Tally, read_coverage, tallies
from service.contract.documents import Document, read_documents
from service.contract.funders import Funders, read_funders
from service.contract.partners import KindCount, Partners, actor_kinds, read_partners
from service.contract.roadmap import Status, statuses
from service.evidence import Passage, passages
from service.framework import Branch, read_framework
from service.index import Thing
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the first page of a contract says; `tallies` are told of each branch that it shows."""

    card: Card
    amends: Thing | None
    tree: tuple[Branch, ...]
    tallies: Mapping[str, Tally]
    statuses: tuple[Status, ...]
    funders: Funders
    kinds: tuple[KindCount, ...]
    partners: Partners
    bodies: tuple[Body, ...]
    schemes: tuple[Thing, ...]
    quarters: tuple[Quarter, ...]
    documents: tuple[Document, ...]
    comparisons: tuple[Comparison, ...]
    sources: tuple[Passage, ...]


def read_overview(world: World, contract: Contract) -> Overview:
    """Return what the first page of a contract says."""
    return world.readings.get(read_overview, contract.graph, lambda: _read(world, contract))


def _read(world: World, contract: Contract) -> Overview:
    tree = read_framework(world, contract).tree
    covered = read_coverage(world, contract)
    shown = [*tree, *(child for branch in tree for child in branch.children)]
    return Overview(
        card=read_card(world, contract),
        amends=world.refer(contract.amends) if contract.amends else None,
        tree=tree,
        tallies=tallies(shown, covered),
        statuses=statuses(world, contract),
        funders=read_funders(world, contract),
        kinds=actor_kinds(world, contract),
        partners=read_partners(world, contract),
        bodies=tuple(sorted(read_bodies(world, contract), key=_frequent)),
        schemes=schemes(world, contract),
        quarters=quarters(world, contract),
        documents=read_documents(world, contract),
        comparisons=comparisons(world, contract),
        sources=passages(world, contract.iri),
    )


def _frequent(body: Body) -> tuple[int, str]:
    return -(body.times_a_year or 0), body.thing.label
