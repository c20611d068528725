"""Describe what several kinds of record have in common: participations, funding lines, dispositifs, bodies."""

import re
from collections.abc import Mapping

from rdflib import SKOS, URIRef

from data import naming
from data.describe.scribe import Scribe
from data.reading.document import Place
from data.reading.named import proper_names
from data.reading.records import Body
from ontology import MLG


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


def describe_scheme(scribe: Scribe, concept: URIRef, place: Place) -> URIRef:
    """Write the contract's own dispositif of a listed kind."""
    label = scribe.known.value(concept, SKOS.prefLabel)
    node = scribe.node(scribe.iri("dispositif", last(concept)), MLG.Dispositif, place, str(label))
    scribe.say(node, MLG.sigle, str(scribe.known.value(concept, MLG.sigle) or ""))
    scribe.say(node, SKOS.exactMatch, concept)
    return node


def describe_body(scribe: Scribe, name: str, place: Place, times_a_year: int | None) -> URIRef:
    """Write a coordination body, which curation may know by another name, and the dispositifs that its name tells."""
    known = scribe.instances.find(name)
    node = scribe.node(known.thing if known else scribe.iri("instance", name), MLG.Instance, place, name)
    scribe.say(node, MLG.foisParAn, times_a_year)
    for concept in proper_names(name, scribe.schemes):
        scribe.say(node, MLG.dispositif, describe_scheme(scribe, concept, place))
    return node


def describe_bodies(scribe: Scribe, bodies: list[Body], actions: Mapping[int, URIRef]) -> None:
    """Write the coordination bodies, who animates them, and the action of the row that names them."""
    for body in bodies:
        node = describe_body(scribe, body.name, body.place, body.times_a_year)
        scribe.say(node, MLG.remarque, body.remark)
        if action := actions.get(body.place.line):
            scribe.say(action, MLG.instance, node)
        if body.animator:
            words = re.sub(r"^opérateur ", "", body.animator)
            participation = participate(scribe, scribe.actor(words, body.place), node, "animateur", body.place)
            scribe.say(participation, MLG.motsDeLaSource, body.animator)


def last(thing: URIRef) -> str:
    """Return the last segment of an IRI."""
    return str(thing).rpartition("/")[2]
