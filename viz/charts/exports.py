"""Write the figures of a chart: CSV for people, JSON for scripts, HTML."""

import csv
import io
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from data import licence
from queries.credits import credited
from queries.spreadsheet import neutral
from viz.charts.figure import Figure
from viz.charts.page import to_html
from viz.errors import UnknownFormatError


def to_csv(figure: Figure) -> str:
    """Return the table as it is shown, in which no cell is taken for a formula; what is unknown is said in words.

    A last column tells licence and sources: the file has no other place for them.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*(head.label for head in figure.heads), "Licence et sources"])
    for row in figure.rows:
        writer.writerow([*(neutral(cell.text) for cell in row), credited(figure.sources)])
    return text.getvalue()


def to_json(figure: Figure) -> str:
    """Return the figures with exact values, and what is drawn of them; null is what is absent or unknown."""
    told = {
        "chart": figure.chart.name,
        "title": figure.title,
        "contracts": [
            {"identifier": contract.identifier, "label": contract.label, "roadmap": contract.has_roadmap}
            for contract in figure.contracts
        ],
        "notices": list(figure.notices),
        "licence": licence.TOLD,
        "sources": list(figure.sources),
        "rows": [
            {
                head.name: {"iri": cell.iri, "label": cell.text} if cell.iri else cell.value
                for head, cell in zip(figure.heads, row, strict=True)
            }
            for row in figure.rows
        ],
        "drawing": figure.drawing,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def write(figure: Figure, path: Path, *, site: str | None = None) -> None:
    """Write a chart in the format that the file's suffix names; the file is whole or not there.

    Raises UnknownFormatError for another suffix.
    """
    formats: Mapping[str, Callable[[], str]] = {
        ".html": lambda: to_html(figure, site=site),
        ".csv": lambda: "\N{ZERO WIDTH NO-BREAK SPACE}" + to_csv(figure),
        ".json": lambda: to_json(figure),
    }
    if path.suffix.lower() not in formats:
        raise UnknownFormatError(path.suffix, formats)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(formats[path.suffix.lower()](), encoding="utf-8", newline="")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
