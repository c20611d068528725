"""What `maillage bench` measures of the search: an invented country, beside the plain scan of all its names."""

import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random

from data import naming
from data.text import fold
from service.benchmarks.measuring import Measure, seconds
from service.index import Index, Thing
from service.search.entries import ACRONYM, CODE, Entry, Said
from service.search.file import prepared
from service.search.finder import Finder
from service.search.results import results
from service.search.suggestions import suggestions
from service.search.words import asked

CONTRACTS = 435
KINDS = {
    "Action": 140,
    "Priorite": 85,
    "Acteur": 60,
    "ElementStrategique": 20,
    "Frein": 15,
    "Dispositif": 15,
    "Pilier": 3,
}
"""How many things of each kind a contract has, about as many as Moissac."""
_SYLLABLES = [
    f"{consonant}{vowel}" for consonant in "bcdfglmnprstv" for vowel in ("a", "e", "i", "o", "u", "é", "an", "ou")
]
_COMMON = ("santé", "médiation", "jeunes", "emploi", "logement", "quartier", "habitants", "culture", "sport", "école")
_VOCABULARY = 40_000


def searching(count: int = CONTRACTS) -> Iterator[Measure]:
    """Yield how long the search takes over an invented country of so many contracts."""
    entries = list(country(count))
    index = Index(Thing(each.iri, each.label, each.kind, tuple(said.text for said in each.names)) for each in entries)
    with tempfile.TemporaryDirectory() as folder:
        where = partial(prepared, Path(folder), "pays", lambda: entries)
        folding = partial(_fold, entries)
        size = f"{len(entries)} choses de {count} contrats"
        yield Measure(f"indexer {size}", seconds(where, runs=1), "plier leurs textes", seconds(folding, runs=1))
        finder = Finder(index, where)
        yield from _asking(finder, [(thing, fold(" ".join((thing.label, *thing.names)))) for thing in index.things])
        finder.base.close()


def country(count: int) -> Iterator[Entry]:
    """Yield the things of so many invented contracts; a few words are in many names, most are in few."""
    chance = Random(2015)  # noqa: S311 - no secret
    words = [
        *_COMMON,
        *dict.fromkeys("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 5))) for _ in range(_VOCABULARY)),
    ]
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))

    def say(least: int, most: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(least, most)))

    shared = [say(1, 3).capitalize() for _ in range(200)]
    for town in range(count):
        contract = f"ville-{town}"
        for kind, number in KINDS.items():
            for at in range(number):
                label = chance.choice(shared) if at % 5 == 0 else say(3, 14).capitalize()
                names = _names(kind, at, label)
                texts = (Said("dans l'objectif", say(8, 40)),) if kind in {"Action", "Priorite"} else ()
                yield Entry(f"{naming.ID}{contract}/{kind.lower()}/x{at}", kind, label, names, texts, (contract,))


def _names(kind: str, at: int, label: str) -> tuple[Said, ...]:
    if kind == "Priorite":
        return (Said(CODE, f"P {at % 4}.{at}"),)
    return (Said(ACRONYM, "".join(word[0] for word in label.split()).upper()),) if kind == "Acteur" else ()


def _asking(finder: Finder, scanned: Sequence[tuple[Thing, str]]) -> Iterator[Measure]:
    for what, text in (
        ("un mot courant", "santé"),
        ("deux mots", "jeunes emploi"),
        ("un code", "P 1.1"),
        ("une faute", "mediatiom"),
    ):
        wanted, peer = asked(text), "parcourir tous les noms"
        plain = seconds(partial(_scan, scanned, text))
        found = partial(results, finder, wanted, kind=None, contracts=(), page=1)
        yield Measure(f"chercher {what} « {text} »", seconds(found), peer, plain)
        yield Measure(f"suggérer « {text} »", seconds(partial(suggestions, finder, wanted)), peer, plain)


def _scan(scanned: Sequence[tuple[Thing, str]], text: str) -> list[Thing]:
    words = fold(text).split()
    return [thing for thing, name in scanned if all(word in name for word in words)]


def _fold(entries: Sequence[Entry]) -> list[str]:
    return [fold(said.text) for entry in entries for said in (Said("", entry.label), *entry.names, *entry.texts)]
