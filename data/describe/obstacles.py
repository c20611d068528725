"""Describe the obstacles that a contract observes, and whom or what their words name."""

from collections.abc import Iterator

from rdflib import URIRef

from data.describe.parts import describe_scheme, proper_names
from data.describe.scribe import Scribe
from data.reading.records import Obstacle, Records
from data.reading.register import Register
from ontology import MLG


def describe_obstacles(scribe: Scribe, records: Records, nodes: list[URIRef]) -> None:
    """Write each obstacle under its element, with the dispositifs and the actors that it names."""
    schemes = scribe.concepts("dispositif")
    for obstacle in records.obstacles:
        node = scribe.node(scribe.iri("frein", obstacle.text), MLG.Frein, obstacle.place, obstacle.text)
        scribe.say(node, MLG.observeDans, nodes[obstacle.element])
        scribe.say(node, MLG.precision, obstacle.introduction)
        for thing in _concerned(scribe, obstacle, schemes):
            scribe.say(node, MLG.concerne, thing)


def _concerned(scribe: Scribe, obstacle: Obstacle, schemes: Register) -> Iterator[URIRef]:
    text = f"{obstacle.introduction} {obstacle.text}"
    for concept in proper_names(text, schemes):
        yield describe_scheme(scribe, concept, obstacle.place)
    yield from proper_names(text, scribe.actors)
