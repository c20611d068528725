"""Read a plan of funding told in words: « État (BOP 147) : 12 000 € ; Commune : 8 000 € »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:[ .]\d{3})+(?:,\d{1,2})?|\d+(?:[,.]\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?<![\d.,])(?<!BOP )(?P<number>{_NUMBER}) ?(?P<unit>k€|m€|€|k ?euros?|euros?|eur\b)", re.IGNORECASE
)
_RANGE = re.compile(
    rf"(?:{_NUMBER}) ?(?:k€|m€|€|euros?)? ?(?:à|et|-|–|/) ?(?:{_NUMBER}) ?(?:k|m|€|euro)", re.IGNORECASE
)
_LINES = re.compile(r";(?![^()]*\))|\n|(?<=[€)]) ?,")
_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]*)\)")
_TAXES = re.compile(r"^\s*(?:TTC|HT)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Share:
    """A piece of a plan of funding: the words that name the funder, what is in brackets, the amount in euros.

    `text` is all that the piece says; `amount` is None where none is told.
    """

    text: str
    words: str
    detail: str = ""
    amount: Decimal | None = None

    def year(self) -> int | None:
        """Return the only year that the piece tells, if it tells one."""
        return only_year(_AMOUNT.sub(" ", self.text))


def shares(text: str) -> list[Share]:
    """Return the pieces of a plan of funding, each with the words that stand with its amount.

    >>> [(share.words, share.detail, share.amount) for share in shares("Etat (BOP 147) : 12 000 € ; Commune")]
    [('Etat', 'BOP 147', Decimal('12000')), ('Commune', '', None)]
    >>> [(share.words, str(share.amount)) for share in shares("15 k€ de la CAF, 800 € de la Commune")]
    [('de la CAF', '15000'), ('de la Commune', '800')]
    """
    lines = (" ".join(line.split()) for line in _LINES.split(text))
    return [share for line in lines for share in _line(line) if share.words or share.amount is not None]


def _line(line: str) -> Iterator[Share]:
    found = list(_AMOUNT.finditer(line))
    if not found or (between := _RANGE.search(line)):
        yield _share(line, line[: between.start()] if found and between else line)
        return
    starts_with = not re.search(r"\w", line[: found[0].start()])
    ends = [amount.start() for amount in found[1:]] + [len(line)]
    starts = [0] + [_end(line, amount) for amount in found[:-1]]
    for amount, start, end in zip(found, starts, ends, strict=True):
        piece = line[amount.start() : end] if starts_with else line[start : _end(line, amount)]
        yield replace(_share(piece, piece.replace(amount.group(), " ")), amount=_euros(amount))
    if not starts_with and re.search(r"\w", rest := line[_end(line, found[-1]) :]):
        yield _share(rest, rest)


def _end(line: str, amount: re.Match[str]) -> int:
    """Return where what belongs to an amount ends: the brackets and the mention of taxes that follow it are its own."""
    end = amount.end()
    for pattern in (_TAXES, _BRACKETS):
        if found := pattern.match(line[end:]):
            end += found.end()
    return end


def _share(piece: str, words: str) -> Share:
    details = [found["inside"].strip() for found in _BRACKETS.finditer(words)]
    bare = re.sub(r"\b(?:TTC|HT)\b", " ", _BRACKETS.sub(" ", words))
    return Share(piece.strip(" ,;–-"), " ".join(bare.split()).strip(" :,;=–-+"), " ; ".join(filter(None, details)))


def _euros(amount: re.Match[str]) -> Decimal:
    number = amount["number"].replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", number):
        number = number.replace(".", "")
    value = Decimal(number.replace(",", "."))
    return value * {"k": 1_000, "m": 1_000_000}.get(amount["unit"][0].lower(), 1)


def only_year(text: str) -> int | None:
    """Return the only year that a text tells, or None where it tells none, or several."""
    found = set(_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else None
