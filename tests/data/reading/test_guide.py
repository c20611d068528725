"""The page of the guide about layouts is true: its example is read, and it names all that a file may hold."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from rdflib import SKOS, Graph, Literal
from rdflib.term import Node

from data.contracts import reference_graph
from data.reader import read
from data.reading.layout import Level
from data.reading.layout_file import BadLayout, parse
from data.reading.layout_keys import COLUMNS, RUBRICS, SECTIONS
from ontology import MLG

PAGE = (Path(__file__).parents[3] / "docs" / "guide" / "9-ajouter-une-mise-en-page.md").read_text("utf-8")
EXAMPLE, REFUSAL = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
LAYOUT = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
TOLD = re.search(r"\| chose \|.*\n\|---\|---\|\n((?:\|.*\n)+)", PAGE)


def label(graph: Graph, thing: Node | None) -> str:
    labels = (graph + reference_graph()).objects(thing, SKOS.prefLabel)
    return next(str(each) for each in labels if isinstance(each, Literal) and each.language == "fr")


def facts(graph: Graph) -> set[tuple[str, str]]:
    """Return what the example says, in the words of the guide."""
    found = set()
    for element, level in graph.subject_objects(MLG.niveau):
        code, parent = graph.value(element, SKOS.notation), graph.value(element, SKOS.broader)
        thing = f"{label(graph, level)} « {label(graph, element)} »" + (f", code {code}" if code else "")
        found.add((thing, f"dépend de « {label(graph, parent)} »" if parent else ""))
    for action, element in graph.subject_objects(MLG.repondA):
        found.add((f"action « {label(graph, action)} »", f"répond à « {label(graph, element)} »"))
    for line, funder in graph.subject_objects(MLG.financeur):
        told = f"finance « {label(graph, graph.value(line, MLG.finance))} » : {graph.value(line, MLG.montant)}"
        found.add((label(graph, funder), told))
    return found


def test_the_example_of_the_guide_says_what_the_guide_says() -> None:
    layout = parse("data/layouts/pontarel.toml", LAYOUT.encode())
    reading = read("pontarel-contrat.md", EXAMPLE.encode(), candidates=[layout])
    assert TOLD
    told = {tuple(cell.strip() for cell in row.strip("|").split("|")) for row in TOLD[1].splitlines()}
    assert facts(reading.description.graph) == told
    assert reading.description.contract == "pontarel"


def test_the_refusal_of_the_guide_is_that_of_the_program() -> None:
    wrong = LAYOUT.replace('enjeu = { depth = 0, items = "objectif", named = true }', "enjeux = {}")
    wrong = wrong.replace('level = "enjeu"', 'level = "objectif"')
    with pytest.raises(BadLayout) as caught:
        parse("data/layouts/pontarel.toml", wrong.encode())
    assert f"{caught.value}\n" == REFUSAL


@pytest.mark.parametrize("word", sorted({*SECTIONS, *RUBRICS, *COLUMNS, *(each.name for each in fields(Level))}))
def test_the_guide_names_all_that_a_layout_may_hold(word: str) -> None:
    assert f"`{word}`" in PAGE
