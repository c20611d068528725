"""Everything that can be carried away tells its licence and its source, in the file or in the answer that brings it."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from docx import Document
from openpyxl import load_workbook
from starlette.testclient import TestClient
from typer.testing import CliRunner

from data.store import OpenStore
from queries.catalogue import catalogue
from service.cli import app as commands
from service.commands import drawing
from service.negotiation import Form
from service.protocol import FORMATS as RESULTS
from service.quality.pages import FORMATS as REMARKS
from service.questions.routes import formats
from tests.service.markup import Page
from tests.service.test_quality import checked
from viz.charts.chart import charts
from viz.charts.exports import write as write_chart
from viz.charts.figure import draw
from viz.exports import FORMATS as NETWORKS
from viz.exports import write as write_network
from viz.network import build

NAME, ADDRESS = "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
SPDX = "https://spdx.org/licenses/etalab-2.0"
TITLE = "Contrat de ville de Clairval 2024-2030"
DOCUMENT = "https://w3id.org/maillage/id/clairval/document/contrat-2030"
AVENANT = "Avenant au contrat de ville de Moissac"
QUESTION = catalogue()["agenda"]
ANSWERS = {name: f"/questions/agenda?contrat=clairval&format={name}" for name in formats(QUESTION, lambda: b"")}
THINGS = {form: f"/id/clairval/action/maison-de-sante?format={form}" for form in Form if form is not Form.HTML}
PICTURES = {form: f"/reseau/picture?contrat=clairval&format={form}" for form in NETWORKS if form != "html"}
FILES = {
    **{f"question.{name}": path for name, path in ANSWERS.items()},
    **{f"thing.{name}": path for name, path in THINGS.items()},
    **{f"network.{name}": path for name, path in PICTURES.items()},
    **{f"sparql.{name}": f"/sparql?query=SELECT+*+%7B%7D&format={name}" for name in RESULTS if name in {"json", "csv"}},
    **{f"remarks.{name}": f"/qualite?contrat=clairval&format={name}" for name in REMARKS},
    "recipe": "/questions/agenda/recette?contrat=clairval",
    "ontology": "/ontology?format=turtle",
}


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_answer_that_brings_a_file_links_to_the_licence_and_to_the_sources(site: TestClient, path: str) -> None:
    checked(site, "/qualite?contrat=clairval")
    answer = site.get(path)
    assert answer.status_code == 200, answer.text
    assert f'<{ADDRESS}>; rel="license"' in answer.headers["link"]
    described = next(link for link in answer.headers["link"].split(", ") if 'rel="describedby"' in link)
    told = site.get(described.partition(">")[0].removeprefix("<")).text
    assert NAME in told
    assert TITLE in told


def cells(content: bytes) -> str:
    return " ".join(str(each) for sheet in load_workbook(io.BytesIO(content)) for row in sheet.values for each in row)


INSIDE: Mapping[str, Callable[[bytes], str]] = {
    "question.xlsx": cells,
    "question.ics": lambda content: content.decode().replace("\r\n ", "").replace("\\;", ";"),
    "question.ttl": lambda content: content.decode(),
    "network.svg": lambda content: content.decode(),
    "network.png": lambda content: content.decode("latin-1"),
    "network.gexf": lambda content: content.decode(),
    "network.graphml": lambda content: content.decode(),
    "network.json": lambda content: content.decode(),
    "network.zip": lambda content: zipfile.ZipFile(io.BytesIO(content)).read("lisez-moi.txt").decode(),
    "remarks.xlsx": cells,
    "recipe": lambda content: content.decode(),
}


@pytest.mark.parametrize("name", INSIDE)
def test_a_file_that_has_room_for_it_tells_licence_and_source_within(site: TestClient, name: str) -> None:
    checked(site, "/qualite?contrat=clairval")
    text = INSIDE[name](site.get(FILES[name]).content)
    assert NAME in text
    assert TITLE in text


def test_a_page_of_the_network_and_of_a_chart_tells_them_wherever_it_is_kept(site: TestClient) -> None:
    for view in ("acteurs-actions", "couverture-par-critere"):
        page = Page(site.get(f"/reseau/picture?contrat=clairval&vue={view}").text)
        assert f"Données : {NAME}" in page.text
        assert f"Source : {TITLE}." in page.text


@pytest.mark.parametrize("path", THINGS.values(), ids=THINGS)
def test_the_data_of_a_thing_say_of_their_graph_its_licence_and_its_documents(site: TestClient, path: str) -> None:
    answer = site.get(path)
    form = ox.RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    told = {(each.subject.value, each.predicate.value, each.object.value) for each in ox.parse(answer.content, form)}
    graph = "https://w3id.org/maillage/graph/clairval"
    assert (graph, "http://purl.org/dc/terms/license", SPDX) in told
    assert (graph, "http://purl.org/dc/terms/source", DOCUMENT) in told


def test_every_format_of_networks_is_tried_here_or_has_room_for_nothing() -> None:
    within = {name.partition(".")[2] for name in INSIDE if name.startswith("network.")}
    assert within | {"html", "csv"} == set(NETWORKS)


# What the command line writes


def run(*arguments: str, store: OpenStore) -> None:
    done = CliRunner().invoke(commands, [*arguments, "--store", str(store.directory.parents[1])])
    assert done.exit_code == 0, done.output


@pytest.fixture
def opened(bundle: OpenStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> OpenStore:
    for name in ("service.commands.drawing", "service.commands.dossiers"):
        monkeypatch.setattr(f"{name}.opened", lambda _: bundle)
    monkeypatch.setattr("service.commands.workbooks.home", lambda: tmp_path)
    return bundle


@pytest.mark.parametrize("suffix", [*drawing._FORMATS])
def test_an_export_says_of_each_graph_its_licence_and_its_documents(
    opened: OpenStore, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"moissac{suffix}"
    run("export", "--contract", "moissac", "-o", str(file), store=opened)
    text = file.read_text("utf-8")
    assert SPDX in text
    quads = {(str(each.subject), str(each.predicate)) for each in ox.parse(text, drawing._FORMATS[suffix])}
    assert ("<https://w3id.org/maillage/graph/moissac>", "<http://purl.org/dc/terms/source>") in quads


def test_a_workbook_to_correct_tells_them_on_its_first_sheet(opened: OpenStore, tmp_path: Path) -> None:
    file = tmp_path / "moissac.xlsx"
    run("export", "--contract", "moissac", "-o", str(file), store=opened)
    told = [(str(row[0]), str(row[1])) for row in load_workbook(file)["Lisez-moi"].values]
    assert ("Licence", f"{NAME} ({ADDRESS})") in told
    assert next(words for name, words in told if name == "Source").startswith(AVENANT)


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_a_dossier_tells_them(opened: OpenStore, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"dossier.{suffix}"
    run("dossier", "--contrat", "moissac", "-o", str(file), store=opened)
    if suffix == "html":
        text = Page(file.read_text("utf-8")).text
    else:
        document = Document(str(file))
        tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = " ".join([*(each.text for each in document.paragraphs), *tables])
    assert NAME in text
    assert AVENANT in text


@pytest.mark.parametrize("suffix", [suffix for suffix in NETWORKS if suffix not in {"csv", "zip", "png"}])
def test_a_network_that_is_written_to_a_file_tells_them(store: ox.Store, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"reseau.{suffix}"
    write_network(build(store, ["clairval"]), file)
    text = file.read_text("utf-8")
    assert NAME in text
    assert TITLE in text


@pytest.mark.parametrize("suffix", ["html", "json"])
def test_a_chart_that_is_written_to_a_file_tells_them(store: ox.Store, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"graphique.{suffix}"
    write_chart(draw(store, charts()["couverture-par-critere"], ["clairval"]), file)
    text = file.read_text("utf-8")
    assert NAME in text
    assert TITLE in text


def test_the_recipe_of_an_answer_names_the_licence(site: TestClient) -> None:
    recipe = json.loads(site.get(FILES["recipe"]).text)
    assert (recipe["licence"], recipe["sources"]) == (f"{NAME} ({ADDRESS})", [TITLE])


@pytest.mark.parametrize("path", ["/static/maillage.css", "/healthz", "/openapi.json", "/nulle-part"])
def test_what_holds_no_data_has_no_licence_of_data(site: TestClient, path: str) -> None:
    assert "license" not in site.get(path).headers.get("link", "")
