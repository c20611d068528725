"""Describe what partners contribute: each takes part in its contribution, and funds what its statements promise."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from rdflib import URIRef

from data.describe.parts import describe_funding, participate
from data.describe.scribe import Scribe
from data.reading.document import Cell
from data.reading.layout import Layout
from data.reading.records import Element, Records
from data.text import find_all
from ontology import MLG


def describe_contributions(scribe: Scribe, layout: Layout, records: Records, nodes: list[URIRef]) -> None:
    """Write the part of each partner, and the funding lines that its statements promise."""
    for contribution in records.contributions:
        options = layout.options["contributions"]
        partner = scribe.actor(contribution.partner.text, contribution.partner.place)
        part = participate(scribe, partner, nodes[contribution.elements[0]], "contributeur", contribution.partner.place)
        scribe.say(part, MLG.motsDeLaSource, contribution.partner.text)
        for index in contribution.elements:
            for cell in _said(records.elements[index]):
                _fundings(scribe, options, nodes[index], partner, cell)


def _said(element: Element) -> Iterator[Cell]:
    yield Cell(element.words, element.place)
    yield from element.remarks


def _fundings(scribe: Scribe, options: Mapping[str, Any], node: URIRef, partner: URIRef, cell: Cell) -> None:
    for phrase in options["funding"]:
        for found in find_all(phrase["pattern"], cell.text):
            line = describe_funding(
                scribe, node, partner, cell.place, firmness=options["firmness"], credit=phrase["credit"]
            )
            scribe.say(line, MLG.motsDeLaSource, cell.text)
            figures = "".join(found.get("amount", "").split())
            if re.fullmatch("[0-9]+", figures):
                scribe.say(line, MLG.montant, Decimal(figures))
