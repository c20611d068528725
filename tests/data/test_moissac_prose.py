"""The actions that Moissac's contract tells in prose: what is published says what a person read, line by line."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from rdflib import PROV, RDF, SKOS, Graph, Literal
from rdflib.term import Node

from data.contracts import ContractFiles, bundled
from data.publish import published
from ontology import MLG

EXPECTED: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "moissac-prose.toml").read_text("utf-8"))
LINES: list[dict[str, Any]] = EXPECTED["line"]
# The short names of the expected lines, where the label is longer
NAMES = {
    "TDC": "Communauté de communes Terres des Confluences",
    "Commune": "Commune de Moissac",
    "Département": "Conseil départemental de Tarn-et-Garonne",
    "Région": "Région Occitanie / Pyrénées-Méditerranée",
    "ADIL": "Agence départementale pour l'information sur le logement ADIL 82",
    "CAF": "Caisse d'allocations familiales de Tarn-et-Garonne",
    "CPAM": "Caisse primaire d'assurance maladie",
    "CCAS": "Centre communal d'action sociale",
    "DRAC": "Direction régionale des affaires culturelles Occitanie",
    "EPFO": "Établissement public foncier d'Occitanie",
    "SPE": "Service public de l'emploi",
    "MAJ": "Moissac Animations Jeunes",
    "Conseils citoyens": "Association des Conseils Citoyens de Moissac",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return published(ContractFiles(bundled() / "moissac"))


def label(graph: Graph, thing: Node | None) -> str:
    assert thing is not None
    name = str(graph.value(thing, SKOS.prefLabel))
    return f"({name})" if (thing, RDF.type, MLG.ActeurNonNomme) in graph else name


def last(thing: Node | None) -> str:
    return str(thing).rpartition("/")[2]


def passage(graph: Graph, line: int) -> Node:
    """Return the passage of a line of prose."""
    (found,) = graph.subjects(MLG.ligneDebut, Literal(line))
    return found


def told(graph: Graph, line: int, about: str = "") -> list[Node]:
    """Return the actions told in prose on a line whose words begin as said."""
    where = passage(graph, line)
    actions = [a for a in graph.subjects(PROV.wasDerivedFrom, where) if (a, RDF.type, MLG.Action) in graph]
    return [a for a in actions if any(str(w).startswith(about) for w in graph.objects(a, MLG.motsDeLaSource))]


def action_of(graph: Graph, expected: dict[str, Any]) -> Node:
    (action,) = told(graph, expected["line"], expected.get("about", ""))
    return action


def here(graph: Graph, expected: dict[str, Any], things: list[Node]) -> list[Node]:
    """Return the things that the line itself gives: an action that another place tells too has theirs beside."""
    where = passage(graph, expected["line"])
    return [thing for thing in things if (thing, PROV.wasDerivedFrom, where) in graph]


@pytest.mark.parametrize("expected", LINES, ids=lambda each: f"{each['line']} {each.get('about', '')}".strip())
def test_a_line_says_who_takes_part_and_who_pays(graph: Graph, expected: dict[str, Any]) -> None:
    action = action_of(graph, expected)
    parts = here(graph, expected, list(graph.subjects(MLG.dans, action)))
    roles = {(label(graph, graph.value(p, MLG.acteur)), last(graph.value(p, MLG.role))) for p in parts}
    assert roles == {(NAMES.get(name, name), role) for name, role in expected.get("roles", {}).items()}
    lines = here(graph, expected, list(graph.subjects(MLG.finance, action)))
    funders = {
        label(graph, graph.value(line, MLG.financeur)): [
            last(graph.value(line, MLG.fermete)),
            last(graph.value(line, MLG.natureCredit)),
        ]
        for line in lines
    }
    assert funders == {NAMES.get(name, name): said for name, said in expected.get("funders", {}).items()}


@pytest.mark.parametrize("expected", LINES, ids=lambda each: f"{each['line']} {each.get('about', '')}".strip())
def test_a_line_names_dispositifs_bodies_and_quarters(graph: Graph, expected: dict[str, Any]) -> None:
    action = action_of(graph, expected)
    for name, predicate in (("schemes", MLG.dispositif), ("bodies", MLG.instance), ("quarters", MLG.quartier)):
        assert sorted(label(graph, thing) for thing in graph.objects(action, predicate)) == expected.get(name, []), name


@pytest.mark.parametrize("expected", LINES, ids=lambda each: f"{each['line']} {each.get('about', '')}".strip())
def test_a_line_gives_figures_dates_and_how_it_ended(graph: Graph, expected: dict[str, Any]) -> None:
    action = action_of(graph, expected)
    figures = [
        [
            int(float(str(graph.value(t, MLG.quantite)))),
            str(graph.value(t, MLG.unite)),
            last(graph.value(t, MLG.natureCible)),
        ]
        for t in here(graph, expected, list(graph.objects(action, MLG.cible)))
    ]
    assert figures == expected.get("figures", [])
    periods = here(graph, expected, list(graph.objects(action, MLG.periode)))
    assert [str(graph.value(p, MLG.edtf)) for p in periods] == [expected[k] for k in ("period",) if k in expected]
    for key, predicate in (("signed", MLG.signeLe), ("times", MLG.foisParAn), ("cause", MLG.cause)):
        assert [str(v) for v in graph.objects(action, predicate)] == [str(expected[k]) for k in (key,) if k in expected]
    default = {"actions-effectuees": "effectuee", "plan-d-action": "prevue"}
    (part,) = graph.objects(action, MLG.partieDuDocument)
    status = expected.get("status") or default[last(part)]
    assert [last(s) for s in graph.objects(action, MLG.statut)] == [status]


def test_one_initiative_alone_is_carried_with_others_that_no_word_names(graph: Graph) -> None:
    prose = {action for action in graph.subjects(MLG.acteursListeOuverte) if graph.value(action, MLG.motsDeLaSource)}
    assert prose == set(told(graph, 509))
