"""How an answer is written: as a table that fits the terminal, or in the form of a file."""

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from data.contracts import write_whole
from queries.ask import Answer, QuestionError
from queries.display import factored
from queries.formats import cells, to_csv, to_ics, to_json, to_xlsx
from service.commands.console import fail, out

_NARROWEST = 18
"""How many characters of a terminal a column of a table wants, for its words not to be torn."""


class AnswerFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


def write(answer: Answer, form: AnswerFormat, output: Path | None) -> None:
    """Write an answer to a file, or to stdout, where a table is fitted to the terminal."""
    if form is AnswerFormat.XLSX and not output and sys.stdout.isatty():
        raise fail("Un classeur ne s'affiche pas dans un terminal : donnez un fichier avec -o réponse.xlsx.")
    if form is AnswerFormat.TABLE and not output:
        _print_table(answer)
        return
    writers: dict[AnswerFormat, Callable[[Answer], str | bytes]] = {
        AnswerFormat.JSON: to_json,
        AnswerFormat.CSV: to_csv,
        AnswerFormat.XLSX: to_xlsx,
        AnswerFormat.ICS: to_ics,
        AnswerFormat.TABLE: _plain_table,
    }
    try:
        written = writers[form](answer)
    except QuestionError as error:
        raise fail(str(error)) from error
    content = written.encode() if isinstance(written, str) else written
    if output:
        write_whole(output, content)
    else:
        sys.stdout.buffer.write(content)


def _print_table(answer: Answer) -> None:
    """Print the rows; what all rows say alike stands once above them, what is empty in all is left out."""
    headers, rows = cells(answer)
    out.print(answer.question.title, style="bold", markup=False)
    kept = []
    for header, column in zip(headers, zip(*rows, strict=True), strict=False):
        alike, varying = factored(column)
        if alike:
            out.print(f"{header} : {alike}", style="dim", markup=False)
        if any(varying):
            kept.append((header, varying))
    if not rows:
        out.print("Aucune ligne ne répond à cette question.")
    elif len(kept) * _NARROWEST > out.width:
        _print_records(kept)
    else:
        _print_rows(kept)


def _print_rows(columns: Sequence[tuple[str, Sequence[str]]]) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for header, _ in columns:
        table.add_column(header, overflow="fold")
    for row in zip(*(values for _, values in columns), strict=True):
        table.add_row(*map(Text, row))
    out.print(table, soft_wrap=False)


def _print_records(columns: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Print each row as a few lines, one a column: the terminal is too narrow for so many columns."""
    for row in zip(*(values for _, values in columns), strict=True):
        out.print()
        for rank, ((header, _), words) in enumerate(zip(columns, row, strict=True)):
            if words:
                line = Text.assemble((f"{header} : ", "dim"), words)
                out.print(Padding(line, (0, 0, 0, 2 if rank else 0), expand=False), soft_wrap=False)


def _plain_table(answer: Answer) -> str:
    headers, rows = cells(answer)
    return "\n".join("\t".join(row) for row in [headers, *rows]) + "\n"
