"""Read the sheets of a filled workbook: which columns are there, what each line says, what is wrong or left aside."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from data.formats.raw import Holds, RawBook, RawCell, RawRow, RawSheet
from data.text import fold
from data.workbook.archive import unescaped
from data.workbook.explain import HELP
from data.workbook.fields import Field, Kind
from data.workbook.problems import Problem, Where
from data.workbook.sheets import IDENTIFIER, LISTS, PLACE, TRACE, Sheet, sheet_called, sheets
from data.workbook.values import pieces

_HEADER_WITHIN = 20
"""Rows in which the header is looked for: people put a title above it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell says: its whole text, and the values in it."""

    text: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: its identifier, empty where it was added, and its cells that are not blank, by property."""

    sheet: Sheet
    number: int
    identifier: str
    cells: Mapping[URIRef, Entry]
    place: str

    def where(self, field: Field | None = None) -> Where:
        """Return the place of the line, or of one of its cells."""
        return Where(self.sheet.title, self.number, field.header if field else "")


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as it was filled: its lines, and the fields for which it still has a column."""

    sheet: Sheet
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]


class Reader:
    """The reading of the sheets, with what is wrong and what is left aside."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.notices: list[str] = []

    def sheets(self, book: RawBook, found: Mapping[Sheet, RawSheet]) -> None:
        """Tell the sheets that are missing, and those that are not ours."""
        titles = Counter(sheet.title for raw in book.sheets if (sheet := sheet_called(raw.title)))
        self.problems += [
            Problem(Where(title), "deux feuilles portent ce nom. Supprimez ou renommez celle qui est de trop.")
            for title, count in titles.items()
            if count > 1
        ]
        missing = [sheet.title for sheet in sheets() if sheet not in found]
        others = [raw for raw in book.sheets if not sheet_called(raw.title) and raw.title not in {HELP, LISTS, TRACE}]
        for raw in others:
            if missing and _header(raw):
                message = f"je ne connais pas cette feuille, et il manque {_listed(missing)}."
                self._wrong(Where(raw.title), f"{message} Si vous l'avez renommée, rendez-lui son nom.")
            else:
                self.notices.append(f"feuille « {raw.title} » : elle n'est pas de Maillage, elle n'est pas lue.")
        self.notices += [f"feuille « {title} » : absente, rien n'en est changé." for title in missing]

    def page(self, sheet: Sheet, raw: RawSheet) -> Page | None:
        """Read a sheet."""
        header = _header(raw)
        if header is None:
            self._wrong(Where(sheet.title), f"la colonne « {IDENTIFIER} » manque. Remettez-la, avec ses valeurs.")
            return None
        if raw.merged:
            areas = ", ".join(raw.merged[:5])
            self._wrong(
                Where(sheet.title), f"des cellules sont fusionnées ({areas}). Défaites la fusion, puis importez."
            )
        columns = self._columns(sheet, header)
        rows = [row for row in raw.rows if row.number > header.number]
        lines = tuple(line for row in rows if (line := self._line(sheet, columns, header, row)))
        return Page(sheet, tuple(columns.values()), lines)

    def _columns(self, sheet: Sheet, header: RawRow) -> dict[int, Field]:
        """Return the fields by their columns; tell the columns that are missing, double, or not ours."""
        known = {fold(field.header): field for field in sheet.fields}
        names = {cell.column: " ".join(cell.text.split()) for cell in header.cells}
        columns = {column: known[fold(name)] for column, name in names.items() if fold(name) in known}
        for name, count in Counter(fold(name) for name in names.values()).items():
            if count > 1 and (name in known or name == fold(IDENTIFIER)):
                self._wrong(
                    Where(sheet.title), f"deux colonnes s'appellent « {name} ». Supprimez celle qui est de trop."
                )
        missing = [field.header for field in sheet.fields if field not in columns.values()]
        ours = {*known, fold(IDENTIFIER), fold(PLACE)}
        extra = [name for name in names.values() if fold(name) not in ours]
        if missing and extra:
            self._wrong(
                Where(sheet.title),
                f"il manque {_listed(missing)}, et je ne connais pas {_listed(extra)}. Si vous avez renommé une "
                "colonne, rendez-lui son nom ; si vous en avez ajouté une, remettez aussi celle qui manque.",
            )
        else:
            self.notices += [f"{sheet.title}, colonne « {name} » : absente, rien n'en est changé." for name in missing]
            self.notices += [f"{sheet.title}, colonne « {name} » : ajoutée, elle n'est pas lue." for name in extra]
        return columns

    def _line(self, sheet: Sheet, columns: Mapping[int, Field], header: RawRow, row: RawRow) -> Line | None:
        places = {fold(cell.text): cell.column for cell in header.cells}
        cells = {cell.column: cell for cell in row.cells}
        entries = {
            field.path: entry
            for column, field in columns.items()
            if column in cells
            and (entry := self._entry(field, cells[column], Where(sheet.title, row.number, field.header)))
        }
        identifier = _text(cells, places[fold(IDENTIFIER)])
        if not (identifier or entries):
            return None
        return Line(sheet, row.number, identifier, entries, _text(cells, places.get(fold(PLACE), 0)))

    def _entry(self, field: Field, cell: RawCell, where: Where) -> Entry | None:
        wrong = _misfit(field, cell)
        if wrong:
            self._wrong(where, wrong)
        text = unescaped(cell.text)
        found = pieces(field, text)
        return Entry(text, found) if found else None

    def _wrong(self, where: Where, message: str) -> None:
        self.problems.append(Problem(where, message))


def _header(raw: RawSheet) -> RawRow | None:
    """Return the row of the headers: the first that has the column of identifiers."""
    return next(
        (row for row in raw.rows[:_HEADER_WITHIN] if any(fold(c.text) == fold(IDENTIFIER) for c in row.cells)), None
    )


def _misfit(field: Field, cell: RawCell) -> str | None:
    """Say why what a cell holds cannot be read, if it cannot."""
    match cell.holds:
        case Holds.ERROR:
            return f"la formule est en erreur ({cell.text}). Corrigez-la, ou écrivez la valeur."
        case Holds.FORMULA:
            return "la formule n'a pas de valeur enregistrée. Ouvrez le classeur, enregistrez-le, puis importez-le."
        case Holds.MOMENT:
            return f"« {cell.text} » porte une heure. Écrivez la date seule, ou la valeur en texte."
        case Holds.DAY if field.kind is not Kind.DAY:
            return "le tableur a pris la valeur pour une date. Mettez la cellule au format Texte et récrivez-la."
    return None


def _text(cells: Mapping[int, RawCell], column: int) -> str:
    return " ".join(unescaped(cells[column].text).split()) if column in cells else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"« {name} »" for name in names)
