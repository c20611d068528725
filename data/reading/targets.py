"""Read an indicator that holds one number as a quantity and what it counts: « 30 vélos réparés par an »."""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(r"(?<![\w.,/])(?P<number>\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\w/]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEADS = re.compile(r"\s*(?:[:=–-]|au moins|au plus|minimum|environ|plus de|près de)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity, and what it counts in the words of the source."""

    quantity: Decimal
    unit: str


def parse_target(line: str) -> Target | None:
    """Return the quantity that an indicator gives, or None where it gives none or several; a year is no quantity.

    >>> parse_target("Au moins 30 vélos réparés par an")
    Target(quantity=Decimal('30'), unit='vélos réparés par an')
    >>> parse_target("Taux de satisfaction : 80 %")
    Target(quantity=Decimal('80'), unit='% (Taux de satisfaction)')
    >>> parse_target("De 20 à 30 jeunes"), parse_target("Bilan en 2026")
    (None, None)
    """
    found = [each for each in _NUMBER.finditer(line) if not _YEAR.fullmatch(each["number"])]
    if len(found) != 1:
        return None
    before = line[: found[0].start()]
    while (shorter := _LEADS.sub("", before)) != before:
        before = shorter
    unit = _unit(before.strip(), line[found[0].end() :].strip(" .;,"))
    quantity = Decimal(found[0]["number"].replace(" ", "").replace(",", "."))
    return Target(quantity, unit) if re.search(r"[^\W\d]|%", unit) else None


def _unit(before: str, after: str) -> str:
    if not before or not after:
        return before or after
    return f"{after} ({before})" if after.startswith("%") else f"{before}, {after}"
