"""The columns of a table of actions and the fields of a form: what their names, as people write them, mean."""

import re
from collections.abc import Mapping
from typing import Any

from data.text import fold

ROLE, LEVEL = "role:", "level:"
"""What begins the names of the fields that give actors a role, and of those that name elements of a level."""
UNREAD = frozenset({"personal", "ignored"})
"""The fields that are known and not kept."""
_LISTS = frozenset(("objectives", "publics", "quarters", "places", "actors", "funders", "cost", "indicators"))
_OPTIONAL_LETTERS = re.compile(r"[(·.](e?s|x|nes?|e)\b\)?")
_RANK = re.compile(r"^(?:\d{1,2}|[a-z]) ?[.)] ")
_BRACKETS = re.compile(r" ?\([^()]*\)$")


def field_patterns(options: Mapping[str, Any]) -> dict[str, str]:
    """Return the patterns of all the fields that a layout's `[roadmap]` knows."""
    found: dict[str, str] = dict(options["columns"])
    found.update({f"{ROLE}{role}": pattern for role, pattern in options.get("participants", {}).items()})
    found.update({f"{LEVEL}{level}": pattern for level, pattern in options.get("elements", {}).items()})
    return found


def field_of(name: str, patterns: Mapping[str, str]) -> str | None:
    """Return the field that a name means, with its brackets or without, or None.

    >>> field_of("3. Partenaire(s) :", {"role:partenaire": "^partenaires?$"})
    'role:partenaire'
    """
    key = field_key(name)
    if ":" in key:
        return None
    for each in (key, _BRACKETS.sub("", key)):
        for found, pattern in patterns.items():
            if re.search(pattern, each):
                return found
    return None


def field_key(name: str) -> str:
    """Fold the name of a field, without its rank, its colon, and what marks that it may be plural.

    >>> field_key("b) Quartier(s) concerné(s) : ")
    'quartiers concernes'
    """
    return _OPTIONAL_LETTERS.sub(r"\1", _RANK.sub("", fold(name).strip(" *:–-•"))).strip()


def lists(name: str) -> bool:
    """Tell whether a field lists things, so that a line break parts two of them."""
    return name in _LISTS or name.startswith((ROLE, LEVEL))
