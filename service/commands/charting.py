"""`maillage network` for the views that are charts."""

from collections.abc import Sequence
from pathlib import Path

from data.store import OpenStore
from queries.ask import QuestionError
from service.commands.console import err, fail
from viz.appearance import counted
from viz.charts.chart import Chart
from viz.charts.exports import write
from viz.charts.figure import draw
from viz.errors import PictureError


def write_chart(
    source: OpenStore, chart: Chart, contracts: Sequence[str], output: Path, *, asked: Sequence[str], around: str | None
) -> None:
    """Write a chart or its figures.

    `asked` gives parameters of its question as « nom=valeur »; only networks are drawn `around` a
    thing, or without one.
    """
    if around:
        raise fail(f"« {chart.name} » est un graphique : --autour et --sans ne valent que pour un réseau.")
    try:
        figure = draw(source.store, chart, contracts, arguments=_arguments(chart, asked))
        write(figure, output)
    except (QuestionError, PictureError) as error:
        raise fail(str(error)) from error
    for notice in figure.notices:
        err.print(notice, markup=False)
    err.print(f"{output} : {counted(len(figure.rows), 'ligne', 'lignes')}", markup=False)


def _arguments(chart: Chart, asked: Sequence[str]) -> dict[str, str]:
    known = [parameter.name for parameter in chart.parameters]
    given = {}
    for text in asked:
        name, equals, value = text.partition("=")
        if not equals or name not in known:
            possible = " ; ".join(f"{each}=…" for each in known) or "aucun pour ce graphique"
            raise fail(f"Paramètre inconnu : « {text} ». Paramètres possibles : {possible}.")
        given[name] = value
    return given
