"""Choose who tells a thing, by its kind; what nobody tells is listed by the property that points to it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from service.phrases import INVERSE
from service.telling import action, actor, body, element, link, obstacle, quarter, relaying, writing
from service.telling.identity import matches, other_names, remarks
from service.telling.known import Known
from service.telling.sentence import Section, said
from service.terms import MLG, PROV, SKOS

_ALWAYS_TOLD = frozenset({f"{PROV}wasDerivedFrom", f"{MLG}sert"})


@dataclass(frozen=True, slots=True)
class Teller:
    """What tells a kind of thing, and the properties pointing to the thing that it tells."""

    tell: Callable[[Known], Iterator[Section]]
    told: frozenset[str]


_ELEMENT, _ACTOR, _BODY = (
    Teller(element.tell, element.TOLD),
    Teller(actor.tell, actor.TOLD),
    Teller(body.tell, body.TOLD),
)
_LINK = Teller(link.tell, link.TOLD)
TELLERS: Mapping[str, Teller] = {
    "Action": Teller(action.tell, action.TOLD),
    "Acteur": _ACTOR,
    "Service": _ACTOR,
    "ActeurNonNomme": _ACTOR,
    "Dispositif": _BODY,
    "Instance": _BODY,
    "Pilier": _ELEMENT,
    "Orientation": _ELEMENT,
    "OrientationTransversale": _ELEMENT,
    "Priorite": _ELEMENT,
    "ElementStrategique": _ELEMENT,
    "QuartierPrioritaire": Teller(quarter.tell, quarter.TOLD),
    "MesureNationale": Teller(relaying.tell, relaying.TOLD),
    "Frein": Teller(obstacle.tell, obstacle.TOLD),
    "EngagementFinancier": _LINK,
    "RelaisDeMesure": _LINK,
    "Participation": _LINK,
    "Document": Teller(writing.document, writing.TOLD),
    "Passage": Teller(writing.passage, writing.TOLD),
    "Periode": Teller(writing.period, writing.TOLD),
    "PublicCible": Teller(writing.public, writing.TOLD),
    "CibleChiffree": Teller(writing.target, writing.TOLD),
}
"""Who tells each kind of thing."""


def tell(known: Known) -> tuple[Section, ...]:
    """Return what is told of a thing, the empty sections left out."""
    teller = TELLERS.get(known.thing.kind, Teller(_anything, frozenset({f"{SKOS}exactMatch", f"{SKOS}closeMatch"})))
    sections = (*teller.tell(known), *_others(known, teller.told | _ALWAYS_TOLD))
    return tuple(section for section in sections if section.sentences)


def _anything(known: Known) -> Iterator[Section]:
    definition = [said(text) for text in known.texts(f"{SKOS}definition")]
    yield Section("identite", "Ce que c'est", (*definition, *other_names(known), *remarks(known), *matches(known)))


def _others(known: Known, told: frozenset[str]) -> Iterator[Section]:
    order = [*INVERSE]
    keys = sorted(
        known.pointing.keys() - told, key=lambda each: (order.index(each) if each in order else len(order), each)
    )
    sentences = []
    for key in keys:
        # What was decided of a proposition is told with the propositions
        things = [thing for thing in known.inward(key) if thing.kind != "Decision"]
        if not things:
            continue
        heading = INVERSE.get(key) or f"Y renvoie par « {known.world.vocabulary.label(key)} »"
        sentences.append(said(f"{heading} ({len(things)}) :", items=map(said, things)))
    yield Section("liens", "Autres liens", tuple(sentences))
