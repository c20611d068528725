"""Give each kind of thing a colour and a shape of its own, and each label its lines.

The colours are those of Okabe and Ito (2008), told apart by colour-blind readers too; no two kinds share both
colour and shape, so that neither alone has to carry the meaning.
"""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from viz.nodes import ACTION, UNNAMED

BLUE, SKY, GREEN, YELLOW = "#0072B2", "#56B4E9", "#009E73", "#F0E442"
ORANGE, VERMILION, PURPLE, GREY = "#E69F00", "#D55E00", "#CC79A7", "#8C8C8C"
LIGHT = "#DADADA"

BOX = "box"
"""The shape that holds its label: what is done, against who does it."""

LINE_CHARACTERS, MAX_LINES = 24, 3
LINE_HEIGHT = 16.0
NARROW, WIDE, CAPITAL, OTHER_WIDTH = 5.0, 12.7, 9.6, 8.1
"""What letters take at 13 px in DejaVu Sans, the widest sans-serif that a system brings, with a little more for `t`."""
_NARROW, _WIDE = frozenset("fijlrtI.,:;'’!|()[]- «»/"), frozenset("mwMW%@—…")


@dataclass(frozen=True, slots=True)
class Look:
    """Hold how a kind is drawn: a shape name of vis-network and a fill."""

    shape: str
    color: str


LOOKS: Final[Mapping[str, Look]] = {
    "commune": Look("dot", VERMILION),
    "epci": Look("hexagon", ORANGE),
    "departement": Look("diamond", ORANGE),
    "region": Look("diamond", YELLOW),
    "etat": Look("square", BLUE),
    "operateur-public": Look("square", SKY),
    "fonds": Look("diamond", SKY),
    "fonds-europeen": Look("triangleDown", SKY),
    "organisme-social": Look("triangle", GREEN),
    "etablissement-de-sante": Look("triangleDown", GREEN),
    "etablissement-scolaire": Look("hexagon", GREEN),
    "association": Look("dot", PURPLE),
    "reseau": Look("hexagon", PURPLE),
    "bailleur-social": Look("square", PURPLE),
    "entreprise": Look("square", GREY),
    "chambre-consulaire": Look("triangle", GREY),
    "dispositif": Look("star", BLUE),
    "instance": Look("star", ORANGE),
    "quartier": Look("hexagon", SKY),
    "mesure": Look("square", YELLOW),
    "contrat": Look("star", VERMILION),
    "element": Look(BOX, YELLOW),
    "couvert": Look(BOX, GREEN),
    "propose": Look(BOX, SKY),
    "sans-action": Look(BOX, ORANGE),
    "couverture-inconnue": Look(BOX, LIGHT),
    "groupe": Look("dot", BLUE),
    ACTION: Look(BOX, "none"),
    UNNAMED: Look("dot", "none"),
}
OTHER = Look("dot", GREY)


MARKS: Final[Mapping[str, str]] = {"couvert": "✓", "propose": "~", "sans-action": "✗", "couverture-inconnue": "?"}
"""What is written before the label of an element that is drawn by its state, for who does not see the colour."""

FROM_THOUSANDS = 10_000
"""From here on a number is read by its thousands."""

NOUNS: Final[Mapping[str, tuple[str, str]]] = {
    "contrat": ("contrat", "contrats"),
    "acteur": ("acteur", "acteurs"),
    ACTION: ("action", "actions"),
    "dispositif": ("dispositif", "dispositifs"),
    "instance": ("instance", "instances"),
    "quartier": ("quartier", "quartiers"),
    "element": ("élément du cadre", "éléments du cadre"),
    "mesure": ("mesure nationale", "mesures nationales"),
}
"""What the things of a kind are called, one and many."""


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "action", "actions"), counted(3, "action", "actions")
    ('1 action', '3 actions')
    >>> counted(20001, "acteur", "acteurs")
    '20 001 acteurs'
    """
    return f"{thousands(number)} {many if number > 1 else one}"


def thousands(number: int) -> str:
    """Return a number as it is read, by its thousands from ten thousand on.

    >>> thousands(1200), thousands(20001)
    ('1200', '20 001')
    """
    return f"{number:,}".replace(",", " ") if number >= FROM_THOUSANDS else str(number)


def look(kind: str) -> Look:
    """Return how a type of actor, or another kind of thing, is drawn."""
    return LOOKS.get(kind, OTHER)


def place(kind: str) -> int:
    """Return where a kind stands in the legend: in the order of LOOKS, unknown kinds after the known ones."""
    return list(LOOKS).index(kind) if kind in LOOKS else len(LOOKS) - 2


def wrapped(text: str, *, width: int = LINE_CHARACTERS, lines: int = MAX_LINES) -> str:
    r"""Return a label of a few short lines, cut with an ellipsis.

    >>> wrapped("Création d'une Maison de Santé Pluridisciplinaire", lines=2)
    "Création d'une Maison de\nSanté Pluridisciplinaire"
    >>> wrapped("Lutter contre la désertification médicale des quartiers", lines=2)
    'Lutter contre la\ndésertification […]'
    """
    return "\n".join(textwrap.wrap(text, width=width, max_lines=lines, placeholder=" […]"))


def caption(node: Mapping[str, Any]) -> str:
    """Return what is written on a node: its acronym where it has one, and for a placeholder that it names nobody."""
    if not node["named"]:
        quoted = f"« {node['label']} »"
        return wrapped(quoted, lines=2) + "\nnon nommé"
    mark = MARKS.get(node["type"])
    return wrapped(f"{mark} {node['label']}" if mark else node["short"] or node["label"])


def radius(node: Mapping[str, Any], degree: int) -> float:
    """Return the radius of a symbol, which grows with its number of ties, or with the things that it stands for."""
    if "size" in node:
        return round(min(9 + 1.7 * sqrt(node["size"]), 42), 1)
    return round(7 + 3 * sqrt(degree), 1) if node["named"] else 7.0


def text_width(line: str) -> float:
    """Return about how many pixels a line of a label takes, rather more than less.

    >>> text_width("mi") > text_width("il"), text_width("Communauté de communes") > 180
    (True, True)
    """
    return sum(_letter_width(letter) for letter in line)


def _letter_width(letter: str) -> float:
    if letter in _WIDE:
        return WIDE
    if letter in _NARROW:
        return NARROW
    return CAPITAL if letter.isupper() else OTHER_WIDTH


@dataclass(frozen=True, slots=True)
class Footprint:
    """Hold the room that a node and its label take, and how far the symbol stands above the middle of both."""

    width: float
    height: float
    above: float


def footprint(node: Mapping[str, Any], degree: int) -> Footprint:
    """Measure a node: a box around its text, or a symbol over its label."""
    lines = caption(node).split("\n")
    width, height = max(map(text_width, lines)), len(lines) * LINE_HEIGHT
    if look(node["type"]).shape == BOX:
        return Footprint(width + 18, height + 12, 0)
    symbol = 2 * radius(node, degree)
    return Footprint(max(width, symbol), symbol + height + 4, (height + 4) / 2)
