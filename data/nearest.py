"""Find the known names that look most like one that is not known."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from data.text import fold

FEW = 10
LIKENESS = 45


def nearest(value: str, known: Iterable[str], *, limit: int = 5, few: int = FEW) -> tuple[str, ...]:
    """Return up to `limit` names, the likeliest first; of a list of no more than `few` some are always given.

    >>> nearest("Maison de sante", ["Chantier jeunes", "Maison de santé"], limit=1)
    ('Maison de santé',)
    """
    names = sorted(set(known))
    folded = {index: fold(name) for index, name in enumerate(names)}
    cutoff = 0 if len(names) <= few else LIKENESS
    found = process.extract(fold(value), folded, scorer=_likeness, limit=limit, score_cutoff=cutoff)
    return tuple(names[index] for _, _, index in found)


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    # A part of a long name counts nearly as much as a name misspelt: « santé » leads to « Maison de santé ».
    score: float = max(fuzz.token_sort_ratio(one, other), 0.9 * fuzz.partial_ratio(one, other))
    return score if score >= (score_cutoff or 0) else 0.0
