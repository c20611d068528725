"""What has only one actor to pay for it, lead it, run it, animate it or take part in it.

Services count with their organisation: what several of them share has only the organisation. The facts read are
`dans une action` or `dans` (of a part: the thing), `pilote`, `porteur`, `opérateur`, `animateur` or `participant` (of a
part: the actor), `finance une action` or `finance`, `financeur` and `alternative` (of a line of funding), and `service`
(of a unit: its organisation).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from data import naming
from queries.facts import Facts

FUNDING, TAKING_PART = "financement", "participation"
LEADING, RUNNING, ANIMATING = "portage", "opération", "animation"
HELD = {"pilote": LEADING, "porteur": LEADING, "opérateur": RUNNING, "animateur": ANIMATING}
"""The roles that a thing may have only one actor for, each with its tie."""
PARTS = (*HELD, "participant")
"""The facts that tell whom a part names."""
STATUS = f"{naming.ID}{naming.REFERENCE}/statut/"
FALLEN = {f"{STATUS}abandonnee", f"{STATUS}echec"}


@dataclass(frozen=True, slots=True)
class Share:
    """A tie of an actor to a thing, in a word, and the part or the line that says it."""

    thing: str
    tie: str
    word: str
    said_by: str
    actor: str


@dataclass(frozen=True, slots=True)
class Sole:
    """All that ties a thing in one way, and the one organisation that is behind it."""

    thing: str
    tie: str
    organisation: str
    shares: frozenset[Share]

    @property
    def actors(self) -> set[str]:
        """Return the organisation or those of its services that are named."""
        return {share.actor for share in self.shares}

    @property
    def whom(self) -> set[str]:
        """Return those whose withdrawal takes it all: the organisation, and a service that is alone."""
        return {self.organisation} | (self.actors if len(self.actors) == 1 else set())


def soles(facts: Facts) -> list[Sole]:
    """Return what has only one organisation behind it; who has a role is not told again as taking part."""
    found: defaultdict[tuple[str, str], set[Share]] = defaultdict(set)
    for share in _shares(facts):
        found[share.thing, share.tie].add(share)
    led = {thing for thing, tie in found if tie not in {FUNDING, TAKING_PART}}
    kept = []
    for (thing, tie), shares in sorted(found.items(), key=lambda one: one[0]):
        behind = {one for share in shares for one in facts.of("service", share.actor) or {share.actor}}
        if len(behind) == 1 and not (tie == TAKING_PART and thing in led):
            kept.append(Sole(thing, tie, behind.pop(), frozenset(shares)))
    return kept


def has_fallen(facts: Facts, thing: str) -> bool:
    """Tell whether an action was given up, or failed."""
    return bool(facts.of("statut", thing) & FALLEN)


def things(facts: Facts, kind: str, *subjects: str) -> set[str]:
    """Return what parts are in (`dans`), or what lines pay (`finance`): actions, schemes and bodies."""
    return facts.of(kind, *subjects) | facts.of(f"{kind} une action", *subjects)


def by_thing(facts: Facts, kind: str) -> dict[str, set[str]]:
    """Return for each thing the parts that are in it, or the lines that pay it."""
    found = facts.inverse(kind)
    for thing, said_by in facts.inverse(f"{kind} une action").items():
        found.setdefault(thing, set()).update(said_by)
    return found


def _shares(facts: Facts) -> Iterator[Share]:
    for line, funders in facts.related["financeur"].items():
        if not facts.of("alternative", line):
            for thing in things(facts, "finance", line):
                yield from (Share(thing, FUNDING, "financeur", line, actor) for actor in funders)
    for word in PARTS:
        for part, actors in facts.related[word].items():
            for thing in things(facts, "dans", part):
                for actor in actors:
                    yield Share(thing, TAKING_PART, "participant", part, actor)
                    if word in HELD:
                        yield Share(thing, HELD[word], word, part, actor)
