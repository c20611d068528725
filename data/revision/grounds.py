"""Find what people decided about a contract and whose ground moved when a document was read again."""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import PROV, RDF, SKOS, Graph, Literal
from rdflib.term import Node

from data.revision.wording import Wording, capitalised, property_label
from data.text import key
from ontology import MLG

# Of these a curation may know more than one document happens to name
_NAMED_FOR_READING = {MLG.Acteur, MLG.Service, MLG.ActeurNonNomme, MLG.QuartierPrioritaire}


@dataclass(frozen=True, slots=True)
class Decision:
    """Why and when people decided something; empty where the curation does not say."""

    reason: str = ""
    date: str = ""

    def __str__(self) -> str:
        if not self.reason:
            return "Sans décision indiquée"
        return f"Décidé le {self.date} : « {self.reason} »" if self.date else f"Décidé : « {self.reason} »"


@dataclass(frozen=True, slots=True)
class Stale:
    """Something decided about a thing that is to be looked at again, or that merely may be."""

    thing: Node
    message: str
    decision: Decision
    is_advice: bool = False

    @property
    def sentence(self) -> str:
        """The message with its decision."""
        return f"{self.message} {self.decision}"


def stale(
    before: Graph, after: Graph, *, curation: Graph, retraction: Graph, names: Graph, others: Graph | None = None
) -> tuple[Stale, ...]:
    """Return what of a curation and a retraction is to be looked at again, the advice last.

    `before` and `after` are the two versions of a document, `others` what the contract's other documents say, `names`
    the reference lists. Nothing is altered.
    """
    shared = others if others is not None else Graph()
    grounds = _Grounds(before + shared, after + shared, curation, retraction, Wording((curation, after, before, names)))
    found = {*grounds.withdrawn(), *grounds.completed(), *grounds.dangling(), *grounds.derived(), *grounds.unused()}
    return tuple(sorted(found, key=lambda item: (item.is_advice, str(item.decision), item.message)))


def told(found: tuple[Stale, ...]) -> Iterator[str]:
    """Yield the lines of a report: each decision once, and under it what to look at."""
    decision = None
    for item in found:
        if item.decision != decision:
            decision = item.decision
            yield str(decision)
        yield f"  – {'conseil : ' if item.is_advice else ''}{item.message}"


@dataclass(frozen=True, slots=True)
class _Grounds:
    """All sources before and after, and what people decided about them."""

    before: Graph
    after: Graph
    curation: Graph
    retraction: Graph
    wording: Wording

    def withdrawn(self) -> Iterator[Stale]:
        """Find the statements that people withdrew and that no document makes any more."""
        for thing, predicate, value in self.retraction - self.after:
            # the reader leaves out a name where the curation gives one
            if predicate != SKOS.prefLabel or (thing, SKOS.prefLabel, None) not in self.curation:
                statement = f"{property_label(predicate)} {self.wording.quoted(value)}"
                yield self._stale(
                    thing, f"Aucun document ne dit plus de {self.wording.title(thing)} ce qui est retiré : {statement}."
                )

    def completed(self) -> Iterator[Stale]:
        """Find the things that the curation only completes or names, and that no document describes or mentions."""
        for thing in self._decided():
            kinds = set(self.curation.objects(thing, RDF.type))
            if not kinds and (thing, None, None) not in self.after:
                yield self._stale(
                    thing, f"Aucun document ne décrit plus {self.wording.title(thing)}, que la curation complète."
                )
            elif kinds and _mentioned(self.before, thing) and not _mentioned(self.after, thing):
                message = f"Aucun document ne parle plus de {self.wording.title(thing)}."
                yield self._stale(thing, message, is_advice=bool(kinds & _NAMED_FOR_READING))

    def dangling(self) -> Iterator[Stale]:
        """Find the things that the curation refers to, that were described and that nothing describes any more."""
        for thing, predicate, value in self.curation:
            was = (value, None, None) in self.before
            is_described = (value, None, None) in self.after or (value, RDF.type, None) in self.curation
            if was and not is_described and predicate != PROV.wasDerivedFrom:
                message = f"La curation dit de {self.wording.title(thing)} : {property_label(predicate)}"
                yield self._stale(thing, f"{message} {self.wording.quoted(value)}, qu'aucun document ne décrit plus.")

    def derived(self) -> Iterator[Stale]:
        """Find the curated things whose passage is no more, or says something else."""
        for thing, passage in self.curation.subject_objects(PROV.wasDerivedFrom):
            was, now = self._said(self.before, passage), self._said(self.after, passage)
            ground = f"{capitalised(self.wording.title(thing))} vient de {self._place(passage)}"
            if (passage, None, None) not in self.after:
                yield self._stale(thing, f"{ground}, qui n'existe plus.{self._elsewhere(passage)}")
            elif was and not was & now:
                is_text = all(isinstance(said, Literal) for said in was | now)
                change = f"où « {_text(was)} » est devenu « {_text(now)} »" if is_text else "où se lit autre chose"
                yield self._stale(thing, f"{ground}, {change}.{self._elsewhere(passage)}")

    def unused(self) -> Iterator[Stale]:
        """Find the curated names that the documents used and use no more, of things that they still mention."""
        was, now = _words(self.before), _words(self.after)
        for thing, name in self.curation.subject_objects(SKOS.altLabel):
            words = f" {' '.join(key(str(name)))} "
            if words in was and words not in now and _mentioned(self.after, thing):
                message = f"Le nom « {name} » de {self.wording.title(thing)} n'est plus employé."
                yield self._stale(thing, message, is_advice=True)

    def _decided(self) -> Iterator[Node]:
        decisions = set(self.curation.subjects(RDF.type, MLG.Decision))
        yield from set(self.curation.subjects()) - decisions

    def _stale(self, thing: Node, message: str, *, is_advice: bool = False) -> Stale:
        nodes = sorted(self.curation.objects(thing, PROV.wasGeneratedBy), key=str)
        if not nodes:
            return Stale(thing, message, Decision(), is_advice)
        reason, day = (self.wording.value(nodes[0], predicate) for predicate in (MLG.motif, MLG.decideLe))
        return Stale(thing, message, Decision(str(reason or ""), self.wording.label(day) if day else ""), is_advice)

    def _said(self, graph: Graph, passage: Node) -> set[Node]:
        """Return the text of a cell; where a passage keeps none, the things that are read in it."""
        return set(graph.objects(passage, MLG.texte)) or set(graph.subjects(PROV.wasDerivedFrom, passage))

    def _place(self, passage: Node) -> str:
        line, column = (self.wording.value(passage, predicate) for predicate in (MLG.ligneDebut, MLG.colonne))
        where = f"la ligne {line}" if line else f"la place {self.wording.quoted(passage)}"
        return f"{where}, colonne « {column} »" if column else where

    def _elsewhere(self, passage: Node) -> str:
        """Tell where the same things are now said with the same text, if that is one place."""
        things = self.before.subjects(PROV.wasDerivedFrom, passage)
        same = {there for thing in things for there in self.after.objects(thing, PROV.wasDerivedFrom)}
        for predicate in (MLG.texte, MLG.colonne):
            was = set(self.before.objects(passage, predicate))
            same = {there for there in same if was == set(self.after.objects(there, predicate))}
        lines = {str(line) for there in same for line in self.after.objects(there, MLG.ligneDebut)}
        return f" Le même texte est maintenant à la ligne {lines.pop()}." if len(lines) == 1 else ""


def _mentioned(graph: Graph, thing: Node) -> bool:
    return (thing, None, None) in graph or (None, None, thing) in graph


def _text(values: set[Node]) -> str:
    return " / ".join(sorted(map(str, values)))


def _words(graph: Graph) -> str:
    """Return the words of all that a graph says, each statement apart."""
    said = {str(value) for value in graph.objects() if isinstance(value, Literal)}
    return "\n".join(f" {' '.join(key(text))} " for text in sorted(said))
