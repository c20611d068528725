"""The invented town as a contract, and its workbook."""

import pytest
from rdflib import Graph

from data.workbook.revise import Parts
from tests.conftest import TOWNS
from tests.data.workbook.editing import exported, parts_of


@pytest.fixture(scope="module")
def town() -> Parts:
    """Hold the town; no test alters its graphs."""
    return parts_of(Graph().parse(TOWNS / "clairval.ttl"))


@pytest.fixture(scope="module")
def book(town: Parts) -> bytes:
    """Hold the workbook of the town as it is exported."""
    return exported(town)
