"""Name things: slugs, IRIs and graph names, made from the content and the same on every run."""

import re

from rdflib import URIRef

from data.text import fold

BASE = "https://w3id.org/maillage/"
ID = f"{BASE}id/"
REFERENCE = "reference"

GRAPH_REFERENCE = URIRef(f"{BASE}graph/reference")
GRAPH_CATALOGUE = URIRef(f"{BASE}graph/catalogue")
GRAPH_ONTOLOGY = URIRef(f"{BASE}graph/ontologie")
GRAPH_SHAPES = URIRef(f"{BASE}graph/shapes")

SLUG_LENGTH = 80


def slug(text: str) -> str:
    """Return a readable path segment of at most 80 characters, cut between words.

    >>> slug("Création d'une Salle de sport inclusive en QPV centre-ville")
    'creation-d-une-salle-de-sport-inclusive-en-qpv-centre-ville'
    """
    words = re.findall(r"[a-z0-9]+", fold(text))
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > SLUG_LENGTH:
            break
        kept = longer
    return kept


def contract(identifier: str) -> URIRef:
    """Return the IRI of a contract, such as `moissac`."""
    return URIRef(f"{ID}{identifier}")


def thing(owner: str, kind: str, label: str) -> URIRef:
    """Return the IRI of a thing of a contract, or of the reference lists.

    >>> thing("moissac", "action", "Bourse au permis de conduire").removeprefix(ID)
    'moissac/action/bourse-au-permis-de-conduire'
    """
    return URIRef(f"{ID}{owner}/{kind}/{slug(label)}")


def reference(kind: str, label: str) -> URIRef:
    """Return the IRI of an entry of a reference list."""
    return thing(REFERENCE, kind, label)


def about(contract_id: str, kind: str, action: str, element: str) -> URIRef:
    """Return the IRI of what is said about an action and an element, such as a proposition or a decision.

    >>> about("moissac", "proposition", f"{ID}moissac/action/bourse", f"{ID}moissac/element/t4").removeprefix(ID)
    'moissac/proposition/bourse/t4'
    """
    names = (iri.removeprefix(f"{ID}{contract_id}/").partition("/")[2] for iri in (action, element))
    return URIRef(f"{ID}{contract_id}/{kind}/{'/'.join(names)}")


def published_graph(contract_id: str) -> URIRef:
    """Name the graph that questions ask for a contract."""
    return URIRef(f"{BASE}graph/{contract_id}")


def source_graph(contract_id: str, document_id: str) -> URIRef:
    """Name the graph of what a machine read in one document."""
    return URIRef(f"{BASE}graph/{contract_id}/source/{document_id}")


def curation_graph(contract_id: str) -> URIRef:
    """Name the graph of what people added to a contract."""
    return URIRef(f"{BASE}graph/{contract_id}/curation")


def proposition_graph(contract_id: str) -> URIRef:
    """Name the graph of what a machine guesses about a contract, until a person decides."""
    return URIRef(f"{BASE}graph/{contract_id}/proposition")
