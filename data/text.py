"""Compare and search text as it comes out of French documents: without regard to case, accents, or apostrophes."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

_LETTERS = str.maketrans(
    {"’": "'", "ʼ": "'", "`": "'", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "\u00ad": None, "\u200b": None}
)
WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sur"])


@cache
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character.translate(_LETTERS))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " " if bare.isspace() else bare


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return text for comparison: without case, accents, ligatures, odd apostrophes or runs of space.

    >>> fold("  L’École  Élémentaire ")
    "l'ecole elementaire"
    """
    return re.sub(r" +", " ", "".join(map(_fold_character, text))).strip()


def key(text: str) -> tuple[str, ...]:
    """Return the words of a name that count when names are compared.

    >>> key("Direction de la Cohésion sociale et de la Protection")
    ('direction', 'cohesion', 'sociale', 'protection')
    """
    words = WORD.findall(fold(text))
    return tuple(word for word in words if counts(word)) or tuple(words)


def counts(word: str) -> bool:
    """Tell whether a word counts when names are compared: articles and prepositions do not."""
    return fold(word) not in _STOP_WORDS


@dataclass(frozen=True, slots=True)
class Folded:
    """A text, the same folded character by character, and where each folded character comes from."""

    text: str
    folded: str
    origin: tuple[int, ...]

    def groups(self, found: re.Match[str]) -> dict[str, str]:
        """Return the named groups of a match in the original spelling."""
        spans = {name: found.span(name) for name, value in found.groupdict().items() if value is not None}
        return {name: self.original(*span) for name, span in spans.items()}

    def original(self, start: int, end: int) -> str:
        """Return the original spelling of a span of the folded text."""
        return self.text[self.origin[start] : self.origin[end - 1] + 1] if end > start else ""


@lru_cache(maxsize=4096)
def folded(text: str) -> Folded:
    """Return a text beside the same folded, with where each folded character comes from; runs of space are kept.

    >>> folded("Cœur").folded, folded("Cœur").origin
    ('coeur', (0, 1, 1, 2, 3))
    """
    origin = tuple(index for index, character in enumerate(text) for _ in _fold_character(character))
    return Folded(text, "".join(map(_fold_character, text)), origin)


def search(pattern: str, text: str) -> dict[str, str] | None:
    """Search a pattern in folded text; return its named groups in the original spelling, or None.

    >>> search(r"ville de (?P<territory>.+)", "CONTRAT DE VILLE DE NÎMES")
    {'territory': 'NÎMES'}
    """
    return next(find_all(pattern, text), None)


def find_all(pattern: str, text: str) -> Iterator[dict[str, str]]:
    r"""Yield the named groups of each match of a pattern in folded text, in the original spelling.

    >>> [found["who"] for found in find_all(r"par (?P<who>\w+)", "Porté par Éva, animé par Zoé")]
    ['Éva', 'Zoé']
    """
    whole = folded(text)
    for found in re.finditer(pattern, whole.folded):
        yield whole.groups(found)


def headline(text: str, longest: int = 150) -> str:
    """Return the words of a line as a name; a long one ends where a part of its sentence does.

    >>> headline("mise en place de micro potagers ;")
    'Mise en place de micro potagers'
    >>> headline("Un jardin partagé, avec les habitants du quartier", longest=30)
    'Un jardin partagé …'
    >>> headline("Un jardin partagé (cf. le plan du quartier)", longest=30)
    'Un jardin partagé …'
    """
    words = text.strip(" ;,.:")
    if len(words) > longest:
        ends = [found.start() for found in re.finditer(r"(?:[,;:.]| [:;(–-]) ", words) if found.start() <= longest]
        kept = words[: ends[-1]] if ends else words[:longest].rpartition(" ")[0]
        if kept.count("(") > kept.count(")"):
            kept = kept[: kept.rindex("(")]
        words = f"{kept.rstrip(' ;,.:(–-')} …"
    return words[:1].upper() + words[1:]
