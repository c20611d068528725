"""Find the element of the framework that an action answers, by its code or its label."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rdflib import SKOS, URIRef

from data.describe.elements import cite_element
from data.describe.scribe import Scribe
from data.reading.document import Cell
from data.reading.layout import Layout
from data.reading.records import Element, Records
from data.reading.register import Known, Register
from data.text import key, search
from ontology import MLG


@dataclass(slots=True)
class Answered:
    """The elements that actions may name: by label, by level and code; what several elements share names none.

    A document of forms that has no framework of its own cites elements: they are written as it names them.
    """

    scribe: Scribe
    layout: Layout
    titles: Register
    has_framework: bool
    codes: dict[tuple[str, str], URIRef] = field(default_factory=dict)

    @classmethod
    def of(cls, scribe: Scribe, layout: Layout, records: Records, nodes: Sequence[URIRef]) -> "Answered":
        """Gather the names of the elements of a document, and of those that are known."""
        titles = scribe.register(MLG.ElementStrategique, MLG.Pilier, MLG.Orientation)
        found = cls(scribe, layout, titles, bool(records.elements))
        levels = layout.named_levels()
        named = [(each, node) for each, node in zip(records.elements, nodes, strict=True) if each.level in levels]
        labels = Counter(key(each.label) for each, _ in named)
        codes = Counter(_code(each) for each, _ in named)
        for each, node in named:
            if labels[key(each.label)] == 1:
                titles.names.setdefault(key(each.label), Known(node, "nom"))
            if each.notation and codes[_code(each)] == 1:
                found.codes[_code(each)] = node
        return found

    def element(self, cell: Cell, level: str | None = None) -> URIRef | None:
        """Return the element that words name, in the form of a title or by its code and label; None where none does.

        `level` is that of the field that the words stand in, where a field tells it.
        """
        told = self._told(cell, level)
        if by_code := self.codes.get(_code(told)):
            self._compare(by_code, told, cell)
            return by_code
        if known := self.titles.find(told.label) or self.titles.find(cell.text):
            return known.thing
        if self.has_framework or not told.level or not told.label:
            return None
        node = cite_element(self.scribe, told)
        self.titles.add(told.label, node)
        if told.notation:
            self.codes[_code(told)] = node
        return node

    def _told(self, cell: Cell, level: str | None) -> Element:
        """Return what words tell of an element: by the form of a title of the framework, else by a code and a label."""
        for text in (cell.text, f"{level.replace('-', ' ')} {cell.text}" if level else ""):
            if found := self.layout.level(text):
                pattern, groups = found
                return Element(pattern.level, groups["label"].rstrip("*:. "), cell.place, notation=pattern.code(groups))
        form = self.layout.options["roadmap"].get("element")
        told = (search(form, cell.text) if form else None) or {"label": cell.text}
        return Element(level or "", told.get("label", ""), cell.place, notation=told.get("code"))

    def _compare(self, node: URIRef, told: Element, cell: Cell) -> None:
        """Tell a label that is not the one of the element that its code designates."""
        label = str(self.scribe.graph.value(node, SKOS.prefLabel) or "")
        if told.label and label and key(told.label) != key(label):
            message = f"« {cell.text} » : le code {told.notation} est celui de « {label} »"
            self.scribe.misunderstood.append((cell.place, message))


def _code(element: Element) -> tuple[str, str]:
    """Return the level of an element and the figures of its code, which is written « OS 1.2 » or « 1.2 »."""
    return element.level, "".join(re.findall(r"[\d.]", element.notation or ""))
