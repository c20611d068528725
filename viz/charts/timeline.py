"""Draw a timeline: what has a first or a last possible day, as a bar; what has neither is counted, and in the table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from queries.ask import Answer, Row
from queries.display import french_date
from viz.appearance import counted
from viz.charts.chart import Chart
from viz.charts.drawn import ROW, Drawn, Line, iri, label, several
from viz.charts.states import state_of

PLACE = "dessine"
UNDATED = "sans date, hors du dessin"


def drawn(chart: Chart, answer: Answer) -> Drawn:
    """Return the dated rows of an answer as bars, a line for each thing, in the order of their first one."""
    many = several(answer.rows)
    dated = sorted((row for row in answer.rows if _dated(chart, row)), key=lambda row: _place(chart, row))
    heads: dict[str, dict[str, str]] = {}
    bars, counts = [], Counter[str]()
    for row in dated:
        key = f"{iri(row, 'contrat')} {iri(row, chart.columns['thing'])}"
        heads.setdefault(
            key, {"label": label(row, chart.columns["thing"]), "group": label(row, "contrat") if many else ""}
        )
        state = state_of(chart.states, row)
        counts[state.key] += 1
        start, end = _bounds(chart, row)
        told = list(_told(chart, row))
        bars.append({"row": list(heads).index(key), "start": start, "end": end, "state": state.key, "told": told})
    undated = Counter(iri(row, chart.columns["kind"]) for row in answer.rows if not _dated(chart, row))
    return Drawn(
        drawing={
            "states": [each.drawn() | {"count": counts[each.key]} for each in chart.states if counts[each.key]],
            "rows": list(heads.values()),
            "bars": bars,
        },
        marks=ROW * len(bars),
        lines=[Line(row, {PLACE: "" if _dated(chart, row) else UNDATED}) for row in answer.rows],
        summary=counted(len(bars), "échéance datée", "échéances datées") if bars else "",
        notices=[_undated(chart, undated)] if undated else [],
        added={PLACE: "Dans le dessin"},
    )


def _bounds(chart: Chart, row: Row) -> tuple[str, str]:
    return iri(row, chart.columns["from"]), iri(row, chart.columns["to"])


def _place(chart: Chart, row: Row) -> tuple[str, str, str, str]:
    start, end = _bounds(chart, row)
    return (start or end, end, label(row, chart.columns["thing"]), iri(row, chart.columns["thing"]))


def _dated(chart: Chart, row: Row) -> bool:
    return any(_bounds(chart, row))


def _told(chart: Chart, row: Row) -> Iterator[str]:
    """Say the bounds and the words of the source that they were read from."""
    start, end = map(french_date, _bounds(chart, row))
    if start and end:
        yield f"du {start} au {end}"
    else:
        yield f"à partir du {start}, sans dernier jour dit" if start else f"jusqu'au {end}, sans premier jour dit"
    words = row[chart.columns["words"]]
    if words is not None:
        yield f"« {words.value} »"


def _counts(chart: Chart, undated: Mapping[str, int]) -> Sequence[str]:
    nouns: Mapping[str, Sequence[str]] = chart.columns["nouns"]
    return [f"{counted(undated[kind], *nouns[kind])} sans date" for kind in sorted(undated)]


def _undated(chart: Chart, undated: Mapping[str, int]) -> str:
    return f"{' ; '.join(_counts(chart, undated)).capitalize()} : dans le tableau, pas dans le dessin."
