"""The Turtle of the room keeps its own rules, and each rule sees a graph that breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, Graph

import ontology
from ontology import files, lint

ROOM = Path(ontology.__file__).parent
PREFIXES = """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix mlgsh: <https://w3id.org/maillage/shapes#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""

# rule: the graph to which a fault is added, the fault, a word of the message
FAULTS = {
    "alignments-point-outside": ("alignements", "mlg:Inconnu rdfs:subClassOf foaf:Agent .", "no such term"),
    "classes-have-one-shape": ("ontologie", "mlg:SansForme a owl:Class .", "SansForme"),
    "no-foreign-term-is-described": ("alignements", 'foaf:Agent rdfs:label "agent" .', "foaf"),
    "one-label-one-term": ("ontologie", 'mlg:Tache a owl:Class ; rdfs:label "action"@fr .', "“action”@fr"),
    "shapes-name-terms-that-exist": ("shapes", "mlgsh:x sh:path mlg:statutt .", "statutt"),
    "shapes-speak": ("shapes", "mlgsh:x a sh:NodeShape .", "no label in French"),
    "terms-are-described": ("ontologie", 'mlg:Tache a owl:Class ; rdfs:label "tâche"@fr .', "no definition in English"),
    "terms-are-used": ("ontologie", "mlg:oubliee a owl:ObjectProperty .", "oubliee"),
}


@pytest.mark.parametrize("rule", files.queries("lint"))
def test_the_rule_is_kept(rule: str) -> None:
    assert list(lint.findings(rule, lint.graphs())) == []


@pytest.mark.parametrize("rule", files.queries("lint"))
def test_the_rule_sees_a_graph_that_breaks_it(rule: str) -> None:
    where, fault, word = FAULTS[rule]
    named = dict(lint.graphs())
    name = f"https://w3id.org/maillage/graph/{where}"
    named[name] = named[name] + Graph().parse(data=PREFIXES + fault, format="turtle")
    assert word in " ".join(lint.findings(rule, named))


def test_nothing_is_imported_from_elsewhere() -> None:
    for graph in lint.graphs().values():
        assert (None, OWL.imports, None) not in graph


def test_the_ontology_and_its_neighbours_say_their_version_and_licence() -> None:
    for graph in lint.graphs().values():
        (header,) = graph.subjects(predicate=None, object=OWL.Ontology)
        said = {
            str(predicate).rstrip("/").replace("#", "/").rsplit("/", 1)[-1] for predicate in graph.predicates(header)
        }
        assert {"title", "description", "license", "versionIRI", "versionInfo", "created"} <= said


def test_the_turtle_is_formatted() -> None:
    turtlefmt = shutil.which("turtlefmt", path=str(Path(sys.executable).parent))
    assert turtlefmt is not None
    written = [*ROOM.glob("*.ttl"), *(Path(__file__).parent / "examples").glob("*.ttl")]
    checked = subprocess.run([turtlefmt, "--check", *map(str, written)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
