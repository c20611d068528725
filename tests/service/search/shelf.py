"""Small searches over things made up for a test."""

from collections.abc import Iterable
from pathlib import Path

from data import naming
from data.text import fold
from service.index import Index, Thing
from service.search.entries import Entry, Said
from service.search.file import prepared
from service.search.finder import Finder
from service.search.lines import Line
from service.search.results import results
from service.search.words import asked


def entry(
    label: str,
    kind: str = "Action",
    *,
    contract: str = "ville",
    names: Iterable[tuple[str, str]] = (),
    texts: Iterable[tuple[str, str]] = (),
) -> Entry:
    iri = f"{naming.ID}{contract}/{kind.lower()}/{fold(label).replace(' ', '-')}"
    said = [tuple(Said(sort, text) for sort, text in each) for each in (names, texts)]
    return Entry(iri, kind, label, said[0], said[1], (contract,))


def finder(folder: Path, *entries: Entry) -> Finder:
    index = Index(Thing(each.iri, each.label, each.kind, tuple(said.text for said in each.names)) for each in entries)
    return Finder(index, lambda: prepared(folder, "essai", lambda: entries))


def lines(finder: Finder, text: str) -> list[Line]:
    found = results(finder, asked(text), kind=None, contracts=(), page=1)
    return [line for group in found.groups for line in group.lines]


def labels(finder: Finder, text: str) -> list[str]:
    return [line.thing.label for line in lines(finder, text)]


def reasons(line: Line) -> list[str]:
    return [f"{reason.sort} : {''.join(part.text for part in reason.parts)}" for reason in line.reasons]


def marked(line: Line) -> list[str]:
    return [part.text for part in line.label if part.hit]
