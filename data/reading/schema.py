"""Judge a table read from a TOML file: each check yields what is wrong with a value, and under which key."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches

from data.text import fold

Check = Callable[[object, str], Iterator[str]]
"""A check takes a value and its key, and yields sentences in French."""

_UNSEEN = re.compile(r"\\.|\(\?P[<=]\w+[>)]")


def text(value: object, key: str) -> Iterator[str]:
    """Yield a fault unless a value is a text."""
    if not isinstance(value, str) or not value.strip():
        yield f"« {key} » doit être un texte"


def whole(value: object, key: str) -> Iterator[str]:
    """Yield a fault unless a value is a whole number from 0."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        yield f"« {key} » doit être un nombre entier, à partir de 0"


def flag(value: object, key: str) -> Iterator[str]:
    """Yield a fault unless a value is true or false."""
    if not isinstance(value, bool):
        yield f"« {key} » doit être true ou false"


def one_of(names: Iterable[str], what: str) -> Check:
    """Return the check of a name that must be one of some names."""
    known = sorted(names)

    def check(value: object, key: str) -> Iterator[str]:
        if value not in known:
            near = get_close_matches(str(value), known, n=1)
            hint = f"vouliez-vous dire « {near[0]} » ?" if near else f"connus : {', '.join(known)}"
            yield f"« {key} » : « {value} » n'est pas {what} ({hint})"

    return check


def pattern(*groups: str, folded: bool = True) -> Check:
    """Return the check of a regular expression, which must have some named groups.

    One that is searched in folded text can never match a capital or an accent.
    """

    def check(value: object, key: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield from text(value, key)
            return
        try:
            compiled = re.compile(value)
        except re.error as error:
            where = "" if error.pos is None else f", à la position {error.pos + 1}"
            yield f"« {key} » : l'expression régulière « {value} » est mal formée{where}"
            return
        for group in groups:
            if group not in compiled.groupindex:
                yield f"« {key} » : il manque le groupe (?P<{group}>…) dans « {value} »"
        seen = [each for each in _UNSEEN.sub("", value) if each.isalpha() and fold(each) != each]
        if folded and seen:
            yield f"« {key} » : le texte comparé n'a ni majuscules ni accents, et « {seen[0]} » ne s'y trouve jamais"

    return check


def many(check: Check, *, least: int = 0) -> Check:
    """Return the check of a list, each of whose values is checked."""

    def checks(value: object, key: str) -> Iterator[str]:
        if not isinstance(value, list) or len(value) < least:
            yield f"« {key} » doit être une liste" + (", qui ne soit pas vide" if least else "")
            return
        for index, each in enumerate(value, 1):
            yield from check(each, f"{key}[{index}]")

    return checks


def either(first: Check, second: Check) -> Check:
    """Return the check of what must pass one of two checks; the first says what is wrong."""

    def check(value: object, key: str) -> Iterator[str]:
        if any(True for _ in second(value, key)):
            yield from first(value, key)

    return check


def mapping(name: Check, check: Check) -> Check:
    """Return the check of a table with any keys: each key, and each value, is checked."""

    def checks(value: object, key: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"« {key} » doit être une table"
            return
        for each, held in value.items():
            yield from name(each, key)
            yield from check(held, f"{key}.{each}")

    return checks


def table(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    """Return the check of a table with the keys that are named, and no other."""
    known = {**required, **optional}

    def checks(value: object, key: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"« {key} » doit être une table"
            return
        before = f"{key}." if key else ""
        for each in required:
            if each not in value:
                yield f"il manque la clé « {before}{each} »"
        for each, held in value.items():
            if each in known:
                yield from known[each](held, f"{before}{each}")
            else:
                near = get_close_matches(each, known, n=1)
                hint = f"vouliez-vous dire « {near[0]} » ?" if near else f"connues : {', '.join(known)}"
                yield f"la clé « {before}{each} » n'est pas connue ({hint})"

    return checks
