"""Write a value as the words of a cell, and read the words of a cell as a value.

A cell that may hold several values holds one a line; a line end inside such a value is shown as `⏎`.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from rdflib import RDF, XSD, Literal

from data.text import fold
from data.workbook.fields import Field, Kind

LONGEST = 32_000
"""Characters: a cell holds 32,767 units of UTF-16."""
CUT = " […] (texte coupé)"
LINE_END = "⏎"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_YES, _NO = frozenset({"oui", "vrai", "true", "x", "1"}), frozenset({"non", "faux", "false", "0"})
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_EXPECTED = {
    Kind.WHOLE: "n'est pas un nombre entier. Écrivez des chiffres seuls, par exemple 2024",
    Kind.NUMBER: "n'est pas un nombre. Écrivez des chiffres, par exemple 50000 ou 1250,50",
    Kind.FLAG: "n'est ni « oui » ni « non ». Choisissez l'un des deux, ou videz la cellule",
    Kind.DAY: "n'est pas une date. Écrivez jour/mois/année, par exemple 31/12/2024",
}


class NotAValue(ValueError):
    """Words that are no value of a field; the message says why and what to write."""


def shown(value: Literal, *, single: bool) -> str:
    """Return the words of a literal, always the same for the same value.

    >>> shown(Literal("50000.0", datatype=XSD.decimal), single=True), shown(Literal(True), single=True)
    ('50000', 'oui')
    """
    if value.datatype == XSD.boolean:
        return "oui" if fold(str(value)) in _YES else "non"
    if value.datatype in {XSD.decimal, XSD.integer}:
        return _plain(str(value))
    text = legal(_unix(str(value))).strip()
    return text if single else text.replace("\n", LINE_END)


def pieces(field: Field, text: str) -> tuple[str, ...]:
    """Return the values that the text of a cell holds, written as `shown` writes them where they can be read."""
    unix = legal(_unix(text))
    parts = [unix] if field.single else unix.split("\n")
    found = (_normal(field, part.strip()) for part in parts)
    return tuple(dict.fromkeys(filter(None, found)))


def joined(parts: Iterable[str]) -> str:
    """Return the text of a cell that holds some values, cut where a cell cannot hold it."""
    text = "\n".join(parts)
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def literal(field: Field, piece: str) -> Literal:
    """Return the literal that a piece means.

    Raises NotAValue.
    """
    match field.kind:
        case Kind.TEXT:
            text = piece if field.single else piece.replace(LINE_END, "\n")
            return Literal(text, lang="fr") if field.datatype == RDF.langString else Literal(text)
        case Kind.WHOLE if re.fullmatch(r"-?\d+", piece):
            return Literal(piece, datatype=XSD.integer)
        case Kind.NUMBER if _NUMBER.fullmatch(piece):
            return Literal(piece if "." in piece else f"{piece}.0", datatype=XSD.decimal)
        case Kind.FLAG if piece in {"oui", "non"}:
            return Literal("true" if piece == "oui" else "false", datatype=XSD.boolean)
        case Kind.DAY if _day(piece):
            return Literal(piece, datatype=XSD.date)
    raise NotAValue(f"« {told(field, piece)} » {_EXPECTED[field.kind]}.")


def legal(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def told(field: Field, piece: str) -> str:
    """Return a piece as a French reader writes it.

    >>> from data.workbook.sheets import sheet_called
    >>> period = sheet_called("Périodes")
    >>> told(next(field for field in period.fields if field.kind is Kind.DAY), "2024-12-31")
    '31/12/2024'
    """
    day = _day(piece) if field.kind is Kind.DAY else None
    if day:
        return f"{day:%d/%m/%Y}"
    return piece.replace(".", ",") if field.kind in {Kind.WHOLE, Kind.NUMBER} else piece


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _normal(field: Field, piece: str) -> str:
    match field.kind:
        case Kind.FLAG:
            word = fold(piece)
            return "oui" if word in _YES else "non" if word in _NO else piece
        case Kind.WHOLE | Kind.NUMBER:
            bare = re.sub(r"[\s\u202f\u00a0]|€$|euros?$", "", piece)
            return _plain(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else piece
        case Kind.DAY:
            day = _day(piece)
            return day.isoformat() if day else piece
        case Kind.CHOICE:
            return " ".join(piece.split())
    return piece


def _plain(number: str) -> str:
    """Return a number in digits, without a sign of thousands, an exponent or zeros that say nothing."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    return f"{value.to_integral_value():f}" if value == value.to_integral_value() else f"{value.normalize():f}"


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
