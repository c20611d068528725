"""Say the values of an answer as a French reader expects them: « oui », « 21/11/2026 », « 50 000 € », « inconnu »."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from os.path import commonprefix

import pyoxigraph as ox

from data import naming
from queries.ask import Answer, Row
from queries.parameters import Value
from queries.question import Column

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def cells(answer: Answer) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headers and the rows of an answer as display strings, one cell a column."""
    columns = answer.question.columns
    rows = [tuple(cell(column, row) for column in columns) for row in answer.rows]
    return tuple(column.label for column in columns), rows


def cell(column: Column, row: Row) -> str:
    """Return what one cell shows: the label of a thing, a number with its unit, what absence means."""
    value = row[column.name]
    if value is None:
        return column.absent
    if column.kind == "chose":
        label = row[f"{column.name}Label"]
        return label.value if label is not None else value.value.removeprefix(naming.ID)
    if column.kind == "etat" and (evidence := row[f"{column.name}Preuves"]) is not None:
        return f"{value.value} : {evidence.value}"
    return _shown(column, value)


def factored(values: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Split values into what they say alike and what each says: all of it, or the parts before a comma, or nothing.

    >>> factored(["Avenant, p. 26", "Avenant, p. 27"])
    ('Avenant', ['p. 26', 'p. 27'])
    >>> factored(["État", "État"])
    ('État', ['', ''])
    """
    if len(set(values)) == 1 and len(values) > 1:
        return values[0], [""] * len(values)
    # characters are what is compared: these are no paths
    start = commonprefix(list(values)).rpartition(", ")[0] if len(values) > 1 else ""  # noqa: RUF071
    return (start, [value[len(start) + 2 :] for value in values]) if start else ("", values)


def french_date(value: str) -> str:
    """Return an ISO date as people write it; what is not a date stays as it is.

    >>> french_date("2026-11-21")
    '21/11/2026'
    """
    try:
        return f"{dt.date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value


def french_month(value: str) -> str:
    """Return the month of an ISO date in words.

    >>> french_month("2026-11-21")
    'novembre 2026'
    """
    month = value[5:7]
    return f"{MONTHS[int(month) - 1]} {value[:4]}" if month.isdecimal() and 1 <= int(month) <= len(MONTHS) else value


def french_number(number: Decimal, unit: str = "") -> str:
    """Return a number with a decimal comma; only quantities that have a unit are grouped by thousands.

    >>> french_number(Decimal("50000.50"), "€")
    '50 000,5 €'
    """
    whole = number == number.to_integral_value()
    plain = f"{int(number)}" if whole else f"{number.normalize():f}"
    if not unit:
        return plain.replace(".", ",")
    grouped = f"{int(number):,}" if whole else f"{number.normalize():,f}"
    return f"{grouped.translate(str.maketrans(',.', ' ,'))} {unit}"


def _shown(column: Column, value: Value) -> str:
    if column.kind == "booleen":
        return "oui" if value.value in {"true", "1"} else "non"
    if column.kind == "date":
        return french_date(value.value)
    if column.kind == "nombre" and isinstance(value, ox.Literal):
        return french_number(Decimal(value.value), column.unit)
    return value.value
