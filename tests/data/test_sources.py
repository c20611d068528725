"""The two contracts read again from their documents give the very bytes that are committed."""

import os
from pathlib import Path

import pytest

from data.contracts import ContractFiles, bundled, turtle
from data.reader import read
from data.reading.ledger import Fate, count

SOURCES = Path(__file__).parents[3] / "shared" / "sources"
DOCUMENTS = {"moissac": "moissac-avenant-2021-2023.md", "montauban": "montauban-priorites-2023.md"}


@pytest.fixture(scope="module", autouse=True)
def _sources() -> None:
    if not SOURCES.is_dir():
        assert os.environ.get("MAILLAGE_TEST_ALL") != "1", "the source documents are missing"
        pytest.skip("the source documents (../shared/sources) are not here")


@pytest.mark.sources
@pytest.mark.parametrize("contract", sorted(DOCUMENTS))
def test_reading_a_contract_again_gives_the_committed_bytes(contract: str) -> None:
    files = ContractFiles(bundled() / contract)
    path = SOURCES / DOCUMENTS[contract]
    reading = read(path.name, path.read_bytes(), curation=files.curation())
    committed = {source.stem: source.read_bytes() for source in files.sources()}
    assert committed == {reading.description.document: turtle(reading.description.graph)}


@pytest.mark.sources
@pytest.mark.parametrize(("contract", "lines"), [("moissac", 895), ("montauban", 48)])
def test_every_non_blank_line_is_accounted_for_and_all_are_understood(contract: str, lines: int) -> None:
    # 895 and 48 are what `grep -cv '^[[:space:]]*$'` counts
    path = SOURCES / DOCUMENTS[contract]
    reading = read(path.name, path.read_bytes(), curation=ContractFiles(bundled() / contract).curation())
    fates = count(list(reading.entries))
    assert sum(fates.values()) == lines
    assert fates[Fate.NOT_UNDERSTOOD] == 0
    assert reading.description.misunderstood == ()
