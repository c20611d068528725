"""What is recognised in a document, before anything is identified: facts in the source's words, each with its place."""

from dataclasses import dataclass, field

from data.reading.document import Cell, Place


@dataclass(frozen=True, slots=True)
class Fact:
    """A text that the document states about itself or its contract (title, territory, period, identifier)."""

    name: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the strategic framework; `parent` is the index of its parent among the elements.

    `words` are the source's where the label is shorter.
    """

    level: str
    label: str
    place: Place
    notation: str | None = None
    parent: int | None = None
    inferred: bool = False
    truncated: bool = False
    commitments: tuple[Cell, ...] = ()
    remarks: tuple[Cell, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class MeasureQuote:
    """A national measure quoted under an element (an index), or under the contract as a whole (None).

    `presumed` says that the line may quote something else: it is a measure only if its title is that of one.
    """

    text: str
    title: str
    number: int | None
    statuses: tuple[str, ...]
    element: int | None
    place: Place
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An obstacle observed under an element (an index); `introduction` is the sentence that opens its list, if any."""

    text: str
    introduction: str
    element: int
    place: Place


@dataclass(frozen=True, slots=True)
class Deed:
    """An action told in prose under an element (an index): what was done, what is to be done, or what was given up.

    `rubric` is the kind of the one that tells it; `introduction` the words that open its list; `complements` the lines
    that go on with it.
    """

    text: str
    rubric: str
    element: int
    place: Place
    introduction: str = ""
    complements: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """A row of the roadmap.

    `cells` holds what could be read, by the layout's names of columns; `evidence` all that the row holds; `notices`
    what is irregular.
    """

    heading: str
    place: Place
    cells: dict[str, Cell] = field(default_factory=dict)
    evidence: tuple[Cell, ...] = ()
    notices: tuple[str, ...] = ()

    def text(self, column: str) -> str:
        """Return the text of a column, empty where the row has none."""
        cell = self.cells.get(column)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Body:
    """A coordination body named by a cell: its frequency and who animates it, as far as the cell says."""

    name: str
    place: Place
    times_a_year: int | None = None
    animator: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A governance commitment: what, who follows it up, remarks."""

    label: str
    detail: str
    group: Cell
    remark: Cell
    place: Place
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a partner says that it will contribute: who, and the elements (indexes) that say it, its own first."""

    partner: Cell
    elements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An acronym and what it stands for."""

    acronym: str
    expansion: str
    place: Place


@dataclass(frozen=True, slots=True)
class Signatory:
    """An organisation that signs, by whom (None where the act leaves the name blank) and in which function."""

    organisation: str
    function: str
    name: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Partner:
    """An entry of the partner directory, under a heading."""

    name: str
    detail: str
    heading: str
    place: Place


@dataclass(slots=True)
class Records:
    """All that was recognised in a document, kind by kind, in the order of the document.

    `unread` holds the headers of columns that the layout does not know; `misread` says, in French, what
    else was not read.
    """

    facts: list[Fact] = field(default_factory=list)
    unread: list[Cell] = field(default_factory=list)
    misread: list[Fact] = field(default_factory=list)
    quarters: list[Fact] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    measures: list[MeasureQuote] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    rows: list[RoadmapRow] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    glossary: list[GlossaryEntry] = field(default_factory=list)
    signatories: list[Signatory] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
