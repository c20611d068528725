"""Sentences made of words and of things, each with the places where it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.evidence import Passage
from service.index import Thing


@dataclass(frozen=True, slots=True)
class Note:
    """Words said in passing; of what is unknown, they say so."""

    words: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a source."""

    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page of the site."""

    words: str
    address: str


Part = str | Thing | Note | Quoted | Link


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it is written, and what it lists."""

    parts: tuple[Part, ...]
    sources: tuple[Passage, ...] = ()
    items: tuple["Sentence", ...] = ()
    is_gap: bool = False

    @property
    def is_plain(self) -> bool:
        """Tell whether it leads nowhere: its words may then be what unfolds a list."""
        return all(isinstance(part, str | Note | Quoted) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under one heading."""

    key: str
    heading: str
    sentences: tuple[Sentence, ...]


def said(*parts: Part, sources: Iterable[Passage] = (), items: Iterable[Sentence] = ()) -> Sentence:
    """Return a sentence."""
    return Sentence(parts, tuple(sources), tuple(items))


def missing(*parts: Part) -> Sentence:
    """Return a sentence about what is missing or unknown."""
    return Sentence(parts, is_gap=True)


def listed(things: Sequence[Sequence[Part]], last: str = "et") -> tuple[Part, ...]:
    """Return things as a list in words, each being one or several parts.

    >>> listed([["a"], ["b", Note("(un mot)")], ["c"]])
    ('a', ', ', 'b', Note(words='(un mot)', unknown=False), ' et ', 'c')
    """
    parts: list[Part] = []
    for rank, thing in enumerate(things):
        if rank:
            parts.append(f" {last} " if rank == len(things) - 1 else ", ")
        parts += thing
    return tuple(parts)


def names(things: Iterable[Thing]) -> tuple[Part, ...]:
    """Return the names of things as a list in words."""
    return listed([[thing] for thing in things])


def quotes(texts: Iterable[str]) -> tuple[Part, ...]:
    """Return words of a source as a list."""
    return listed([[Quoted(text)] for text in texts])
