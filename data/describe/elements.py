"""Describe the strategic framework: its elements, the measures they relay, the commitments of governance."""

import re
from collections import Counter

from rdflib import PROV, RDF, SKOS, Graph, URIRef

from data import naming
from data.describe.scribe import Scribe, french
from data.reading.records import Commitment, Element, MeasureQuote, Records
from data.reading.register import Register
from ontology import MLG

_CLASSES = {
    "pilier": MLG.Pilier,
    "orientation": MLG.Orientation,
    "orientation-transversale": MLG.OrientationTransversale,
    "priorite": MLG.Priorite,
}


def element_iri(scribe: Scribe, element: Element) -> URIRef:
    """Name an element: by its code where it has one of its own, else by its level and code, or its label."""
    if not element.notation:
        return scribe.iri("element", element.label)
    own = re.match(r"[A-Z]+ ?\d", element.notation)
    return scribe.iri("element", element.notation if own else f"{element.level} {element.notation}")


def distinct(names: list[URIRef]) -> list[URIRef]:
    """Tell apart the names that several elements would share, by their order.

    >>> [str(name) for name in distinct([URIRef("urn:a"), URIRef("urn:b"), URIRef("urn:a")])]
    ['urn:a', 'urn:b', 'urn:a-2']
    """
    seen: Counter[URIRef] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else URIRef(f"{name}-{seen[name]}"))
    return found


def describe_elements(scribe: Scribe, records: Records) -> list[URIRef]:
    """Write the elements and return their nodes in the order of the records."""
    nodes = distinct([element_iri(scribe, element) for element in records.elements])
    if nodes:
        scheme = _scheme(scribe)
        for rank, (node, element) in enumerate(zip(nodes, records.elements, strict=True), 1):
            _element(scribe, scheme, node, element, rank)
            if element.parent is not None:
                scribe.say(node, SKOS.broader, nodes[element.parent])
        _commitments(scribe, scheme, nodes, records)
    return nodes


def cite_element(scribe: Scribe, element: Element) -> URIRef:
    """Write an element that a form cites, without the rest of its framework: its rank and its parent are not known."""
    node = element_iri(scribe, element)
    _element(scribe, _scheme(scribe), node, element, None)
    return node


def _scheme(scribe: Scribe) -> URIRef:
    scheme = scribe.iri("cadre")
    scribe.graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    scribe.say(scheme, SKOS.prefLabel, "Cadre stratégique")
    scribe.say(scribe.contract_node, MLG.cadre, scheme)
    return scheme


def _element(scribe: Scribe, scheme: URIRef, node: URIRef, element: Element, rank: int | None) -> None:
    scribe.node(node, _CLASSES.get(element.level, MLG.ElementStrategique), element.place, element.label)
    scribe.say(node, SKOS.inScheme, scheme)
    scribe.say(node, SKOS.notation, element.notation)
    scribe.say(node, MLG.niveau, naming.reference("niveau", element.level))
    scribe.say(node, MLG.rang, rank)
    if element.inferred:
        scribe.flag(node, MLG.codeInfere)
    if element.truncated:
        scribe.flag(node, MLG.tronque)
    for commitment in element.commitments:
        scribe.say(node, MLG.engagementDuProtocole, commitment.text)
        scribe.graph.add((node, PROV.wasDerivedFrom, scribe.passage(commitment.place)))
    scribe.say(node, MLG.motsDeLaSource, element.words)
    for remark in element.remarks:
        scribe.say(node, MLG.remarque, remark.text)
        scribe.graph.add((node, PROV.wasDerivedFrom, scribe.passage(remark.place)))


def _commitments(scribe: Scribe, scheme: URIRef, nodes: list[URIRef], records: Records) -> None:
    """Write the governance commitments under the part of the framework whose section they stand in."""
    for rank, commitment in enumerate(records.commitments, len(nodes) + 1):
        node = scribe.iri("element", commitment.label)
        parents = [
            n for n, e in zip(nodes, records.elements, strict=True) if e.place.section == commitment.place.section
        ]
        element = Element("engagement", commitment.label, commitment.place)
        _element(scribe, scheme, node, element, rank)
        for parent in parents:
            scribe.say(node, SKOS.broader, parent)
        _detail(scribe, node, commitment)


def _detail(scribe: Scribe, node: URIRef, commitment: Commitment) -> None:
    scribe.say(node, MLG.precision, commitment.detail)
    scribe.say(node, MLG.remarque, commitment.remark.text)
    for notice in commitment.notices:
        scribe.say(node, MLG.signalement, notice)


def describe_measures(scribe: Scribe, records: Records, nodes: list[URIRef]) -> None:
    """Write the relays of national measures; a measure is identified by its number or by its whole title."""
    titles = scribe.register(MLG.MesureNationale)
    for quote in records.measures:
        measure = identify_measure(quote, titles, scribe.known)
        if measure is None and quote.presumed:
            continue
        relaying = scribe.contract_node if quote.element is None else nodes[quote.element]
        last = str(measure).rpartition("/")[2] if measure else quote.title
        owner = str(relaying).rpartition("/")[2]
        relay = scribe.node(scribe.iri("relais", owner, last), MLG.RelaisDeMesure, quote.place)
        scribe.say(relay, MLG.relayeePar, relaying)
        scribe.say(relay, MLG.mesure, measure)
        scribe.say(relay, MLG.motsDeLaSource, quote.text)
        for status in quote.statuses:
            scribe.say(relay, MLG.statutRelais, naming.reference("statut-relais", status))


def identify_measure(quote: MeasureQuote, titles: Register, known: Graph) -> URIRef | None:
    """Return the national measure that a quote means, if its number or its title tells."""
    if quote.number is not None:
        numbered = naming.reference("mesure", str(quote.number))
        return numbered if (numbered, RDF.type, MLG.MesureNationale) in known else None
    found = titles.find(quote.title)
    return found.thing if found else None


def describe_glossary(scribe: Scribe, records: Records) -> None:
    """Write the glossary as concepts: the acronym and what it stands for."""
    scheme = scribe.iri("glossaire")
    for entry in records.glossary:
        scribe.graph.add((scheme, RDF.type, SKOS.ConceptScheme))
        scribe.graph.add((scheme, SKOS.prefLabel, french("Glossaire")))
        node = scribe.node(scribe.iri("glossaire", entry.acronym), SKOS.Concept, entry.place, entry.expansion)
        scribe.say(node, SKOS.inScheme, scheme)
        scribe.say(node, MLG.sigle, entry.acronym)
