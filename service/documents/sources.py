"""The documents that the graph was read from: whether each is at hand, its lines, and what was taken from them."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import Depends, Request

from data.at_hand import Library, kept
from data.formats import UnreadableDocument
from service.documents.lines import Line, lines_of
from service.index import Thing
from service.phrases import PLURALS
from service.reading import records, rows
from service.shelf import Shelf
from service.world import Contract, World

LOG = logging.getLogger("maillage")
MOST_TEXTS = 8
"""How many documents are kept line by line."""
_ORDER = tuple(PLURALS)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the graph knows it."""

    thing: Thing
    contract: Contract
    name: str
    digest: str | None
    act: str | None
    issued: date | None

    @property
    def address(self) -> str:
        """Return the address of its lines."""
        return f"/documents/{self.contract.identifier}/{self.name}"


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a document that is at hand, and how many lines its file has; or why it could not be read."""

    lines: tuple[Line, ...] = ()
    last: int = 0
    problem: str | None = None

    def between(self, first: int, last: int) -> tuple[Line, ...]:
        """Return the lines of a passage that are not blank."""
        return tuple(line for line in self.lines if line.within((first, last)))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was taken from a line: the things that have a name, how many others, and where they are listed."""

    things: tuple[Thing, ...]
    others: int
    passage: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents at hand, line by line."""

    library: Library = field(default_factory=Library)
    _texts: Shelf[Text] = field(default_factory=lambda: Shelf(MOST_TEXTS))

    def __post_init__(self) -> None:
        """Tell on the console which folders are none, but for that of imported documents, made when there is one."""
        for folder in self.library.folders:
            if folder != kept() and not folder.is_dir():
                LOG.warning("%s n'est pas un dossier : aucun document n'y est pris (--documents).", folder)

    def text(self, digest: str | None) -> Text | None:
        """Return the lines of the document of that digest; None where it is not at hand."""
        if digest is None or self.library.find(digest) is None:
            return None
        return self._texts.get(digest, lambda: self._read(digest))

    def _read(self, digest: str) -> Text:
        try:
            document = self.library.document(digest)
        except UnreadableDocument as error:
            return Text(problem=str(error))
        if document is None:
            return Text(problem="le fichier a changé pendant la lecture : rechargez la page.")
        return Text(lines_of(document), len(document.lines))


def read_source(world: World, iri: str) -> Source | None:
    """Return what the graph says of a document, if it is one of a contract that is loaded."""
    thing = world.find(iri)
    contract = world.contract(thing.owner) if thing else None
    if thing is None or contract is None or thing.kind != "Document":
        return None
    found = records(world.store, "document", by="document", graphs=[contract.graph], bound={"document": iri})
    if not found:
        return None
    said = found[0]
    name = iri.rpartition("/")[2]
    return Source(thing, contract, name, said.text("empreinte"), said.text("acte"), said.day("jour"))


def drawn_from(world: World, source: Source, lines: Iterable[int]) -> Mapping[int, Drawn]:
    """Return what was taken from some lines, by their numbers."""
    found: dict[int, dict[str, None]] = {number: {} for number in lines}
    passages: dict[int, str] = {}
    bound = {"document": source.thing.iri}
    for row in rows(world.store, "drawn-from", graphs=[source.contract.graph], bound=bound):
        first = int(row["ligneDebut"].value)  # type: ignore[union-attr]
        if first in found:
            found[first][row["thing"].value] = None  # type: ignore[union-attr]
            passage = row["passage"].value  # type: ignore[union-attr]
            passages[first] = min(passage, passages.get(first, passage), key=lambda iri: (len(iri), iri))
    return {number: _drawn(world, things, passages[number]) for number, things in found.items() if things}


def _drawn(world: World, things: Iterable[str], passage: str) -> Drawn:
    listed = list(things)
    named = [thing for iri in listed if (thing := world.index.get(iri))]
    return Drawn(tuple(sorted(named, key=_rank)), len(listed) - len(named), passage)


def _rank(thing: Thing) -> tuple[int, str]:
    return (_ORDER.index(thing.kind) if thing.kind in _ORDER else len(_ORDER), thing.label)


def _sources(request: Request) -> Sources:
    sources = request.app.state.sources
    if not isinstance(sources, Sources):
        raise TypeError("the application was started without its sources")
    return sources


TheSources = Annotated[Sources, Depends(_sources)]
