"""Say in French how an actor is tied to an action."""

from dataclasses import dataclass

ROLE_NOT_STATED = "acteur"
"""Slug of the role that the lists give to an actor of whom the source says no more."""


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """Hold one participation or one funding line; an amount that is absent is unknown, never zero."""

    iri: str
    kind: str
    """`participe` or `finance`."""
    detail: str = ""
    """The role, or the firmness of the funding, as the reference list words it."""
    alternative: str = ""
    """The words of the source that offer a choice, of which only one line will hold (« Région ou Etat »)."""
    amount: str = ""
    year: str = ""

    @property
    def label(self) -> str:
        """Return the words to show.

        >>> Relation("", "finance", "potentiel", "Région ou Etat").label
        "finance (potentiel ; l'un ou l'autre : « Région ou Etat »)"
        >>> Relation("", "finance", "voté", amount="50000", year="2024").label
        'finance (voté ; 50 000 € ; 2024)'
        >>> Relation("", "participe", "porteur").label
        'participe (porteur)'
        """
        choice = f"l'un ou l'autre : « {self.alternative} »" if self.alternative else ""
        details = [part for part in (self.detail, euros(self.amount), self.year, choice) if part]
        return f"{self.kind} ({' ; '.join(details)})" if details else self.kind


def euros(amount: str) -> str:
    """Return a decimal amount as French readers write it.

    >>> euros("1200.5"), euros("50000.00"), euros("")
    ('1 200,50 €', '50 000 €', '')
    """
    if not amount:
        return ""
    whole, _, cents = amount.partition(".")
    grouped = f"{int(whole):,}".replace(",", " ")
    return f"{grouped},{cents:0<2} €" if cents.strip("0") else f"{grouped} €"
