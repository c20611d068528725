"""What is exported is read back whole."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import networkx as nx
import pyoxigraph as ox
import pytest

from data import naming
from data.store import OpenStore
from viz.errors import UnknownFormatError
from viz.exports import content, to_gexf, to_graphml, to_json, write
from viz.network import build, ties
from viz.tables import to_csv, to_zip
from viz.view import views

COMMUNE = f"{naming.ID}clairval/acteur/commune-de-clairval"
HEALTH_HOUSE = f"{naming.ID}clairval/action/maison-de-sante"


@pytest.fixture
def graph(store: ox.Store) -> "nx.Graph[str]":
    return build(store, ["clairval"])


def attributes(graph: "nx.Graph[str]") -> dict[str, dict[str, object]]:
    return {node: dict(graph.nodes[node]) for node in graph}


def flat(data: dict[str, Any]) -> dict[str, object]:
    """Return the attributes of a node as files that know texts, numbers and booleans only hold them."""
    return {**data, "facts": " | ".join(f"{name} : {value}" for name, value in data["facts"])}


def test_graphml_gives_back_every_node_edge_and_attribute(graph: "nx.Graph[str]") -> None:
    back = nx.read_graphml(BytesIO(to_graphml(graph).encode()))
    assert attributes(back) == {node: flat(data) for node, data in attributes(graph).items()}
    assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in graph.edges}
    assert back.edges[COMMUNE, HEALTH_HOUSE] == {
        "relations": "participe (porteur) | finance (voté ; 50 000 € ; 2024)",
        "participe": True,
        "finance": True,
        "weight": 2.0,
    }


def test_gexf_gives_back_attributes_with_a_place_and_a_colour(graph: "nx.Graph[str]") -> None:
    back = nx.read_gexf(BytesIO(to_gexf(graph).encode()))
    for node, data in graph.nodes(data=True):
        assert {name: back.nodes[node][name] for name in data} == flat(data)
        assert back.nodes[node]["viz"].keys() == {"color", "position", "size"}
    assert back.nodes[COMMUNE]["viz"]["color"] == {"r": 213, "g": 94, "b": 0, "a": 1.0}
    assert back.edges[COMMUNE, HEALTH_HOUSE]["finance"] is True


def test_gexf_does_not_hold_the_day_of_writing(graph: "nx.Graph[str]") -> None:
    assert "lastmodifieddate" not in to_gexf(graph)


@pytest.mark.parametrize("view", [*views()])
def test_every_view_comes_back_from_graphml_and_gexf_with_all_that_is_said_of_its_things(
    bundle: OpenStore, view: str
) -> None:
    whole = build(bundle.store, ["moissac"], view)
    expected = {node: flat(data) for node, data in attributes(whole).items()}
    for text, read in ((to_graphml(whole), nx.read_graphml), (to_gexf(whole), nx.read_gexf)):
        back = read(BytesIO(text.encode()))
        assert {node: {name: back.nodes[node][name] for name in data} for node, data in expected.items()} == expected
        assert back.number_of_edges() == whole.number_of_edges()
        for one, other, relations in ties(whole):
            said = " | ".join(relation.label for relation in relations)
            assert back.edges[one, other]["relations"] == said


def test_the_tables_hold_every_tie_and_every_node_with_their_words(graph: "nx.Graph[str]") -> None:
    rows = [*csv.DictReader(io.StringIO(to_csv(graph)))]
    assert [(row["Source"], row["Target"]) for row in rows] == [(one, other) for one, other, _ in ties(graph)]
    (firm,) = (row for row in rows if (row["Source"], row["Target"]) == (COMMUNE, HEALTH_HOUSE))
    assert (firm["nomSource"], firm["nomTarget"], firm["Weight"]) == ("Commune de Clairval", "Maison de santé", "2")
    assert firm["relations"] == "participe (porteur) | finance (voté ; 50 000 € ; 2024)"
    assert "Feuille de route" in firm["passages"]
    with ZipFile(io.BytesIO(to_zip(graph))) as archive:
        assert archive.namelist() == ["noeuds.csv", "liens.csv"]
        nodes = [*csv.DictReader(io.TextIOWrapper(archive.open("noeuds.csv"), "utf-8"))]
        assert archive.read("liens.csv").decode() == to_csv(graph)
    assert {row["Id"]: row["Label"] for row in nodes} == {node: data["label"] for node, data in graph.nodes(data=True)}
    assert {row["nomme"] for row in nodes} == {"oui", "non"}


def test_a_drawing_that_stands_alone_says_what_it_is(graph: "nx.Graph[str]") -> None:
    root = ET.fromstring(content(graph, "svg"))  # noqa: S314 - drawn by ourselves
    assert [child.text for child in root][:2] == [
        "Qui fait quoi, et qui le finance : Contrat de ville de Clairval",
        "4 acteurs, 3 actions, 7 liens",
    ]


def test_json_gives_back_the_relations_one_by_one(graph: "nx.Graph[str]") -> None:
    back = nx.node_link_graph(json.loads(to_json(graph)), edges="edges")
    read = {node: {**data, "facts": tuple(map(tuple, data["facts"]))} for node, data in back.nodes(data=True)}
    assert read == attributes(graph)
    firm = back.edges[COMMUNE, HEALTH_HOUSE]["relations"][1]
    assert (firm["kind"], firm["detail"], firm["weight"]) == ("finance", "voté ; 50 000 € ; 2024", 1.0)


def test_text_that_xml_refuses_is_still_exported_as_xml(graph: "nx.Graph[str]") -> None:
    graph.nodes[COMMUNE]["label"] = "Commune\x08 & <Clairval>\x00"
    for text in (to_graphml(graph), to_gexf(graph)):
        read = nx.read_graphml if "graphml" in text else nx.read_gexf
        assert read(BytesIO(text.encode())).nodes[COMMUNE]["label"] == "Commune\ufffd & <Clairval>\ufffd"


@pytest.mark.parametrize("suffix", [".html", ".svg", ".png", ".graphml", ".gexf", ".json", ".csv", ".zip"])
def test_a_file_is_the_same_on_every_run_and_nothing_else_is_left_beside_it(
    graph: "nx.Graph[str]", tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"reseau{suffix}"
    write(graph, file)
    first = file.read_bytes()
    write(graph, file)
    assert file.read_bytes() == first
    assert list(tmp_path.iterdir()) == [file]


def test_an_unknown_suffix_is_refused_in_french_and_writes_nothing(graph: "nx.Graph[str]", tmp_path: Path) -> None:
    with pytest.raises(
        UnknownFormatError, match=r"« \.docx ».*\.html, \.svg, \.png, \.graphml, \.gexf, \.json, \.csv, \.zip"
    ):
        write(graph, tmp_path / "reseau.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_former_file_as_it_was(graph: "nx.Graph[str]", tmp_path: Path) -> None:
    file = tmp_path / "reseau.html"
    write(graph, file)
    before = file.read_bytes()
    with pytest.raises(ValueError, match="refusée"):
        write(graph, file, site="javascript:alert(1)")
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]
