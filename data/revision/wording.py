"""Word things in French sentences: what a thing, a value or a property is called, looked up in several graphs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology import MLG
from ontology.files import ontology_graph

_NAMING = (SKOS.prefLabel, DCTERMS.title, MLG.motsDeLaSource)
# The names of others' properties, and nouns for those of ours whose label is a verb; the others' are in the ontology
_NOUNS = {
    RDF.type: "nature",
    SKOS.prefLabel: "nom",
    SKOS.altLabel: "autre nom",
    SKOS.notation: "code",
    SKOS.broader: "rattachement",
    SKOS.exactMatch: "correspondance",
    DCTERMS.title: "titre",
    DCTERMS.issued: "date de publication",
    DCTERMS.identifier: "identifiant",
    MLG.concerne: "acteur ou dispositif concerné",
    MLG.contient: "contenu",
    MLG.modifie: "contrat modifié",
    MLG.observeDans: "élément du cadre",
    MLG.repondA: "élément du cadre",
    MLG.serviceDe: "organisation",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The graphs in which names are looked up: the first that knows a thing's name gives it."""

    graphs: tuple[Graph, ...]

    def values(self, thing: Node, predicate: URIRef) -> list[Node]:
        """Return the values of a property in the first graph that has any, French ones first."""
        found = (list(graph.objects(thing, predicate)) for graph in self.graphs)
        return sorted(
            next(filter(None, found), []), key=lambda value: (getattr(value, "language", None) != "fr", str(value))
        )

    def value(self, thing: Node, predicate: URIRef) -> Node | None:
        """Return one value of a property, or None."""
        return next(iter(self.values(thing, predicate)), None)

    def kinds(self, thing: Node) -> set[Node]:
        """Return the classes of a thing."""
        return {kind for graph in self.graphs for kind in graph.objects(thing, RDF.type)}

    def label(self, node: Node | None) -> str:
        """Return what a thing or a value is called; elements and measures with their code before."""
        if isinstance(node, Literal):
            day = node.toPython()
            return f"{day:%d/%m/%Y}" if isinstance(day, date) else str(node)
        if node is None:
            return "?"
        name = next(self._names(node), str(node).rpartition("/")[2])
        coded = self.value(node, MLG.niveau) or MLG.MesureNationale in self.kinds(node)
        code = self.value(node, SKOS.notation) if coded else None
        return f"{code} – {name}" if code else name

    def _names(self, thing: Node) -> Iterator[str]:
        for predicate in _NAMING:
            yield from map(str, self.values(thing, predicate))
        if str(thing).startswith(str(MLG)):
            yield property_label(thing)

    def quoted(self, node: Node | None) -> str:
        """Return what a thing or a value is called, in French quotation marks."""
        return f"« {self.label(node)} »"

    def title(self, thing: Node) -> str:
        """Return what a sentence calls a thing after « de »: its quoted name, or the parts it ties together."""
        kinds = self.kinds(thing)
        if MLG.EngagementFinancier in kinds:
            return f"l'engagement de {self._of(thing, MLG.financeur)} pour {self._of(thing, MLG.finance)}"
        if MLG.Participation in kinds:
            return f"la participation de {self._of(thing, MLG.acteur)} à {self._of(thing, MLG.dans)}"
        if MLG.RelaisDeMesure in kinds:
            return f"la mesure {self._of(thing, MLG.mesure)} relayée par {self._of(thing, MLG.relayeePar)}"
        return self.quoted(thing)

    def _of(self, thing: Node, predicate: URIRef) -> str:
        return self.quoted(self.value(thing, predicate))


def property_label(predicate: Node) -> str:
    """Return the French name of a property, or of a class of the ontology.

    >>> property_label(MLG.fermete), property_label(SKOS.broader)
    ('fermeté', 'rattachement')
    """
    if isinstance(predicate, URIRef) and predicate in _NOUNS:
        return _NOUNS[predicate]
    labels = [label for label in ontology_graph().objects(predicate, RDFS.label) if _is_french(label)]
    return str(labels[0]) if labels else str(predicate)


def _is_french(label: Node) -> bool:
    return isinstance(label, Literal) and label.language == "fr"


def capitalised(sentence: str) -> str:
    """Return a sentence with a capital first letter, the rest as it is.

    >>> capitalised("élément du cadre DSU")
    'Élément du cadre DSU'
    """
    return sentence[:1].upper() + sentence[1:]
