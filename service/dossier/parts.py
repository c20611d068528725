"""What a dossier is made of: plain values, which writers turn into Word or HTML."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a notice tells what is not known, and must not be missed; a lead stays with what it leads to."""

    text: str
    kind: Literal["text", "lead", "notice", "note"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `address` is the page that gives its rows again, `left` says in words what was cut.

    `widths` are relative, `numbers` the columns of figures, `strong` the rows that head others.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    left: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a committee can decide on: what is found, the first cases, and what would close it."""

    statement: str
    cases: tuple[str, ...]
    remedy: str
    address: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings, the most serious first."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, as SVG and as PNG; `description` tells it to who does not see it."""

    svg: str
    png: bytes
    title: str
    description: str
    caption: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """What cannot be told, and why; gathered at the end."""

    text: str


Block = Paragraph | Table | Findings | Picture | Unknown


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the dossier."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole dossier. `notices` stand before all the rest."""

    kind: str
    title: str
    context: str
    day: date
    revision: str
    summary: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
