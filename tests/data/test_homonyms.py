"""Names that several contracts share designate one thing only where a list or a decision says so."""

from pathlib import Path

from rdflib import SKOS, Graph, URIRef

from data import naming
from data.reader import read
from ontology import MLG

DOCUMENT = Path(__file__).parent / "reading" / "documents" / "clairval-protocole.md"
# What a person decided for the contract: a name of the commune, and of the Région
NAMES = f"""
PREFIX mlg: <{MLG}>
PREFIX skos: <{SKOS}>
<{naming.ID}VILLE/acteur/commune> a mlg:Acteur ; skos:prefLabel "Commune de VILLE"@fr ; skos:altLabel "Commune"@fr .
"""


def described(town: str) -> Graph:
    """Return what is read in the same protocol, as that of a town."""
    curation = Graph().parse(data=NAMES.replace("VILLE", town.lower()), format="turtle")
    text = DOCUMENT.read_text("utf-8").replace("CLAIRVAL", town.upper()).replace("Clairval", town)
    return read(f"{town.lower()}-protocole.md", text.encode(), curation=curation).description.graph


def actors(graph: Graph) -> set[URIRef]:
    return {URIRef(str(actor)) for actor in graph.objects(None, MLG.acteur)}


def test_the_commune_of_one_contract_is_not_that_of_another_but_the_state_is_one() -> None:
    first, second = actors(described("Clairval")), actors(described("Valdor"))
    assert URIRef(f"{naming.ID}clairval/acteur/commune") in first
    assert URIRef(f"{naming.ID}valdor/acteur/commune") in second
    assert first & second == {naming.reference("acteur", "etat")}
