"""Take the values out of the cells that people filled, and tell those that are none."""

from dataclasses import dataclass, field

from rdflib import URIRef
from rdflib.term import Node

from data.describe.periods import statements
from data.text import fold
from data.workbook.content import Value
from data.workbook.edits import Added
from data.workbook.fields import Field, Kind
from data.workbook.labels import label_of
from data.workbook.lines import Allotment
from data.workbook.pages import Entry
from data.workbook.problems import Problem, Where
from data.workbook.resolve import Names, Unknown
from data.workbook.sheets import sheets_of
from data.workbook.values import NotAValue, literal, pieces
from ontology import MLG


@dataclass(slots=True)
class Taking:
    """The values taken from one workbook: by which names, with what is wrong, and the periods that cells made."""

    names: Names
    allotment: Allotment
    problems: list[Problem]
    periods: dict[str, Added] = field(default_factory=dict)

    def values(self, asked: Field, entry: Entry, before: tuple[Value, ...], where: Where) -> tuple[Value, ...]:
        """Return the values of a cell: those that it held keep what they stood for."""
        kept: dict[str, list[Value]] = {}
        for value in before:
            kept.setdefault(_normal(asked, value.piece), []).append(value)
        found: list[Value] = []
        for piece in entry.pieces:
            found += kept.get(piece) or self._read(asked, piece, where)
        return tuple(found)

    def _read(self, asked: Field, piece: str, where: Where) -> list[Value]:
        """Return what a piece stands for, or nothing where that cannot be told."""
        try:
            if asked.kind is not Kind.CHOICE:
                return [Value(piece, literal(asked, piece))]
            thing = self._thing(asked, piece)
        except (NotAValue, Unknown) as error:
            self.wrong(where, str(error))
            return []
        return [Value(self.words(thing) if (thing, None, None) in self.names.known else piece, thing)]

    def _thing(self, asked: Field, words: str) -> URIRef:
        try:
            return self.names.find(asked, words)
        except Unknown:
            period = self._period(asked, words)
            if period is None:
                raise
            return period

    def _period(self, asked: Field, words: str) -> URIRef | None:
        """Return the new period that words tell, where a period is asked for."""
        sheet = next((sheet for sheet in sheets_of(asked) if sheet.root == MLG.Periode), None)
        said = statements(words) if sheet else None
        if sheet is None or said is None:
            return None
        if fold(words) not in self.periods:
            thing = self.allotment.of(sheet, words.replace(">", "après "))
            cells = {path: (Value(self.words(term), term),) for path, term in said.items()}
            self.periods[fold(words)] = Added(Where(sheet.title), sheet, thing, words, cells)
        return self.periods[fold(words)].thing

    def words(self, term: Node) -> str:
        """Return what a term is called."""
        return label_of(self.names.known, term) if isinstance(term, URIRef) else str(term)

    def require(self, asked: Field, values: tuple[Value, ...], where: Where) -> None:
        """Tell a cell that is blank and may not be, or that holds more values than it may."""
        told = any(problem.where == where for problem in self.problems)
        if asked.required and not values and not told:
            self.wrong(where, "la cellule est vide, et cette colonne est obligatoire. Remplissez-la.")
        if asked.single and len(values) > 1:
            self.wrong(where, "une seule valeur est attendue. Gardez-en une.")

    def wrong(self, where: Where, message: str) -> None:
        """Tell that something is wrong somewhere."""
        self.problems.append(Problem(where, message))


def _normal(asked: Field, piece: str) -> str:
    return next(iter(pieces(asked, piece)), "")
