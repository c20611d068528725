"""A document layout: the patterns, declared in a file, that say what titles, columns and cells mean."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from data.reading.document import Document
from data.text import fold, search


class NoLayout(ValueError):
    """No layout fits a document."""

    def __init__(self, document: str, closest: str, missing: Iterable[str]) -> None:
        self.document, self.closest, self.missing = document, closest, tuple(missing)
        lacking = ", ".join(f"« {text} »" for text in self.missing)
        super().__init__(
            f"{document} : aucune mise en page connue ne convient. La plus proche est « {closest} » ; "
            f"il y manque {lacking}. Ajoutez une mise en page dans data/layouts/."
        )


@dataclass(frozen=True, slots=True)
class SectionPattern:
    """How the title of a part of the document looks, and what the part is."""

    title: str
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LevelPattern:
    """How the title of a level of the framework looks."""

    title: str
    level: str
    notation: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class RubricPattern:
    """How the title of a rubric of an orientation looks, and why its lines are ignored, if they are."""

    title: str
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The patterns of one kind of document; `options` holds those of each kind of section."""

    name: str
    requires: tuple[str, ...]
    sections: tuple[SectionPattern, ...]
    levels: tuple[LevelPattern, ...] = ()
    rubrics: tuple[RubricPattern, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    def missing(self, text: str) -> list[str]:
        """Return what this layout requires and a folded text lacks."""
        return [required for required in self.requires if required not in text]

    def start(self) -> SectionPattern | None:
        """Return what the part before the first title of a section is, where the layout says so."""
        kind = self.options.get("starts")
        return SectionPattern("", kind) if kind else None

    def search(self, option: str, text: str) -> dict[str, str] | None:
        """Search text for the pattern of a top-level option, if the layout has it; return its named groups."""
        pattern = self.options.get(option)
        return search(pattern, text) if pattern else None


@cache
def layouts() -> tuple[Layout, ...]:
    """Load the layouts of `data/layouts`, by name of file."""
    folder = files("data") / "layouts"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(parse(path.read_text(encoding="utf-8")) for path in paths)


def parse(text: str) -> Layout:
    """Parse the text of a layout file; raises KeyError, TypeError or re.error where it is not one."""
    table = tomllib.loads(text)
    framework = table.pop("framework", {})
    return Layout(
        name=table.pop("name"),
        requires=tuple(table.pop("requires")),
        sections=tuple(SectionPattern(**entry) for entry in table.pop("section")),
        levels=tuple(LevelPattern(**entry) for entry in framework.get("level", ())),
        rubrics=tuple(RubricPattern(**entry) for entry in framework.get("rubric", ())),
        options=table,
    )


def recognise_layout(document: Document, candidates: Iterable[Layout] | None = None) -> Layout:
    """Return the layout whose every requirement the document meets; raises NoLayout, which names the closest.

    One that takes a document as a whole is only chosen where none fits that knows its sections.
    """
    text = fold("\n".join(document.lines))
    ranked = sorted(
        ((layout.missing(text), layout) for layout in candidates or layouts()),
        key=lambda pair: (len(pair[0]), pair[1].start() is not None),
    )
    missing, layout = ranked[0]
    if missing:
        raise NoLayout(document.name, layout.name, missing)
    return layout
