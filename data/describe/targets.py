"""Describe the indicators of an action: quantities where they give one, and else their words."""

import re
from collections.abc import Iterable, Mapping

from rdflib import URIRef

from data import naming
from data.describe.parts import last
from data.describe.scribe import Scribe
from data.reading.document import Cell, Place
from data.reading.targets import Target, parse_target
from data.text import fold
from ontology import MLG


def describe_targets(
    scribe: Scribe, action: URIRef, cell: Cell, lines: Iterable[str], natures: Mapping[str, str]
) -> None:
    """Write the quantity of each line of a cell that gives one; the others stay in their words.

    The name of the field may tell whether it is aimed at or reached, by the patterns of `natures`.
    """
    header = fold(cell.place.column or "")
    nature = next((name for name, pattern in natures.items() if re.search(pattern, header)), None)
    for line in lines:
        found = parse_target(line)
        if found is None:
            scribe.say(action, MLG.precision, f"{cell.place.column} : {line}")
            continue
        describe_target(scribe, action, found, line, nature=nature, place=cell.place)


def describe_target(
    scribe: Scribe, action: URIRef, found: Target, words: str, *, nature: str | None, place: Place
) -> None:
    """Write a quantity of an action, in the words of the source, and whether it is aimed at or reached if told."""
    target = scribe.node(scribe.iri("cible", last(action), words), MLG.CibleChiffree, place)
    scribe.say(target, MLG.quantite, found.quantity)
    scribe.say(target, MLG.unite, found.unit)
    scribe.say(target, MLG.motsDeLaSource, words)
    scribe.say(target, MLG.natureCible, naming.reference("nature-cible", nature) if nature else None)
    scribe.say(action, MLG.cible, target)
