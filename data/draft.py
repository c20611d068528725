"""A change in the form in which the store keeps it, beside the contract as it is."""

import unicodedata
from dataclasses import dataclass

from data import naming
from data.change import BadChange, Change, Prepared
from data.composed import CURATION, RETRACTION, SOURCES, Parts, parts_of
from data.contracts import ContractFiles
from data.plan import fingerprint
from data.triples import Triples, of_graph

_NONE: Triples = frozenset()
_GRAPHS = (naming.GRAPH_CATALOGUE, naming.GRAPH_ONTOLOGY, naming.GRAPH_SHAPES, naming.GRAPH_REFERENCE)
_RESERVED = frozenset(str(name).rpartition("/")[2] for name in _GRAPHS)
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A change beside the contract as it is."""

    change: Change
    new: Parts
    base: str
    parts: Parts

    @classmethod
    def of(cls, change: Change, files: ContractFiles) -> "Draft":
        """Return a change beside the files of its contract; raise BadChange for what cannot be kept."""
        draft = cls(change, normal(change), fingerprint(files), parts_of(files))
        if not any(triples for part, triples in {**draft.parts, **draft.new}.items() if part.startswith(SOURCES)):
            raise BadChange(f"Le contrat « {change.contract} » n'aurait aucun document : importez-en un d'abord.")
        return draft

    @property
    def is_new(self) -> bool:
        """Whether it says anything that the contract does not."""
        return any(self.parts.get(part, _NONE) != triples for part, triples in self.new.items())

    def is_of(self, prepared: Prepared) -> bool:
        """Tell whether it was prepared already."""
        old, now = prepared.change, self.change
        known = {part: prepared.composed.parts[part] for part in old.graphs}
        return (old.contract, old.heading, prepared.base, known) == (now.contract, now.heading, self.base, self.new)


def normal(change: Change) -> dict[str, Triples]:
    """Return the graphs of a change as the store keeps them; raise BadChange for what cannot be kept."""
    if change.contract != naming.slug(change.contract) or change.contract in {"", *_RESERVED}:
        raise BadChange(f"« {change.contract[:80]} » ne peut pas être l'identifiant d'un contrat.")
    for part in change.graphs:
        document = part.removeprefix(SOURCES)
        if part not in {CURATION, RETRACTION} and (
            part == document or not document or document != naming.slug(document)
        ):
            raise BadChange(f"« {part[:80]} » n'est pas une partie d'un contrat.")
    try:
        return {part: of_graph(graph, change.contract) for part, graph in change.graphs.items()}
    except ValueError as error:
        raise BadChange(f"Ce qui est à publier n'est pas du RDF valide : {error}") from error


def line(text: str, what: str) -> str:
    """Return a text on one line; raise BadChange where it says nothing, too much, or what no text may hold."""
    told = " ".join(text.split())
    if not told or len(told) > _LONGEST or any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in told):
        raise BadChange(f"Dites {what}, en une ligne de texte de {_LONGEST} caractères au plus.")
    return told
