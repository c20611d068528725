"""Tell an instance or a dispositif: who is in it, how often it meets, what it is alive in."""

from collections.abc import Iterator

from service.phrases import count, day
from service.telling.element import by_status
from service.telling.identity import matches, other_names, remarks
from service.telling.known import Known
from service.telling.money import who_pays
from service.telling.sentence import Section, Sentence, missing, names, said
from service.telling.when import when
from service.telling.who import who_takes_part
from service.terms import MLG, SKOS

TOLD = frozenset({f"{MLG}instance", f"{MLG}dispositif", f"{SKOS}exactMatch", f"{SKOS}closeMatch"})


def tell(known: Known) -> Iterator[Section]:
    """Yield what is told of an instance or a dispositif."""
    meets = known.thing.kind == "Instance"
    yield Section("identite", "Ce que c'est", tuple(_identity(known, meets=meets)))
    yield Section("qui", "Ce qui s'y passe, et avec qui", tuple(_deeds(known, feminine=meets)))
    yield Section("financement", "Qui paie", tuple(who_pays(known.funded_by)))
    yield Section("manques", "Ce qui manque", tuple(_gaps(known, meets=meets)))


def _identity(known: Known, *, meets: bool) -> Iterator[Sentence]:
    kind = "Une instance" if meets else "Un dispositif"
    of = f" du {known.contract.label}" if known.contract else ", de la liste commune à tous les contrats"
    yield said(f"{kind}{of}.", sources=known.where())
    if times := known.number("foisParAn"):
        yield said(f"Se réunit {count(times, 'fois', 'fois', feminine=True)} par an.", sources=known.where())
    yield from when(known)
    if signed := known.day("signeLe"):
        yield said(f"Signé le {day(signed)}.", sources=known.where())
    if schemes := known.things("dispositif"):
        yield said("Relève de ", *names(schemes), ".", sources=known.where())
    yield from other_names(known, feminine=meets)
    yield from remarks(known)
    yield from matches(known)


def _deeds(known: Known, *, feminine: bool) -> Iterator[Sentence]:
    yield from who_takes_part(known.taking_part, feminine=feminine)
    if feminine:
        actions = known.inward("instance")
        yield from by_status(known, actions, " la fait vivre :", " la font vivre :")
        return
    pointing = known.inward("dispositif")
    actions = tuple(thing for thing in pointing if thing.kind == "Action")
    yield from by_status(known, actions, " en relève :", " en relèvent :")
    if bodies := [thing for thing in pointing if thing.kind == "Instance"]:
        yield said("Ses instances : ", *names(bodies), ".")
    if elements := [thing for thing in pointing if thing.kind not in {"Action", "Instance"}]:
        yield said(
            "Nommé par ", count(len(elements), "élément du cadre", "éléments du cadre"), " :", items=map(said, elements)
        )


def _gaps(known: Known, *, meets: bool) -> Iterator[Sentence]:
    if known.contract is None:
        return
    if not known.taking_part:
        yield missing("On ne sait pas qui y prend part : les documents ne nomment personne.")
    if meets and not known.number("foisParAn") and not known.things("periode"):
        yield missing("On ne sait pas à quel rythme elle se réunit : les documents ne le disent pas.")
