"""Read the pages that arrange a question for reading: each is one TOML file, whose name is its address."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from queries.catalogue import catalogue
from queries.question import Question
from service.questions.view import ROWS


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A page that arranges a question: its address, its words, the fields of its form, the columns that it shows.

    `part` names what sums the rows up, and its template; it `tells_rows` where no table needs to follow. `rows` is how
    many rows a page has, `pictures` the views of the network that go with it, the first of them drawn on the page.
    """

    name: str
    title: str
    lead: str
    question: Question
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    part: str
    tells_rows: bool
    rows: int
    pictures: tuple[str, ...]


@cache
def reading_pages() -> Mapping[str, ReadingPage]:
    """Return the pages that ship with the program, by their names."""
    entries = sorted(files("service.reading_pages").iterdir(), key=lambda entry: entry.name)
    told = {entry.name.removesuffix(".toml"): entry.read_text("utf-8") for entry in entries if _is_page(entry.name)}
    return MappingProxyType({name: read_page(name, tomllib.loads(text)) for name, text in told.items()})


def read_page(name: str, said: Mapping[str, Any]) -> ReadingPage:
    """Return the page that a file tells; raise KeyError or ValueError where it is wrong."""
    question = catalogue()[said["question"]]
    fields, columns = tuple(said.get("fields", ("contrat",))), tuple(said.get("columns", ()))
    unknown = (
        {*fields} - {each.name for each in question.options},
        {*columns} - {each.name for each in question.columns},
    )
    if any(unknown):
        raise ValueError(f"{name}.toml: {question.name} has no {', '.join(sorted(set().union(*unknown)))}")
    return ReadingPage(
        name=name,
        title=said["title"],
        lead=said["lead"],
        question=question,
        fields=fields,
        columns=columns,
        part=said["part"],
        tells_rows=said.get("tells_rows", False),
        rows=said.get("rows", ROWS),
        pictures=tuple(said.get("pictures", ())),
    )


def _is_page(name: str) -> bool:
    return name.endswith(".toml")
