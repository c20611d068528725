"""Say what was made of each line of a document: the things, with their main facts as they would be published."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import PROV, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Literal, Node

from data.describe.scribe import OA
from data.imports.found import Fact, Line, Thing
from data.reader import Reading
from data.reading.ledger import Entry
from data.revision.wording import Wording, property_label
from ontology import MLG
from ontology.files import ontology_graph

MOST_VALUES = 6
"""As many values of a fact as are told; the number of the others is."""
_CARRIED = frozenset({MLG.Passage, MLG.Periode, MLG.PublicCible, SKOS.ConceptScheme})
"""Things that are told by those that refer to them."""
_HIDDEN = frozenset(
    {
        RDF.type,
        SKOS.prefLabel,
        SKOS.inScheme,
        PROV.wasDerivedFrom,
        PROV.wasGeneratedBy,
        MLG.rang,
        MLG.empreinte,
        MLG.signalement,
        MLG.sert,
    }
)
_FIRST = (SKOS.notation, MLG.statut, MLG.repondA, SKOS.broader, MLG.role, MLG.fermete)
_TAKING_PART = (("acteurs", MLG.dans, MLG.acteur), ("financeurs", MLG.finance, MLG.financeur))
_TIES: Mapping[Node, URIRef] = {
    MLG.Participation: MLG.acteur,
    MLG.EngagementFinancier: MLG.financeur,
    MLG.RelaisDeMesure: MLG.mesure,
}
"""Things without a name of their own, and what they are named by."""

_TAGS = re.compile(r"<[A-Za-z/][^<>]*>")
_CELLS = re.compile(r"[\t|]")

Span = tuple[int, int]


@dataclass
class Matter:
    """What a document came to: its graph, the published graph that it would make, and the words for both."""

    reading: Reading
    published: Graph
    wording: Wording
    spans: dict[Node, tuple[Span, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.spans = _spans(self.reading)

    def line_of(self, thing: Node) -> int:
        """Return the first line that a thing was read in, or 0."""
        return min((first for first, _ in self.spans.get(thing, ())), default=0)

    def told(self) -> tuple[tuple[Line, ...], tuple[Thing, ...]]:
        """Return the lines of the document, and the things that they refer to by rank."""
        things = [thing for thing in self.spans if not self._kinds(thing) & _CARRIED]
        things.sort(key=lambda thing: (self.line_of(thing), _breadth(self.spans[thing]), str(thing)))
        ranks = _by_line({rank: self.spans[thing] for rank, thing in enumerate(things)})
        notices = self._notices()
        lines = tuple(self._line(entry, ranks, notices) for entry in self.reading.entries)
        return lines, tuple(map(self._thing, things))

    def _line(self, entry: Entry, ranks: Mapping[int, list[int]], notices: Mapping[int, list[str]]) -> Line:
        text = plain(self.reading.document.lines[entry.line - 1])
        told = tuple(dict.fromkeys(notices.get(entry.line, ())))
        return Line(entry.line, text, entry.fate, entry.reason, told, tuple(ranks.get(entry.line, ())))

    def _notices(self) -> Mapping[int, list[str]]:
        """Return what the reader noticed as irregular, and what it could not describe, by line."""
        found: dict[int, list[str]] = defaultdict(list)
        for thing, notice in sorted(self.reading.description.graph.subject_objects(MLG.signalement)):
            for first, last in self.spans.get(thing, ()):
                for number in range(first, last + 1):
                    found[number].append(str(notice))
        for place, message in self.reading.description.misunderstood:
            found[place.line].append(message)
        return found

    def _kinds(self, thing: Node) -> set[Node]:
        return set(self.published.objects(thing, RDF.type)) or self.wording.kinds(thing)

    def kind(self, thing: Node) -> str:
        """Return the local name of the most precise class of a thing."""
        kinds = {kind for kind in self._kinds(thing) if str(kind).startswith(str(MLG))}
        wider = {above for kind in kinds for above in _above(kind)}
        precise = sorted(str(kind) for kind in kinds if kind not in wider)
        return precise[0].removeprefix(str(MLG)) if precise else "Concept"

    def _thing(self, thing: Node) -> Thing:
        kept = any(self.published.objects(thing, RDF.type))
        return Thing(self._label(thing), self.kind(thing), tuple(self._facts(thing)) if kept else (), kept)

    def _label(self, thing: Node) -> str:
        named = (self.wording.value(thing, _TIES[kind]) for kind in self._kinds(thing) if kind in _TIES)
        return self.wording.label(next(filter(None, named), thing))

    def _facts(self, thing: Node) -> Iterator[Fact]:
        said: dict[Node, list[str]] = defaultdict(list)
        named_by = {_TIES[kind] for kind in self._kinds(thing) if kind in _TIES}
        for predicate, value in self.published.predicate_objects(thing):
            # the words of a thing with a name of its own are the line's
            hidden = _HIDDEN | (named_by or {MLG.motsDeLaSource})
            if predicate not in hidden and not _foreign(value):
                said[predicate].append(self.wording.label(value))
        ranked = sorted(said, key=lambda each: (_FIRST.index(each) if each in _FIRST else len(_FIRST), str(each)))
        yield from (_fact(property_label(predicate), said[predicate]) for predicate in ranked)
        for name, owning, naming in _TAKING_PART:
            lines = self.published.subjects(owning, thing)
            found = {self.wording.label(who) for line in lines for who in self.published.objects(line, naming)}
            if found:
                yield _fact(name, found)


def plain(line: str) -> str:
    r"""Return the words of a line without the marks of its format, its cells parted by bars.

    >>> plain("## **Feuille de route**"), plain("| a | <b>b</b> |"), plain("Fête\tMai &amp; juin\t")
    ('Feuille de route', 'a | b', 'Fête | Mai & juin')
    """
    bare = html.unescape(_TAGS.sub(" ", line)).replace("**", "").strip("\t| ").lstrip("# ")
    return " | ".join(" ".join(cell.split()) for cell in _CELLS.split(bare)) or line.strip()


def _fact(name: str, values: Iterable[str]) -> Fact:
    told = sorted(set(values))
    return Fact(name, tuple(told[:MOST_VALUES]), max(0, len(told) - MOST_VALUES))


def _foreign(value: Node) -> bool:
    """Tell a translation, which would only repeat what is said in French."""
    return isinstance(value, Literal) and value.language not in {None, "fr"}


def _above(kind: Node) -> set[Node]:
    above = ontology_graph().transitive_objects(kind, RDFS.subClassOf)
    return {each for each in above if each is not None} - {kind}


def _breadth(spans: Iterable[Span]) -> int:
    return min(last - first for first, last in spans)


def _by_line(spans: Mapping[int, tuple[Span, ...]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for rank, places in spans.items():
        for number in sorted({number for first, last in places for number in range(first, last + 1)}):
            found[number].append(rank)
    return found


def _spans(reading: Reading) -> dict[Node, tuple[Span, ...]]:
    """Return the lines that each thing was read in, from its passages in this document."""
    graph = reading.description.graph
    lines: dict[Node, Span] = {}
    for passage in graph.subjects(OA.hasSource):
        first, last = (graph.value(passage, bound) for bound in (MLG.ligneDebut, MLG.ligneFin))
        if first is not None:
            lines[passage] = int(str(first)), int(str(last if last is not None else first))
    found: dict[Node, list[Span]] = defaultdict(list)
    for thing, passage in graph.subject_objects(PROV.wasDerivedFrom):
        if passage in lines and isinstance(thing, URIRef):
            found[thing].append(lines[passage])
    return {thing: tuple(sorted(set(spans))) for thing, spans in found.items()}
