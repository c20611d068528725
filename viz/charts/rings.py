"""Draw rings: a framework from its top, in the middle, to its leaves; the colour is the state of each element.

Each leaf is as wide as any other: the width says nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from queries.ask import Answer, Row
from viz.appearance import counted
from viz.charts.chart import Chart
from viz.charts.drawn import Drawn, Line, iri, label, several
from viz.charts.states import state_of

STATE = "etatDessine"
_ELEMENT = ("élément du cadre", "éléments du cadre")


def drawn(chart: Chart, answer: Answer) -> Drawn:
    """Return the framework of an answer as a tree."""
    thing, within = chart.columns["thing"], chart.columns["within"]
    states = {iri(row, thing): state_of(chart.states, row) for row in answer.rows}
    nodes: dict[str, dict[str, Any]] = {}
    for row in answer.rows:
        contract = f"contrat {iri(row, 'contrat')}"
        nodes.setdefault(contract, _node(label(row, "contrat")))
        parent = iri(row, within)
        if parent and parent not in nodes:
            nodes[parent] = _node(label(row, within)) | {"in": contract}
        known = nodes.get(iri(row, thing), {})
        state = states[iri(row, thing)]
        own = {"state": state.key, "told": _told(chart, row), "in": parent or contract}
        nodes[iri(row, thing)] = {**_node(_titled(row, thing)), "children": known.get("children", []), **own}
    for node in nodes.values():
        above = node.pop("in", None)
        if above is not None:
            nodes[above]["children"].append(node)
    counts = Counter(state.key for state in states.values())
    used = [state for state in chart.states if counts[state.key]]
    told = " ; ".join(f"{state.label.lower()} : {counts[state.key]}" for state in used)
    return Drawn(
        drawing={
            "states": [state.drawn() | {"count": counts[state.key]} for state in used],
            "tree": _roots(nodes, several(answer.rows)),
        },
        marks=len(answer.rows),
        lines=[Line(row, {STATE: states[iri(row, thing)].label}) for row in answer.rows],
        summary=f"{counted(len(answer.rows), *_ELEMENT)} ; {told}" if answer.rows else "",
        added={STATE: "État"},
    )


def _roots(nodes: Mapping[str, dict[str, Any]], many: bool) -> list[dict[str, Any]]:  # noqa: FBT001 - one caller
    contracts = [node for name, node in nodes.items() if name.startswith("contrat ")]
    return contracts if many else [child for node in contracts for child in node["children"]]


def _node(words: str) -> dict[str, Any]:
    return {"label": words, "state": "", "told": [], "children": []}


def _titled(row: Row, thing: str) -> str:
    code = row.get("code")
    return f"{code.value} {label(row, thing)}" if code is not None else label(row, thing)


def _told(chart: Chart, row: Row) -> Sequence[str]:
    return [said.value for name in chart.columns.get("told", ()) if (said := row[name]) is not None]
