"""Tell where an actor appears besides its actions: what it signs, animates, sits in, and where it is listed."""

from collections.abc import Iterator

from queries.ask import Row
from service.dossier.matter import SUBJECT, Matter
from service.dossier.parts import Block, Table
from service.dossier.tables import left_out
from service.dossier.words import cut, listed
from service.relations import Participation, participations
from service.templating import short

MOST = 10


def parts_taken(matter: Matter) -> list[Participation]:
    """Return what the actor takes part in, other than actions."""
    graphs = [contract.graph for contract in matter.contracts]
    found = participations(matter.world, graphs=graphs, bound={"acteur": matter.subject.iri})
    return [each for each in found if each.what.kind != "Action"]


def tell_companions(matter: Matter) -> Iterator[Block]:
    """Tell with whom the actor takes part in actions, those with most common actions first."""
    told = {"acteur": SUBJECT}
    rows = [_companion(row, matter.subject.iri) for row in matter.rows("collaborations", told)]
    if rows:
        address = matter.address("collaborations", told)
        yield Table(
            caption="Avec qui il prend part à des actions",
            headers=("Acteur", "Actions communes", "Lesquelles"),
            rows=tuple(rows[:MOST]),
            widths=(2.4, 0.9, 4.2),
            numbers=frozenset({1}),
            left=left_out(len(rows) - MOST, address),
            address=address,
        )


def _companion(row: Row, actor: str) -> tuple[str, ...]:
    one, label = row["acteurA"], row["acteurALabel"]
    if one is not None and one.value == actor:
        label = row["acteurBLabel"]
    number, actions = row["nombre"], row["actions"]
    return (label.value if label else "", number.value if number else "", cut(actions.value if actions else "", 200))


def tell_roles(matter: Matter) -> Iterator[Block]:
    """Tell them role by role."""
    found: dict[str, dict[str, list[str]]] = {}
    for each in parts_taken(matter):
        place = found.setdefault(each.role.label, {}).setdefault(each.what.label, [])
        place += [detail for detail in (each.heading, each.detail, each.function) if detail and detail not in place]
    rows = [
        (role, cut(what), cut(listed(details, most=4)) or "–")
        for role, places in found.items()
        for what, details in places.items()
    ]
    if rows:
        address = f"/id/{short(matter.subject.iri)}"
        yield Table(
            caption="Les autres places de cet acteur dans les documents",
            headers=("En tant que", "Dans", "Ce que dit la source"),
            rows=tuple(rows[:MOST]),
            widths=(1.2, 3, 3),
            left=f"… et {len(rows) - MOST} autres : voir {address}" if len(rows) > MOST else "",
            address=address,
        )
