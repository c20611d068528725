"""Arrange the result of a free query for people: names in place of addresses, days and numbers as the French write."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from queries.display import french_date, french_number
from queries.spreadsheet import CellValue
from queries.terms import XSD
from queries.worker import Result
from service.index import Thing
from service.terms import MLG, PREFIXES, local_name
from service.tools.unnamed import unnamed
from service.world import World

LABELS = ("Label", "_label")
"""What the variable of a name adds to that of its thing: as the catalogue writes it, and the visual builder."""
_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal"))
_USUAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")
"""Numbers that people write: what is longer, or no number at all, is shown as the data have it."""
_NUMBERED = re.compile(r"(?P<name>[A-Z][A-Za-z]*)_(?P<number>[0-9]+)")

Term = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a result: a thing that has a page, a term of the vocabulary with its address, or words."""

    words: str
    thing: Thing | None = None
    address: str = ""
    iri: str = ""
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as people read it: a table, a truth (yes or no) or a graph, as Turtle; `text` is one of the latter."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    total: int = 0
    text: str = ""
    kind: str = "table"

    @property
    def identified(self) -> list[int]:
        """Return the columns in which things stand, by their numbers."""
        return [at for at in range(len(self.columns)) if any(row[at].iri for row in self.rows)]


def show(world: World, result: Result, *, most: int | None = None) -> Shown:
    """Arrange a result, with at most so many of its rows.

    A column that holds the names of another column's things, by its name, is folded into that one.
    """
    text = result.content.decode()
    if "json" not in result.media_type:
        return Shown(text=text, kind="graph")
    told = json.loads(text)
    if "boolean" in told:
        return Shown(text="oui" if told["boolean"] else "non", kind="truth")
    names = told["head"]["vars"]
    folded = {f"{name}{mark}": name for name in names for mark in LABELS if f"{name}{mark}" in names}
    columns = [name for name in names if name not in folded]
    labels = {name: label for label, name in folded.items()}
    words = _Words(world, {})
    bindings = told["results"]["bindings"]
    rows = (
        tuple(words.value(row.get(each), row.get(labels.get(each, ""))) for each in columns) for row in bindings[:most]
    )
    return Shown(tuple(_titles(world, columns)), tuple(rows), len(bindings))


def _titles(world: World, columns: Sequence[str]) -> Iterator[str]:
    """Yield what the columns are called: in words where a variable bears a term and a number, as the builder's do."""
    for column in columns:
        numbered = _NUMBERED.fullmatch(column)
        label = _term_label(world, numbered["name"]) if numbered else ""
        if numbered is None or not label:
            yield column
            continue
        alone = sum(other.startswith(f"{numbered['name']}_") for other in columns) == 1
        yield label if alone else f"{label} {numbered['number']}"


def _term_label(world: World, name: str) -> str:
    known = (f"{MLG}{name}", f"{MLG}{name[:1].lower()}{name[1:]}")
    return next((world.vocabulary.label(iri) for iri in known if iri in world.vocabulary.terms), "")


@dataclass(frozen=True, slots=True)
class _Words:
    """Say terms in French, the same one once."""

    world: World
    known: dict[str, Value]

    def value(self, term: Term | None, label: Term | None) -> Value:
        if term is None:
            return Value(label["value"] if label else "")
        if term["type"] != "uri":
            return Value(literal(term), number=_number(term))
        iri = term["value"]
        if iri not in self.known:
            self.known[iri] = _named(self.world, iri)
        found = self.known[iri]
        return found if found.thing or label is None else Value(label["value"], iri=iri)


def _named(world: World, iri: str) -> Value:
    if thing := world.index.get(iri):
        return Value(thing.label, thing, iri=iri)
    if iri in world.vocabulary.terms:
        return Value(world.vocabulary.label(iri), address=f"/ontology#{local_name(iri)}", iri=iri)
    if thing := unnamed(world, iri):
        return Value(thing.label, thing, iri=iri)
    return Value(shortened(iri), iri=iri)


def shortened(iri: str) -> str:
    """Return an IRI with one of our prefixes, if one fits.

    >>> shortened("http://www.w3.org/2004/02/skos/core#broader"), shortened("https://example.org/a")
    ('skos:broader', 'https://example.org/a')
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and iri != start:
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def literal(term: Term) -> str:
    """Return the words of a literal: « oui », « 21/11/2026 », « 50000,5 »; other texts as they are."""
    text, kind = term["value"], term.get("datatype", "")
    if kind == f"{XSD}boolean":
        return "oui" if text in {"true", "1"} else "non"
    if kind == f"{XSD}date":
        return french_date(text)
    number = _number(term)
    return text if number is None else french_number(number)


def _number(term: Term) -> Decimal | None:
    usual = term.get("datatype") in _NUMBERS and _USUAL.fullmatch(term["value"])
    return Decimal(term["value"]) if usual else None


def sheet_rows(shown: Shown) -> tuple[list[str], list[list[CellValue]]]:
    """Return the headers and the rows of a spreadsheet: names first, the identifiers of things last."""
    headers = [*shown.columns, *(f"{shown.columns[at]} (identifiant)" for at in shown.identified)]
    at_end = shown.identified
    return headers, [[*map(_cell, row), *(row[at].iri for at in at_end)] for row in shown.rows]


def _cell(value: Value) -> CellValue:
    return value.words if value.number is None else value.number
