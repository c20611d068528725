"""Account for every non-blank line of a document: represented, ignored for a reason, or not understood."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from data.reading.document import Document, Place


class Fate(StrEnum):
    """What became of a line."""

    REPRESENTED = "représentée"
    IGNORED = "ignorée"
    NOT_UNDERSTOOD = "non comprise"


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one line, and what as or why."""

    line: int
    fate: Fate
    reason: str


@dataclass(slots=True)
class Ledger:
    """The fates of the lines of a document. A line that is represented once stays so, as what it was first."""

    entries: dict[int, Entry] = field(default_factory=dict)

    def represented(self, place: Place, what: str) -> None:
        """Record that the lines of a place are represented as something."""
        for line in range(place.line, place.last_line + 1):
            if line not in self.entries or self.entries[line].fate is not Fate.REPRESENTED:
                self.entries[line] = Entry(line, Fate.REPRESENTED, what)

    def ignored(self, place: Place, reason: str) -> None:
        """Record why the lines of a place are ignored."""
        for line in range(place.line, place.last_line + 1):
            self.entries.setdefault(line, Entry(line, Fate.IGNORED, reason))

    def close(self, document: Document) -> list[Entry]:
        """Return one entry for each non-blank line of the document; what nobody claimed is not understood."""
        unclaimed = "aucun motif de la mise en page ne reconnaît cette ligne"
        numbers = [number for number, line in enumerate(document.lines, 1) if line.strip()]
        return [self.entries.get(n) or Entry(n, Fate.NOT_UNDERSTOOD, unclaimed) for n in numbers]


def count(entries: list[Entry]) -> Counter[Fate]:
    """Count the lines by fate."""
    return Counter(entry.fate for entry in entries)
