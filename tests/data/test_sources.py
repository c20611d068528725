"""The two contracts read again from their documents give the very bytes that are committed."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from data.contracts import ContractFiles, bundled, turtle
from data.formats import read as read_file
from data.reader import read
from data.reading.layout import recognise_layout
from data.reading.layout_file import layouts
from data.reading.ledger import Fate, count
from data.reading.recognise import recognise
from data.reading_report import summary

DOCUMENTS = {"moissac": "moissac-avenant-2021-2023.md", "montauban": "montauban-priorites-2023.md"}


@pytest.mark.sources
@pytest.mark.parametrize("contract", sorted(DOCUMENTS))
def test_reading_a_contract_again_gives_the_committed_bytes(contract: str, sources: Path) -> None:
    files = ContractFiles(bundled() / contract)
    path = sources / DOCUMENTS[contract]
    reading = read(path.name, path.read_bytes(), curation=files.curation())
    committed = {source.stem: source.read_bytes() for source in files.sources()}
    assert committed == {reading.description.document: turtle(reading.description.graph)}


@pytest.mark.sources
@pytest.mark.parametrize(("contract", "lines", "ignored"), [("moissac", 895, 139), ("montauban", 48, 8)])
def test_every_non_blank_line_is_accounted_for_and_all_are_understood(
    contract: str, lines: int, ignored: int, sources: Path
) -> None:
    # 895 and 48 are what `grep -cv '^[[:space:]]*$'` counts; Moissac's 139 are 67 titles of rubrics, 26 lines of the
    # table of contents, 30 of context and method, 16 headers, notes and stamps; Montauban's 8 are headers
    path = sources / DOCUMENTS[contract]
    reading = read(path.name, path.read_bytes(), curation=ContractFiles(bundled() / contract).curation())
    fates = count(list(reading.entries))
    assert sum(fates.values()) == lines
    assert fates[Fate.NOT_UNDERSTOOD] == 0
    assert fates[Fate.IGNORED] == ignored
    # « les deux hôpitaux (Centre hospitalier de Moissac et Montauban) »: the second is curated
    unclear = {"moissac": ["« deux hôpitaux Montauban » n'est le nom d'aucun acteur connu"], "montauban": []}
    assert [reason for _, reason in reading.description.misunderstood] == unclear[contract]


@pytest.mark.sources
def test_the_report_that_the_guide_explains_is_that_of_the_program(sources: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide" / "5-importer-un-contrat.md").read_text("utf-8")
    shown = [line for block in guide.split("```text\n")[1:] for line in block.partition("```")[0].splitlines()]
    path = sources / DOCUMENTS["moissac"]
    reading = read(path.name, path.read_bytes(), curation=ContractFiles(bundled() / "moissac").curation())
    told = list(summary(reading))
    judged = [line for line in shown if line.strip().startswith("validation")]
    assert len(judged) == 1
    for line in set(shown) - set(judged):
        assert any(each.startswith(line.rstrip("…")) for each in told), line


@pytest.mark.sources
def test_each_orientation_tells_as_many_actions_as_a_person_counts(sources: Path) -> None:
    path = sources / DOCUMENTS["moissac"]
    document = read_file(path.name, path.read_bytes())
    records, _ = recognise(document, recognise_layout(document, layouts()))
    expected = tomllib.loads((Path(__file__).parents[1] / "moissac-prose.toml").read_text("utf-8"))["counts"]
    found = Counter((records.elements[deed.element].label, deed.rubric) for deed in records.deeds)
    assert {name: [found[name, "done"], found[name, "planned"]] for name in expected} == expected
    assert sum(found.values()) == sum(map(sum, expected.values())) + 1  # the NPNRU, given up, told by an obstacle
