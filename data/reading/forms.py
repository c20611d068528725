"""Read *fiches action*: a form for each action, its fields told by « Libellé : valeur », by titles, or by rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.reading.document import Block, Kind
from data.reading.fields import LEVEL, field_key, field_of, field_patterns
from data.reading.form import Form
from data.reading.layout import Layout
from data.reading.ledger import Ledger
from data.reading.ocr_text import plain_lines
from data.reading.records import Fact, Records
from data.text import fold, search

_PAIR = re.compile(r"^(?P<name>[^:\n]{2,80}?)\s*:(?:\s+(?P<value>.*))?$", re.DOTALL)
_QUANTITY = re.compile(r"\d|^a definir|^valoris")
_BARE_NUMBER = re.compile(r"[\d ,.]+")
_MOST_WORDS = 6
"""The words that the name of a field has at most; a sentence that holds a colon has more."""


def read(blocks: Sequence[Block], layout: Layout, records: Records, ledger: Ledger) -> None:
    """Read each form as an action, with what its fields say; a field that is not known is told, and left."""
    forms = _Forms(layout, records, ledger, field_patterns(layout.options["roadmap"]))
    for block in blocks:
        forms.block(block)
    forms.close()


@dataclass(slots=True)
class _Forms:
    """Where the reader stands: in which chapter, form and field; `listed`: the field is a table of its own."""

    layout: Layout
    records: Records
    ledger: Ledger
    patterns: Mapping[str, str]
    chapter: str = ""
    form: Form | None = None
    field: str = ""
    listed: bool = False
    unit: str = ""
    named_sheet: str = ""

    def block(self, block: Block) -> None:
        """Take a block as a title, as fields, as what goes on with a field, or leave it."""
        if self.form and block.place.sheet != self.form.place.sheet:
            self.close()
        texts = [plain_lines(cell) for cell in block.cells] if block.kind is Kind.ROW else [block.text]
        filled = [text for text in texts if text]
        titled = search(self.layout.options["forms"]["title"], filled[0]) if filled else None
        if titled is not None:
            self._title(block, titled.get("label") or next((t for t in filled[1:] if re.search(r"[^\W\d]{2}", t)), ""))
        elif block.kind is Kind.ROW:
            self._row(block, texts)
        else:
            self._line(block, block.text)

    def _title(self, block: Block, label: str) -> None:
        """Open a form; a title right after that of its sheet, or after one that says no more, completes it."""
        form = self.form
        if form is None or form.fields or (form.label and not block.place.sheet):
            form = self._open(block)
        form.name(block, label)
        self.field = ""

    def _open(self, block: Block) -> Form:
        self.close()
        sheet = block.place.sheet or ""
        self.form = Form(block.place, self.chapter, sheet_label=sheet if sheet == self.named_sheet else "")
        return self.form

    def close(self) -> None:
        """End the open form."""
        if self.form:
            self.form.close(self.records, self.ledger)
        self.form, self.field = None, ""

    def _row(self, block: Block, texts: Sequence[str]) -> None:
        """Take a row as names and values, as boxes that hold lines, or as what goes on with the open field."""
        first = next((index for index, text in enumerate(texts) if text), 0)
        others = [text for text in texts[first + 1 :] if text]
        split = _split(texts[first])
        if self._known(texts[first]) or self.layout.level(f"{texts[first]} : {' '.join(others)}"):
            paired = (len(texts) - first) % 2 == 0 and not self._are_headers(others)
            for index in range(first, len(texts), 2) if paired else [first]:
                values = texts[index + 1 : index + 2] if paired else others
                self._named(block, texts[index], values, index + 2)
        elif split and self._known(split[0]):
            for index, text in enumerate(texts):
                for line in filter(None, text.split("\n")):
                    self._line(block, line, cell=index + 1)
        elif self.field and (first > 0 or len(texts) == 1):
            self._add(block, self.field, "\n".join(filter(None, texts)), first + 1)
        elif self._goes_on(" ".join(others)):
            self._add(block, self.field, f"{texts[first]} : {self._value(others)}", first + 2)
        else:
            self._unknown(block, texts[first])

    def _value(self, values: Sequence[str]) -> str:
        """Return the cells of a row of a table inside a form as one text: what adds to an amount stands in brackets."""
        first, *others = values
        if self.field != "funders":
            return " ".join(values)
        unit = f" {self.unit}" if self.unit and _BARE_NUMBER.fullmatch(first) else ""
        return " ".join([f"{first}{unit}", *(f"({other})" for other in others)])

    def _named(self, block: Block, name: str, values: Sequence[str], cell: int) -> None:
        title = f"{name} : {' '.join(values)}"
        if self._known(name):
            self._field(block, name, values, cell)
        elif level := self.layout.level(title):
            self._add(block, f"{LEVEL}{level[0].level}", title, cell, name)
        elif name:
            self._unknown(block, name)

    def _line(self, block: Block, text: str, cell: int | None = None) -> None:
        """Take a line as a name and a value, as a title, or as what goes on with the open field."""
        split = _split(text)
        name, value = split or (text, "")
        is_title = block.kind is Kind.HEADING
        level = self.layout.level(text)
        if level and is_title and not (self.form and not self.form.fields):
            self._chapter(block)
        elif (split or is_title) and self._known(name):
            self._field(block, name, [value], cell)
        elif level and self.form:
            self._add(block, f"{LEVEL}{level[0].level}", text, cell, name)
        elif is_title:
            self._heading(block)
        elif split and block.kind is not Kind.ITEM and _looks_like_a_name(name) and not self._goes_on(value):
            self._unknown(block, name)
        elif self.field:
            self._add(block, self.field, text, cell)
        elif self.form and not self.form.label and not self.form.fields:
            self.form.name(block, text)
        elif self.form is None:
            self.ledger.ignored(block.place, "texte hors des fiches")

    def _chapter(self, block: Block) -> None:
        """End the form: the forms that follow answer the element that a title names."""
        self.close()
        self.chapter = block.text
        self.ledger.represented(block.place, "partie du cahier de fiches")

    def _heading(self, block: Block) -> None:
        """Take a title that names no field: what the form is named, or what is not known."""
        if self.form is None:
            self.named_sheet = block.text if block.text == block.place.sheet else self.named_sheet
            self.ledger.ignored(block.place, "titre hors des fiches")
        elif not self.form.label and not self.form.fields:
            self.form.name(block, block.text)
        else:
            self._unknown(block, block.text)

    def _known(self, name: str) -> bool:
        return field_of(name, self.patterns) is not None

    def _are_headers(self, values: Sequence[str]) -> bool:
        """Tell whether the values of a row are the headers of the table that its field is."""
        headers = self.layout.options["forms"].get("headers")
        return bool(headers and values) and all(re.search(headers, field_key(value)) for value in values)

    def _goes_on(self, value: str) -> bool:
        """Tell whether « name : value » goes on with the open field: a funder's amount, an indicator's figure."""
        is_table = self.field in {"funders", "indicators"}
        return is_table and (self.listed or _QUANTITY.search(fold(value)) is not None)

    def _field(self, block: Block, name: str, values: Sequence[str], cell: int | None) -> None:
        """Open a field; the name of the action opens a form where the last one is named by such a field already."""
        found = field_of(name, self.patterns) or ""
        if found == "action" and self.form and "action" in self.form.fields:
            self._open(block)
        told = [value for value in values if value]
        self.listed = self._are_headers(told)
        self.unit = "€" if self.listed and re.search("€|euro", fold(" ".join([name, *told]))) else ""
        self._add(block, found, "" if self.listed else "\n".join(told), cell, name)

    def _add(self, block: Block, field: str, text: str, cell: int | None, header: str = "") -> None:
        """Add to a field, which is the open one from now on; a field without a form opens one."""
        form = self.form or self._open(block)
        form.add(block, field, text, cell=cell, header=header)
        self.field = field

    def _unknown(self, block: Block, name: str) -> None:
        """Tell a field that the layout does not know: it is not read, and nor is what goes on with it."""
        self.field = ""
        if self.form:
            message = f"le champ « {name.strip(' :*')} » de la fiche n'est pas connu : il n'est pas lu"
            self.records.misread.append(Fact("field", message, block.place))


def _split(text: str) -> tuple[str, str] | None:
    found = _PAIR.match(text)
    return (found["name"], (found["value"] or "").strip()) if found else None


def _looks_like_a_name(name: str) -> bool:
    return name[:1].isupper() and len(name.split()) <= _MOST_WORDS
