"""Find what a text names: anywhere, for sure, or one after another from its first word on (« la CAF et la Commune »).

Cells, whose line breaks may be lost, are read by `mentions`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from rdflib import URIRef

from data.reading.register import Key, Known, Register
from data.text import WORD, counts, fold, key

# What may stand before a name, and between two of them
_JOINT = re.compile(r"^[\s,/+]*(?:(?:et|ou|le|la|les|l|du|des|de|d|au|aux|a)\b[\s,']*)*$")
# What may stand between two words of one name
_LINK = re.compile(r"^ (?:(?:du|des|de la|de|la|les|le) |[dl]')*$")
_ACRONYM_LENGTH = 3


def leading_names(text: str, register: Register, others: Register) -> list[str]:
    """Return the names that a text begins with: known ones, acronyms in capitals, and « association … ».

    `others` are the names of what is no actor; the longer name wins.

    >>> leading_names("l'AFTRAM et l'association Citrus pour les jeunes", Register(), Register())
    ['AFTRAM', 'association Citrus']
    """
    return _names(text, register, others)[0]


def only_names(text: str, register: Register, others: Register) -> list[str]:
    """Return the names of a text that holds nothing else and of which one at least is known or an association's."""
    names, whole = _names(re.sub(r"\.\.\.|…", "", text), register, others)
    sure = any(register.find(name) or fold(name).startswith("association ") for name in names)
    return names if whole and sure else []


def _names(text: str, register: Register, others: Register) -> tuple[list[str], bool]:
    """Return the names that a text begins with, and whether it holds nothing else."""
    words = [word for word in WORD.finditer(text) if counts(word.group())]
    names: list[str] = []
    index = end = 0
    while index < len(words) and _JOINT.match(fold(text[end : words[index].start()])):
        length = _length(words[index:], register, others)
        if not length:
            break
        end = words[index + length - 1].end()
        name = text[words[index].start() : end]
        bare = re.sub(r"^association ", "", name, flags=re.IGNORECASE)
        names.append(bare if register.find(bare) else name)
        index += length
    return names, index == len(words)


def _length(words: Sequence[re.Match[str]], register: Register, others: Register) -> int:
    """Return how many words the name that begins here has, 0 where none does."""
    folded = tuple(fold(word.group()) for word in words)
    known, other = (found.longest(folded) or (0, None) for found in (register, others))
    if max(known[0], other[0]):
        return known[0] if known[0] >= other[0] else 0
    first = words[0].group()
    if fold(first) == "association":
        pairs = pairwise(words)
        proper = list(takewhile(lambda pair: pair[1].group()[0].isupper() and _within_a_name(*pair), pairs))
        return 1 + len(proper) if proper else 0
    return int(len(first) >= _ACRONYM_LENGTH and first.isupper() and first.isalpha())


def _within_a_name(word: re.Match[str], following: re.Match[str]) -> bool:
    return _LINK.match(fold(f"·{word.string[word.end() : following.start()]}·").strip("·") or " ") is not None


def named_in(text: str, register: Register) -> Iterator[URIRef]:
    """Yield the things whose names stand in a text, the longest names first, each word used once."""
    yield from (known.thing for _, known in _found(key(text), register))


def proper_names(text: str, register: Register) -> Iterator[URIRef]:
    """Yield the things that a sentence names for sure: by an acronym in capitals, or by a name of several words.

    In a sentence, unlike in a cell, one known word may be a common noun: « communication », « commune ».
    """
    words = [word for word in WORD.findall(text) if counts(word)]
    for span, known in _found(tuple(map(fold, words)), register):
        if len(span) > 1 or is_acronym(words[span.start]):
            yield known.thing


def _found(words: Key, register: Register) -> Iterator[tuple[range, Known]]:
    """Yield the names that words make, from left to right, the longest first: which of the words, and what is named."""
    index = 0
    while index < len(words):
        length, known = register.longest(words[index:]) or (1, None)
        if known:
            yield range(index, index + length), known
        index += length


def is_acronym(word: str) -> bool:
    """Tell whether a word is an acronym: all in capitals, and of more than one."""
    return len(word) > 1 and word.isupper()
