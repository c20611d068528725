"""Tell a document, a passage of one, a period, a public or a figure aimed at."""

from collections.abc import Iterator

from service.phrases import count, day
from service.telling.element import by_status
from service.telling.identity import matches, other_names, remarks
from service.telling.known import Known, labels
from service.telling.sentence import Link, Section, Sentence, listed, quotes, said
from service.telling.when import days
from service.terms import DCTERMS, MLG, OA, PROV, SKOS

TOLD = frozenset(
    {
        f"{MLG}document",
        f"{MLG}periode",
        f"{MLG}public",
        f"{MLG}cible",
        f"{OA}hasSource",
        f"{PROV}wasDerivedFrom",
        f"{SKOS}exactMatch",
    }
)


def document(known: Known) -> Iterator[Section]:
    """Yield what is told of a document."""
    yield Section("identite", "Ce que c'est", tuple(_document(known)))
    number = len(known.pointing.get(f"{OA}hasSource", ()))
    read = count(number, "passage y est cité", "passages y sont cités")
    address = f"/documents/{known.thing.owner}/{known.thing.iri.rpartition('/')[2]}"
    lines = Link("Voir ses lignes, et ce qui en a été tiré", address)
    yield Section("lecture", "Ce qui y a été lu", (said(f"{read.capitalize()} : ", lines, "."),))


def _document(known: Known) -> Iterator[Sentence]:
    yield said(f"Un document{f' du {known.contract.label}' if known.contract else ''}.")
    if issued := known.day(f"{DCTERMS}issued"):
        act = known.text("numeroActe")
        yield said(f"Acte du {day(issued)}{f', n° {act}' if act else ''}.")
    if parts := labels(known.things("contient")):
        yield said("On y a lu : ", *listed([[part] for part in parts]), ".")
    if digest := known.text("empreinte"):
        yield said(f"Empreinte de la version lue (SHA-256) : {digest}.")


def passage(known: Known) -> Iterator[Section]:
    """Yield what was taken from a passage."""
    taken = known.inward(f"{PROV}wasDerivedFrom")
    if taken:
        items = [said(thing, f" – {known.world.vocabulary.kind(thing.kind)}") for thing in taken]
        number = count(len(taken), "chose en a été tirée", "choses en ont été tirées", feminine=True)
        yield Section("lecture", "Ce qui en a été tiré", (said(f"{number.capitalize()} :", items=items),))


def period(known: Known) -> Iterator[Section]:
    """Yield when a period is, and what happens in it."""
    yield Section(
        "identite",
        "Ce que c'est",
        (said(*quotes([known.thing.label]), *days(known.world, known.thing), ".", sources=known.passages),),
    )
    here = known.inward("periode")
    actions = [thing for thing in here if thing.kind == "Action"]
    others = [said(thing) for thing in here if thing.kind != "Action"]
    told = tuple(by_status(known, actions, " à ce moment :", " à ce moment :"))
    yield Section("actions", "Ce qui s'y passe", (*told, *others))


def public(known: Known) -> Iterator[Section]:
    """Yield whom a public is, and what is done for it."""
    of = f" du {known.contract.label}" if known.contract else ""
    yield Section(
        "identite",
        "Ce que c'est",
        (
            said(f"Un public auquel s'adressent des actions{of}."),
            *other_names(known),
            *remarks(known),
            *matches(known),
        ),
    )
    actions = known.inward("public")
    yield Section("actions", "Ce qui s'y passe", tuple(by_status(known, actions, " s'y adresse :", " s'y adressent :")))


def target(known: Known) -> Iterator[Section]:
    """Yield what a figure aims at."""
    quantity, unit = known.text("quantite"), known.text("unite") or ""
    nature = labels(known.things("natureCible"))
    words = known.texts("motsDeLaSource")
    yield Section(
        "identite",
        "Ce que c'est",
        (
            said(f"Une cible chiffrée : {quantity} {unit}", f" ({nature[0]})" if nature else "", "."),
            said("Dans la source : ", *quotes(words), ".", sources=known.where(*words)),
        ),
    )
    yield Section("actions", "Qui la vise", tuple(said(thing) for thing in known.inward("cible")))
