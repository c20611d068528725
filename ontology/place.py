"""Tell a reader which thing a result is about, and where the source says it."""

from rdflib import DCTERMS, PROV, SKOS, BNode, Graph, Literal
from rdflib.term import Node

from ontology.names import MLG

_NAMING = (SKOS.prefLabel, DCTERMS.title, MLG.motsDeLaSource, MLG.section)


def label(data: Graph, thing: Node) -> str:
    """Return the name of a thing: its label, its title, the words of the source, or the end of its IRI."""
    for naming in _NAMING:
        found = sorted(
            (str(getattr(name, "language", None)) != "fr", str(name)) for name in data.objects(thing, naming)
        )
        if found:
            return found[0][1]
    return "[]" if isinstance(thing, BNode) else str(thing).rstrip("/").rsplit("/", 1)[-1]


def framed(data: Graph, thing: Node, french: str, english: str) -> tuple[str, str]:
    """Return a message in French and in English between the name of the thing and its place in the source."""
    name = label(data, thing)
    # a passage is its own place
    passage = min(data.objects(thing, PROV.wasDerivedFrom), key=str, default=thing)
    section = _one(data, passage, MLG.section)
    line = _one(data, passage, MLG.ligneDebut)
    column = _one(data, passage, MLG.colonne)
    if line is None:
        return f"« {name} » : {french}", f"“{name}”: {english}"
    where = f"{section}, " if section else ""
    return (
        f"« {name} » : {french} [{where}ligne {line}{f', colonne « {column} »' if column else ''}]",
        f"“{name}”: {english} [{where}line {line}{f', column “{column}”' if column else ''}]",
    )


def _one(data: Graph, passage: Node, predicate: Node) -> str | None:
    found = sorted(str(value) for value in data.objects(passage, predicate) if isinstance(value, Literal))
    return found[0] if found else None
