"""What the page of a contract says: figures, framework, roadmap, partners, signatories, bodies, documents."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from service.actions import Action, ActionRow, read_actions, with_details
from service.evidence import Passage, passages
from service.framework import Branch, Element, read_framework
from service.index import Thing
from service.propositions import numbers
from service.reading import Record, records
from service.relations import Participation, Relay, participations, relays
from service.terms import MLG, local_name
from service.world import Contract, World

SIGNING = frozenset({"signataire", "signataire-associe"})
LISTED = "repertorie"
UNFOLDED = 60
"""Up to how many elements a framework is shown with its priorities unfolded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a contract; nothing where it is unknown."""

    label: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """A contract as the home page shows it."""

    contract: Contract
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The actions that answer one first-level element; no element for those that answer none."""

    element: Element | None
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """The actions that the text tells under one element, by status in the order of the list of statuses."""

    element: Element
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The partners listed under one heading of the directory."""

    label: str
    partners: tuple[Participation, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that steers or coordinates: how often it meets and who sits in it."""

    thing: Thing
    times_a_year: int | None
    when: str | None
    members: tuple[Participation, ...]
    sources: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a contract, and the parts that were read in it."""

    thing: Thing
    digest: str | None
    contents: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class ContractPage:
    """All that the page of a contract says."""

    card: Card
    amends: Thing | None
    tree: tuple[Branch, ...]
    long: bool
    answered: Mapping[str, int]
    guessed: Mapping[str, int]
    chapters: tuple[Chapter, ...]
    tellings: tuple[Telling, ...]
    headings: tuple[Heading, ...]
    signatories: tuple[Participation, ...]
    others: tuple[Participation, ...]
    bodies: tuple[Body, ...]
    schemes: tuple[Thing, ...]
    quarters: tuple[Thing, ...]
    relays: tuple[Relay, ...]
    documents: tuple[Document, ...]
    sources: tuple[Passage, ...]


def read_card(world: World, contract: Contract) -> Card:
    """Count what a contract holds; what its documents do not tell is unknown, never zero."""
    found = records(world.store, "counts", by="type", graphs=[contract.graph])
    numbers = {each.need("type"): each.whole("nombre") or 0 for each in found}
    roadmap = contract.has_roadmap

    def figure(label: str, kind: str, *, known: bool) -> Figure:
        number = numbers.get(f"{MLG}{kind}", 0)
        return Figure(label, number if known or number else None)

    return Card(
        contract,
        (
            figure("éléments du cadre", "ElementStrategique", known=True),
            figure("actions", "Action", known=roadmap),
            figure("acteurs nommés", "Acteur", known=roadmap),
            figure("lignes de financement", "EngagementFinancier", known=roadmap),
            figure("mesures citées", "RelaisDeMesure", known=False),
        ),
    )


def read_contract(world: World, contract: Contract) -> ContractPage:
    """Gather what the page of a contract says."""
    tree = read_framework(world, contract)
    actions = read_actions(world, [contract])
    taking_part = participations(world, graphs=[contract.graph], bound={"dans": contract.iri})
    by_role = [(local_name(each.role.iri), each) for each in taking_part]
    return ContractPage(
        card=read_card(world, contract),
        amends=world.refer(contract.amends) if contract.amends else None,
        tree=tree.tree,
        long=len(tree.elements) > UNFOLDED,
        answered=Counter(element.iri for action in actions for element in action.elements),
        guessed=numbers(world, contract),
        chapters=_chapters(world, (action for action in actions if not action.in_prose)),
        tellings=_tellings(action for action in actions if action.in_prose),
        headings=_headings(each for role, each in by_role if role == LISTED),
        signatories=tuple(each for role, each in by_role if role in SIGNING),
        others=tuple(each for role, each in by_role if role not in SIGNING and role != LISTED),
        bodies=_bodies(world, contract),
        schemes=_owned(world, contract, "Dispositif"),
        quarters=_owned(world, contract, "QuartierPrioritaire"),
        relays=relays(world, contract.iri, measure=False),
        documents=_documents(world, contract),
        sources=passages(world, contract.iri),
    )


def _chapters(world: World, actions: Iterable[Action]) -> tuple[Chapter, ...]:
    """Group actions by first-level element; an action of two of them stands in both."""
    placed = [(element, action) for action in actions for element in action.pillars or (None,)]
    ordered = sorted(placed, key=lambda pair: (*_place(pair[0]), pair[1].thing.label))
    return tuple(
        Chapter(element, with_details(world, [action for _, action in pairs]))
        for element, pairs in ((key, list(found)) for key, found in groupby(ordered, key=lambda pair: pair[0]))
    )


def _tellings(actions: Iterable[Action]) -> tuple[Telling, ...]:
    """Group actions by the elements that the text tells them under, in the order of the framework."""
    placed = [
        (element, action) for action in actions for element in action.elements if not element.is_level("priorite")
    ]
    ordered = sorted(placed, key=lambda pair: (*_place(pair[0]), _status(pair[1]), pair[1].thing.label))
    return tuple(
        Telling(element, tuple(action for _, action in pairs))
        for element, pairs in groupby(ordered, key=lambda pair: pair[0])
    )


def _status(action: Action) -> str:
    return action.status.label if action.status else ""


def _place(element: Element | None) -> tuple[bool, int, str]:
    return (element is None, element.rank if element else 0, element.iri if element else "")


def _headings(listed: Iterable[Participation]) -> tuple[Heading, ...]:
    ordered = sorted(listed, key=lambda each: (each.heading or "", each.who.label, each.iri))
    grouped = groupby(ordered, key=lambda each: each.heading or "Sans rubrique")
    return tuple(Heading(label, tuple(partners)) for label, partners in grouped)


def _bodies(world: World, contract: Contract) -> tuple[Body, ...]:
    found = records(world.store, "instances", by="instance", graphs=[contract.graph])
    return tuple(sorted((_body(world, contract, each) for each in found), key=lambda body: body.thing.label))


def _body(world: World, contract: Contract, record: Record) -> Body:
    iri = record.need("instance")
    return Body(
        thing=world.refer(iri),
        times_a_year=record.whole("foisParAn"),
        when=" ; ".join(record.texts("echeance")) or None,
        members=participations(world, graphs=[contract.graph], bound={"dans": iri}),
        sources=passages(world, iri),
    )


def _owned(world: World, contract: Contract, kind: str) -> tuple[Thing, ...]:
    return tuple(thing for thing in world.index.of_kind(kind) if thing.owner == contract.identifier)


def _documents(world: World, contract: Contract) -> tuple[Document, ...]:
    bound = {"contrat": contract.iri}
    found = records(world.store, "documents", by="document", graphs=[contract.graph], bound=bound)
    return tuple(_document(world, each) for each in found)


def _document(world: World, record: Record) -> Document:
    contents = tuple(world.refer(part) for part in record.texts("contenu"))
    return Document(world.refer(record.need("document")), record.text("empreinte"), contents)
