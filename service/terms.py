"""The IRIs of vocabularies that the site's code names; the queries name the rest."""

from ontology import names

MLG = str(names.MLG)
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

PREFIXES = {
    "dcterms": DCTERMS,
    "mlg": MLG,
    "oa": OA,
    "prov": PROV,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": SKOS,
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def local_name(iri: str) -> str:
    """Return the end of an IRI, after the last `#` or `/`.

    >>> local_name("https://w3id.org/maillage/ontology#Action")
    'Action'
    """
    return iri.rstrip("/").rpartition("#")[2].rpartition("/")[2]
