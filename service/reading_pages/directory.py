"""Lay out a directory: the partners of each part of the framework, what each does, and how many nothing is told of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries.ask import Row
from queries.selection import SEVERAL
from service.index import Thing
from service.questions.view import View
from service.world import World


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner as the documents tell it: its kind, its roles, what it takes part in; `listed` is unknown if None."""

    thing: Thing
    kind: str
    contract: str
    listed: bool | None
    detail: str
    roles: tuple[str, ...]
    actions: tuple[str, ...]
    instances: tuple[str, ...]
    schemes: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Part:
    """The partners under one element of the framework, or under none."""

    name: str
    partners: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """The partners of a page, and how many all rows tell; words that name nobody are counted apart."""

    parts: tuple[Part, ...]

    named: int
    listed: int
    acting: int
    silent: int
    unnamed: int
    untyped: int


def tell(world: World, view: View) -> Directory:
    """Return the partners of a page, with counts over all the rows that were kept; one in two pillars counts once."""
    rows, lines = view.answer.rows, view.table.lines
    named = [row for row in rows if _true(row, "nomme")]
    return Directory(
        parts=tuple(
            _parts(world, rows[view.first - 1 : view.first - 1 + len(lines)], [each.evidence for each in lines])
        ),
        named=_partners(named),
        listed=_partners([row for row in named if _true(row, "repertorie")]),
        acting=_partners([row for row in named if _number(row, "nombreActions")]),
        silent=_partners([row for row in named if row["roles"] is None]),
        unnamed=_partners([row for row in rows if not _true(row, "nomme")]),
        untyped=_partners([row for row in named if row["type"] is None]),
    )


def _parts(world: World, rows: Sequence[Row], evidence: Sequence[str]) -> Iterator[Part]:
    found: dict[str, list[Partner]] = {}
    for row, where in zip(rows, evidence, strict=True):
        found.setdefault(_text(row, "elementLabel"), []).append(_partner(world, row, where))
    for name, partners in found.items():
        yield Part(name, tuple(partners))


def _partner(world: World, row: Row, evidence: str) -> Partner:
    actor, listed = row["acteur"], row["repertorie"]
    return Partner(
        thing=world.refer(actor.value if actor else ""),
        kind=_text(row, "typeLabel"),
        contract=_text(row, "contratLabel"),
        listed=None if listed is None else _true(row, "repertorie"),
        detail=_text(row, "precision"),
        roles=_several(row, "roles"),
        actions=_several(row, "actions"),
        instances=_several(row, "instances"),
        schemes=_several(row, "dispositifs"),
        evidence=evidence,
    )


def _several(row: Row, name: str) -> tuple[str, ...]:
    return tuple(each for each in _text(row, name).split(SEVERAL) if each)


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.value if value is not None else ""


def _partners(rows: Sequence[Row]) -> int:
    return len({actor.value for row in rows if (actor := row["acteur"]) is not None})


def _true(row: Row, name: str) -> bool:
    value = row[name]
    return value is not None and value.value in {"true", "1"}


def _number(row: Row, name: str) -> int:
    value = row[name]
    return int(value.value) if value is not None else 0
