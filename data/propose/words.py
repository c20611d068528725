"""Make terms of French text: words without their endings, brought together by families, less those that say nothing.

The three lists beside this module are what to change when propositions are too many, too few, or beside the point.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import cast

from data.text import fold

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST = 3
# « médiateur » and « médiation » do not meet in the stemmer, because the word is too short for its rules
_AGENT = re.compile(r"at(?:eur|rice)s?$")


def terms(text: str) -> dict[str, str]:
    """Return the terms of a text, each with the first word that gave it, in capitals if it is an acronym.

    >>> terms("Former les médiateurs à la santé, développer les actions de santé")
    {'form': 'former', 'mediat': 'médiateurs', 'sant': 'santé'}
    """
    found: dict[str, str] = {}
    for word in _words(text):
        if fold(word) not in _tool_words() and (term := _term(word)) not in _contract_words():
            found.setdefault(term, word if word.isupper() else word.lower())
    return found


def _words(text: str) -> Iterator[str]:
    """Yield the words; a compound is cut into its parts unless a family knows it whole."""
    for match in _WORD.finditer(text):
        known = fold(match[0]) in _compounds()
        parts = [match[0]] if known else match[0].split("-")
        yield from (part for part in parts if len(part) >= _SHORTEST)


def _term(word: str) -> str:
    stem = _stem(word)
    return _families().get(stem, stem)


@cache
def _stem(word: str) -> str:
    """Return a word without its ending, then without accents, which the stemmer wants and documents forget."""
    return fold(_stemmer()(_AGENT.sub("ation", word.lower().replace("-", ""))))


@cache
def _stemmer() -> Callable[[str], str]:
    # its package loads thirty-five other languages: a fifth of a second that only the store's builder need wait for
    from snowballstemmer.french_stemmer import FrenchStemmer  # type: ignore[import-untyped]  # noqa: PLC0415

    return cast(Callable[[str], str], FrenchStemmer().stemWord)


@cache
def _families() -> dict[str, str]:
    """Return the family of each stem that has one: the stem of the first word of its line."""
    return {_stem(word): _stem(words[0]) for words in _lines("familles.txt") for word in words}


@cache
def _compounds() -> frozenset[str]:
    return frozenset(fold(word) for words in _lines("familles.txt") for word in words if "-" in word)


@cache
def _tool_words() -> frozenset[str]:
    return frozenset(fold(word) for words in _lines("mots-outils.txt") for word in words)


@cache
def _contract_words() -> frozenset[str]:
    return frozenset(_term(word) for words in _lines("mots-de-contrat.txt") for word in words)


def _lines(name: str) -> list[list[str]]:
    text = (files("data") / "propose" / name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
