"""Recognise the coordination bodies that cells name: « Coordination Médiation = 4 / an … animé par le Service … »."""

import re
from collections.abc import Iterator

from data.reading.document import Cell
from data.reading.ocr_text import plain
from data.reading.records import Body, RoadmapRow

_BODY = re.compile(r"^(?:COPIL|COTECH|Coordination|Commission)\b")
_FREQUENCY = re.compile(r"(\d+)\s*/\s*an\b")
_ANIMATED = re.compile(r"anim[ée]e?s? par (?:le |la |l['’])?(?P<who>.+?)(?=\s+[-–]|\s*$)", re.IGNORECASE)
_LIST = re.compile(r"^Assurer les coordinations\s*:\s*")
_LIST_ITEM = re.compile(r"(?:^|\s)-\s?(?=[^\W\d_])")


def in_roadmap(row: RoadmapRow) -> Iterator[Body]:
    """Yield the bodies that the first cell of a row names, each with its frequency and its animator."""
    cell = row.cells["action"]
    if listed := _LIST.match(cell.text):
        yield from _listed(cell.text[listed.end() :], cell)
    elif _BODY.match(cell.text):
        name, _, rest = cell.text.partition(" = ")
        frequency = _FREQUENCY.search(row.text("period") if not rest else rest.split("/ an")[0] + "/ an")
        yield _body(name, rest, cell, frequency)


def _listed(text: str, cell: Cell) -> Iterator[Body]:
    """Yield the bodies of a list; what says who animates belongs to the item before it."""
    items: list[str] = []
    for item in filter(None, (part.strip() for part in _LIST_ITEM.split(text))):
        if item.lower().startswith("anim") and items:
            items[-1] += f" - {item}"
        else:
            items.append(item)
    for item in items:
        name, _, rest = item.partition(" = ")
        full = name if _BODY.match(name) else f"Coordination {name}"
        yield _body(full, rest, cell, _FREQUENCY.search(rest))


def _body(name: str, rest: str, cell: Cell, frequency: re.Match[str] | None) -> Body:
    animated = _ANIMATED.search(rest)
    title, _, members = name.partition(" (")
    return Body(
        name=re.sub(r"\s*/\s*(?=COPIL)", " / ", title.strip()),
        place=cell.place,
        times_a_year=int(frequency[1]) if frequency else None,
        animator=animated["who"].strip() if animated else None,
        remark=members.rstrip(") ") or None,
    )


def in_governance(cell: Cell, pattern: str) -> Iterator[Body]:
    """Yield the bodies that a governance cell lists, by the layout's pattern (groups `name` and `detail`)."""
    for found in re.finditer(pattern, plain(cell.text)):
        detail = (found["detail"] or "").strip()
        yearly = detail == "annuel"
        remark = None if yearly or not detail else detail.strip("()")
        yield Body(found["name"].strip(), cell.place, 1 if yearly else None, remark=remark)
