"""Doubts about who is who: names that look alike, names read as another's, words that name nobody."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter

from rapidfuzz import fuzz

from data.text import fold, key
from service.index import Thing
from service.quality.matter import Matter
from service.quality.remark import Kind, Remark, Topic

ALIKE = Kind(
    "noms-proches",
    Topic.NAME,
    "Deux acteurs ont des noms qui se ressemblent",
    "s'il s'agit d'un seul acteur, donnez-lui ses deux noms dans le classeur ; sinon, rien n'est à faire.",
    "Ressemble à",
)
READ_AS = Kind(
    "nom-interprete",
    Topic.NAME,
    "Des mots du document ont été compris comme le nom d'un acteur qui s'appelle autrement",
    "vérifiez que c'est bien lui ; si oui, ajoutez ces mots à ses autres noms dans le classeur.",
    "Mots du document",
)
NOBODY = Kind(
    "expression-sans-nom",
    Topic.NAME,
    "Une expression tient la place d'un acteur sans nommer d'organisation",
    "si vous savez de qui il s'agit par une source, nommez-le ; d'ici là, elle ne compte nulle part comme un acteur.",
)
_WORD = re.compile(r"[\w']+")
LIKENESS = 80
"""From which likeness of two names, of 100, a person should look: too low to merge anything, enough to ask."""
SHORTEST = 7
"""Acronyms are all alike: only longer names are compared."""
SENTENCE = 80
"""Words longer than this are a sentence in which a name stands, and not a name."""


def doubts(matter: Matter) -> Iterator[Remark]:
    """Yield the doubts about the names of a contract."""
    index, contract = matter.world.index, matter.contract
    named, nobody = (
        [thing for thing in index.of_kind(*kinds) if thing.owner == contract.identifier]
        for kinds in (("Acteur", "Service"), ("ActeurNonNomme",))
    )
    for one, other in alike(named):
        yield Remark(ALIKE, contract, one, other=other, sources=matter.sources(one.iri, other.iri))
    for thing in nobody:
        yield Remark(NOBODY, contract, thing, sources=matter.sources(thing.iri))
    yield from _read_as(matter)


def alike(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Yield the pairs of things whose names look alike."""
    compared = [(" ".join(_WORD.findall(fold(thing.label))), thing) for thing in things if len(thing.label) >= SHORTEST]
    for (name, one), (like, other) in combinations(compared, 2):
        if fuzz.token_sort_ratio(name, like, score_cutoff=LIKENESS):
            yield one, other


def known_by(words: str, names: Iterable[str]) -> bool:
    """Tell whether words are one of some names, whatever the source says beside it after a dash or in brackets.

    >>> known_by("L'ARS – délégation départementale", ["ARS"]), known_by("La Communauté d'agglomération", ["CCTC"])
    (True, False)
    """
    keys = {key(name) for name in names}
    if len(words) > SENTENCE:
        told = set(key(words))
        return any(name and told.issuperset(name) for name in keys)
    return any(key(part) in keys for part in (words, words.partition("(")[0], *words.split(" – ")))


def _read_as(matter: Matter) -> Iterator[Remark]:
    for actor, mentions in sorted(matter.mentions.items()):
        thing = matter.world.refer(actor)
        for words, found in groupby(mentions, key=itemgetter(0)):
            if not thing.unnamed and not known_by(words, (thing.label, *thing.names)):
                sources = matter.sources(*(mention for _, mention in found))
                yield Remark(READ_AS, matter.contract, thing, words=words, sources=sources)
