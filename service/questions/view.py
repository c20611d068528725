"""What a page shows of an answer: its facets, what is chosen of them, the page of rows, its files."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from queries.ask import Answer
from queries.calendar_file import dated, left_out
from queries.errors import UnknownPage
from queries.facets import Facet
from queries.recipe import KEPT
from queries.selection import answer_facets, is_selecting
from service.listing import Asked
from service.questions.routes import PAGE_NUMBER, RESERVED
from service.questions.table import Table, arranged
from service.world import World

ROWS = 50
_DIGITS = 6
FILES = (("xlsx", "tableur (XLSX)"), ("csv", "CSV"), ("json", "JSON"), ("ttl", "données liées (Turtle)"))


@dataclass(frozen=True, slots=True)
class Chip:
    """A value that is chosen, and the address without it."""

    facet: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class View:
    """An answer as a page shows it; `hidden` is what the form of the facets says again."""

    answer: Answer
    table: Table
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    cleared: str
    hidden: tuple[tuple[str, str], ...]
    number: int
    pages: int
    first: int
    asked: Asked
    files: tuple[tuple[str, str], ...]
    left_out: str

    @property
    def order(self) -> str:
        """Return the column that orders the rows, « - » before it for the inverse."""
        return self.answer.recipe.order

    def sorted_by(self, column: str) -> str:
        """Return what the heading of a column asks for: its order, or the inverse where that is the order."""
        return f"-{column}" if self.order == column else column

    def direction(self, column: str) -> str:
        """Return how a column orders the rows, as `aria-sort` says it; nothing where it does not."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.order, "")


def view(world: World, answer: Answer, asked: Asked, *, only: Collection[str] = (), rows: int = ROWS) -> View:
    """Return what a page shows of an answer; raise UnknownPage where it has no such page."""
    pages = max(1, -(-len(answer.rows) // rows))
    number = _number(asked, pages)
    every = answer_facets(answer)
    said = [(name, value) for name, value in asked.pairs if name not in RESERVED and value.strip()]
    return View(
        answer=answer,
        table=arranged(world, answer, slice((number - 1) * rows, number * rows), only=only),
        facets=tuple(facet for facet in every if len(facet.choices) > 1 or facet.chosen),
        chips=_chips(answer, asked, every),
        cleared=Asked(asked.path, ()).address([(name, value) for name, value in said if not name.startswith(KEPT)]),
        hidden=tuple((name, value) for name, value in said if not is_selecting(name)),
        number=number,
        pages=pages,
        first=(number - 1) * rows + 1,
        asked=asked,
        files=_files(answer, asked, said),
        left_out=left_out(answer) if answer.rows and answer.question.calendar else "",
    )


def _chips(answer: Answer, asked: Asked, every: tuple[Facet, ...]) -> tuple[Chip, ...]:
    """Return what is chosen; the address without a value says the others as the answer knows them."""
    others = [(name, value) for name, value in asked.pairs if not name.startswith(KEPT) and name not in RESERVED]
    kept = [(f"{KEPT}{name}", value) for name, values in answer.recipe.kept.items() for value in values]
    return tuple(
        Chip(facet.label, choice.label, asked.address([*others, *(pair for pair in kept if pair != gone)]))
        for facet in every
        for choice in facet.chosen
        for gone in ((f"{KEPT}{facet.name}", choice.key),)
    )


def _files(answer: Answer, asked: Asked, said: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    calendar = (("ics", "calendrier (iCalendar)"),) if answer.question.calendar and dated(answer) else ()
    return tuple((words, f"{asked.path}?{urlencode([*said, ('format', form)])}") for form, words in (*FILES, *calendar))


def _number(asked: Asked, pages: int) -> int:
    said = asked.one(PAGE_NUMBER)
    if said is None:
        return 1
    if not (said.isascii() and said.isdecimal() and len(said) <= _DIGITS and 1 <= int(said) <= pages):
        raise UnknownPage(said, pages)
    return int(said)
