"""Describe a thing that a picture shows: what it is, what it is called, what is said of it in a word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from data import naming
from ontology import MLG
from queries.scope import Scope

ACTION, ACTOR, UNNAMED, ELEMENT = "action", "acteur", "non-nomme", "element"
KINDS: Mapping[str, tuple[str, str]] = {
    str(MLG.ActeurNonNomme): (UNNAMED, "non nommé"),
    str(MLG.Acteur): (ACTOR, "type non précisé"),
    str(MLG.Action): (ACTION, "action"),
    str(MLG.Dispositif): ("dispositif", "dispositif"),
    str(MLG.Instance): ("instance", "instance"),
    str(MLG.QuartierPrioritaire): ("quartier", "quartier prioritaire"),
    str(MLG.MesureNationale): ("mesure", "mesure nationale"),
    str(MLG.ContratDeVille): ("contrat", "contrat de ville"),
    str(MLG.ElementStrategique): (ELEMENT, "élément du cadre"),
}
"""What each class is called, in a key and in words; the first that a thing is of is the one that is drawn."""
STATES: Mapping[str, tuple[str, str]] = {
    "oui": ("couvert", "une action y répond"),
    "proposé": ("propose", "une action semble y répondre"),
    "non": ("sans-action", "aucune action n'y répond"),
    "inconnu": ("couverture-inconnue", "couverture inconnue"),
}
"""How an element is drawn by what answers it, the best first."""
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = ox.NamedNode(f"{_SKOS}prefLabel")
_SAME = ox.NamedNode(f"{_SKOS}exactMatch")
_ACRONYM, _ACTOR_TYPE = ox.NamedNode(str(MLG.sigle)), ox.NamedNode(str(MLG.typeActeur))
_SERVES, _HEADING = ox.NamedNode(str(MLG.sert)), ox.NamedNode(str(MLG.intitule))
_PILIER = ox.NamedNode(str(MLG.Pilier))
_FACTS: Mapping[str, str] = {
    f"{_SKOS}notation": "Code",
    str(MLG.niveau): "Niveau",
    str(MLG.statut): "Statut",
    str(MLG.foisParAn): "Fois par an",
    str(MLG.codeQPV): "Code QPV",
}


@dataclass(frozen=True, slots=True)
class Describer:
    """Describe things by the graphs of a scope."""

    store: ox.Store
    scope: Scope
    _contracts: Mapping[str, str] = field(default_factory=dict)

    def describe(self, iri: str, *, seen_as: str = "") -> dict[str, object]:
        """Return the attributes of a node.

        `kind`, `label`, `short`, `type`, `type_label`, `named`, `pilier` (of an action), `iri`, `facts`. A reference
        thing is of the kinds of the contract's thing that it is seen as.
        """
        node = ox.NamedNode(iri)
        classes = {term.value for each in {iri, seen_as or iri} for term in self._values(ox.NamedNode(each), _TYPE)}
        kind, told = next((said for name, said in KINDS.items() if name in classes), ("chose", "chose"))
        types = [term for term in self._values(node, _ACTOR_TYPE) if isinstance(term, ox.NamedNode)]
        typed = kind == ACTOR and bool(types)
        return {
            "kind": kind,
            "label": self._french(node, _LABEL) or _last(iri),
            "short": min((term.value for term in self._values(node, _ACRONYM)), default=""),
            "type": (_last(types[0].value) if typed else "inconnu") if kind == ACTOR else kind,
            "type_label": self._french(types[0], _LABEL) if typed else told,
            "named": kind != UNNAMED,
            "pilier": " ; ".join(self._piliers(node)) if kind == ACTION else "",
            "iri": iri,
            "facts": tuple(self._facts(node, iri)),
        }

    def reference(self, iri: str) -> str:
        """Return the reference thing that a thing of a contract is the same as, or itself."""
        same = [term.value for term in self._values(ox.NamedNode(iri), _SAME) if isinstance(term, ox.NamedNode)]
        return min(same, default=iri)

    def _facts(self, node: ox.NamedNode, iri: str) -> Iterator[tuple[str, str]]:
        owner = next((each for each in self.scope.contracts if iri.startswith(f"{naming.ID}{each.identifier}/")), None)
        if owner and len(self.scope.contracts) > 1:
            yield "Contrat", owner.label
        for predicate, name in _FACTS.items():
            for term in sorted(self._values(node, ox.NamedNode(predicate)), key=str)[:1]:
                yield name, (self._french(term, _LABEL) if isinstance(term, ox.NamedNode) else term.value)
        if self._values(node, ox.NamedNode(str(MLG.financementADefinir))):
            yield "Financement", "à définir, dit la source"

    def _piliers(self, action: ox.NamedNode) -> list[str]:
        served = [term for term in self._values(action, _SERVES) if isinstance(term, ox.NamedNode)]
        piliers = [element for element in served if _PILIER in self._values(element, _TYPE)]
        return sorted({self._french(pilier, _HEADING) or self._french(pilier, _LABEL) for pilier in piliers})

    def _french(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
        texts = [term for term in self._values(node, predicate) if isinstance(term, ox.Literal)]
        return min((term.value for term in texts if term.language == "fr"), default="") or min(
            (term.value for term in texts), default=""
        )

    def _values(self, node: ox.NamedNode, predicate: ox.NamedNode) -> Sequence[ox.NamedNode | ox.Literal]:
        return [
            quad.object
            for graph in self.scope.things
            for quad in self.store.quads_for_pattern(node, predicate, None, graph)
            if isinstance(quad.object, ox.NamedNode | ox.Literal)
        ]


def _last(iri: str) -> str:
    return iri.rstrip("/").rpartition("/")[2]
