"""Gather what the things of a store are found by: all their names, and the words that matter about them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from service.index import Index, Thing
from service.phrases import PLURALS
from service.reading import Term, plain, rows
from service.terms import DCTERMS, MLG, SKOS

LABEL, ACRONYM, CODE = "nom", "sigle", "code"
NAMES = {
    f"{MLG}sigle": ACRONYM,
    f"{MLG}ancienNom": "ancien nom",
    f"{SKOS}altLabel": "autre nom",
    f"{MLG}developpement": "nom développé",
    f"{SKOS}notation": CODE,
    f"{MLG}territoire": "territoire",
    f"{DCTERMS}identifier": "identifiant",
    f"{MLG}siren": "SIREN",
    f"{MLG}numeroActe": "numéro d'acte",
}
"""What the names of a thing beside its label are called, the telling ones first."""
TEXTS = {
    f"{MLG}objectif": "dans l'objectif",
    f"{MLG}motsDeLaSource": "dans les mots de la source",
    f"{MLG}precision": "dans ce que la source précise",
    f"{MLG}remarque": "dans une remarque",
    f"{MLG}cause": "dans la cause",
    f"{MLG}engagementDuProtocole": "dans l'engagement",
    f"{SKOS}definition": "dans la définition",
    f"{SKOS}scopeNote": "dans la remarque d'emploi",
}
"""Where the other words are written."""
PARTS = {f"{MLG}precision": "dans ce qu'il y fait", f"{MLG}motsDeLaSource": "nommé ainsi dans la source"}
"""Where words about an actor are written that the parts it takes say."""
CALLED = {
    "MesureNationale": "mesure",
    "Pilier": "pilier",
    "Orientation": "orientation",
    "Priorite": "priorité",
    "OrientationTransversale": "orientation transversale",
}
"""What people write before the number of a thing: « mesure 8 »."""
SKIPPED = frozenset({"ConceptScheme"})


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and what they are: « sigle », « dans l'objectif »."""

    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with all that it is found by, and the contracts whose graphs it stands in."""

    iri: str
    kind: str
    label: str
    names: tuple[Said, ...] = ()
    texts: tuple[Said, ...] = ()
    contracts: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        """Return the contract that the thing belongs to, or `reference`."""
        return Thing(self.iri, self.label, self.kind).owner


def read_entries(
    store: ox.Store, index: Index, *, contracts: Mapping[str, str], graphs: Sequence[str]
) -> Iterator[Entry]:
    """Yield an entry for each named thing; `contracts` gives the identifier of the contract of a published graph."""
    said = _said(store, graphs)
    where: dict[str, list[str]] = {}
    for row in rows(store, "search-graphs", graphs=[*contracts]):
        where.setdefault(plain(row["thing"]), []).append(contracts[plain(row["g"])])
    for thing in index.things:
        if thing.kind not in SKIPPED:
            yield _entry(thing, said.get(thing.iri, {}), where.get(thing.iri, ()))


def order(kind: str) -> int:
    """Return the place of a kind among the others."""
    places = {name: place for place, name in enumerate(PLURALS)}
    return places.get(kind, len(places))


def _said(store: ox.Store, graphs: Sequence[str]) -> dict[str, dict[Said, None]]:
    found: dict[str, dict[Said, None]] = {}
    for query, sorts in (("search-words", {**NAMES, **TEXTS}), ("search-parts", PARTS)):
        for row in rows(store, query, graphs=graphs):
            if _french(row["text"]):
                said = Said(sorts[plain(row["property"])], plain(row["text"]))
                found.setdefault(plain(row["thing"]), {})[said] = None
    return found


def _french(term: Term) -> bool:
    return not isinstance(term, ox.Literal) or term.language is None or term.language.startswith("fr")


def _entry(thing: Thing, said: Iterable[Said], contracts: Iterable[str]) -> Entry:
    known, places = set(NAMES.values()), [*NAMES.values(), *TEXTS.values(), *PARTS.values()]
    ordered = sorted(said, key=lambda each: (places.index(each.sort), each.text))
    names = tuple(each for each in ordered if each.sort in known and each.text != thing.label)
    told = {thing.label, *(each.text for each in names)}
    texts = {each.text: each for each in reversed(ordered) if each.sort not in known and each.text not in told}
    return Entry(thing.iri, thing.kind, thing.label, names, tuple(reversed(texts.values())), tuple(sorted(contracts)))
