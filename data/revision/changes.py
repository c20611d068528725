"""Compare two versions of what was read in a document: what appeared, disappeared and changed, in French sentences."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from rdflib import PROV, RDF, SKOS, XSD, Graph, Literal
from rdflib.term import Node

from data.revision.passages import cells, moved
from data.revision.wording import Wording, capitalised, property_label
from ontology import MLG

# Where a thing stands in its document, which is no part of what it is
_PLACE = {PROV.wasDerivedFrom, MLG.empreinte, MLG.rang, SKOS.inScheme}
# Things that are told by those that refer to them: a deadline or a public comes and goes with its action
_CARRIED = {MLG.Passage, MLG.Periode, MLG.PublicCible, SKOS.ConceptScheme}
_OWNERS = (MLG.finance, MLG.dans, MLG.relayeePar, MLG.observeDans)
# The kinds in the order of the report, with the ending of their participles
_KINDS: Mapping[Node, tuple[str, str]] = {
    MLG.ContratDeVille: ("Contrat", ""),
    MLG.Document: ("Document", ""),
    MLG.ElementStrategique: ("Élément du cadre", ""),
    MLG.Pilier: ("Pilier", ""),
    MLG.OrientationTransversale: ("Orientation transversale", "e"),
    MLG.Orientation: ("Orientation", "e"),
    MLG.Priorite: ("Priorité", "e"),
    MLG.Frein: ("Frein", ""),
    MLG.Action: ("Action", "e"),
    MLG.CibleChiffree: ("Cible chiffrée", "e"),
    MLG.Dispositif: ("Dispositif", ""),
    MLG.Instance: ("Instance", "e"),
    MLG.Acteur: ("Acteur", ""),
    MLG.Service: ("Service", ""),
    MLG.ActeurNonNomme: ("Acteur non nommé", ""),
    MLG.QuartierPrioritaire: ("Quartier prioritaire", ""),
    SKOS.Concept: ("Terme du glossaire", ""),
}

Statements = frozenset[tuple[Node, Node]]


class Fate(Enum):
    """What became of a thing between two versions."""

    APPEARED = "apparu"
    DISAPPEARED = "disparu"
    CHANGED = "changé"


_MORE = {Fate.APPEARED: "en plus", Fate.DISAPPEARED: "en moins"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change, told in a French sentence, and the thing that it happened to."""

    fate: Fate
    thing: Node
    sentence: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two versions of a document, and how many passages only moved."""

    told: tuple[Change, ...]
    moved: int

    def of(self, fate: Fate) -> set[Node]:
        """Return the things that had a fate."""
        return {change.thing for change in self.told if change.fate is fate}

    def sentences(self) -> list[str]:
        """Return the sentences, those about an action together."""
        return [change.sentence for change in self.told]


def compare(before: Graph, after: Graph, *, names: Graph | None = None) -> Changes:
    """Compare two source graphs of one document; `names` holds curation and reference lists, for their labels.

    Things are identified by their IRI. Statements about where a thing stands in the document are left out, and so are
    the names of things that curation names: the reader leaves their naming to it.
    """
    comparison = _Comparison(before, after, names if names is not None else Graph())
    found = [*comparison.come_and_gone(), *comparison.altered(), *comparison.reworded(), *comparison.reordered()]
    return Changes(tuple(sorted(found, key=comparison.rank)), moved(before, after))


class _Comparison:
    """The two versions, the statements of each by thing, and the words to tell their differences."""

    def __init__(self, before: Graph, after: Graph, names: Graph) -> None:
        self.before, self.after = before, after
        self.old, self.new = _statements(before, names), _statements(after, names)
        self.wording = Wording((names, after, before))
        self.owners = {thing: self._owner(thing) for thing in self.old.keys() | self.new.keys()}

    def _owner(self, thing: Node) -> Node:
        """Return the thing under which a line is told: the action of a funding, the contract of a signature."""
        found = (self.wording.value(thing, predicate) for predicate in _OWNERS)
        return next(filter(None, found), thing)

    def rank(self, change: Change) -> tuple[int, str, bool, str]:
        owner = self.owners.get(change.thing, change.thing)
        kinds = self.wording.kinds(owner)
        position = next((n for n, kind in enumerate(_KINDS) if kind in kinds), len(_KINDS))
        return position, self.wording.label(owner), owner != change.thing, change.sentence

    def come_and_gone(self) -> Iterator[Change]:
        """Tell the things that stand in one version only, but not the lines of an action that came or went whole."""
        for fate, graph, here, there in (
            (Fate.APPEARED, self.after, self.new, self.old),
            (Fate.DISAPPEARED, self.before, self.old, self.new),
        ):
            alone = {thing for thing in here.keys() - there.keys() if _typed(graph, thing)}
            for thing in alone:
                kinds = set(graph.objects(thing, RDF.type))
                of_its_own = self.owners[thing] == thing or self.owners[thing] not in alone
                if not kinds & _CARRIED and (of_its_own or not kinds & {MLG.EngagementFinancier, MLG.Participation}):
                    yield Change(fate, thing, self._presence(thing, fate, graph))

    def _presence(self, thing: Node, fate: Fate, graph: Graph) -> str:
        wording, more, kinds = self.wording, _MORE[fate], self.wording.kinds(thing)
        owner = wording.quoted(self.owners[thing])
        if MLG.EngagementFinancier in kinds:
            return f"Financeur {more} pour {owner} : {wording.label(wording.value(thing, MLG.financeur))}"
        if MLG.Participation in kinds:
            return self._participation(thing, more, owner)
        if MLG.RelaisDeMesure in kinds:
            measure = wording.value(thing, MLG.mesure) or wording.value(thing, MLG.motsDeLaSource)
            return f"Mesure relayée {more} par {owner} : {wording.label(measure)}"
        kind, ending = next((told for known, told in _KINDS.items() if known in kinds), ("Élément", ""))
        return f"{kind} {fate.value}{ending} : {wording.quoted(thing)}{self._lines(thing, graph)}"

    def _participation(self, thing: Node, more: str, owner: str) -> str:
        """Tell a signatory, a partner of the directory, or an actor in its role."""
        wording, role = self.wording, self.wording.value(thing, MLG.role)
        actor = wording.label(wording.value(thing, MLG.acteur))
        if function := wording.value(thing, MLG.fonction):
            return f"Signataire {more} : {actor} ({function})"
        if heading := wording.value(thing, MLG.rubrique):
            detail = wording.value(thing, MLG.precision)
            return f"Partenaire {more} dans l'annuaire, « {heading} » : {actor}{f' – {detail}' if detail else ''}"
        # a role may be explained in parentheses, as in « acteur (rôle non précisé) »
        return f"{capitalised(wording.label(role).partition(' (')[0])} {more} pour {owner} : {actor}"

    def _lines(self, thing: Node, graph: Graph) -> str:
        """Return the actors and the funders of an action that came or went, in parentheses."""
        told = []
        for word, owning, naming in (("acteurs", MLG.dans, MLG.acteur), ("financeurs", MLG.finance, MLG.financeur)):
            lines = graph.subjects(owning, thing)
            if names := sorted({self.wording.label(actor) for line in lines for actor in graph.objects(line, naming)}):
                told.append(f"{word} : {', '.join(names)}")
        return f" ({' ; '.join(told)})" if told else ""

    def altered(self) -> Iterator[Change]:
        """Tell the statements that differ of things in both versions, and of things that a source only completes."""
        for thing in self.old.keys() | self.new.keys():
            lone = self.after if thing not in self.old else self.before if thing not in self.new else None
            if lone is None or not _typed(lone, thing):
                old, new = self.old.get(thing, frozenset()), self.new.get(thing, frozenset())
                for predicate in {predicate for predicate, _ in old ^ new}:
                    for sentence in self._difference(thing, predicate, old, new):
                        yield Change(Fate.CHANGED, thing, sentence)

    def _difference(self, thing: Node, predicate: Node, old: Statements, new: Statements) -> Iterator[str]:
        wording, title = self.wording, self.wording.title(thing)
        is_deadline = predicate == MLG.periode and MLG.Action in wording.kinds(thing)
        name = "échéance" if is_deadline else property_label(predicate)
        gone = [value for known, value in old - new if known == predicate]
        come = [value for known, value in new - old if known == predicate]
        if _flag(*gone, *come):
            yield f"{'Se dit désormais' if come else 'Ne se dit plus'} de {title} : {name}"
        elif len(gone) == len(come) == 1:
            yield f"{capitalised(name)} de {title} : {wording.quoted(gone[0])} devient {wording.quoted(come[0])}"
        else:
            for more, values in (("en moins", gone), ("en plus", come)):
                yield from (f"{capitalised(name)} {more} pour {title} : {wording.quoted(value)}" for value in values)

    def reworded(self) -> Iterator[Change]:
        """Tell the cells whose text differs although all that is read in them is the same."""
        old, new = cells(self.before), cells(self.after)
        for thing, column in old.keys() & new.keys():
            (texts, grounded), (now, grounded_now) = old[thing, column], new[thing, column]
            same = grounded == grounded_now and (grounded or self.old[thing] == self.new[thing])
            if texts != now and same:
                cell = f"Cellule « {column} » de {self.wording.quoted(thing)}"
                change = f"{cell} : « {' / '.join(sorted(texts))} » devient « {' / '.join(sorted(now))} »"
                yield Change(Fate.CHANGED, thing, change)

    def reordered(self) -> Iterator[Change]:
        """Tell that the elements of the framework that both versions have follow each other in another order."""
        both = self.old.keys() & self.new.keys()
        old, new = (_ranked(graph, both) for graph in (self.before, self.after))
        if old != new and set(old) == set(new):
            first = next(thing for thing, now in zip(old, new, strict=True) if thing != now)
            change = f"Les éléments du cadre sont dans un autre ordre, à partir de {self.wording.quoted(first)}"
            yield Change(Fate.CHANGED, first, change)


def _statements(graph: Graph, names: Graph) -> dict[Node, Statements]:
    """Return the statements of each thing that is no passage, without its places and without a name that is curated."""
    found: dict[Node, set[tuple[Node, Node]]] = defaultdict(set)
    for thing in set(graph.subjects()) - set(graph.subjects(RDF.type, MLG.Passage)):
        named = {SKOS.prefLabel} if any(names.objects(thing, SKOS.prefLabel)) else set()
        left_out = _PLACE | named
        found[thing] = {
            (predicate, value) for predicate, value in graph.predicate_objects(thing) if predicate not in left_out
        }
    return {thing: frozenset(statements) for thing, statements in found.items()}


def _typed(graph: Graph, thing: Node) -> bool:
    return (thing, RDF.type, None) in graph


def _flag(*values: Node) -> bool:
    return any(isinstance(value, Literal) and value.datatype == XSD.boolean for value in values)


def _ranked(graph: Graph, things: set[Node]) -> list[Node]:
    ranked = ((int(str(rank)), thing) for thing, rank in graph.subject_objects(MLG.rang) if thing in things)
    return [thing for _, thing in sorted(ranked)]
