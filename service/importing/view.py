"""Show a document that was read, line by line: what became of each, in pages, and what one line came to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from data.imports.found import Found, Line, Thing
from data.reading.ledger import Fate

ON_A_PAGE = 80
"""As many lines as a page shows."""

TIES = frozenset({"Participation", "EngagementFinancier", "RelaisDeMesure"})
"""Kinds of things that tie others together, and are shown in few words."""

Keep = Callable[[Line], bool]
FILTERS: Mapping[str, tuple[str, Keep]] = {
    "": ("toutes", lambda _: True),
    "non-comprises": ("non comprises", lambda line: line.fate is Fate.NOT_UNDERSTOOD),
    "a-verifier": ("à vérifier", lambda line: bool(line.notices)),
    "ignorees": ("ignorées", lambda line: line.fate is Fate.IGNORED),
    "representees": ("représentées", lambda line: line.fate is Fate.REPRESENTED),
}
"""The lines that may be asked for alone, by their name in the address: how they are called, and which they are."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The line that somebody looks at, the things that it came to, and those that only tie things together."""

    line: Line
    things: tuple[Thing, ...]
    ties: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A page of a document's lines."""

    path: str
    only: str
    counts: Mapping[str, int]
    lines: tuple[Line, ...]
    number: int
    pages: int
    chosen: Chosen | None
    headings: tuple[tuple[int, str], ...]

    def to_line(self, number: int) -> str:
        """Return the address of a line."""
        return self._address({"ligne": str(number)}, f"#l{number}")

    def to_page(self, number: int) -> str:
        """Return the address of a page."""
        return self._address({"page": str(number)} if number > 1 else {}, "#document")

    def to_filter(self, name: str) -> str:
        """Return the address of the lines of one kind."""
        return f"{self.path}{'?' + urlencode({'voir': name}) if name else ''}#document"

    def _address(self, asked: dict[str, str], anchor: str) -> str:
        told = {**({"voir": self.only} if self.only else {}), **asked}
        return f"{self.path}{'?' + urlencode(told) if told else ''}{anchor}"


def view(found: Found, path: str, *, only: str = "", page: int = 1, line: int = 0) -> View:
    """Return the page that is asked for: the one that holds a line where one is chosen."""
    chosen = found.by_number.get(line)
    keep = FILTERS[only][1] if only in FILTERS and (chosen is None or FILTERS[only][1](chosen)) else FILTERS[""][1]
    kept = [each for each in found.lines if keep(each)]
    pages = max(1, -(-len(kept) // ON_A_PAGE))
    number = kept.index(chosen) // ON_A_PAGE + 1 if chosen else min(max(page, 1), pages)
    return View(
        path=path,
        only=next(name for name, (_, known) in FILTERS.items() if known is keep),
        counts={name: sum(map(known, found.lines)) for name, (_, known) in FILTERS.items()},
        lines=tuple(kept[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]),
        number=number,
        pages=pages,
        chosen=_chosen(found, chosen) if chosen else None,
        headings=tuple(_headings(found)),
    )


def _chosen(found: Found, line: Line) -> Chosen:
    things = [found.things[rank] for rank in line.things]
    ties = dict.fromkeys(each for each in things if each.kind in TIES)
    return Chosen(line, tuple(each for each in things if each.kind not in TIES), tuple(ties))


def _headings(found: Found) -> Iterator[tuple[int, str]]:
    yield from ((number, text) for number, text in found.headings if number in found.by_number)
