"""Choose, order and cut the rows of a list as its form asks."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request

from service.errors import UnknownChoiceError

PAGE = 100
_DIGITS = 6

Row = TypeVar("Row")
Orders = Mapping[str, Callable[[Row], tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a list asks for, kept so that links can change one part of it."""

    path: str
    pairs: tuple[tuple[str, str], ...]

    def all(self, key: str) -> tuple[str, ...]:
        """Return the values of a field, without the empty ones that a form sends."""
        return tuple(value for name, value in self.pairs if name == key and value)

    def one(self, key: str) -> str | None:
        """Return the value of a field, if it has one."""
        return next(iter(self.all(key)), None)

    def replacing(self, key: str, value: str) -> str:
        """Return the address with one value changed, on the first page."""
        kept = [(name, old) for name, old in self.pairs if name not in {key, "page"} and old]
        return f"{self.path}?{urlencode([*kept, (key, value)])}"

    def without(self, *gone: tuple[str, str]) -> str:
        """Return the address without some fields and values, on the first page."""
        return self.address([pair for pair in self.pairs if pair not in gone])

    def address(self, pairs: Sequence[tuple[str, str]]) -> str:
        """Return the address of the same list for other pairs: those that say something, on the first page."""
        kept = [(name, value) for name, value in pairs if name != "page" and value.strip()]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """One page of rows, in an order, with the number of all of them."""

    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int
    order: str
    asked: Asked


def asked_of(request: Request) -> Asked:
    """Return what a request asks of a list."""
    return Asked(request.url.path, tuple(request.query_params.multi_items()))


def choice(asked: Asked, field: str, choices: Collection[str]) -> str | None:
    """Return the value of a field that takes one of some choices, or raise UnknownChoiceError."""
    for value in asked.all(field):
        if value not in choices:
            raise UnknownChoiceError(field, value, tuple(choices))
    return asked.one(field)


def cut(rows: Sequence[Row], asked: Asked, *, orders: Orders[Row], default: str) -> Listing[Row]:
    """Return the page of rows that is asked for, in the order asked for."""
    order = choice(asked, "tri", orders) or default
    pages = max(1, -(-len(rows) // PAGE))
    number = min(page_number(asked.one("page")), pages)
    shown = sorted(rows, key=orders[order])[(number - 1) * PAGE : number * PAGE]
    return Listing(tuple(shown), len(rows), number, pages, order, asked)


def page_number(text: str | None) -> int:
    """Return the number of a page, the first where none is asked for, or raise UnknownChoiceError."""
    if text is None:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise UnknownChoiceError("page", text, ("1", "2", "…"))
    return max(1, int(text))
