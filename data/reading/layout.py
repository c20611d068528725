"""A document layout: the patterns, declared in a file, that say what titles, columns and cells mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from data.reading.document import Document, Kind
from data.reading.pages import unranked
from data.text import fold, search

GUIDE = "docs/guide/9-ajouter-une-mise-en-page.md"


class NoLayout(ValueError):
    """No layout fits a document."""

    def __init__(self, document: str, closest: str, missing: Iterable[str], *, among: int) -> None:
        self.document, self.closest, self.missing = document, closest, tuple(missing)
        lacking = ", ".join(f"« {text} »" for text in self.missing)
        super().__init__(
            f"{document} : aucune des {among} mises en page connues ne convient. La plus proche est « {closest} » ; "
            f"il y manque {lacking}. Pour ajouter une mise en page : {GUIDE}."
        )


@dataclass(frozen=True, slots=True)
class SectionPattern:
    """How the title of a part of the document looks, and what the part is."""

    title: str
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the framework, of which 0 is the widest depth.

    `titles` is the level that a title of no known form opens under it; `lines` the level of its lines, `items` that of
    the items of its lists, `objectives` that of the lines of its rubric of objectives. After the rubrics of `after` a
    title of no known form opens it; those of `until` end it. `inside`: it stands inside a rubric, which goes on.
    `named`: actions and the directory may name it.
    """

    depth: int
    titles: str = ""
    lines: str = ""
    items: str = ""
    objectives: str = ""
    after: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    inside: bool = False
    named: bool = False

    def line(self, kind: Kind, rubric: str) -> str:
        """Return the level of a line that stands under it in a rubric (empty: in none); empty where it is prose."""
        return (rubric and self.objectives) or self.lines or (self.items if kind is Kind.ITEM else "")


@dataclass(frozen=True, slots=True)
class LevelPattern:
    """How the title of a level of the framework looks; `plain`: even where it is not set as a title."""

    title: str
    level: str
    notation: str = ""
    plain: bool = False

    def code(self, groups: Mapping[str, str]) -> str | None:
        """Return the code of a title, where all that makes it is there."""
        names = [name for _, name, _, _ in Formatter().parse(self.notation) if name]
        return (self.notation.format(**groups) or None) if all(groups.get(name) for name in names) else None


@dataclass(frozen=True, slots=True)
class RubricPattern:
    """How the title of a rubric of an orientation looks, and why its lines are ignored, if they are."""

    title: str
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The patterns of one kind of document; `options` holds those of each kind of section.

    Of each group of words in `requires`, a document must hold one.
    """

    name: str
    requires: tuple[tuple[str, ...], ...]
    sections: tuple[SectionPattern, ...]
    levels: tuple[LevelPattern, ...] = ()
    rubrics: tuple[RubricPattern, ...] = ()
    tree: Mapping[str, Level] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)

    def missing(self, text: str) -> list[str]:
        """Return what this layout requires and a folded text lacks; of several words, the first three."""
        lacking = (words for words in self.requires if not any(word in text for word in words))
        return [" » ou « ".join(words[:3]) for words in lacking]

    def start(self) -> SectionPattern | None:
        """Return what the part before the first title of a section is, where the layout says so."""
        kind = self.options.get("starts")
        return SectionPattern("", kind, "avant la première partie") if kind else None

    def search(self, option: str, text: str) -> dict[str, str] | None:
        """Search text for the pattern of a top-level option, if the layout has it; return its named groups."""
        pattern = self.options.get(option)
        return search(pattern, text) if pattern else None

    def level(self, text: str, *, plain: bool = False) -> tuple[LevelPattern, dict[str, str]] | None:
        """Return the level whose title a text is, with its rank or without, and the groups of its pattern.

        `plain`: the text is not set as a title.
        """
        patterns = [pattern for pattern in self.levels if pattern.plain or not plain]
        for title in dict.fromkeys((text, unranked(text))):
            for pattern in patterns:
                if (groups := search(pattern.title, title)) is not None:
                    return pattern, groups
        return None

    def named_levels(self) -> frozenset[str]:
        """Return the levels that actions and the directory may name."""
        return frozenset(name for name, level in self.tree.items() if level.named)

    def rank(self, text: str) -> tuple[float, int, bool, int, int, str]:
        """Rank this layout for a folded text: the lowest fits best.

        First by what is missing; among those that fit, one that knows the sections of a document goes before one that
        takes it as a whole, then the one that requires most.
        """
        lacking = len(self.missing(text))
        shortest = sum(min(map(len, words)) for words in self.requires)
        return lacking / len(self.requires), lacking, not self.sections, -len(self.requires), -shortest, self.name


def recognise_layout(document: Document, candidates: Iterable[Layout]) -> Layout:
    """Return the most specific layout whose requirements a document meets; raises NoLayout, with the closest."""
    text = fold("\n".join(document.lines))
    ranked = sorted(candidates, key=lambda layout: layout.rank(text))
    if missing := ranked[0].missing(text):
        raise NoLayout(document.name, ranked[0].name, missing, among=len(ranked))
    return ranked[0]
