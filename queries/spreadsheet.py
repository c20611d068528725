"""Write an answer as a spreadsheet: the answer on one sheet, its recipe on another, the same bytes every time."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

import pyoxigraph as ox
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data import licence, naming
from data.workbook.archive import saved
from queries.ask import Answer, Row
from queries.display import cell, french_date
from queries.question import Column

NOTICE = (
    "Les textes qui commencent par =, +, -, @, une tabulation ou un retour sont précédés d'une apostrophe, "
    "pour qu'un tableur ne les prenne pas pour des formules."
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767  # characters, the most that a cell holds
_CUT = " […] (texte coupé)"
_WIDEST, _NARROWEST = 60, 10
_HEADER_FILL = PatternFill("solid", fgColor="1F3A5F")
_HEADER_FONT = Font(bold=True, color="FFFFFF")

CellValue = str | int | float | Decimal | dt.date | None


def to_xlsx(answer: Answer) -> bytes:
    """Return a workbook: sheet « Réponse » with labels first and identifiers last, sheet « Recette »."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Réponse"
    _write_answer(sheet, answer)
    _write_recipe(book.create_sheet("Recette"), answer)
    day = dt.datetime.combine(answer.recipe.asked_on, dt.time())
    book.properties.creator = "Maillage"
    book.properties.title = answer.question.title
    book.properties.created = book.properties.modified = day
    return saved(book)


def neutral(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula, without characters that XML forbids.

    >>> neutral("=1+1")
    "'=1+1"
    """
    clean = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
    safe = f"'{clean}" if clean.startswith(_FORMULA_STARTS) else clean
    return safe if len(safe) <= _LONGEST else safe[: _LONGEST - len(_CUT)] + _CUT


def _write_answer(sheet: Worksheet, answer: Answer) -> None:
    columns = answer.question.columns
    things = [column for column in columns if column.kind == "chose"]
    headers = [column.label for column in columns] + [f"{column.label} (identifiant)" for column in things]
    append(sheet, headers)
    for row in answer.rows:
        identifiers = ["" if (term := row[column.name]) is None else term.value for column in things]
        append(sheet, [*(_value(column, row) for column in columns), *identifiers])
    for index, column in enumerate(columns, start=1):
        _format(sheet, index, column)
    style_header(sheet)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(answer.rows) + 1}"
    fit(sheet)


def _write_recipe(sheet: Worksheet, answer: Answer) -> None:
    for label, value in _recipe_lines(answer):
        append(sheet, [label, value])
    for (label_cell,) in sheet.iter_rows(max_col=1):
        label_cell.font = Font(bold=True)
    for row in sheet.iter_rows():
        for one in row:
            one.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 110


def _recipe_lines(answer: Answer) -> Iterable[tuple[str, str]]:
    question, recipe = answer.question, answer.recipe
    yield "Question", question.title
    yield "Nom de la question", question.name
    yield "Ce qu'elle dit", question.description
    labels = {parameter.name: parameter.label for parameter in question.options}
    for name, values in recipe.parameters.items():
        yield f"Paramètre : {labels[name]}", " ; ".join(values)
    yield "Posée le", french_date(recipe.asked_on.isoformat())
    yield "Révision des données", recipe.revision or "non indiquée"
    for graph, revision in recipe.revisions.items():
        yield f"Révision de {graph.removeprefix(naming.BASE)}", revision or "non indiquée"
    yield "Lien permanent", recipe.address
    for name, chosen in recipe.kept.items():
        yield f"Lignes gardées : {question.column(name).label}", " ou ".join(chosen)
    if recipe.order:
        inverse = " (ordre inverse)" if recipe.order.startswith("-") else ""
        yield "Trié par", question.column(recipe.order.removeprefix("-")).label + inverse
    yield "Nombre de lignes", f"{len(answer.rows)}{f' sur {recipe.total}' if recipe.kept else ''}"
    for notice in answer.notices:
        yield "À savoir", notice
    if any(text.startswith(_FORMULA_STARTS) for row in answer.rows for text in _texts(question.columns, row)):
        yield "À savoir", NOTICE
    for source in recipe.sources:
        yield "Source", source
    yield "Licence", licence.TOLD
    yield "Requête SPARQL", recipe.query


def _texts(columns: Sequence[Column], row: Row) -> list[str]:
    return [value for column in columns if isinstance(value := _value(column, row), str)]


def _value(column: Column, row: Row) -> CellValue:
    """Return a value that a spreadsheet can compute with where there is one, and what people read otherwise."""
    term = row[column.name]
    if isinstance(term, ox.Literal) and column.kind == "nombre":
        number = Decimal(term.value)
        return int(number) if number == number.to_integral_value() else number
    if isinstance(term, ox.Literal) and column.kind == "date":
        try:
            return dt.date.fromisoformat(term.value)
        except ValueError:
            return term.value
    return cell(column, row)


def append(sheet: Worksheet, values: Sequence[CellValue]) -> None:
    """Add a row, in which no text is taken for a formula."""
    sheet.append([neutral(value) if isinstance(value, str) else value for value in values])


def _format(sheet: Worksheet, index: int, column: Column) -> None:
    style = {"date": "dd/mm/yyyy", "nombre": f'#,##0.## "{column.unit}"' if column.unit else "0"}.get(column.kind)
    if style:
        for (one,) in sheet.iter_rows(min_row=2, min_col=index, max_col=index):
            one.number_format = style


def style_header(sheet: Worksheet) -> None:
    """Make the first row look like one of headers."""
    for one in sheet[1]:
        one.font, one.fill = _HEADER_FONT, _HEADER_FILL
        one.alignment = Alignment(wrap_text=True, vertical="center")


def fit(sheet: Worksheet) -> None:
    """Make the columns as wide as what they hold, within reason."""
    for index, column in enumerate(sheet.iter_cols(values_only=True), start=1):
        longest = max(len(str(value or "")) for value in column)
        sheet.column_dimensions[get_column_letter(index)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
