"""Read the files of this room: the Turtle, and the queries beside it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rdflib import Graph


def text(name: str) -> str:
    """Return the text of a file of this room, such as `shapes.ttl`."""
    return (files("ontology") / name).read_text(encoding="utf-8")


@cache
def queries(folder: str) -> Mapping[str, str]:
    """Return the queries of a folder of this room by their name, in the order of the names.

    >>> list(queries("rules"))
    ['couvertures-connues', 'endroits', 'intitules', 'services-rendus', 'superclasses']
    """
    found = sorted((files("ontology") / folder).iterdir(), key=lambda path: path.name)
    return {
        path.name.removesuffix(".rq"): path.read_text(encoding="utf-8") for path in found if path.name.endswith(".rq")
    }


@cache
def ontology_graph() -> Graph:
    """Return the vocabulary; shared by all callers, who must not alter it."""
    return Graph().parse(data=text("maillage.ttl"), format="turtle")


@cache
def alignments_graph() -> Graph:
    """Return what our terms are in other vocabularies; shared by all callers, who must not alter it."""
    return Graph().parse(data=text("alignments.ttl"), format="turtle")


@cache
def shapes_graph() -> Graph:
    """Return the shapes; shared by all callers, who must not alter it."""
    return Graph().parse(data=text("shapes.ttl"), format="turtle")


@cache
def builder_graph() -> Graph:
    """Return what the visual query builder shows of the shapes; shared by all callers, who must not alter it."""
    return Graph().parse(data=text("builder.ttl"), format="turtle")
