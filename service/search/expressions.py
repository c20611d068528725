"""Say in the language of FTS5 what is looked for; each word stands in quotes, so that none is read as an operator."""

from collections.abc import Iterable, Mapping

from service.search.words import Asked, stem

NAMES = "names : "
"""Before an expression: only in the names."""


def every_word(asked: Asked, near: Mapping[str, tuple[str, ...]]) -> str:
    """Return what finds every word, the last one as a beginning; words that are nearly so take the place of others.

    >>> from service.search.words import asked
    >>> every_word(asked("jardins par"), {})
    '((("jardins" OR "jardin") AND ("par"*)) OR "jardinspar"*)'
    """
    last = len(asked.words) - 1
    each = [_one(word, near.get(word, ()), begun=at == last) for at, word in enumerate(asked.words)]
    whole = f"({' AND '.join(each)})"
    one = asked.words == (asked.joined,)
    return whole if near or one else f"({whole} OR {_quoted(asked.joined)}*)"


def whole_words(asked: Asked) -> str:
    """Return what finds every word just as it is written."""
    return f"({' AND '.join(map(_quoted, asked.words))})"


def any_word(words: Iterable[str]) -> str:
    """Return what finds one word or another, as it is written or with another ending."""
    return f"({' OR '.join(_one(word, (), begun=False) for word in words)})"


def _one(word: str, near: tuple[str, ...], *, begun: bool) -> str:
    if near:
        return f"({' OR '.join(map(_quoted, near))})"
    forms = [f"{_quoted(word)}{'*' if begun else ''}", _quoted(stem(word))]
    return f"({' OR '.join(dict.fromkeys(forms if stem(word) != word else forms[:1]))})"


def _quoted(word: str) -> str:
    return '"{}"'.format(word.replace('"', '""'))
