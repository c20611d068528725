"""Cut text into the words that are searched, the same for what is indexed and for what is asked."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.text import counts, fold, folded

LONGEST = 200
"""Of a longer question only the beginning is searched."""
MOST = 12
KEY = 100
"""How much of a name is compared when names are looked up whole."""
_JOINED = 30
# « C.A.F. » is one word, and « P1.1.1 » four: codes are written with and without a space
_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])|[^\W\d_]+|\d+")
_NUMBER_SIGN = re.compile(r"\bn(?:°|o\.?|umero) ?(?=\d)")
_AGENT = re.compile(r"at(?:eur|rice)s?$")
# a stemmer holds the word that it is at: threads must not share one
_THREAD = threading.local()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the words that count, and all of them in one key, as names are kept."""

    words: tuple[str, ...]
    key: str

    @property
    def joined(self) -> str:
        """Return the words in one, for names that are written in one word or in several: « DDETS-PP »."""
        return "".join(self.key.split())

    @property
    def coded(self) -> bool:
        """Tell whether it looks like a code: « P 1.1.1 », « T6 », « 17 »."""
        parts = self.key.split()
        return all(len(part) <= 2 for part in parts) and any(part.isdigit() for part in parts)


def words(text: str) -> list[str]:
    """Return the words of a text without regard to case, accents, apostrophes and the dots of acronyms.

    >>> words("L’École, la C.A.F. et P1.1.1")
    ['l', 'ecole', 'la', 'caf', 'et', 'p', '1', '1', '1']
    >>> words("Mesure n° 8")
    ['mesure', '8']
    """
    return [found.replace(".", "") for found in _WORD.findall(_NUMBER_SIGN.sub("", fold(text)))]


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of a text with where it stands in it.

    >>> list(spans("Le cœur"))
    [('le', 0, 2), ('coeur', 3, 7)]
    """
    whole = folded(text)
    ends = (*whole.origin, len(text))
    for found in _WORD.finditer(whole.folded):
        # up to where the next character begins, so that an accent that is written apart goes with its letter
        yield found[0].replace(".", ""), whole.origin[found.start()], max(ends[found.end()], ends[found.end() - 1] + 1)


def key(text: str) -> str:
    """Return a name as it is compared whole.

    >>> key("P1.1.1") == key("p 1.1.1")
    True
    """
    return " ".join(words(text))[:KEY]


def asked(text: str) -> Asked:
    """Return what a text asks for; an article or a preposition counts only where there is nothing else.

    >>> asked("la maison de santé").words
    ('maison', 'sante')
    """
    found = words(text[:LONGEST])[: 2 * MOST]
    if len(found) > 1 and all(len(word) == 1 and word.isalpha() for word in found):
        found = ["".join(found)]
    telling = dict.fromkeys(word for word in found if counts(word))
    return Asked((tuple(telling) or tuple(dict.fromkeys(found)))[:MOST], " ".join(found)[:KEY])


def terms(text: str) -> set[str]:
    """Return what a text is found by: its words that count, and these without their endings."""
    found = {word for word in words(text) if counts(word)} or set(words(text))
    return found | {stem(word) for word in found}


def joined(name: str) -> str:
    """Return a short name of several words in one word, empty for any other.

    >>> joined("DDETS-PP"), joined("État")
    ('ddetspp', '')
    """
    found = words(name)
    whole = "".join(found)
    return whole if len(found) > 1 and len(whole) <= _JOINED else ""


@lru_cache(maxsize=131072)
def stem(word: str) -> str:
    """Return a folded word without its ending.

    >>> stem("mediateurs") == stem("mediation")
    True
    """
    if not hasattr(_THREAD, "stemmer"):
        # its package loads thirty-five other languages: a fifth of a second
        from snowballstemmer.french_stemmer import FrenchStemmer  # type: ignore[import-untyped]  # noqa: PLC0415

        _THREAD.stemmer = FrenchStemmer()
    return str(_THREAD.stemmer.stemWord(_AGENT.sub("ation", word)))
