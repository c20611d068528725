"""Recognise what a document says, section by section, by the patterns of its layout."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data.reading import (
    contributions,
    directory,
    forms,
    framework,
    framework_table,
    glossary,
    governance,
    registration,
    roadmap,
    signatories,
)
from data.reading.document import Block, Document, Kind
from data.reading.layout import Layout, SectionPattern
from data.reading.ledger import Ledger
from data.reading.pages import paginate, title_key, unranked
from data.reading.records import Fact, Records
from data.text import search


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: its pattern (None before the first) and its blocks, the title first."""

    pattern: SectionPattern | None
    blocks: tuple[Block, ...]


Reader = Callable[[Sequence[Block], Layout, Records, Ledger], None]

READERS: Mapping[str, Reader] = {
    "framework": framework.read,
    "framework-table": framework_table.read,
    "roadmap": roadmap.read,
    "forms": forms.read,
    "governance": governance.read,
    "contributions": contributions.read,
    "glossary": glossary.read,
    "signatories": signatories.read,
    "directory": directory.read,
    "registration": registration.read,
}


def recognise(document: Document, layout: Layout) -> tuple[Records, Ledger]:
    """Return what is recognised in a document, and the account of its lines."""
    records, ledger = Records(), Ledger()
    for section in sections(document, layout):
        pattern = section.pattern
        _read_facts(section.blocks, layout, records, ledger)
        if pattern and pattern.kind == "ignored":
            for block in section.blocks:
                ledger.ignored(block.place, pattern.reason)
        elif pattern:
            READERS[pattern.kind](section.blocks, layout, records, ledger)
    return records, ledger


def sections(document: Document, layout: Layout) -> Iterator[Section]:
    """Split a document at the titles that its layout knows."""
    pattern = layout.start()
    blocks: list[Block] = []
    for block in paginate(document.blocks):
        found = _opens(block, layout)
        if found:
            yield Section(pattern, tuple(_with_path(blocks)))
            pattern, blocks = found, []
        blocks.append(block)
    yield Section(pattern, tuple(_with_path(blocks)))


def _opens(block: Block, layout: Layout) -> SectionPattern | None:
    if block.kind is Kind.ROW:
        return None
    titles = dict.fromkeys((title_key(block.text), title_key(unranked(block.text))))
    found = (pattern for title in titles for pattern in layout.sections if search(pattern.title, title) is not None)
    return next(found, None)


def _with_path(blocks: Sequence[Block]) -> Iterator[Block]:
    """Tell each block the titles it stands under: its sheet, if any, the section and the last one before it."""
    path: tuple[str, ...] = ()
    for block in blocks:
        if block.kind is Kind.HEADING or not path:
            title = block.text.rstrip("*: ")
            path = (path[0], title) if path else (title,)
        sheet = (f"Feuille « {block.place.sheet} »",) if block.place.sheet else ()
        yield replace(block, place=replace(block.place, section=(*sheet, *path)))


def _read_facts(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    for block in blocks:
        for name in ("territory", "period", "quarters", "quarter"):
            for text in _facts(name, block.text, layout):
                facts = records.quarters if name.startswith("quarter") else records.facts
                facts.append(Fact(name, text, block.place))
                ledger.represented(block.place, "contrat")


def _facts(name: str, text: str, layout: Layout) -> Iterator[str]:
    """Yield what a line states; it may name several quartiers, each with its code."""
    while found := layout.search(name, text):
        yield found[name]
        text = text.partition(found[name])[2] if name == "quarter" else ""
