"""The French of dossiers: counts, lists cut short, what is unknown, plurals of levels."""

import re
from collections.abc import Sequence

UNKNOWN = "inconnu"
_COMPLEMENT = re.compile(r" (?:de |d'|du |des |en |à )")


def quoted(names: Sequence[str], *, most: int = 3, other: str = "autre") -> str:
    """Return names between guillemets, the first ones when they are many.

    >>> quoted(["Bourse", "Jardin"]), quoted(["a", "b", "c", "d", "e"], most=2)
    ('« Bourse » et « Jardin »', '« a », « b » et 3 autres')
    """
    return listed([f"« {name} »" for name in names], most=most, other=other)


def listed(names: Sequence[str], *, most: int = 3, other: str = "autre") -> str:
    """Return names as a sentence lists them; one more than `most` is told rather than counted.

    >>> listed(["CAF"]), listed(["CAF", "ARS", "DDT"]), listed(["a", "b", "c", "d"])
    ('CAF', 'CAF, ARS et DDT', 'a, b, c et d')
    """
    if len(names) > most + 1:
        rest = len(names) - most
        return f"{', '.join(names[:most])} et {rest} {other}s"
    return " et ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def plural(noun: str) -> str:
    """Return the plural of the name of a level: each word before a complement takes its mark.

    >>> plural("orientation stratégique"), plural("enjeu local"), plural("projet de quartier"), plural("axe")
    ('orientations stratégiques', 'enjeux locaux', 'projets de quartier', 'axes')
    """
    found = _COMPLEMENT.search(noun)
    head, rest = (noun[: found.start()], noun[found.start() :]) if found else (noun, "")
    return " ".join(map(_word, head.split())) + rest


def _word(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return f"{word[:-2]}aux"
    return f"{word}x" if word.endswith(("eu", "eau")) else f"{word}s"


def cut(text: str, most: int = 150) -> str:
    """Return a text cut after a word, with an ellipsis, where it is too long for a cell.

    >>> cut("Créer des lieux d'échanges", 15)
    'Créer des lieux…'
    """
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return f"{flat[: most + 1].rpartition(' ')[0] or flat[:most]}…"


def lowered(statement: str) -> str:
    """Return a sentence as it goes on after a colon.

    >>> lowered("Une échéance est passée."), lowered("ANCT")
    ('une échéance est passée.', 'ANCT')
    """
    return statement if statement[1:2].isupper() else f"{statement[:1].lower()}{statement[1:]}"
