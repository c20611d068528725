"""Make the page of a chart: one HTML file that needs nothing else, with the drawing and the table of its figures."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from data import naming
from queries.credits import credited
from queries.question import CONTRACT
from viz.charts import assets
from viz.charts.figure import Figure
from viz.panel import link

MOST_ROWS = 3000
"""Beyond, the page shows the first rows, and says that files of the question have them all."""


def to_html(figure: Figure, *, site: str | None = None) -> str:
    """Return the page of a chart.

    `site` is the address under which the things have pages (`/id/…`), with a scheme or from the root; without it the
    page has no links. The same figure gives the same bytes.
    """
    template = _environment().get_template("graphique.html.j2")
    return template.render(
        figure=figure,
        credit=credited(figure.sources),
        rows=[[(cell, link(cell.iri, site)) for cell in row] for row in figure.rows[:MOST_ROWS]],
        cut=len(figure.rows) > MOST_ROWS,
        first=1 if len(figure.contracts) == 1 and figure.heads[0].name == CONTRACT.name else 0,
        file=file_name(figure),
        drawing={"form": figure.chart.form, **(figure.drawing or {}), "title": figure.title},
        policy=assets.policy(),
        charting_script=assets.charting_script() if figure.drawing else "",
        notice=assets.notice() if figure.drawing else "",
        own_script=assets.own_script(),
        style=assets.style(),
    )


def file_name(figure: Figure) -> str:
    """Return how the files of a chart are called, without suffix."""
    one = figure.contracts[0].identifier if len(figure.contracts) == 1 else "contrats"
    return f"{figure.chart.name}-{naming.slug(one)}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("viz", "templates/charts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
