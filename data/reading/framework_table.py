"""Read a strategic framework laid out as one table, torn by the OCR: the codes, not the columns, tell the tree."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.reading import measures
from data.reading.document import Block, Cell, Kind
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.ocr_text import plain
from data.reading.records import Element, MeasureQuote, Records
from data.text import fold, key, search

_MEASURE = re.compile(r"\s*(?P<title>.+?)\s*\(mesure (?P<number>\d{1,2})\)\s*\.?")


def read(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read the rows in order; parents come from the codes, which the pilier's late cell cannot give."""
    table = _Table(layout.options["framework-table"], records, ledger)
    for block in blocks:
        if block.kind is Kind.ROW:
            table.row(block)
        elif remark := search(table.options["theme"], block.text):
            table.remark(remark["label"], block)
        else:
            table.prose(block)
    _set_parents(records)


@dataclass(slots=True)
class _Table:
    options: Mapping[str, Any]
    records: Records
    ledger: Ledger
    remarked: int | None = None

    def row(self, block: Block) -> None:
        cells = [Cell(plain(cell), block.cell(i).place) for i, cell in enumerate(block.cells)]
        texts = [cell.text for cell in cells if cell.text]
        if all(fold(text) in self.options["headers"] for text in texts) or self._is_header(texts):
            self.ledger.ignored(block.place, "en-tête de tableau")
            return
        if found := search(self.options["transversal"], cells[0].text):
            self._add("orientation-transversale", found["notation"], cells[1].text, block)
            return
        first, second, third = (cells + [Cell("", block.place)] * 3)[:3]
        self._pillar(first, block)
        self._orientation(second, block)
        self._priorities(third, block)

    def _is_header(self, texts: Sequence[str]) -> bool:
        return len(texts) > 1 and any(fold(text) in self.options["headers"] for text in texts)

    def _add(self, level: str, notation: str, label: str, block: Block, *, torn: bool = False) -> None:
        place = replace(block.place, section=(*block.place.section[:1], notation))
        self.records.elements.append(Element(level, label, place, notation=notation, inferred=torn, truncated=torn))
        self.ledger.represented(block.place, f"cadre : {level}")

    def _pillar(self, cell: Cell, block: Block) -> None:
        found = search(self.options["pillar"], cell.text)
        if found and not self._known(found["notation"]):
            self._add("pilier", found["notation"], found["label"], block)

    def _known(self, notation: str) -> bool:
        return any(element.notation == notation for element in self.records.elements)

    def _orientation(self, cell: Cell, block: Block) -> None:
        if found := re.search(self.options["orientation"], cell.text):
            self._add("orientation", f"OS {found['code']}", found["label"], block)
        elif cell.text and (index := self._last("orientation")) is not None:
            element = self.records.elements[index]
            self.records.elements[index] = replace(
                element, label=f"{element.label} {cell.text}", place=element.place.to(block.place)
            )
            self.ledger.represented(block.place, "cadre : orientation (suite)")

    def _last(self, level: str) -> int | None:
        return max((i for i, element in enumerate(self.records.elements) if element.level == level), default=None)

    def _priorities(self, cell: Cell, block: Block) -> None:
        marks = list(re.finditer(self.options["priority"], cell.text))
        starts = [mark.start() for mark in marks] + [len(cell.text)]
        lead = cell.text[: starts[0]].strip()
        if lead:
            self._lead(lead, block)
        for mark, end in zip(marks, starts[1:], strict=True):
            self._priority(f"P {mark['code']}", cell.text[mark.end() : end], block)

    def _lead(self, text: str, block: Block) -> None:
        """Take the text before the first code: a commitment of the last priority, or a priority that lost its start."""
        if re.match(self.options["commitment"], text):
            self._commit(text, block)
        elif (orientation := self._last("orientation")) is not None:
            self._priority(self._inferred_code(orientation), text, block, torn=True)

    def _inferred_code(self, orientation: int) -> str:
        """Follow the last priority of an orientation, or open its list."""
        code = (self.records.elements[orientation].notation or "").removeprefix("OS ")
        under = [
            e for e in self.records.elements if e.level == "priorite" and (e.notation or "").startswith(f"P {code}.")
        ]
        return f"P {code}.{len(under) + 1}"

    def _priority(self, notation: str, text: str, block: Block, *, torn: bool = False) -> None:
        label, *commitments = re.split(f"(?={self.options['commitment']})", text)
        self._add("priorite", notation, label.strip(), block, torn=torn)
        for commitment in commitments:
            self._commit(commitment, block)

    def _commit(self, text: str, block: Block) -> None:
        index = self._last("priorite")
        if index is None:
            return
        words = re.sub(self.options["commitment"], "", text).strip(" -")
        element = self.records.elements[index]
        kept = (*element.commitments, Cell(words, block.place))
        self.records.elements[index] = replace(element, commitments=kept)
        self.ledger.represented(block.place, "engagement du protocole")
        self.records.measures.extend(self._measures(words, index, block))

    def _measures(self, words: str, index: int, block: Block) -> list[MeasureQuote]:
        place = replace(block.place, section=self.records.elements[index].place.section)
        quotes = []
        for piece in re.split(r"\s+-\s+", words):
            numbered = list(_MEASURE.finditer(piece))
            for found in numbered:
                quote = measures.quote(found["title"].strip(" -."), index, place)
                if quote:
                    quotes.append(replace(quote, text=found.group().strip(), number=int(found["number"])))
            if not numbered and (quote := measures.quote(piece.partition(" : ")[0], index, place)):
                quotes.append(replace(quote, text=piece, presumed=True))
        return quotes

    def remark(self, label: str, block: Block) -> None:
        """Open the remarks about the pilier that a sentence names."""
        names = [i for i, element in enumerate(self.records.elements) if key(element.label) == key(label)]
        self.remarked = names[0] if names else None
        self.prose(block)

    def prose(self, block: Block) -> None:
        """Keep a line as a remark about the pilier named before it."""
        if self.remarked is None:
            self.ledger.ignored(block.place, "titre")
            return
        element = self.records.elements[self.remarked]
        kept = (*element.remarks, Cell(block.text, block.place))
        self.records.elements[self.remarked] = replace(element, remarks=kept)
        self.ledger.represented(block.place, "remarque sur un pilier")


def _set_parents(records: Records) -> None:
    """Give each element the parent whose digits its own code continues, wherever the parent's cell came."""
    index = {_digits(e.notation): i for i, e in enumerate(records.elements) if e.level != "orientation-transversale"}
    for i, element in enumerate(records.elements):
        if element.level != "orientation-transversale":
            parent = index.get(_digits(element.notation).rpartition(".")[0])
            records.elements[i] = replace(element, parent=parent)


def _digits(notation: str | None) -> str:
    return re.sub(r"[^\d.]", "", notation or "")
