"""Tell an element of a framework: where it stands, what answers it, what it relays, what stands in its way."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import urlencode

from data import naming
from service.evidence import passages
from service.index import Thing
from service.phrases import count
from service.reading import plain, rows
from service.telling.identity import matches, other_names, remarks
from service.telling.known import Known, labels
from service.telling.money import who_pays
from service.telling.relaying import measures
from service.telling.sentence import Link, Section, Sentence, missing, names, quotes, said
from service.telling.who import who_takes_part
from service.terms import MLG, SKOS
from service.world import World

TOLD = frozenset(
    {
        f"{MLG}repondA",
        f"{MLG}sert",
        f"{MLG}observeDans",
        f"{SKOS}broader",
        f"{SKOS}closeMatch",
        f"{SKOS}exactMatch",
    }
)
_STATUSES = {
    "prévue": ("action prévue", "actions prévues"),
    "en cours": ("action en cours", "actions en cours"),
    "effectuée": ("action effectuée", "actions effectuées"),
    "abandonnée": ("action abandonnée", "actions abandonnées"),
    "échec": ("action en échec", "actions en échec"),
}


def tell(known: Known) -> Iterator[Section]:
    """Yield what is told of an element of a framework."""
    yield Section("identite", "Ce que c'est", tuple(_identity(known)))
    yield Section("actions", "Ce qui s'y passe", tuple(_deeds(known)))
    yield Section("mesures", "Les mesures nationales qu'il relaie", tuple(measures(known)))
    yield Section("financement", "Qui paie", tuple(who_pays(known.funded_by)))
    yield Section("freins", "Ce qui y fait obstacle", tuple(_obstacles(known)))
    yield Section("manques", "Ce qui est couvert, et ce qui manque", tuple(_gaps(known)))


def _identity(known: Known) -> Iterator[Sentence]:
    code = known.text(f"{SKOS}notation")
    level = labels(known.things("niveau"))
    above = known.things(f"{SKOS}broader")
    yield said(
        f"{(level[0] if level else 'élément du cadre').capitalize()}",
        f" {code}" if code else "",
        f" du {known.contract.label}" if known.contract else "",
        *((", dans ", *names(above)) if above else ()),
        ".",
        sources=known.where(),
    )
    if known.true("tronque"):
        yield missing("Son intitulé est tronqué dans le document : il est donné tel quel.")
    if known.true("codeInfere"):
        yield said("Son code n'est pas écrit : il est déduit de ceux de ses voisins.")
    if engaged := known.text("engagementDuProtocole"):
        yield said("Engagement du protocole : ", *quotes([engaged]), ".", sources=known.where(engaged))
    if below := known.inward(f"{SKOS}broader"):
        yield said("Se décline en ", count(len(below), "élément", "éléments"), " :", items=map(said, below))
    if schemes := known.things("dispositif"):
        yield said("Nomme le dispositif ", *names(schemes), ".", sources=known.where())
    yield from other_names(known)
    yield from remarks(known)
    yield from matches(known)


def _deeds(known: Known) -> Iterator[Sentence]:
    answering = known.inward("repondA")
    yield from by_status(known, answering, " y répond :", " y répondent :")
    direct = {thing.iri for thing in answering}
    below = [thing for thing in known.inward("sert") if thing.iri not in direct]
    yield from by_status(known, below, " répond à ce qu'il contient :", " répondent à ce qu'il contient :")
    yield from who_takes_part(known.taking_part, feminine=False)


def by_status(known: Known, actions: Sequence[Thing], one: str, several: str) -> Iterator[Sentence]:
    """Yield the actions of each status, with their number."""
    if not actions:
        return
    statuses = known.world.readings.get(_statuses, "", lambda: _statuses(known.world))
    told = sorted(((statuses.get(action.iri, ""), action) for action in actions), key=lambda each: _rank(each[0]))
    for status, pairs in groupby(told, key=lambda each: each[0]):
        found = [action for _, action in pairs]
        words = _STATUSES.get(status, ("action", "actions"))
        number = count(len(found), *words, feminine=True)
        yield said(number.capitalize(), one if len(found) == 1 else several, items=map(said, found))


def _statuses(world: World) -> Mapping[str, str]:
    """Return the name of the status of each action."""
    found = rows(world.store, "statuses", graphs=world.published)
    return {plain(row["action"]): world.index.label(plain(row["statut"])) for row in found}


def _rank(status: str) -> int:
    order = [*_STATUSES]
    return order.index(status) if status in order else len(order)


def _obstacles(known: Known) -> Iterator[Sentence]:
    for obstacle in known.inward("observeDans"):
        yield said(obstacle, sources=passages(known.world, obstacle.iri))


def _gaps(known: Known) -> Iterator[Sentence]:
    open_one = known.finding("priorites-non-couvertes", "element")
    found = open_one or known.finding("couverture", "element")
    if found is None:
        return
    yield missing(found.text("constat")) if open_one else said(found.text("constat"))
    remedy = found.text("remede")
    if remedy and not remedy.startswith("Rien"):
        yield said("Ce qui le réglerait : ", remedy[:1].lower() + remedy[1:])
    contract = {"contrat": known.contract.identifier} if known.contract else {}
    asked = urlencode({**contract, "element": known.thing.iri.removeprefix(naming.ID)})
    yield said(Link("Voir ce qui a été regardé, point par point", f"/questions/couverture?{asked}"), ".")
