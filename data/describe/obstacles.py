"""Describe the obstacles that a contract observes, and whom or what their words name."""

from collections.abc import Iterator

from rdflib import URIRef

from data.describe.parts import describe_scheme
from data.describe.scribe import Scribe
from data.reading.named import proper_names
from data.reading.records import Obstacle, Records
from ontology import MLG


def describe_obstacles(scribe: Scribe, records: Records, nodes: list[URIRef]) -> None:
    """Write each obstacle under its element, with the dispositifs and the actors that it names."""
    for obstacle in records.obstacles:
        node = scribe.node(scribe.iri("frein", obstacle.text), MLG.Frein, obstacle.place, obstacle.text)
        scribe.say(node, MLG.observeDans, nodes[obstacle.element])
        scribe.say(node, MLG.precision, obstacle.introduction)
        for thing in _concerned(scribe, obstacle):
            scribe.say(node, MLG.concerne, thing)


def _concerned(scribe: Scribe, obstacle: Obstacle) -> Iterator[URIRef]:
    text = f"{obstacle.introduction} {obstacle.text}"
    for concept in proper_names(text, scribe.schemes):
        yield describe_scheme(scribe, concept, obstacle.place)
    yield from proper_names(text, scribe.actors)
