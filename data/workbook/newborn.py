"""Describe the document that a workbook is for a contract that nothing else tells."""

import hashlib

from rdflib import DCTERMS, RDF, Graph, Literal

from data import naming
from data.workbook.edits import Edits
from ontology import MLG

_CONTENTS = {
    MLG.Action: "feuille-de-route",
    MLG.ElementStrategique: "cadre-strategique",
    MLG.Instance: "gouvernance",
    MLG.RelaisDeMesure: "mesures",
    MLG.Frein: "freins",
}


def document_name(contract: str, file_name: str) -> str:
    """Return the identifier of a workbook as a document: its file name, without the contract's name before it.

    >>> document_name("valdor", "Valdor 2024-2030.xlsx")
    '2024-2030'
    """
    stem = naming.slug(file_name.rpartition(".")[0] or file_name)
    return stem.removeprefix(f"{contract}-") or "classeur"


def describe(contract: str, file_name: str, content: bytes, edits: Edits) -> Graph:
    """Return the graph of a workbook as the document of a contract: its title, its digest, which parts are filled."""
    name = document_name(contract, file_name)
    node = naming.contract(contract)
    document = naming.thing(contract, "document", name)
    graph = Graph()
    graph.add((node, MLG.document, document))
    graph.add((document, RDF.type, MLG.Document))
    graph.add((document, DCTERMS.title, Literal(f"Classeur {file_name}", lang="fr")))
    graph.add((document, DCTERMS.identifier, Literal(name)))
    graph.add((document, MLG.empreinte, Literal(hashlib.sha256(content).hexdigest())))
    for kind in {each.sheet.root for each in edits.added} & _CONTENTS.keys():
        graph.add((document, MLG.contient, naming.reference("contenu", _CONTENTS[kind])))
    return graph
