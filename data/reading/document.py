"""What a file becomes when it is read: blocks, each of which knows where it stands."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a block looks like; what it means is the layout's affair."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document; lines and pages count from 1."""

    line: int
    last_line: int
    section: tuple[str, ...] = ()
    pages: tuple[int, int | None] | None = None
    column: str | None = None
    cell: int | None = None
    sheet: str | None = None

    def to(self, other: "Place") -> "Place":
        """Return the place that reaches from this one to the end of another."""
        return replace(self, last_line=max(self.last_line, other.last_line))


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, an item of a list, a line of text, or a row of a table (whose cells may be empty)."""

    kind: Kind
    text: str
    place: Place
    cells: tuple[str, ...] = ()

    def cell(self, index: int, column: str | None = None) -> "Cell":
        """Return one cell of a row, empty where the row is short."""
        text = self.cells[index] if index < len(self.cells) else ""
        return Cell(text, replace(self.place, cell=index + 1, column=column))


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its name, the digest of its bytes, its lines, its blocks in order, and what to warn of.

    `keeps_breaks` says that its format keeps the line breaks of cells, as a text layer does not.
    """

    name: str
    digest: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    keeps_breaks: bool = False
