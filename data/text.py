"""Compare and search text as it comes out of French documents: without regard to case, accents, or apostrophes."""

import re
import unicodedata
from functools import cache

_LETTERS = str.maketrans(
    {"’": "'", "ʼ": "'", "`": "'", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "\u00ad": None, "\u200b": None}
)
_STOP_WORDS = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sur"])


@cache
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character.translate(_LETTERS))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " " if bare.isspace() else bare


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
    words = re.findall(r"[^\W_]+", fold(text))
    return tuple(word for word in words if counts(word)) or tuple(words)


def counts(word: str) -> bool:
    """Tell whether a word counts when names are compared: articles and prepositions do not."""
    return fold(word) not in _STOP_WORDS


def search(pattern: str, text: str) -> dict[str, str] | None:
    """Search a pattern in folded text; return its named groups in the original spelling, or None.

    >>> search(r"ville de (?P<territory>.+)", "CONTRAT DE VILLE DE NÎMES")
    {'territory': 'NÎMES'}
    """
    origin = [index for index, character in enumerate(text) for _ in _fold_character(character)]
    found = re.search(pattern, "".join(map(_fold_character, text)))
    if not found:
        return None
    spans = {name: found.span(name) for name, value in found.groupdict().items() if value is not None}
    return {name: text[origin[a] : origin[b - 1] + 1] if b > a else "" for name, (a, b) in spans.items()}
