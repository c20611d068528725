"""Draw flows: from who funds, through what is served, to what is funded; the width counts lines, never euros.

What does not add up is drawn apart, one panel each: the degrees of firmness, and in each the alternatives. An action
that serves several piliers passes through all of them together, so that each of its lines is drawn once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.ask import Answer, Row
from queries.display import cell
from viz.appearance import counted
from viz.charts.chart import Chart
from viz.charts.drawn import Drawn, Line, iri, label, number, several, true

LINES = ("ligne de financement", "lignes de financement")
EITHER = "l'un ou l'autre"


@dataclass(frozen=True, slots=True)
class Flow:
    """All lines of one funder for one action, of one firmness; `through` is what the action serves, as it is named."""

    row: Row
    through: str
    funder: str
    served: str
    funded: str
    panel: str
    lines: int
    apart: int


@dataclass(frozen=True, slots=True)
class Strand:
    """What is drawn of a flow in one panel."""

    flow: Flow
    width: int


def drawn(chart: Chart, answer: Answer) -> Drawn:
    """Return the flows of an answer, panel by panel."""
    flows = list(_flows(chart, answer.rows))
    panels: dict[tuple[str, bool], list[Strand]] = {}
    for flow in flows:
        for apart, width in ((False, flow.lines), (True, flow.apart)):
            if width:
                panels.setdefault((flow.panel, apart), []).append(Strand(flow, width))
    order = sorted(panels, key=lambda key: (-_total(panels.get((key[0], False), ())), key))
    drawing = [_panel(chart, answer, key, panels[key]) for key in order]
    return Drawn(
        drawing={"panels": drawing},
        marks=sum(len(panel["links"]) for panel in drawing),
        lines=[Line(flow.row, {chart.columns["through"]: flow.through}) for flow in flows],
        summary=" ; ".join(panel["title"] for panel in drawing),
        notices=list(_notices(flows)),
    )


def _flows(chart: Chart, rows: Sequence[Row]) -> Iterable[Flow]:
    """Join the rows of an action that serves several piliers: they tell the same lines again."""
    start, through, end = (chart.columns[name] for name in ("from", "through", "to"))
    many = several(rows)
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = tuple(iri(row, column) for column in ("contrat", start, end, chart.columns["panel"]))
        grouped.setdefault(key, []).append(row)
    for found in grouped.values():
        row = found[0]
        named = true(row, chart.columns["named"])
        served = {iri(each, through): label(each, through) for each in found}
        words = " et ".join(served.values()) + (f" ({label(row, 'contrat')})" if many else "")
        yield Flow(
            row=row,
            through=words,
            funder=iri(row, start) if named else f"{iri(row, start)}#{iri(row, end)}",
            served=f"{iri(row, 'contrat')}#{' '.join(served)}",
            funded=iri(row, end),
            panel=label(row, chart.columns["panel"]),
            lines=int(number(row, chart.columns["weight"])),
            apart=int(number(row, chart.columns["apart"])),
        )


def _panel(chart: Chart, answer: Answer, key: tuple[str, bool], strands: Sequence[Strand]) -> dict[str, Any]:
    firmness, apart = key
    title = f"{firmness[:1].upper()}{firmness[1:]}{f', {EITHER}' if apart else ''} : {counted(_total(strands), *LINES)}"
    nodes = _nodes(chart, strands)
    at = {node["id"]: place for place, node in enumerate(nodes)}
    links = Counter[tuple[int, int]]()
    told: dict[tuple[int, int], list[str]] = {}
    for strand in strands:
        flow = strand.flow
        ends = [at[f"{depth}{name}"] for depth, name in enumerate((flow.funder, flow.served, flow.funded))]
        for pair in ((ends[0], ends[1]), (ends[1], ends[2])):
            links[pair] += strand.width
            told.setdefault(pair, []).append(_words(chart, answer, flow))
    return {
        "title": title,
        "apart": apart,
        "nodes": nodes,
        "links": [
            {"source": source, "target": target, "value": value, "told": sorted(set(told[source, target]))}
            for (source, target), value in sorted(links.items())
        ],
    }


def _nodes(chart: Chart, strands: Sequence[Strand]) -> list[dict[str, Any]]:
    """List the nodes, the widest first in each column, those that name nobody last; actions beside what they serve."""
    widths = Counter[str]()
    nodes: dict[str, dict[str, Any]] = {}
    for strand in strands:
        flow = strand.flow
        named = true(flow.row, chart.columns["named"])
        ends = (
            (flow.funder, label(flow.row, chart.columns["from"]), "from" if named else "unnamed"),
            (flow.served, flow.through, "through"),
            (flow.funded, label(flow.row, chart.columns["to"]), "to"),
        )
        for depth, (name, words, kind) in enumerate(ends):
            node = f"{depth}{name}"
            widths[node] += strand.width
            beside = f"1{flow.served}" if depth == 2 else ""
            nodes[node] = {"id": node, "label": words, "depth": depth, "kind": kind, "beside": beside}
    for node, data in nodes.items():
        data["value"] = widths[node]

    def place(node: Mapping[str, Any]) -> tuple[Any, ...]:
        beside = node["beside"]
        near = (-widths[beside], nodes[beside]["label"], beside) if beside else (0, "", "")
        return (node["depth"], node["kind"] == "unnamed", near, -node["value"], node["label"], node["id"])

    ordered = sorted(nodes.values(), key=place)
    return [{name: value for name, value in node.items() if name != "beside"} for node in ordered]


def _words(chart: Chart, answer: Answer, flow: Flow) -> str:
    """Say a flow in a line: who, what, and the amount where it is known."""
    amount = next(column for column in answer.question.columns if column.name == chart.columns["amount"])
    known = f", {cell(amount, flow.row)}" if flow.row[amount.name] is not None else ", montant inconnu"
    return f"{label(flow.row, chart.columns['from'])} : {label(flow.row, chart.columns['to'])}{known}"


def _notices(flows: Sequence[Flow]) -> Iterable[str]:
    apart = sum(flow.apart for flow in flows)
    if apart:
        yield (
            f"{counted(apart, 'ligne fait partie', 'lignes font partie')} d'une alternative (« Région ou État ») : "
            "l'un ou l'autre financera, le document ne dit pas lequel ; elles sont dessinées à part."
        )


def _total(strands: Iterable[Strand]) -> int:
    return sum(strand.width for strand in strands)
