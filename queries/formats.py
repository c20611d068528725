"""Write an answer: JSON and CSV carry exact values for programs; spreadsheet, calendar and `cells` are for people."""

import csv
import io
import json

from queries.ask import Answer
from queries.calendar_file import to_ics
from queries.display import cells
from queries.spreadsheet import to_xlsx

__all__ = ["cells", "to_csv", "to_ics", "to_json", "to_xlsx"]


def to_json(answer: Answer) -> str:
    """Return an array of objects, one a row and one a line; keys are the query's variables, null is what is absent."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in answer.records())
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def to_csv(answer: Answer) -> str:
    """Return RFC 4180 text for programs: commas, CRLF, exact values, an empty field for what is absent.

    It is to be written in UTF-8 without a byte order mark. Nothing is neutralised nor translated here, so a French
    spreadsheet program should be given `to_xlsx` instead.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(answer.question.variables)
    for row in answer.rows:
        writer.writerow("" if (term := row[name]) is None else term.value for name in answer.question.variables)
    return text.getvalue()
