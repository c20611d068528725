"""Read a roadmap: tables of actions whose columns are told by their headers; what the text layer broke is noticed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.reading import bodies
from data.reading.document import Block, Cell, Kind
from data.reading.fields import UNREAD, field_of, field_patterns, lists
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.ocr_text import plain, plain_lines
from data.reading.records import Records, RoadmapRow
from data.text import fold

SHIFTED = "cellules décalées : l'échéance ne se trouve pas dans sa colonne"
EMPTY = "cellules vides : fusionnées avec une autre ligne, ou laissées vides"
NO_FUNDERS = "le tableau n'a pas de colonne pour les financeurs"


def read(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read each row under the last header row as an action; a table torn by a page break keeps its header."""
    table = Table(layout, records, ledger)
    for block in blocks:
        if block.kind is not Kind.ROW:
            _title(block, ledger)
        else:
            table.row(block)


def _title(block: Block, ledger: Ledger) -> None:
    if block.kind is Kind.HEADING:
        ledger.represented(block.place, "partie de la feuille de route")
    else:
        ledger.ignored(block.place, "note de la feuille de route")


@dataclass(slots=True)
class Table:
    """A table of actions being read: its columns by index, as (field, words of the header)."""

    layout: Layout
    records: Records
    ledger: Ledger
    columns: dict[int, tuple[str, str]] = field(default_factory=dict)

    def row(self, block: Block) -> bool:
        """Take a row as a header, or as an action of the header above it; tell whether it was one."""
        options = self.layout.options["roadmap"]
        if header := header_columns(block, field_patterns(options)):
            self.columns = header
            self.records.unread.extend(unknown_columns(block, header))
            self.ledger.ignored(block.place, "en-tête de tableau")
        elif self.columns:
            row = roadmap_row(block, self.columns, self.layout.options["cells"])
            self.records.rows.append(row)
            self.records.bodies.extend(bodies.in_roadmap(row))
            self.ledger.represented(block.place, "action de la feuille de route")
        return bool(self.columns)


def header_columns(block: Block, patterns: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """Return the columns of a header row by index, as (field, words of the header); empty where it is none."""
    texts = enumerate(map(plain, block.cells))
    found = {index: (name, text) for index, text in texts if text and (name := field_of(text, patterns))}
    return found if "action" in {name for name, _ in found.values()} else {}


def unknown_columns(block: Block, columns: Mapping[int, tuple[str, str]]) -> list[Cell]:
    """Return the header cells that name no column of the layout: what stands under them is not read."""
    cells = [block.cell(index) for index in range(len(block.cells)) if index not in columns]
    return [Cell(plain(cell.text), cell.place) for cell in cells if plain(cell.text)]


def roadmap_row(block: Block, columns: Mapping[int, tuple[str, str]], options: Mapping[str, str]) -> RoadmapRow:
    """Read a row; where its cells are shifted only the action is read, and the notice says why."""
    cells: dict[str, Cell] = {}
    evidence: list[Cell] = []
    for index, (name, header) in columns.items():
        if name in UNREAD:
            continue
        cell = block.cell(index, header)
        cell = Cell((plain_lines if lists(name) else plain)(cell.text), cell.place)
        evidence += [cell] if cell.text else []
        before = cells.get(name)
        cells[name] = Cell(f"{before.text}\n{cell.text}".strip(), before.place) if before else cell
    heading = block.place.section[-1] if block.place.section else ""
    if is_shifted(cells, options):
        read = {"action": cells["action"], **_reference(cells, options)}
        return RoadmapRow(heading, block.place, read, tuple(evidence), (SHIFTED,))
    blank = any(name in cells and not cells[name].text for name in ("period", "actors", "funders"))
    notices = ((EMPTY,) if blank else ()) + (() if "funders" in cells else (NO_FUNDERS,))
    return RoadmapRow(heading, block.place, cells, tuple(evidence), notices)


def is_shifted(cells: Mapping[str, Cell], options: Mapping[str, str]) -> bool:
    """Tell whether a row's cells stand one column off: the period's cell holds a cross-reference."""
    period = cells.get("period")
    return period is not None and re.search(options["reference"], fold(period.text)) is not None


def _reference(cells: Mapping[str, Cell], options: Mapping[str, str]) -> dict[str, Cell]:
    found = next((cell for cell in cells.values() if re.search(options["reference"], fold(cell.text))), None)
    return {"reference": found} if found else {}
