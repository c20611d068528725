"""An invented contract of 2024-2030 is read whole, and says the same in every format."""

import pytest
from rdflib import Graph

from data.publish import publish
from data.reader import Reading
from data.reader import read as read_document
from data.reading.ledger import Fate
from ontology.judge import judge
from ontology.report import Severity
from tests.data.formats import writers
from tests.data.reading.test_fiches import CURATION, DOCUMENTS, LINES, said

NAME = "brasac-les-ormes-contrat-2024-2030"
TEXT = (DOCUMENTS / f"{NAME}.md").read_bytes()
EXPECTED = Graph().parse(DOCUMENTS / f"{NAME}.ttl")


def read(name: str, content: bytes) -> Reading:
    return read_document(name, content, curation=CURATION)


def test_what_the_contract_says_is_what_a_person_reads() -> None:
    assert said(read(f"{NAME}.md", TEXT).description.graph) == said(EXPECTED)


@pytest.mark.parametrize("extension", LINES)
def test_the_contract_says_the_same_in_every_format(extension: str) -> None:
    content = LINES[extension](writers.pieces(TEXT))
    assert said(read(f"{NAME}.{extension}", content).description.graph) == said(EXPECTED)


@pytest.mark.parametrize("extension", LINES)
def test_every_line_has_a_fate_and_only_the_unknown_column_is_told(extension: str) -> None:
    reading = read(f"{NAME}.{extension}", LINES[extension](writers.pieces(TEXT)))
    filled = [number for number, line in enumerate(reading.document.lines, 1) if line.strip()]
    assert [entry.line for entry in reading.entries] == filled
    assert not [entry for entry in reading.entries if entry.fate is Fate.NOT_UNDERSTOOD]
    assert [message for _, message in reading.description.misunderstood] == [
        "la colonne « Cotation » n'est pas connue : elle n'est pas lue"
    ]


@pytest.mark.parametrize("name", [NAME, "brasac-les-ormes-fiches"])
def test_what_is_read_may_be_published(name: str) -> None:
    graph = read(f"{name}.md", (DOCUMENTS / f"{name}.md").read_bytes()).description.graph
    report = judge(publish(graph, retraction=Graph(), curation=CURATION))
    assert not [result for result in report.results if result.severity is Severity.VIOLATION]


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        (f"{NAME}.md", "Contrat de ville 2024-2030 (Engagements quartiers 2030)"),
        ("brasac-les-ormes-fiches.md", "Fiches action"),
        ("clairval-protocole.md", "Protocole d'engagements renforcés et réciproques (avenants de 2019 à 2023)"),
    ],
)
def test_each_document_is_known_for_what_it_is(name: str, layout: str) -> None:
    assert read(name, (DOCUMENTS / name).read_bytes()).layout.name == layout
