"""Find the known words that are nearly written like one that is not known."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

FEW = 3
_LOOKED_AT = 50


def near_words(vocabulary: Mapping[str, int], word: str, *, limit: int = FEW) -> tuple[str, ...]:
    """Return known words that are written nearly like another, the nearest only, the most used first.

    Letters missing, added, changed or exchanged with their neighbour are counted: one in a short word, two in a longer
    one.

    >>> near_words({"mediation": 12, "medication": 1, "maison": 30}, "meditaion")
    ('mediation',)
    """
    allowed = min(2, len(word) // 3) if word.isalpha() else 0
    found = process.extract(word, vocabulary.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=_LOOKED_AT)
    distances = {str(name): int(distance) for name, distance, _ in found if distance}
    least = min(distances.values(), default=0)
    nearest = [name for name, distance in distances.items() if distance == least]
    return tuple(sorted(nearest, key=lambda name: (name[0] != word[0], -vocabulary[name], name))[:limit])
