"""The site's own queries keep the rules that make queries fast and safe."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pyoxigraph as ox
import pytest

from service.reading import query_text

SITE = resources.files("service") / "site"
NAMES = sorted(file.name.removesuffix(".rq") for file in SITE.iterdir() if file.name.endswith(".rq"))


def code() -> Iterator[str]:
    for path in Path(str(resources.files("service"))).rglob("*.py"):
        yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_query_says_what_it_is_for_and_names_its_graph(name: str) -> None:
    text = query_text(name)
    assert text.startswith("#+ summary: ")
    assert "GRAPH ?g" in text or "GRAPH ?h" in text
    assert not any(word in text.upper() for word in ("SERVICE <", "REGEX(", "NOT EXISTS", "FROM <"))


@pytest.mark.parametrize("name", NAMES)
def test_a_query_runs(name: str) -> None:
    assert isinstance(ox.Store().query(query_text(name)), ox.QuerySolutions)


def test_every_query_is_asked_by_the_code() -> None:
    told = "\n".join(code())
    assert [name for name in NAMES if f'"{name}"' not in told] == []
