"""Describe what several kinds of record have in common: participations, periods, dispositifs, coordination bodies."""

import re
from collections.abc import Iterator, Mapping

from rdflib import SKOS, Literal, URIRef

from data import naming
from data.describe.scribe import Scribe
from data.reading.document import Cell, Place
from data.reading.period import parse_period
from data.reading.records import Body
from data.reading.register import Register
from data.text import counts, fold, key
from ontology import MLG

WORDS = re.compile(r"[^\W_]+")


def participate(scribe: Scribe, actor: URIRef, thing: URIRef, role: str, place: Place) -> URIRef:
    """Write the part that an actor takes in something, in a role."""
    kind = str(thing).removeprefix(naming.ID).split("/")[1:2] or ["contrat"]
    participation = scribe.iri("participation", f"{kind[0]} {last(thing)}", last(actor), role)
    scribe.node(participation, MLG.Participation, place)
    scribe.say(participation, MLG.acteur, actor)
    scribe.say(participation, MLG.dans, thing)
    scribe.say(participation, MLG.role, naming.reference("role", role))
    return participation


def describe_funding(
    scribe: Scribe,
    funded: URIRef,
    funder: URIRef,
    place: Place,
    *,
    firmness: str,
    credit: str = "",
    name: URIRef | None = None,
) -> URIRef:
    """Write the line of a funder for something: one line a kind of credit, however many places repeat it.

    What tells it from another line of the same kind may be told by its name.
    """
    line = name or scribe.iri("financement", last(funded), last(funder), credit)
    scribe.node(line, MLG.EngagementFinancier, place)
    scribe.say(line, MLG.financeur, funder)
    scribe.say(line, MLG.finance, funded)
    scribe.say(line, MLG.fermete, naming.reference("fermete", firmness))
    is_european = (funder, MLG.typeActeur, naming.reference("type-acteur", "fonds-europeen")) in scribe.known
    nature = credit or ("fonds-europeen" if is_european else "non-precise")
    scribe.say(line, MLG.natureCredit, naming.reference("nature-credit", nature))
    return line


def describe_period(scribe: Scribe, cell: Cell) -> URIRef:
    """Write the period that a cell tells, with its words; bounds only where the words give them."""
    node = scribe.node(scribe.iri("periode", cell.text.replace(">", "après ")), MLG.Periode, cell.place)
    scribe.say(node, MLG.motsDeLaSource, cell.text)
    period = parse_period(cell.text)
    if period is None:
        scribe.misunderstood.append((cell.place, f"« {cell.text} » ne se lit pas comme une période"))
        return node
    scribe.say(node, MLG.naturePeriode, naming.reference("nature-periode", period.nature))
    scribe.say(node, MLG.edtf, period.edtf)
    scribe.say(node, MLG.foisParAn, period.times_a_year)
    for predicate, day in ((MLG.debut, period.start), (MLG.fin, period.end)):
        if day:
            scribe.graph.add((node, predicate, Literal(day)))
    return node


def describe_scheme(scribe: Scribe, concept: URIRef, place: Place) -> URIRef:
    """Write the contract's own dispositif of a listed kind."""
    label = scribe.known.value(concept, SKOS.prefLabel)
    node = scribe.node(scribe.iri("dispositif", last(concept)), MLG.Dispositif, place, str(label))
    scribe.say(node, MLG.sigle, str(scribe.known.value(concept, MLG.sigle) or ""))
    scribe.say(node, SKOS.exactMatch, concept)
    return node


def describe_body(scribe: Scribe, name: str, place: Place, times_a_year: int | None) -> URIRef:
    """Write a coordination body, which curation may know by another name."""
    known = scribe.instances.find(name)
    node = scribe.node(known.thing if known else scribe.iri("instance", name), MLG.Instance, place, name)
    scribe.say(node, MLG.foisParAn, times_a_year)
    return node


def describe_bodies(scribe: Scribe, bodies: list[Body], actions: Mapping[int, URIRef]) -> None:
    """Write the coordination bodies, who animates them, their dispositifs, the action of the row that names them."""
    schemes = scribe.concepts("dispositif")
    for body in bodies:
        node = describe_body(scribe, body.name, body.place, body.times_a_year)
        scribe.say(node, MLG.remarque, body.remark)
        for concept in proper_names(body.name, schemes):
            scribe.say(node, MLG.dispositif, describe_scheme(scribe, concept, body.place))
        if action := actions.get(body.place.line):
            scribe.say(action, MLG.instance, node)
        if body.animator:
            words = re.sub(r"^opérateur ", "", body.animator)
            participation = participate(scribe, scribe.actor(words, body.place), node, "animateur", body.place)
            scribe.say(participation, MLG.motsDeLaSource, body.animator)


def named_in(text: str, register: Register) -> Iterator[URIRef]:
    """Yield the things whose names stand in a text, the longest names first, each word used once."""
    words = key(text)
    index = 0
    while index < len(words):
        length, known = register.longest(words[index:]) or (1, None)
        if known:
            yield known.thing
        index += length


def proper_names(text: str, register: Register) -> Iterator[URIRef]:
    """Yield the things that a sentence names for sure: by an acronym in capitals, or by a name of several words.

    In a sentence, unlike in a cell, one known word may be a common noun: « communication », « commune ».
    """
    words = [word for word in WORDS.findall(text) if counts(word)]
    index = 0
    while index < len(words):
        length, known = register.longest(tuple(fold(word) for word in words[index:])) or (1, None)
        if known and (length > 1 or is_acronym(words[index])):
            yield known.thing
        index += length


def is_acronym(word: str) -> bool:
    """Tell whether a word is an acronym: all in capitals, and of more than one."""
    return len(word) > 1 and word.isupper()


def last(thing: URIRef) -> str:
    """Return the last segment of an IRI."""
    return str(thing).rpartition("/")[2]
