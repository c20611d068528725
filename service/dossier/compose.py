"""Compose a dossier: ask what its outline lists, keep what can be told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.store import OpenStore
from service.dossier.matter import Matter
from service.dossier.outline import OUTLINES
from service.dossier.parts import Dossier, Section, Unknown
from service.dossier.sources import sources
from service.dossier.subject import Kind, Subject, find
from service.dossier.summary import notices, summary
from service.world import World, read_world

KINDS = {
    Kind.CONTRACT: "contrat",
    Kind.ACTOR: "acteur",
    Kind.QUARTER: "quartier prioritaire",
    Kind.ELEMENT: "élément du cadre",
}


def compose(source: OpenStore, kind: Kind, value: str, *, contracts: Sequence[str] = (), day: date) -> Dossier:
    """Return the dossier of a subject on a day; raise a QuestionError where its name is not known."""
    subject = find(source.store, kind, value, contracts=contracts)
    identifiers = [contract.identifier for contract in subject.contracts]
    return _told(
        read_world(source.store, directory=source.directory, revision=source.revision, only=identifiers), subject, day
    )


def compose_in(world: World, kind: Kind, value: str, *, contracts: Sequence[str] = (), day: date) -> Dossier:
    """Return the same dossier, of a world that was read already and may know more contracts."""
    subject = find(world.store, kind, value, contracts=contracts)
    identifiers = {contract.identifier for contract in subject.contracts}
    only = tuple(contract for contract in world.contracts if contract.identifier in identifiers)
    return _told(replace(world, contracts=only), subject, day)


def _told(world: World, subject: Subject, day: date) -> Dossier:
    matter = Matter(world, subject, day)
    told = [
        Section(title, tuple(block for tell in tellings for block in tell(matter)))
        for title, tellings in OUTLINES[subject.kind]
    ]
    shown = [
        Section(each.title, tuple(block for block in each.blocks if not isinstance(block, Unknown))) for each in told
    ]
    return Dossier(
        kind=_kind(matter),
        title=subject.label,
        context=_context(matter),
        day=day,
        revision=world.revision,
        summary=summary(matter),
        notices=notices(matter),
        sections=(*(each for each in shown if each.blocks), sources(matter, told)),
    )


def _kind(matter: Matter) -> str:
    if matter.subject.kind is not Kind.ELEMENT or not matter.branches:
        return KINDS[matter.subject.kind]
    element = matter.branches[0].element
    level = element.level.label if element.level else KINDS[Kind.ELEMENT]
    return f"{level} {element.notation}" if element.notation else level


def _context(matter: Matter) -> str:
    """Return the contracts that the subject is looked at in; nothing where it is one itself."""
    if matter.subject.kind is Kind.CONTRACT:
        return " · ".join(
            part for contract in matter.contracts for part in (contract.territory, contract.period) if part
        )
    return " · ".join(contract.label for contract in matter.contracts)
