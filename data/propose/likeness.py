"""Weigh terms by how rare they are in a contract, and compare two texts by those that they share."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import fsum, log, sqrt

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each term of a collection of texts: 0 for one that stands in all of them."""

    of_term: Mapping[str, float]

    @classmethod
    def among(cls, texts: Collection[Iterable[str]]) -> "Weights":
        """Weigh the terms of some texts, in each of which a term counts once (inverse document frequency)."""
        counts = Counter(term for text in texts for term in set(text))
        return cls({term: log(len(texts) / count) for term, count in counts.items()})

    def likeness(self, one: Collection[str], other: Collection[str]) -> Decimal:
        """Return how alike two texts are, from 0 to 1 (the cosine of their weighted terms), to the hundredth.

        >>> weights = Weights({"rue": 2.0, "mediat": 1.0, "sant": 2.0})
        >>> weights.likeness(["rue", "mediat"], ["mediat", "sant"])
        Decimal('0.20')
        """
        shared = self._square(term for term in one if term in other)
        scale = sqrt(self._square(one) * self._square(other))
        return Decimal(shared / scale if scale else 0.0).quantize(CENT)

    def _square(self, terms: Iterable[str]) -> float:
        # fsum, because a sum of floats must not depend on the order of the terms
        return fsum(self.of_term[term] ** 2 for term in terms)
