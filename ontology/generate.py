"""Write `names.py` from `maillage.ttl`: `python -m ontology.generate`."""

from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef

from ontology.files import ontology_graph

NAMESPACE = Namespace("https://w3id.org/maillage/ontology#")

_HEAD = '''"""Name the terms of the ontology.

Written by `python -m ontology.generate` from `maillage.ttl`, which is the file to change.
"""

# ruff: noqa: N815 (the names are those of the terms)

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class MLG(DefinedNamespace):
    """The vocabulary of Maillage; a name that it does not have raises AttributeError."""

    _fail = True
    _NS = Namespace("{namespace}")
'''

_KINDS = (("classes", OWL.Class), ("properties", (OWL.ObjectProperty, OWL.DatatypeProperty)))


def render(ontology: Graph) -> str:
    """Return the module that names the terms of an ontology, each with its labels."""
    lines = [_HEAD.format(namespace=NAMESPACE)]
    for title, kinds in _KINDS:
        lines.append(f"    # {title}")
        lines += [f"    {_local(term)}: URIRef  # {_labels(ontology, term)}" for term in _terms(ontology, kinds)]
        lines.append("")
    return "\n".join(lines)


def _terms(ontology: Graph, kinds: URIRef | tuple[URIRef, ...]) -> list[URIRef]:
    wanted = kinds if isinstance(kinds, tuple) else (kinds,)
    found = {term for kind in wanted for term in ontology.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    return sorted(term for term in found if term.startswith(NAMESPACE))


def _labels(ontology: Graph, term: URIRef) -> str:
    labels = {label.language: str(label) for label in ontology.objects(term, RDFS.label) if isinstance(label, Literal)}
    return f"{labels['fr']} – {labels['en']}"


def _local(term: URIRef) -> str:
    return term.removeprefix(NAMESPACE)


if __name__ == "__main__":
    Path(__file__).with_name("names.py").write_text(render(ontology_graph()), encoding="utf-8")
