"""Describe a period or a deadline: its words, and what the words tell of its nature and its bounds."""

from rdflib import XSD, Literal, URIRef

from data import naming
from data.describe.scribe import Scribe, french
from data.reading.document import Cell
from data.reading.period import parse_period
from ontology import MLG


def statements(words: str) -> dict[URIRef, URIRef | Literal] | None:
    """Return what is said of the period that words tell, or None where they tell none.

    >>> [str(value) for value in (statements("Mars 2025") or {}).values()][2:]
    ['2025-03', '2025-03-01', '2025-03-31']
    """
    period = parse_period(words)
    if period is None:
        return None
    said: dict[URIRef, URIRef | Literal] = {
        MLG.motsDeLaSource: french(words),
        MLG.naturePeriode: naming.reference("nature-periode", period.nature),
    }
    if period.edtf:
        said[MLG.edtf] = Literal(period.edtf)
    for path, day in ((MLG.debut, period.start), (MLG.fin, period.end)):
        if day:
            said[path] = Literal(day.isoformat(), datatype=XSD.date)
    if period.times_a_year:
        said[MLG.foisParAn] = Literal(period.times_a_year)
    return said


def describe_period(scribe: Scribe, cell: Cell) -> URIRef:
    """Write the period that a cell tells, with its words; bounds only where the words give them."""
    node = scribe.node(scribe.iri("periode", cell.text.replace(">", "après ")), MLG.Periode, cell.place)
    said = statements(cell.text)
    if said is None:
        scribe.say(node, MLG.motsDeLaSource, cell.text)
        scribe.misunderstood.append((cell.place, f"« {cell.text} » ne se lit pas comme une période"))
    for path, value in (said or {}).items():
        scribe.graph.add((node, path, value))
    return node
