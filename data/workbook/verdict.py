"""Judge what edits make of a contract, and tell what is wrong by the cells of the workbook."""

from collections.abc import Iterator
from dataclasses import replace

from rdflib import Graph, URIRef

from data.workbook.edits import Edits, Withdrawn
from data.workbook.labels import label_of
from data.workbook.problems import Problem, Refused, Where
from data.workbook.sheets import sheet_called
from ontology import Report, Severity, judge


def judged(graph: Graph, edits: Edits) -> Report:
    """Return how a graph is judged.

    Raises Refused where something points to what was withdrawn, or where the graph cannot be published.
    """
    _refuse_orphans(graph, edits)
    report = judge(graph)
    if not report.conforms:
        raise Refused(_located(report, edits))
    return report


def _refuse_orphans(graph: Graph, edits: Edits) -> None:
    """Refuse where something still points to what is withdrawn."""
    problems = [
        _orphan(each, URIRef(str(subject)), graph, edits)
        for each in edits.withdrawn
        for subject in set(graph.subjects(None, each.row.thing))
    ]
    if problems:
        raise Refused(sorted(problems))


def _orphan(each: Withdrawn, subject: URIRef, graph: Graph, edits: Edits) -> Problem:
    title = each.sheet.title
    return Problem(
        edits.places.get(subject) or Where(title),
        f"« {label_of(graph, subject)} » renvoie encore à « {each.name} », dont la ligne manque dans « {title} ». "
        "Changez ou supprimez aussi ce renvoi, ou remettez la ligne.",
    )


def _located(report: Report, edits: Edits) -> Iterator[Problem | str]:
    """Yield the violations, each with its cell where there is one."""
    added = {each.thing: each.where for each in edits.added}
    for result in report.of(Severity.VIOLATION):
        named = [URIRef(node) for node in (result.focus, result.value) if node]
        line = next(filter(None, (edits.places.get(node) or added.get(node) for node in named)), None)
        if line is None:
            yield result.message
            continue
        sheet = sheet_called(line.sheet)
        headers = {str(each.path): each.header for each in sheet.fields} if sheet else {}
        yield Problem(replace(line, column=headers.get(result.path or "", "")), result.message)
