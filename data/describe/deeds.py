"""Describe the actions told in prose: what the phrases say of each, and whom and what their words name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import PROV, RDF, SKOS, Graph, URIRef

from data import naming
from data.describe.parts import (
    describe_body,
    describe_funding,
    describe_scheme,
    participate,
)
from data.describe.periods import describe_period
from data.describe.scribe import Scribe
from data.describe.targets import describe_target
from data.reading.document import Cell, Place
from data.reading.named import leading_names, named_in, only_names, proper_names
from data.reading.phrases import Said, Sentence
from data.reading.records import Deed, Records
from data.reading.register import Key, Known, Register
from data.text import WORD, counts, fold, headline, key
from ontology import MLG

# What the rubrics tell: the part of the document, and the status of an action whose words give it no other
_RUBRICS = {
    "done": ("actions-effectuees", "effectuee"),
    "planned": ("plan-d-action", "prevue"),
    "obstacles": ("freins", "abandonnee"),
}


def part_of_document(rubric: str) -> str:
    """Return the entry of the list of parts for a rubric that tells actions."""
    return _RUBRICS[rubric][0]


@dataclass(slots=True)
class Prose:
    """What describing actions told in prose needs: the scribe, the elements, the names of things that are no actors."""

    scribe: Scribe
    nodes: list[URIRef]
    quarters: Register
    options: dict[str, object]
    actions: Register = field(default_factory=Register)
    others: Register = field(default_factory=Register)
    named: dict[tuple[URIRef, Key], URIRef] = field(default_factory=dict)
    numbers: Counter[URIRef] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.actions = self.scribe.register(MLG.Action)
        bodies = {key(str(name)): Known(body, "nom") for body, name in _labels(self.scribe.graph, MLG.Instance)}
        self.others = Register({**bodies, **self.scribe.schemes.names})

    def deed(self, deed: Deed) -> URIRef:
        """Write an action; one that a known name designates, or that another line tells in the same words, once."""
        scribe, sentence = self.scribe, Sentence(deed.text)
        part, status = _RUBRICS[deed.rubric]
        failure = sentence.failure if deed.rubric == "obstacles" else None
        action = self._action(failure.label if failure else deed.text, deed.place)
        scribe.say(action, MLG.motsDeLaSource, deed.text)
        scribe.say(action, MLG.partieDuDocument, naming.reference("contenu", part))
        scribe.say(action, MLG.statut, naming.reference("statut", sentence.status or status))
        scribe.say(action, MLG.repondA, self.nodes[deed.element])
        scribe.say(action, MLG.precision, deed.introduction)
        for cell in deed.complements:
            scribe.say(action, MLG.precision, cell.text)
            scribe.graph.add((action, PROV.wasDerivedFrom, scribe.passage(cell.place)))
        if sentence.shared:
            scribe.flag(action, MLG.acteursListeOuverte)
        for cause in (failure.cause,) if failure else sentence.causes:
            scribe.say(action, MLG.cause, cause)
        self._dates(action, sentence, deed.place)
        self._figures(action, sentence, deed)
        self._things(action, deed, sentence)
        return action

    def _action(self, text: str, place: Place) -> URIRef:
        label = headline(text)
        known = self.actions.find(label)
        action = known.thing if known else self._fresh(label)
        return self.scribe.node(action, MLG.Action, place, label)

    def _fresh(self, label: str) -> URIRef:
        """Name an action by its label; another text that would have the same name is numbered."""
        plain = self.scribe.iri("action", label)
        asked = plain, key(label)
        while asked not in self.named:
            self.numbers[plain] += 1
            number = self.numbers[plain]
            name = plain if number == 1 else URIRef(f"{plain}-{number}")
            if (name, RDF.type, MLG.Action) not in self.scribe.graph:
                self.named[asked] = name
        return self.named[asked]

    def _dates(self, action: URIRef, sentence: Sentence, place: Place) -> None:
        scribe = self.scribe
        scribe.say(action, MLG.signeLe, sentence.signed)
        failure = sentence.failure
        if words := failure.period if failure else sentence.period:
            scribe.say(action, MLG.periode, describe_period(scribe, Cell(words, place)))
        scribe.say(action, MLG.foisParAn, sentence.times_a_year)

    def _figures(self, action: URIRef, sentence: Sentence, deed: Deed) -> None:
        for quantity in sentence.quantities(planned=deed.rubric == "planned"):
            describe_target(
                self.scribe, action, quantity.target, quantity.words, nature=quantity.nature, place=deed.place
            )

    def _things(self, action: URIRef, deed: Deed, sentence: Sentence) -> None:
        """Link the dispositifs, the quarters, the bodies, and the actors that the words name."""
        scribe = self.scribe
        for concept in proper_names(f"{deed.introduction} {deed.text}", scribe.schemes):
            scribe.say(action, MLG.dispositif, describe_scheme(scribe, concept, deed.place))
        everywhere = {known.thing for known in self.quarters.names.values()} if sentence.all_quarters else set()
        for quarter in sorted(everywhere | set(named_in(deed.text, self.quarters))):
            scribe.say(action, MLG.quartier, quarter)
        bodies, schemes = self._bodies(action, sentence, deed.place), self._opening_scheme(sentence, deed.place)
        taken_part_in = [action, *bodies, *schemes]
        funders = set(self._funders(action, sentence, deed.place))
        actors = set(self._participants(taken_part_in, sentence, deed.place))
        for actor in sorted(set(proper_names(deed.text, scribe.actors)) - actors - funders):
            scribe.say(action, MLG.concerne, actor)

    def _bodies(self, action: URIRef, sentence: Sentence, place: Place) -> Iterator[URIRef]:
        scribe = self.scribe
        for body in sentence.bodies:
            node = describe_body(scribe, body.name, place, body.times_a_year)
            scribe.say(action, MLG.instance, node)
            yield node

    def _opening_scheme(self, sentence: Sentence, place: Place) -> Iterator[URIRef]:
        """Yield the dispositif that the sentence begins with: what it says of an actor holds for the dispositif too."""
        words = tuple(fold(word) for word in WORD.findall(sentence.text) if counts(word))
        if found := self.scribe.schemes.longest(words):
            scheme = describe_scheme(self.scribe, found[1].thing, place)
            self.scribe.say(scheme, MLG.signeLe, sentence.signed)
            yield scheme

    def _funders(self, action: URIRef, sentence: Sentence, place: Place) -> Iterator[URIRef]:
        for said in sentence.fundings:
            for words, funder in self._actors(said, place):
                line = describe_funding(self.scribe, action, funder, place, firmness=said.what, credit=sentence.credit)
                self.scribe.say(line, MLG.motsDeLaSource, words)
                yield funder

    def _participants(self, things: list[URIRef], sentence: Sentence, place: Place) -> Iterator[URIRef]:
        """Write who takes part, each actor in the first role that the phrases give; yield all that they name."""
        taken: set[URIRef] = set()
        for said in sentence.roles:
            for words, actor in self._actors(said, place):
                if actor in taken:
                    continue
                taken.add(actor)
                yield actor
                for thing in things if said.what else ():
                    part = participate(self.scribe, actor, thing, said.what, place)
                    self.scribe.say(part, MLG.motsDeLaSource, words)

    def _actors(self, said: Said, place: Place) -> Iterator[tuple[str, URIRef]]:
        scribe = self.scribe
        if said.listed:
            found = scribe.named_in(Cell(said.words, place), self.options).found
            return ((mention.words, mention.known.thing) for mention in found)
        find = only_names if said.bracketed else leading_names
        return ((name, scribe.actor(name, place)) for name in find(said.words, scribe.actors, self.others))


def _labels(graph: Graph, kind: URIRef) -> Iterator[tuple[URIRef, str]]:
    for thing in graph.subjects(RDF.type, kind):
        yield from ((URIRef(str(thing)), str(label)) for label in graph.objects(thing, SKOS.prefLabel))


def describe_deeds(prose: Prose, records: Records) -> list[URIRef]:
    """Write the actions told in prose, in the order of the document."""
    return [prose.deed(deed) for deed in records.deeds]
