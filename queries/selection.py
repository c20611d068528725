"""Select rows of an answer: those that have the values chosen, in the order of a column; facets count what is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.nearest import nearest
from data.text import fold
from queries.ask import Answer
from queries.display import cell, french_month
from queries.errors import UnknownChoice, UnknownFacet, UnknownOrder
from queries.facets import UNKNOWN, Dimension, Facet, facets, kept, known
from queries.ordering import ordered
from queries.question import Column, Question
from queries.recipe import KEPT, ORDER
from queries.rows import Row

SEVERAL = " ; "
"""Stands between the values of a column that has several."""
SILENT = "non dit"
"""What a value that no row has is called, where the column has no words of its own for it."""
_FEW, _MONTH = 12, len("2026-11")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen of an answer: by column the values whose rows are kept, and the column of the order.

    « - » before the column is the inverse order.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""


def is_selecting(name: str) -> bool:
    """Tell whether a name in an address chooses rows rather than says what is asked."""
    return name == ORDER or name.startswith(KEPT)


def read_selection(question: Question, pairs: Iterable[tuple[str, str]]) -> Selection:
    """Return what the pairs of an address choose, blank values aside; raise a QuestionError for what is not there."""
    said = [(name, value) for name, value in pairs if is_selecting(name) and value.strip()]
    orders = [value for name, value in said if name == ORDER]
    names = [column.name for column in question.columns]
    for order in orders:
        if order.removeprefix("-") not in names or len(orders) > 1:
            raise UnknownOrder(" et ".join(orders), names)
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in said:
        column = name.removeprefix(KEPT)
        if name != ORDER:
            if column not in question.facets:
                raise UnknownFacet(column, [f"{KEPT}{each}" for each in question.facets])
            chosen[column] = (*chosen.get(column, ()), value)
    return Selection(chosen, orders[0] if orders else "")


def select(answer: Answer, selection: Selection) -> Answer:
    """Return the answer with the rows chosen, in their order, and a recipe that says so; raise UnknownChoice."""
    chosen = resolved(answer, selection)
    if not chosen and not selection.order:
        return answer
    rows = kept(answer.whole, dimensions(answer.question), chosen)
    if selection.order:
        column = answer.question.column(selection.order.removeprefix("-"))
        rows = ordered(rows, column, backwards=selection.order.startswith("-"))
    recipe = replace(answer.recipe, kept=chosen, order=selection.order)
    return replace(answer, rows=tuple(rows), recipe=recipe, before=answer.whole)


def answer_facets(answer: Answer) -> tuple[Facet, ...]:
    """Return the facets of an answer, with what each of their values would leave of all its rows."""
    return facets(answer.whole, dimensions(answer.question), answer.recipe.kept)


def dimensions(question: Question) -> list[Dimension[Row]]:
    """Return what the rows of a question can be kept by."""
    return [_dimension(question.column(name)) for name in question.facets]


def resolved(answer: Answer, selection: Selection) -> dict[str, tuple[str, ...]]:
    """Return the values chosen as the rows have them, in the order of the facets, whatever the order of the choices."""
    return {
        name: tuple(sorted({_resolve(answer, name, value) for value in selection.chosen[name]}))
        for name in answer.question.facets
        if name in selection.chosen
    }


def _resolve(answer: Answer, name: str, value: str) -> str:
    column = answer.question.column(name)
    there = known(answer.whole, _dimension(column))
    alike = [key for key, label in there.items() if fold(value) in {fold(key), fold(label)}]
    if value in there or alike:
        return value if value in there else min(alike)
    words = {key: key for key in there}
    raise UnknownChoice(column.label, value, sorted(words) if len(words) <= _FEW else nearest(value, words))


def _dimension(column: Column) -> Dimension[Row]:
    ranked = column.kind in {"date", "nombre"}
    return Dimension(
        column.name, column.label, lambda row: values(column, row), ranked=ranked, field=f"{KEPT}{column.name}"
    )


def values(column: Column, row: Row) -> Mapping[str, str]:
    """Return the values of a row in a column, each with its words: a month for a date, what is absent as unknown."""
    term = row[column.name]
    if term is None:
        return {UNKNOWN: column.absent or SILENT}
    if column.kind == "date":
        return {term.value[:_MONTH]: french_month(term.value)}
    if column.kind == "etat":
        return {term.value: term.value}
    said: Sequence[str] = cell(column, row).split(SEVERAL) if column.several else (cell(column, row),)
    return {each: each for each in said if each} or {UNKNOWN: column.absent or SILENT}
