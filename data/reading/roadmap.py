"""Read a roadmap: tables of actions whose columns are told by their headers; what the text layer broke is noticed."""

import re
from collections.abc import Mapping, Sequence

from data.reading import bodies
from data.reading.document import Block, Cell, Kind
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.ocr_text import plain, plain_lines
from data.reading.records import Records, RoadmapRow
from data.text import fold, search

SHIFTED = "cellules décalées : l'échéance ne se trouve pas dans sa colonne"
EMPTY = "cellules vides : fusionnées avec une autre ligne, ou laissées vides"
_LISTS = frozenset({"objectives", "publics", "actors", "funders"})
"""The columns whose cells list things, so that a line break parts two of them."""
NO_FUNDERS = "le tableau n'a pas de colonne pour les financeurs"


def read(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read each row under the last header row as an action; a table torn by a page break keeps its header."""
    options = layout.options["roadmap"]
    columns: dict[int, tuple[str, str]] = {}
    for block in blocks:
        if block.kind is not Kind.ROW:
            _title(block, ledger)
        elif header := header_columns(block, options["columns"]):
            columns = header
            records.unread.extend(unknown_columns(block, columns))
            ledger.ignored(block.place, "en-tête de tableau")
        elif columns:
            row = roadmap_row(block, columns, layout.options["cells"])
            records.rows.append(row)
            records.bodies.extend(bodies.in_roadmap(row))
            ledger.represented(block.place, "action de la feuille de route")


def _title(block: Block, ledger: Ledger) -> None:
    if block.kind is Kind.HEADING:
        ledger.represented(block.place, "partie de la feuille de route")
    else:
        ledger.ignored(block.place, "note de la feuille de route")


def header_columns(block: Block, patterns: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """Return the columns of a header row by index, as (field, words of the header); empty where it is none."""
    found = {}
    for index, text in enumerate(map(plain, block.cells)):
        for name, pattern in patterns.items():
            if search(pattern, text) is not None:
                found[index] = (name, text)
    return found if "action" in {name for name, _ in found.values()} else {}


def unknown_columns(block: Block, columns: Mapping[int, tuple[str, str]]) -> list[Cell]:
    """Return the header cells that name no column of the layout: what stands under them is not read."""
    cells = [block.cell(index) for index in range(len(block.cells)) if index not in columns]
    return [Cell(plain(cell.text), cell.place) for cell in cells if plain(cell.text)]


def roadmap_row(block: Block, columns: Mapping[int, tuple[str, str]], options: Mapping[str, str]) -> RoadmapRow:
    """Read a row; where its cells are shifted only the action is read, and the notice says why."""
    cells: dict[str, Cell] = {}
    for index, (name, header) in columns.items():
        cell = block.cell(index, header)
        cells[name] = Cell((plain_lines if name in _LISTS else plain)(cell.text), cell.place)
    heading = block.place.section[-1] if block.place.section else ""
    evidence = tuple(cell for cell in cells.values() if cell.text)
    if is_shifted(cells, options):
        read = {"action": cells["action"], **_reference(cells, options)}
        return RoadmapRow(heading, block.place, read, evidence, (SHIFTED,))
    blank = any(name in cells and not cells[name].text for name in ("period", "actors", "funders"))
    notices = ((EMPTY,) if blank else ()) + (() if "funders" in cells else (NO_FUNDERS,))
    return RoadmapRow(heading, block.place, cells, evidence, notices)


def is_shifted(cells: Mapping[str, Cell], options: Mapping[str, str]) -> bool:
    """Tell whether a row's cells stand one column off: the period's cell holds a cross-reference."""
    period = cells.get("period")
    return period is not None and re.search(options["reference"], fold(period.text)) is not None


def _reference(cells: Mapping[str, Cell], options: Mapping[str, str]) -> dict[str, Cell]:
    found = next((cell for cell in cells.values() if re.search(options["reference"], fold(cell.text))), None)
    return {"reference": found} if found else {}
