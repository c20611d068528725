"""Tell where an element stands in its framework: what is above it, and what stands beside it."""

from collections.abc import Iterator

from service.dossier.matter import Matter
from service.dossier.parts import Block, Table
from service.dossier.words import cut
from service.framework import Element, Framework

MOST = 14


def tell_place(matter: Matter) -> Iterator[Block]:
    """Tell the elements above the subject, from the top, then those of the same parent, the subject among them."""
    for framework in matter.frameworks:
        if matter.subject.iri not in framework.elements:
            continue
        *above, itself = framework.path(matter.subject.iri)
        rows = [_row(each, "au-dessus") for each in above]
        rows += [_row(each, "ce dossier" if each is itself else "à côté") for each in _beside(framework, itself)]
        left = len(rows) - MOST
        yield Table(
            caption="Sa place dans le cadre stratégique",
            headers=("Élément du cadre", "Niveau", "Place"),
            rows=tuple(rows[:MOST]),
            widths=(5, 1.6, 1),
            strong=frozenset(at for at, row in enumerate(rows[:MOST]) if row[2] == "ce dossier"),
            left=f"… et {left} autre{'s' if left > 1 else ''} à côté" if left > 0 else "",
        )


def _beside(framework: Framework, element: Element) -> list[Element]:
    """Return the elements of the same parent, in the order of the document."""
    found = [each for each in framework.elements.values() if each.parent == element.parent]
    return sorted(found, key=lambda each: (each.rank, each.notation or "", each.iri))


def _row(element: Element, place: str) -> tuple[str, ...]:
    name = " ".join(part for part in (element.notation, element.label) if part)
    return cut(name), element.level.label if element.level else "", place
