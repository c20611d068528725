"""Make a period of the words that a person wrote for one, as the reader of documents does."""

from rdflib import XSD, Literal, URIRef
from rdflib.term import Identifier

from data import naming
from data.reading.period import parse_period
from ontology import MLG


def statements(words: str) -> dict[URIRef, Identifier] | None:
    """Return what is said of the period that words tell, or None where they tell none.

    >>> [str(value) for value in (statements("Mars 2025") or {}).values()][2:]
    ['2025-03', '2025-03-01', '2025-03-31']
    """
    period = parse_period(words)
    if period is None:
        return None
    said: dict[URIRef, Identifier] = {
        MLG.motsDeLaSource: Literal(words, lang="fr"),
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
