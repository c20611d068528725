"""Say where a fact is written, and what people decided about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.reading import Record, Term, plain, records, rows
from service.terms import MLG
from service.world import World

Sources = Mapping[str, tuple["Passage", ...]]
"""The places where each thing was read, by its IRI."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document: section, pages, lines, cell."""

    iri: str
    document: str
    section: str | None
    lines: tuple[int, int] | None
    pages: tuple[int, int] | None
    column: str | None
    text: str | None

    @property
    def place(self) -> str:
        """Say the place in words, as short as it can be: « p. 26 à 27, ligne 914 »."""
        return ", ".join(part for part in (span("p.", "p.", self.pages), span("ligne", "lignes", self.lines)) if part)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a thing: who, when, why."""

    iri: str
    who: str | None
    when: date | None
    why: str | None


def span(one: str, many: str, bounds: tuple[int, int] | None) -> str:
    """Say a place that reaches from one number to another; nothing where it is not known.

    >>> span("ligne", "lignes", (914, 914)), span("ligne", "lignes", (914, 916)), span("ligne", "lignes", None)
    ('ligne 914', 'lignes 914 à 916', '')
    """
    if bounds is None:
        return ""
    first, last = bounds
    return f"{one} {first}" if first == last else f"{many} {first} à {last}"


def passages(world: World, iri: str) -> tuple[Passage, ...]:
    """Return the places that a thing was taken from, in the order of the documents."""
    found = records(world.store, "passages", by="passage", graphs=world.described, bound={"thing": iri})
    return tuple(sorted((_passage(each) for each in found), key=_order))


def sources(world: World, query: str, *, graphs: Sequence[str], bound: Mapping[str, str] | None = None) -> Sources:
    """Return the places that many things were taken from, in one query: one query a thing is what makes pages slow."""
    made: dict[str, Passage] = {}
    found: dict[str, dict[str, Passage]] = {}
    for row in rows(world.store, query, graphs=graphs, bound=bound):
        iri = plain(row["passage"])
        each = made.get(iri) or made.setdefault(iri, _passage(_alone(row)))
        found.setdefault(plain(row["thing"]), {})[iri] = each
    return {thing: tuple(sorted(places.values(), key=_order)) for thing, places in found.items()}


def kind_sources(world: World, kind: str, graph: str) -> Sources:
    """Return the places that the things of a class were taken from in a graph, such as `Action`."""
    return sources(world, "kind-passages", graphs=[graph], bound={"kind": f"{MLG}{kind}"})


def _alone(row: Mapping[str, Term]) -> Record:
    return Record({name: (term,) for name, term in row.items()})


def passage(world: World, iri: str) -> Passage | None:
    """Return the place of that IRI, if it is one."""
    found = records(world.store, "passage", by="passage", graphs=world.described, bound={"passage": iri})
    return _passage(found[0]) if found else None


def alike(found: Iterable[Passage]) -> tuple[tuple[Passage, ...], ...]:
    """Put together the passages that a reader would look up at the same place, such as the cells of one row."""
    grouped: dict[tuple[str, str], list[Passage]] = {}
    for each in found:
        grouped.setdefault((each.document, each.place), []).append(each)
    return tuple(tuple(group) for group in grouped.values())


def decisions(world: World, iri: str) -> tuple[Decision, ...]:
    """Return the decisions that people took about a thing."""
    found = records(world.store, "decisions", by="decision", graphs=world.described, bound={"thing": iri})
    return tuple(
        Decision(each.need("decision"), each.text("decidePar"), each.day("decideLe"), each.text("motif"))
        for each in found
    )


def _order(each: Passage) -> tuple[str, tuple[int, int], str]:
    return each.document, each.lines or (0, 0), each.iri


def _passage(record: Record) -> Passage:
    return Passage(
        iri=record.need("passage"),
        document=record.need("document"),
        section=record.text("section"),
        lines=_bounds(record, "ligneDebut", "ligneFin"),
        pages=_bounds(record, "pageDebut", "pageFin"),
        column=record.text("colonne"),
        text=record.text("texte"),
    )


def _bounds(record: Record, first: str, last: str) -> tuple[int, int] | None:
    start = record.whole(first)
    if start is None:
        return None
    end = record.whole(last)
    return (start, start if end is None else end)
