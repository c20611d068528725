"""Measure reading and judging beside the libraries they stand on; gather all measures."""

from collections.abc import Iterator
from functools import partial

from markdown_it import MarkdownIt
from pyshacl import validate
from rdflib import Graph

from data.contracts import ContractFiles, bundled
from data.publish import published
from data.reader import read
from ontology import judge
from ontology.files import ontology_graph, shapes_graph
from service.benchmarks.measuring import Measure, seconds

SIZES = (1, 10, 100)
_HEAD = """# **AVENANT AU CONTRAT DE VILLE DE MESURES**

## **PROTOCOLE D'ENGAGEMENTS RENFORCES ET RECIPROQUES 2021 - 2023**

## 2.2 Orientations transversales
"""
_ORIENTATION = """
### **T.{digit} Orientation numéro {number}**

Une priorité de l'orientation {number}

### Effectués

- Action {number} portée par la Commune, signée le 9 juillet 2019
- Atelier {number} animé par l'association Alpha pour 12 habitants

### Plan d'action

- Projet {number} en lien avec le Conseil départemental

### Observations - freins

Un frein de l'orientation {number}
"""
_TAIL = """
## Feuille de route

## Pilier de mesure

ACTION	OBJECTIFS	CIBLE	DELAIS	ACTEURS	FINANCEURS POTENTIELS
"""
_ROW = "Fête {number}	Se retrouver	Tout public	Courant 2022	Commune Etat	Commune Etat\n"


def benchmarks() -> Iterator[Measure]:
    """Yield the measures one after another, as they are made."""
    from service.benchmarks.pictures import pictures  # noqa: PLC0415 – networkx takes half a second to load
    from service.benchmarks.search import searching  # noqa: PLC0415 – as numpy does

    yield from reading()
    yield judging()
    yield from pictures()
    yield from searching()


def reading(sizes: tuple[int, ...] = SIZES) -> Iterator[Measure]:
    """Yield how long it takes to read an invented protocol of each size, beside a parser that understands nothing.

    Reading is linear where the ratio stays the same from a size to the next.
    """
    parser = MarkdownIt()
    for size in sizes:
        text = protocol(10 * size)
        ours = seconds(partial(read, "mesures-protocole.txt", text.encode(), contract="mesures"))
        theirs = seconds(partial(parser.parse, text))
        lines = sum(1 for line in text.splitlines() if line.strip())
        yield Measure(f"lire un protocole de {lines} lignes", ours, "markdown-it-py", theirs)


def protocol(orientations: int) -> str:
    """Return the text of an invented protocol: so many orientations, and as many rows of roadmap."""
    told = (_ORIENTATION.format(digit=number % 9 + 1, number=number) for number in range(orientations))
    rows = (_ROW.format(number=number) for number in range(orientations))
    return "".join((_HEAD, *told, _TAIL, *rows))


def judging() -> Measure:
    """Return how long it takes to judge Moissac, checks and all, beside pySHACL as it comes, without them."""
    graph = published(ContractFiles(bundled() / "moissac"))
    return Measure("juger Moissac", seconds(partial(judge, graph)), "pySHACL seul", seconds(partial(_plain, graph)))


def _plain(graph: Graph) -> object:
    return validate(graph, shacl_graph=shapes_graph(), ont_graph=ontology_graph(), inference="none")
