"""Know every named thing by its IRI: its label, its other names, its kind and whose it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from data import naming
from data.text import fold
from service.reading import records
from service.terms import DCTERMS, MLG, SKOS, local_name

_LABELS = (f"{SKOS}prefLabel", f"{DCTERMS}title")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that can be named to a reader."""

    iri: str
    label: str
    kind: str
    """The local name of its most precise class, such as `Action`; empty where it has none."""
    names: tuple[str, ...] = ()
    """Its other names: acronyms, former names, codes."""

    @property
    def owner(self) -> str:
        """Return the contract that the thing belongs to, or `reference`."""
        return self.iri.removeprefix(naming.ID).partition("/")[0]

    @property
    def unnamed(self) -> bool:
        """Tell whether the source's words name no organisation here."""
        return self.kind == "ActeurNonNomme"


class Index:
    """Every named thing of a store, in the order of labels."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self.things = tuple(sorted(things, key=lambda thing: (fold(thing.label), thing.iri)))
        self._by_iri: Mapping[str, Thing] = {thing.iri: thing for thing in self.things}

    def get(self, iri: str) -> Thing | None:
        """Return the thing of that IRI, if it has a name."""
        return self._by_iri.get(iri)

    def label(self, iri: str) -> str:
        """Return the label of a thing, or the end of its IRI."""
        found = self.get(iri)
        return found.label if found else local_name(iri)

    def of_kind(self, *kinds: str) -> tuple[Thing, ...]:
        """Return the things of some kinds."""
        return tuple(thing for thing in self.things if thing.kind in kinds)


def read_index(store: ox.Store, *, graphs: Sequence[str], parents: Mapping[str, frozenset[str]]) -> Index:
    """Build the index of some graphs; `parents` gives the broader classes of a class."""
    classes = {each.need("thing"): each.texts("type") for each in records(store, "types", by="thing", graphs=graphs)}
    labels = records(store, "labels", by="thing", graphs=graphs)
    names = {each.need("thing"): each.texts("name") for each in records(store, "names", by="thing", graphs=graphs)}
    return Index(
        Thing(iri, label, most_precise(classes.get(iri, ()), parents), names.get(iri, ()))
        for iri, label in ((each.need("thing"), each.need("label")) for each in labels)
    )


def most_precise(classes: Sequence[str], parents: Mapping[str, frozenset[str]]) -> str:
    """Return the local name of the class that no other one of the classes specialises.

    >>> most_precise([f"{MLG}Acteur", f"{MLG}Service"], {f"{MLG}Service": frozenset({f"{MLG}Acteur"})})
    'Service'
    """
    broader = {parent for each in classes for parent in parents.get(each, frozenset())}
    precise = [each for each in classes if each not in broader]
    ours = [each for each in precise if each.startswith(MLG)]
    return local_name(min(ours or precise, default=""))
