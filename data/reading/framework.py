"""Read a strategic framework told by titles: piliers, themes, orientations, and the measures that each relays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.reading import measures
from data.reading.document import Block, Cell, Kind, Place
from data.reading.layout import Layout, LevelPattern, RubricPattern
from data.reading.ledger import Ledger
from data.reading.ocr_text import plain
from data.reading.pages import title_key
from data.reading.phrases import Sentence
from data.reading.records import Deed, Element, Obstacle, Records
from data.reading.roadmap import Table
from data.text import search

# The rubrics that tell actions
_DEEDS = frozenset({"done", "planned"})


@dataclass(slots=True)
class _Walk:
    """Where the reader stands: the open element of each depth, the rubric it is in, what a bare title would open."""

    layout: Layout
    records: Records
    ledger: Ledger
    path: list[int] = field(default_factory=list)
    rubric: RubricPattern | None = None
    introduction: str = ""
    continued: bool = False
    expected: str = ""

    def title(self, block: Block) -> bool:
        """Take a block as a title, if it is one; a rubric may stand as plain text."""
        title = title_key(block.text).removeprefix("- ")
        if rubric := next((r for r in self.layout.rubrics if search(r.title, title) is not None), None):
            self._open_rubric(rubric)
            self.ledger.ignored(block.place, "titre de rubrique")
            return True
        is_title = block.kind is Kind.HEADING
        if found := self.layout.level(block.text, plain=not is_title):
            self._open_level(block, *found)
        elif is_title and self.expected:
            self._open(block, self.expected, block.text.rstrip("*:. "), None)
        elif is_title:
            self.ledger.ignored(block.place, "sous-titre d'une rubrique en prose")
        return found is not None or is_title

    def _in_objectives(self) -> bool:
        """Tell whether the lines are the objectives that an orientation begins with, before its first rubric."""
        return self.rubric is None or self.rubric.kind == "objectives"

    def _open_rubric(self, rubric: RubricPattern) -> None:
        self.rubric, self.introduction, self.continued = rubric, "", False
        tree, elements = self.layout.tree, self.records.elements
        self.expected = next((name for name, level in tree.items() if rubric.kind in level.after), "")
        self.path = [index for index in self.path if rubric.kind not in tree[elements[index].level].until]
        if rubric.kind == "other-measures":
            self.path.clear()

    def _open_level(self, block: Block, level: LevelPattern, groups: dict[str, str]) -> None:
        self._open(block, level.level, groups["label"].rstrip("*:. "), level.code(groups))

    def _open(self, block: Block, level: str, label: str, notation: str | None) -> None:
        elements, tree = self.records.elements, self.layout.tree
        self.path = [index for index in self.path if tree[elements[index].level].depth < tree[level].depth]
        parent = self.path[-1] if self.path else None
        elements.append(Element(level, label, block.place, notation=notation, parent=parent))
        self.path.append(len(elements) - 1)
        elements[-1] = replace(elements[-1], place=self.located(block.place))
        self.ledger.represented(block.place, f"cadre : {level}")
        if not tree[level].inside:
            self.rubric, self.expected = None, tree[level].titles

    def body(self, block: Block) -> None:
        """Take a block that is no title: an objective, a measure quoted, an obstacle, a remark, or prose."""
        kind = self.rubric.kind if self.rubric else ""
        if self._in_objectives() and self.path:
            self._objective(block)
        elif kind in {"measures", "other-measures"}:
            self._measure(block)
        elif kind == "obstacles" and self.path:
            self._obstacle(block)
        elif kind == "remarks" and self.path:
            self._remark(block)
        elif kind in _DEEDS and self.path:
            self._deed(block, kind)
        else:
            self.ledger.ignored(block.place, self.rubric.reason if self.rubric else "hors du cadre")

    def _objective(self, block: Block) -> None:
        """Take a line as an element of the level that the lines of the open element have, if they have any."""
        above = self.layout.tree[self.records.elements[self.path[-1]].level]
        if level := above.line(block.kind, self.rubric.kind if self.rubric else ""):
            place = self.located(block.place)
            self.records.elements.append(Element(level, block.text, place, parent=self.path[-1]))
            self.ledger.represented(block.place, f"cadre : {level}")
        else:
            self.ledger.ignored(block.place, "prose sous un titre du cadre")

    def _measure(self, block: Block) -> None:
        element = self.path[-1] if self.path else None
        if quote := measures.quote(block.text, element, self.located(block.place)):
            self.records.measures.append(quote)
            self.ledger.represented(block.place, "mesure nationale relayée")
        else:
            self.ledger.ignored(block.place, "aucune mesure citée")

    def _obstacle(self, block: Block) -> None:
        """Take a line as an obstacle, or as the sentence that opens a list of them."""
        self.ledger.represented(block.place, "frein")
        if block.text.endswith(":"):
            self.introduction = block.text.rstrip(" :")
            return
        place = self.located(block.place)
        self.records.obstacles.append(Obstacle(block.text, self.introduction, self.path[-1], place))
        if Sentence(block.text).failure:
            self.records.deeds.append(Deed(block.text, "obstacles", self.path[-1], place))

    def _deed(self, block: Block, rubric: str) -> None:
        """Take a line as an action, as the words that open a list, or as what goes on with the action before it.

        A line of text that ends with a colon opens a list; a line that goes on begins with dots, or without a capital
        after a line of text that is no item.
        """
        text, is_item = block.text.strip(), block.kind is Kind.ITEM
        if not is_item:
            self.introduction, self.continued = "", False
        if text.endswith(":") and not is_item:
            self.introduction = text.rstrip(" :")
            self.ledger.represented(block.place, "introduction d'une liste d'actions")
            if any(Sentence(text).bodies):
                self.records.deeds.append(Deed(text, rubric, self.path[-1], self.located(block.place)))
        elif self._goes_on(text, is_item=is_item):
            deed = self.records.deeds[-1]
            kept = (*deed.complements, Cell(text.lstrip(".… "), self.located(block.place)))
            self.records.deeds[-1] = replace(deed, complements=kept)
            self.ledger.represented(block.place, "suite d'une action")
        else:
            place = self.located(block.place)
            self.records.deeds.append(Deed(text, rubric, self.path[-1], place, self.introduction))
            self.continued = not is_item
            self.ledger.represented(block.place, "action en prose")

    def _goes_on(self, text: str, *, is_item: bool) -> bool:
        return text.startswith(("...", "…")) or (
            is_item and self.continued and not self.introduction and text[0].islower()
        )

    def _remark(self, block: Block) -> None:
        element = self.records.elements[self.path[-1]]
        kept = (*element.remarks, Cell(block.text, self.located(block.place)))
        self.records.elements[self.path[-1]] = replace(element, remarks=kept)
        self.ledger.represented(block.place, "remarque sur une orientation")

    def located(self, place: Place) -> Place:
        """Tell a place the titles of the elements it stands under."""
        titles = tuple(self.records.elements[index].label for index in self.path)
        return replace(place, section=titles or place.section)


def read(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read the titles as elements and the quoted measures, and the tables of actions that stand among them.

    The rest of the prose is ignored, with its reason.
    """
    walk = _Walk(layout, records, ledger)
    table = Table(layout, records, ledger) if "roadmap" in layout.options else None
    for block in blocks:
        if table and block.kind is Kind.ROW and table.row(replace(block, place=walk.located(block.place))):
            continue
        for part in _unwrap(block):
            if walk.title(part):
                table = replace(table, columns={}) if table else None
            else:
                walk.body(part)


def _unwrap(block: Block) -> list[Block]:
    """Take a row of one filled cell as text: the OCR took a box for a table."""
    filled = [cell for cell in block.cells if cell]
    if block.kind is not Kind.ROW or len(filled) != 1:
        return [block]
    return [replace(block, kind=Kind.TEXT, text=plain(re.sub(r"<[^>]+>", " ", filled[0])))]
