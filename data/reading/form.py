"""A *fiche action* while it is read: its titles, its fields, and the lines that it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.reading.document import Block, Cell, Place
from data.reading.fields import UNREAD, lists
from data.reading.ledger import Ledger
from data.reading.persons import without_persons
from data.reading.records import Fact, Records, RoadmapRow
from data.text import fold

TWO_LABELS = "l'intitulé de la fiche et son titre diffèrent"
UNNAMED = "une fiche n'a pas d'intitulé : elle n'est pas lue"


@dataclass(slots=True)
class Form:
    """A form: the chapter it stands in, its title, the name of its sheet, its fields, and what became of its lines."""

    place: Place
    chapter: str = ""
    label: str = ""
    sheet_label: str = ""
    title: Cell | None = None
    fields: dict[str, list[Cell]] = field(default_factory=dict)
    kept: list[Place] = field(default_factory=list)
    left: list[Place] = field(default_factory=list)

    def name(self, block: Block, label: str) -> None:
        """Take a block as the title of the form."""
        self.label = label or self.label
        self.title = Cell(without_persons(block.text), block.place)
        self.kept.append(block.place)

    def add(self, block: Block, name: str, text: str, *, cell: int | None, header: str = "") -> None:
        """Add the text of a block, or of one of its cells, to a field; what concerns a person is left out."""
        if name in UNREAD:
            self.left.append(block.place)
            return
        held = self.fields.setdefault(name, [])
        column = header.strip(" :*") or (held[-1].place.column if held else None)
        held.append(Cell(without_persons(text), replace(block.place, cell=cell, column=column)))
        self.kept.append(block.place)

    def close(self, records: Records, ledger: Ledger) -> None:
        """Make the form a row of the roadmap; one that nothing names, or a mere title in a list of forms, is told."""
        if not self.fields:
            for place in self.kept:
                ledger.ignored(place, "titre de fiche sans champ")
            return
        row = self._row()
        if not row.text("action"):
            records.misread.append(Fact("form", UNNAMED, self.place))
            return
        records.rows.append(row)
        for place in self.kept:
            ledger.represented(place, "fiche action")
        for place in self.left:
            ledger.ignored(place, "coordonnées d'une personne, ou champ sans objet : non gardé")

    def _row(self) -> RoadmapRow:
        cells = {name: _joined(name, held) for name, held in self.fields.items()}
        told = cells.get("action")
        notices = (TWO_LABELS,) if told and told.text and self.label and fold(told.text) != fold(self.label) else ()
        if told is None or not told.text:
            place = self.title.place if self.title else self.place
            cells["action"] = Cell(without_persons(self.label or self.sheet_label), place)
        evidence = [cell for held in self.fields.values() for cell in held if cell.text]
        last = max(self.kept, key=lambda place: place.last_line)
        titles = [self.title] if self.title else []
        return RoadmapRow(self.chapter, self.place.to(last), cells, (*titles, *evidence), notices)


def _joined(name: str, held: Sequence[Cell]) -> Cell:
    """Return the lines of a field as one cell; where it lists nothing, they are one line."""
    filled = [cell for cell in held if cell.text] or held[:1]
    text = ("\n" if lists(name) else " ").join(cell.text for cell in filled)
    return Cell(text if lists(name) else " ".join(text.split()), filled[0].place)
