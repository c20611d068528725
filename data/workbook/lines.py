"""Tell which line is of which thing: by its identifier, and a line without one is of a new thing."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from rdflib import URIRef

from data import naming
from data.workbook.content import Content, Row
from data.workbook.labels import identifier
from data.workbook.pages import Line, Page
from data.workbook.problems import Problem, Where
from data.workbook.read import Filled
from data.workbook.resolve import name_of
from data.workbook.sheets import Sheet, sheets
from ontology import MLG


@dataclass(frozen=True, slots=True)
class Matched:
    """A line, its thing, and what its row showed; None where the line was added."""

    line: Line
    thing: URIRef
    row: Row | None


@dataclass(slots=True)
class Allotment:
    """The IRIs that new things get: made from their names, and never that of another thing.

    `unseen` are the things that came into the contract after the export. A line without an identifier gets the IRI of
    one where its name gives it: a workbook that is imported twice says the same thing twice.
    """

    contract: str
    taken: set[URIRef]
    unseen: set[URIRef] = field(default_factory=set)

    def of(self, sheet: Sheet, name: str) -> URIRef:
        """Return the IRI of a new thing."""
        if sheet.root == MLG.ContratDeVille:
            return naming.contract(self.contract)
        for made in self._made(sheet.segment, name):
            if made in self.unseen or made not in self.taken:
                break
        self.unseen.discard(made)
        self.taken.add(made)
        return made

    def of_decision(self, day: date) -> URIRef:
        """Return the IRI of a new decision."""
        return next(made for made in self._made("decision", f"classeur {day.isoformat()}") if made not in self.taken)

    def _made(self, segment: str, name: str) -> Iterator[URIRef]:
        plain = naming.thing(self.contract, segment, name if naming.slug(name) else "sans nom")
        yield plain
        yield from (URIRef(f"{plain}-{number}") for number in itertools.count(2))


def match(filled: Filled, allotment: Allotment) -> tuple[list[Matched], list[Problem]]:
    """Return the lines with their things, and what is wrong with their identifiers."""
    matched: list[Matched] = []
    problems: list[Problem] = []
    for page in filled.pages:
        rows = {identifier(filled.exported.contract, row.thing): row for row in _rows(filled.exported, page)}
        seen: dict[str, int] = {}
        for line in page.lines:
            row = rows.get(line.identifier)
            wrong = _wrong(filled.exported, line, row, seen.get(line.identifier)) if line.identifier else None
            if wrong:
                problems.append(Problem(line.where(), wrong))
            elif row:
                seen[line.identifier] = line.number
                matched.append(Matched(line, row.thing, row))
            else:
                matched.append(Matched(line, allotment.of(page.sheet, name_of(line)), None))
    return matched, problems + list(_contracts(filled, matched))


def _rows(exported: Content, page: Page) -> tuple[Row, ...]:
    return exported.rows.get(page.sheet.title, ())


def _wrong(exported: Content, line: Line, row: Row | None, before: int | None) -> str | None:
    """Say why a line cannot bear its identifier, if it cannot."""
    if before:
        return (
            f"l'identifiant « {line.identifier} » est déjà celui de la ligne {before}. Videz-le sur la ligne recopiée."
        )
    if row:
        return None
    for title, rows in exported.rows.items():
        if any(identifier(exported.contract, each.thing) == line.identifier for each in rows):
            return f"l'identifiant « {line.identifier} » est celui d'une ligne de « {title} ». Remettez-la à sa place."
    return (
        f"l'identifiant « {line.identifier} » n'est pas de ceux de l'export. Videz-le pour ajouter la ligne, ou "
        "exportez de nouveau le contrat."
    )


def _contracts(filled: Filled, matched: Iterable[Matched]) -> Iterator[Problem]:
    """Refuse a workbook that tells more than one contract, or none."""
    sheet = next(sheet for sheet in sheets() if sheet.root == MLG.ContratDeVille)
    found = [each for each in matched if each.line.sheet == sheet]
    kept = [each for each in found if each.row] or found[:1]
    for each in found:
        if each not in kept:
            yield Problem(each.line.where(), "un classeur ne tient qu'un contrat. Supprimez cette ligne.")
    if not kept and not filled.exported.contract:
        yield Problem(Where(sheet.title), "le contrat n'y est pas. Donnez son nom et son territoire sur la ligne 2.")
    if filled.exported.contract and any(page.sheet == sheet for page in filled.pages) and not any(e.row for e in kept):
        yield Problem(Where(sheet.title), "la ligne du contrat manque. Remettez-la, avec son identifiant.")
