"""Tell what is said of many kinds of things alike: other names, remarks, what reading them met."""

from collections.abc import Iterator

from service.telling.known import Known
from service.telling.sentence import Note, Part, Sentence, listed, names, quotes, said
from service.terms import SKOS


def other_names(known: Known, *, feminine: bool = False) -> Iterator[Sentence]:
    """Yield how else a thing is named."""
    agreed = "e" if feminine else ""
    if acronym := known.texts("sigle"):
        spelt = known.text("developpement")
        yield said("Sigle : ", *quotes(acronym), *((f", pour « {spelt} »",) if spelt else ()), ".")
    others = [each for each in known.texts(f"{SKOS}altLabel") if each not in {*acronym, known.thing.label}]
    if others:
        yield said(f"Aussi nommé{agreed} ", *quotes(others), ".", sources=known.where(*others))
    if former := known.texts("ancienNom"):
        yield said(f"Autrefois nommé{agreed} ", *quotes(former), ".")


def remarks(known: Known) -> Iterator[Sentence]:
    """Yield what the source adds in passing, and what reading it met."""
    for name, before in (("precision", "Le document précise : "), ("remarque", "Le document remarque : ")):
        for text in known.texts(name):
            yield said(before, *quotes([text]), ".", sources=known.where(text))
    for text in known.texts("renvoi"):
        yield said("Le document renvoie ailleurs : ", *quotes([text]), ".", sources=known.where(text))
    for text in known.texts("signalement"):
        yield said("Ce que la lecture a rencontré : ", text, ".", sources=known.passages)
    for text in known.texts(f"{SKOS}scopeNote"):
        yield said(text)


def matches(known: Known) -> Iterator[Sentence]:
    """Yield what a thing is the same as, or near to, elsewhere."""
    if listed_as := known.things(f"{SKOS}exactMatch"):
        yield said("Dans la liste commune à tous les contrats : ", *names(listed_as), ".")
    if same := known.inward(f"{SKOS}exactMatch"):
        each: list[tuple[Part, ...]] = [(thing, " ", Note(f"({thing.owner.capitalize()})")) for thing in same]
        yield said("Dans les contrats : ", *listed(each), ".")
    near = {each.iri: each for each in (*known.things(f"{SKOS}closeMatch"), *known.inward(f"{SKOS}closeMatch"))}
    if near:
        yield said("Rapproché, par une personne, de ", *names(near.values()), ".")
