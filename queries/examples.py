"""Read the example queries that the editor offers: one `.rq` file each, whose first line is the question it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml


@dataclass(frozen=True, slots=True)
class Example:
    """An example: the question that it answers, its theme, and a query that is valid as it stands."""

    name: str
    title: str
    theme: str
    text: str


@cache
def examples() -> Mapping[str, Example]:
    """Return the examples that ship with the program, by theme, then by question."""
    found = [path for path in (files("queries") / "examples").iterdir() if path.name.endswith(".rq")]
    every = [read(path.name.removesuffix(".rq"), path.read_text(encoding="utf-8")) for path in found]
    return MappingProxyType({each.name: each for each in sorted(every, key=lambda each: (each.theme, each.title))})


def read(name: str, text: str) -> Example:
    """Return the example that a file tells; raise KeyError where its header lacks `summary` or `tags`."""
    lines = text.splitlines()
    header = yaml.safe_load("\n".join(line.removeprefix("#+") for line in lines if line.startswith("#+")))
    body = "\n".join(line for line in lines if not line.startswith("#+"))
    return Example(name, header["summary"], header["tags"][0], body)
