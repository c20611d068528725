"""Find the actors that a cell names, though its line breaks are lost: « Commune TDC Département Etat » is four.

Where the format kept the line breaks, they part: no name reaches over one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from data.reading.register import Known, Register
from data.text import WORD, counts, fold

_SENTENCE_START = re.compile(r"(?:(?<=[a-zà-ÿ0-9).])|(?<=[A-Z]{2})) (?=[A-ZÀ-Ý][a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a cell that designate a known thing, perhaps in a role, perhaps as one of an alternative."""

    words: str
    known: Known
    role: str | None = None
    alternative: str | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a cell names, what of it is not understood, and whether it says that the list is open."""

    found: tuple[Mention, ...]
    unknown: tuple[str, ...]
    open: bool


@dataclass(slots=True)
class _Scan:
    """A walk over the words of a cell: each known name is cut out; what is left between names is kept aside."""

    text: str
    register: Register
    roles: Mapping[str, str]
    found: list[tuple[int, int, Known, str | None]] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)

    def run(self) -> None:
        words = [word for word in WORD.finditer(self.text) if counts(word.group())]
        role: str | None = None
        index = 0
        while index < len(words):
            word = words[index]
            if named := self.register.longest(tuple(fold(each.group()) for each in self._line(words[index:]))):
                length, known = named
                end = _closed(self.text, word.start(), words[index + length - 1].end())
                self.found.append((word.start(), end, known, role))
                role, index = None, index + length
                continue
            role = self.roles.get(fold(word.group()))
            if role is None and fold(word.group()) != "ou":
                self.left.append(word.span())
            index += 1

    def _line(self, words: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
        """Yield the words up to the end of the line of the first."""
        end = self.text.find("\n", words[0].start())
        return takewhile(lambda word: end < 0 or word.start() < end, words)


def _closed(text: str, start: int, end: int) -> int:
    """Take in the closing bracket of a name that opens one."""
    return end + 1 if "(" in text[start:end] and text[end : end + 1] == ")" else end


def mentions(text: str, register: Register, options: Mapping[str, str], roles: Mapping[str, str]) -> Mentions:
    """Return what a cell names: the longest known names from left to right; nothing is guessed from the rest."""
    is_open = re.search(options["open"], fold(text)) is not None or "…" in text
    bare = re.sub(r"\(?\betc\b\.?\)?|…|\.\.\.", " ", text)
    scan = _Scan(bare, register, roles)
    scan.run()
    groups = dict(_alternatives(bare, scan))
    found = tuple(Mention(bare[start:end], known, role, groups.get(start)) for start, end, known, role in scan.found)
    return Mentions(found, tuple(bare[a:b] for a, b in scan.left), is_open)


def _alternatives(text: str, scan: _Scan) -> Iterator[tuple[int, str]]:
    """Yield the start of each name that stands in an alternative (A ou B), and the words of the alternative.

    A name beside an unknown word is in an alternative too: it is not known to fund for sure.
    """
    spans = sorted([(start, end) for start, end, _, _ in scan.found] + scan.left)
    for first, second in pairwise(spans):
        if fold(text[first[1] : second[0]]) == "ou":
            words = " ".join(text[first[0] : second[1]].split())
            yield first[0], words
            yield second[0], words


def cell_lines(text: str, *, breaks_lost: bool) -> list[str]:
    """Split a cell at its line breaks, or where it may have lost them."""
    return lost_lines(text) if breaks_lost else [line.strip() for line in text.split("\n") if line.strip()]


def lost_lines(text: str) -> list[str]:
    r"""Split a cell at its line breaks; where they are lost, a capital after a lower-case word opens a line.

    >>> lost_lines("Elargir l'offre Agir sur l'emploi en QPV")
    ["Elargir l'offre", "Agir sur l'emploi en QPV"]
    >>> lost_lines("Développer la Maison Municipale\nOuvrir")
    ['Développer la Maison Municipale', 'Ouvrir']
    """
    lines = text.split("\n") if "\n" in text else _SENTENCE_START.split(text)
    return [line.strip() for line in lines if line.strip()]
