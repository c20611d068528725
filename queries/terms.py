"""The IRIs of vocabularies that this floor's code names; the queries name the rest."""

import pyoxigraph as ox

from data import naming

_MLG = f"{naming.BASE}ontology#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OWL = "http://www.w3.org/2002/07/owl#"
_DCTERMS = "http://purl.org/dc/terms/"
_PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode(f"{_SKOS}prefLabel")
IN_SCHEME = ox.NamedNode(f"{_SKOS}inScheme")
TITLE = ox.NamedNode(f"{_DCTERMS}title")
LICENSE = ox.NamedNode(f"{_DCTERMS}license")
SOURCE = ox.NamedNode(f"{_DCTERMS}source")
VERSION = ox.NamedNode(f"{_OWL}versionInfo")
PUBLISHED = ox.NamedNode(f"{_MLG}graphePublie")
PROPOSED = ox.NamedNode(f"{_MLG}graphePropositions")
DERIVED = ox.NamedNode(f"{_PROV}wasDerivedFrom")
DECIDED = ox.NamedNode(f"{_PROV}wasGeneratedBy")
DOCUMENT = ox.NamedNode(f"{_MLG}document")
CONTAINS = ox.NamedNode(f"{_MLG}contient")

OTHER_NAMES = (
    ox.NamedNode(f"{_SKOS}altLabel"),
    ox.NamedNode(f"{_SKOS}notation"),
    ox.NamedNode(f"{_MLG}sigle"),
    ox.NamedNode(f"{_MLG}ancienNom"),
)
