"""Say what was edited in a workbook: line by line and cell by cell, against what it showed when it was made.

What nobody edited is left as it is, even where the contract changed since; what was edited and changed since is a
conflict, and is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import RDF, SKOS, Graph, Literal, URIRef

from data.workbook.content import Content, Row, Value
from data.workbook.edits import Added, Change, Edits, Withdrawn
from data.workbook.fields import Field
from data.workbook.lines import Allotment, Matched, match
from data.workbook.pages import Entry, Line
from data.workbook.problems import Refused, Where
from data.workbook.read import Filled
from data.workbook.resolve import Names, name_of
from data.workbook.sheets import Sheet
from data.workbook.take import Taking
from data.workbook.values import CUT, joined, pieces
from ontology import MLG

_BLANK = Entry("", ())


def compare(filled: Filled, current: Graph, known: Graph, allotment: Allotment) -> Edits:
    """Return what was edited, given the contract as it is published now, and all the names that are known.

    Raises Refused.
    """
    matched, problems = match(filled, allotment)
    names = Names.of(filled.exported, known, ((each.thing, each.line) for each in matched))
    taking = Taking(names, allotment, problems)
    comparison = _Comparison(filled.exported, current, taking)
    changes = [change for each in matched if each.row for change in comparison.changes(filled, each, each.row)]
    added = [found for each in matched if each.row is None and (found := comparison.added(each))]
    withdrawn = list(comparison.withdrawn(filled, {each.thing for each in matched}))
    comparison.settle(changes)
    if problems:
        raise Refused(sorted(problems))
    places = {each.thing: each.line.where() for each in matched}
    periods = [period for period in taking.periods.values() if not comparison.is_there(period.thing)]
    return Edits(tuple(changes), (*added, *periods), tuple(withdrawn), places)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The comparison of the lines of one workbook with what they showed, and with the contract as it is now."""

    exported: Content
    current: Graph
    taking: Taking

    def changes(self, filled: Filled, matched: Matched, row: Row) -> Iterator[Change]:
        """Yield the cells of a line that say something else than when the workbook was made."""
        page = next(page for page in filled.pages if page.sheet == matched.line.sheet)
        for each in page.fields:
            before, entry = row.cells.get(each.path, ()), matched.line.cells.get(each.path, _BLANK)
            where = matched.line.where(each)
            if _same(each, before, entry):
                continue
            if joined([value.piece for value in before]).endswith(CUT):
                self.taking.wrong(
                    where, "le texte est trop long pour une cellule : il ne se corrige pas dans un classeur."
                )
                continue
            change = Change(where, matched.thing, each, before, self.taking.values(each, entry, before, where))
            if change.removed or change.added:
                self.taking.require(each, change.after, where)
                yield change

    def added(self, matched: Matched) -> Added | None:
        """Return the thing of a line that was added, unless the contract holds it already."""
        line, cells = matched.line, dict(_supposed(matched.line))
        for each in line.sheet.fields:
            values = self.taking.values(each, line.cells.get(each.path, _BLANK), (), line.where(each))
            cells[each.path] = values or cells.get(each.path, ())
            self.taking.require(each, cells[each.path], line.where(each))
        filled = {path: values for path, values in cells.items() if values}
        added = Added(line.where(), line.sheet, matched.thing, name_of(line) or _called(filled), filled)
        return None if self._holds(added) else added

    def withdrawn(self, filled: Filled, kept: set[URIRef]) -> Iterator[Withdrawn]:
        """Yield the things whose lines were deleted, but for those that the contract holds no more."""
        for page in filled.pages:
            for row in self.exported.rows.get(page.sheet.title, ()):
                if row.thing not in kept and page.sheet.root != MLG.ContratDeVille and self.is_there(row.thing):
                    name = _name(page.sheet, row)
                    if any(self._moved(each, row.thing, row.cells.get(each.path, ())) for each in page.sheet.fields):
                        message = f"vous retirez « {name} », qui a changé dans le contrat depuis l'export."
                        self.taking.wrong(
                            Where(page.sheet.title), f"{message} Exportez de nouveau le contrat pour la revoir."
                        )
                    yield Withdrawn(page.sheet, row, name)

    def settle(self, changes: list[Change]) -> None:
        """Drop the changes that the contract holds already; tell those of what changed otherwise meanwhile."""
        for change in list(changes):
            now = set(self.current.objects(change.thing, change.field.path))
            if not self.is_there(change.thing):
                self.taking.wrong(change.where, "cette ligne n'est plus dans le contrat. Exportez-le de nouveau.")
            elif now == {value.term for value in change.after}:
                changes.remove(change)
            elif self._moved(change.field, change.thing, change.before):
                told = " ; ".join(sorted(f"« {self.taking.words(term)} »" for term in now)) or "plus rien"
                self.taking.wrong(
                    change.where,
                    f"vous l'avez modifiée, et depuis l'export le contrat y dit autre chose ({told}). Exportez de "
                    "nouveau le contrat, et reportez-y votre modification.",
                )

    def _holds(self, added: Added) -> bool:
        """Tell whether the contract holds a thing already, as when a workbook is imported again."""
        if not self.is_there(added.thing):
            return False
        if any(self._moved(each, added.thing, added.cells.get(each.path, ())) for each in added.sheet.fields):
            self.taking.wrong(
                added.where,
                f"« {added.name} » est dans le contrat depuis l'export, avec d'autres valeurs. Exportez-le de nouveau, "
                "et corrigez la ligne qui s'y trouve.",
            )
        return True

    def is_there(self, thing: URIRef) -> bool:
        """Tell whether the contract holds a thing."""
        return (thing, RDF.type, None) in self.current

    def _moved(self, asked: Field, thing: URIRef, before: tuple[Value, ...]) -> bool:
        return set(self.current.objects(thing, asked.path)) != {value.term for value in before}


def _same(asked: Field, before: tuple[Value, ...], entry: Entry) -> bool:
    """Tell whether a cell holds the values that it was written with, in whatever order."""
    written = joined([value.piece for value in before])
    return set(pieces(asked, written)) == set(entry.pieces)


def _supposed(line: Line) -> Iterator[tuple[URIRef, tuple[Value, ...]]]:
    """Yield what a new line need not say: a contract is called after its territory."""
    territory = line.cells.get(MLG.territoire)
    if line.sheet.root == MLG.ContratDeVille and territory:
        name = f"Contrat de ville de {territory.text.strip()}"
        yield SKOS.prefLabel, (Value(name, Literal(name, lang="fr")),)


def _called(cells: Mapping[URIRef, tuple[Value, ...]]) -> str:
    return " ".join(value.piece for value in cells.get(SKOS.prefLabel, ()))


def _name(sheet: Sheet, row: Row) -> str:
    return sheet.called(value.piece for each in sheet.naming for value in row.cells.get(each.path, ()))
