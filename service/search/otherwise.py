"""Say what else to try where little was found: another spelling, fewer words, a question of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from queries.question import Question
from service.search.finder import Finder
from service.search.words import Asked, asked, stem, terms

LITTLE = 2
MORE = 3
"""How many times as many things a word must be in, to be proposed for another."""
FEW = 3
TRIED = 5
"""How many are looked for at most, for the sake of time."""


@dataclass(frozen=True, slots=True)
class Try:
    """Other words to look for, and how many things they find."""

    words: str
    total: int


def spelt(finder: Finder, wanted: Asked) -> tuple[Try, ...]:
    """Return the question with one word spelt as it more often is."""
    known = finder.base.vocabulary
    made = [
        " ".join(name if each == word else each for each in wanted.words)
        for word, names in finder.near(wanted).items()
        for name in names
        if known[name] >= MORE * max(1, known.get(word, 0))
    ]
    return _tried(finder, made[:TRIED])


def fewer(finder: Finder, wanted: Asked) -> tuple[Try, ...]:
    """Return each word alone, where several were looked for."""
    return _tried(finder, wanted.words[:TRIED]) if len(wanted.words) > 1 else ()


def questions(known: Iterable[Question], wanted: Asked) -> tuple[Question, ...]:
    """Return the questions of the catalogue whose title or name holds every word, the last one as a beginning."""
    if not wanted.words:
        return ()
    return tuple(each for each in known if _holds(terms(f"{each.title} {each.name} {' '.join(each.tags)}"), wanted))


def _holds(said: set[str], wanted: Asked) -> bool:
    *_, last = wanted.words
    return all(
        stem(word) in said or (word == last and any(each.startswith(word) for each in said)) for word in wanted.words
    )


def _tried(finder: Finder, texts: Iterable[str]) -> tuple[Try, ...]:
    found = [Try(text, len(finder.find(asked(text)).places)) for text in texts]
    return tuple(sorted((each for each in found if each.total), key=lambda each: -each.total)[:FEW])
