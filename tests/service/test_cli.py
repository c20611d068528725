"""The command line as people and scripts call it: results on stdout, all else on stderr, exit codes that tell."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
from rdflib import RDF, Graph, URIRef
from typer.testing import CliRunner, Result

from data.contracts import bundled
from data.store import OpenStore
from ontology import MLG
from queries.catalogue import catalogue
from service.cli import app

DOCUMENT = Path(__file__).parents[1] / "data" / "reading" / "documents" / "clairval-protocole.md"
HEALTH = "Création d'une Maison de Santé Pluridisciplinaire entre les 2 QPV"


@pytest.fixture(autouse=True)
def _home(bundle: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MAILLAGE_STORE", str(bundle.directory.parents[1]))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})


def records(*arguments: str) -> list[dict[str, Any]]:
    result = run("ask", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def test_json_is_an_array_of_objects_with_a_label_beside_each_thing() -> None:
    rows = records("financements", "--contrat", "moissac")
    assert len(rows) == 79
    assert all(row["action"].startswith("https://w3id.org/maillage/id/moissac/") for row in rows)
    assert all(row["actionLabel"] and row["financeurLabel"] for row in rows)


def test_the_option_contrat_may_be_repeated_and_left_out() -> None:
    both = records("mesures-sans-relais", "--contrat", "moissac", "--contrat", "montauban")
    assert both == records("mesures-sans-relais")
    assert len(both) == 5 + 31


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_each_question_has_a_command_with_an_option_for_each_parameter(name: str) -> None:
    told = re.sub(r"\x1b\[[\d;]*m", "", run("ask", name, "--help").stdout)
    assert catalogue()[name].title in " ".join(told.split())
    for parameter in catalogue()[name].options:
        assert f"--{parameter.name}" in told


def test_a_wrong_value_is_told_on_stderr_with_the_nearest_and_nothing_comes_out() -> None:
    result = run("ask", "financeurs-d-une-action", "--action", "Maison de santé")
    assert (result.exit_code, result.stdout) == (2, "")
    assert HEALTH in result.stderr


def test_csv_has_the_variables_for_header() -> None:
    result = run("ask", "mesures-sans-relais", "--contrat", "moissac", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["numero"] for row in rows] == ["10", "11", "12", "14", "29"]


def test_xlsx_goes_into_the_file_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    assert run("ask", "signataires", "--contrat", "moissac", "--format", "xlsx", "-o", str(path)).exit_code == 0
    sheet = openpyxl.load_workbook(path)["Réponse"]
    assert sheet.max_row == 21


def test_a_calendar_goes_into_the_file_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    assert run("ask", "agenda", "--contrat", "moissac", "--format", "ics", "-o", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    refused = run("ask", "mesures", "--format", "ics", "-o", str(tmp_path / "mesures.ics"))
    assert refused.exit_code == 2
    assert "n'est pas faite de dates" in " ".join(refused.stderr.split())
    assert not (tmp_path / "mesures.ics").exists()


def test_the_table_says_once_what_all_rows_say() -> None:
    told = run("ask", "actions-sans-financeur", "--contrat", "moissac", "--partie", "feuille de route").stdout
    assert told.count("Contrat de ville de Moissac") == 1
    assert "Territoires" in told
    assert "définir" in told


def test_a_terminal_too_narrow_for_the_columns_gets_each_row_as_lines_with_every_word() -> None:
    arguments = ["ask", "financements", "--contrat", "moissac", "--fermete", "promis"]
    told = CliRunner().invoke(app, arguments, env={"COLUMNS": "80"}).stdout
    lines = told.splitlines()
    assert max(map(len, lines[lines.index("") :])) <= 80
    assert "  Montant : 50 000 €" in lines
    assert "lutte contre l'illettrisme (dispositif LECTIO)" in " ".join(told.split())
    assert next(line for line in lines if line.startswith("Action : ")).startswith("Action : Favoriser l'installation")


def test_rows_are_kept_and_ordered_on_the_command_line_as_on_the_site() -> None:
    result = run("ask", "financements", "--filtre", "fermete=promis", "--tri=-montant", "--format", "json")
    rows = json.loads(result.stdout)
    assert [row["fermeteLabel"] for row in rows] == ["promis"] * 4
    assert [row["montant"] for row in rows] == [50_000, None, None, None]
    assert "filtre.fermete=promis&tri=-montant" in result.stderr
    refused = run("ask", "financements", "--filtre", "couleur=bleu")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Filtres possibles" in refused.stderr


def test_the_recipe_is_written_beside_the_answer_and_the_permalink_is_told(tmp_path: Path) -> None:
    path = tmp_path / "recette.json"
    result = run("ask", "financements", "--contrat", "moissac", "--fermete", "voté", "--recipe", str(path))
    recipe = json.loads(path.read_text("utf-8"))
    assert recipe["asked"] == {"contrat": ["moissac"], "fermete": ["voté"]}
    assert recipe["parameters"]["fermete"] == ["https://w3id.org/maillage/id/reference/fermete/vote"]
    assert recipe["query"] == catalogue()["financements"].text
    assert recipe["address"] in result.stderr
    assert result.stderr.startswith("0 ligne, ")


def test_what_is_unknown_for_a_contract_is_told_beside_the_answer() -> None:
    result = run("ask", "actions-d-un-financeur", "--financeur", "ANAH")
    assert "Montauban : aucune feuille de route chargée" in " ".join(result.stderr.split())


def test_an_empty_answer_is_a_sentence() -> None:
    assert "Aucune ligne" in run("ask", "actions-a-financeur-unique", "--contrat", "montauban").stdout


def test_questions_tells_all_of_the_one_that_is_named() -> None:
    told = run("questions", "financements").stdout
    assert "Qui finance quoi, et avec quelle fermeté ?" in told
    assert "--fermete : Un degré de fermeté, tel que « potentiel » ou « voté »." in told
    assert "montant : Montant – nombre, en € ; sans valeur : inconnu" in told
    assert "financeur, financeurLabel : Financeur – chose (identifiant et nom)" in told
    assert told.rstrip().endswith("maillage ask financements --contrat moissac")


def test_a_question_that_does_not_exist_is_refused_with_the_nearest() -> None:
    result = run("questions", "financement")
    assert result.exit_code == 2
    assert "financements" in result.stderr


def test_questions_lists_every_question_with_an_example_that_runs() -> None:
    told = run("questions").stdout
    assert all(name in told and question.title in told for name, question in catalogue().items())


def test_a_free_query_answers_as_csv_json_or_turtle() -> None:
    count = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a <https://w3id.org/maillage/ontology#Action> }"
    assert run("sparql", count, "--format", "csv").stdout.split() == ["n", "271"]
    assert json.loads(run("sparql", count).stdout)["head"]["vars"] == ["n"]
    made = run("sparql", "CONSTRUCT WHERE { ?a a <https://w3id.org/maillage/ontology#Pilier> }", "--format", "turtle")
    assert len(Graph().parse(data=made.stdout)) == 6


def test_a_query_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK {}")
    assert json.loads(run("sparql", "-f", str(tmp_path / "q.rq")).stdout)["boolean"] is True


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "SERVICE"),
        (["SELECT nonsense"], "SPARQL"),
        (["-f", "absent.rq"], "absent.rq"),
        ([], "l'un des deux"),
    ],
)
def test_a_query_that_cannot_be_run_is_told_in_one_line(arguments: list[str], words: str) -> None:
    result = run("sparql", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_the_bundled_contracts_are_valid() -> None:
    result = run("validate")
    assert result.exit_code == 0
    assert result.stdout.count("0 violation") == 2


def test_a_graph_with_a_violation_makes_validate_exit_with_one(tmp_path: Path) -> None:
    path = tmp_path / "faux.ttl"
    path.write_text("@prefix mlg: <https://w3id.org/maillage/ontology#> . <https://example.org/a> a mlg:Action .")
    result = run("validate", str(path))
    assert result.exit_code == 1
    assert "violation :" in result.stdout


@pytest.mark.parametrize(("content", "words"), [("<a> <b", "Turtle valide"), (None, "lecture impossible")])
def test_a_file_that_is_no_turtle_is_refused(content: str | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    if content:
        path.write_text(content)
    result = run("validate", str(path))
    assert result.exit_code == 2
    assert words in result.stderr


def test_import_tells_the_fate_of_each_line_and_writes_the_graph(tmp_path: Path) -> None:
    result = run("import", str(DOCUMENT), "--into", str(tmp_path / "c"), "--report", str(tmp_path / "sort.csv"))
    assert result.exit_code == 0, result.stdout
    lines = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.strip()]
    assert f"{len(lines)} lignes non vides" in result.stdout
    assert len((tmp_path / "sort.csv").read_text("utf-8").splitlines()) == len(lines) + 1
    graph = Graph().parse(tmp_path / "c" / "clairval" / "sources" / "protocole.ttl")
    assert len(list(graph.subjects(RDF.type, MLG.Action))) == 3


def test_an_imported_contract_answers_beside_the_bundled_ones(tmp_path: Path) -> None:
    assert run("import", str(DOCUMENT)).exit_code == 0
    store = ["--store", str(tmp_path / "store")]
    rows = json.loads(run("ask", "actions-sans-financeur", "--contrat", "clairval", "--format", "json", *store).stdout)
    assert [(row["actionLabel"], row["raison"]) for row in rows] == [
        ("Jardin des rives", "financement à définir (dit par la source)"),
        ("Une piste cyclable", "le texte ne dit pas qui finance"),
    ]
    assert len(json.loads(run("ask", "financements", "--contrat", "moissac", "--format", "json", *store).stdout)) == 79


def test_an_imported_document_is_kept_to_be_shown_and_one_that_goes_elsewhere_is_not(tmp_path: Path) -> None:
    kept = tmp_path / "home" / "maillage" / "documents"
    run("import", str(DOCUMENT), "--into", str(tmp_path / "c"))
    run("import", str(DOCUMENT), "--dry-run")
    assert not kept.exists()
    run("import", str(DOCUMENT))
    assert [path.read_bytes() for path in kept.iterdir()] == [DOCUMENT.read_bytes()]


def test_a_document_that_violates_the_shapes_writes_nothing(tmp_path: Path) -> None:
    content = DOCUMENT.read_text("utf-8").replace("082-123456782-", "082-123456789-")
    path = tmp_path / "clairval-faux.md"
    path.write_text(content + "\n")
    (tmp_path / "c" / "clairval").mkdir(parents=True)
    (tmp_path / "c" / "clairval" / "curation.ttl").write_text(
        "@prefix mlg: <https://w3id.org/maillage/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        '<https://w3id.org/maillage/id/clairval/acteur/commune> a mlg:Acteur ; skos:prefLabel "Commune"@fr .'
    )
    result = run("import", str(path), "--into", str(tmp_path / "c"))
    assert result.exit_code == 1
    assert "rien n'est écrit" in result.stderr
    assert not (tmp_path / "c" / "clairval" / "sources").exists()


def test_importing_the_same_document_again_says_that_nothing_changes(tmp_path: Path) -> None:
    assert "change" not in run("import", str(DOCUMENT), "--into", str(tmp_path)).stdout
    first = (tmp_path / "clairval" / "sources" / "protocole.ttl").read_bytes()
    assert "Rien ne change." in run("import", str(DOCUMENT), "--into", str(tmp_path)).stdout
    assert (tmp_path / "clairval" / "sources" / "protocole.ttl").read_bytes() == first


def test_a_new_version_is_told_by_what_changes_and_what_to_look_at_and_keeps_the_curation(tmp_path: Path) -> None:
    run("import", str(DOCUMENT), "--into", str(tmp_path))
    curation, retraction = (tmp_path / "clairval" / f"{name}.ttl" for name in ("curation", "retraction"))
    start = "@prefix mlg: <https://w3id.org/maillage/ontology#> . @prefix prov: <http://www.w3.org/ns/prov#> ."
    thing = "<https://w3id.org/maillage/id/clairval/action/fete-du-pont>"
    decision = "<https://w3id.org/maillage/id/clairval/decision/danse>"
    decided = f'{decision} a mlg:Decision ; mlg:decidePar "la mairie" ; mlg:motif "Plus de bal."@fr ; mlg:decideLe'
    curation.write_text(
        f'{start} {thing} mlg:objectif "Chanter"@fr ; prov:wasGeneratedBy {decision} . {decided} "2022-03-04"'
        "^^<http://www.w3.org/2001/XMLSchema#date> ."
    )
    retraction.write_text(f'{start} {thing} mlg:objectif "Danser"@fr .')
    kept = curation.read_bytes(), retraction.read_bytes()
    path = tmp_path / DOCUMENT.name
    path.write_text(DOCUMENT.read_text("utf-8").replace("Se retrouver Danser", "Se retrouver"))
    told = run("import", str(path), "--into", str(tmp_path)).stdout
    changes, _, review = told.partition("Ce qui change :")[2].partition("À revoir dans la curation :")
    assert "Objectif en moins pour « Fête du pont » : « Danser »" in changes
    assert "Décidé le 04/03/2022 : « Plus de bal. »" in review
    assert "ce qui est retiré : objectif « Danser »" in review
    assert (curation.read_bytes(), retraction.read_bytes()) == kept


def test_a_version_that_may_not_be_published_still_tells_what_of_the_curation_to_look_at(tmp_path: Path) -> None:
    run("import", str(DOCUMENT), "--into", str(tmp_path))
    text = DOCUMENT.read_text("utf-8")
    (tmp_path / "clairval" / "curation.ttl").write_text(
        "<https://w3id.org/maillage/id/clairval/element/pilier-1> <http://www.w3.org/ns/prov#wasDerivedFrom>"
        " <https://w3id.org/maillage/id/clairval/passage/protocole/fete-du-pont/c6> ."
    )
    path = tmp_path / DOCUMENT.name
    path.write_text(text.replace("Fête du pont\t", "Fête du port\t", 1))
    result = run("import", str(path), "--into", str(tmp_path))
    assert result.exit_code == 1
    assert "qui n'existe plus" in result.stdout.partition("À revoir")[2]
    assert "rien n'est écrit" in result.stderr


def test_a_dry_run_tells_all_and_writes_nothing(tmp_path: Path) -> None:
    folder, path = tmp_path / "c", tmp_path / DOCUMENT.name
    result = run("import", str(DOCUMENT), "--into", str(folder), "--dry-run")
    assert (result.exit_code, folder.exists()) == (0, False)
    assert "validation : 0 violation" in result.stdout
    run("import", str(DOCUMENT), "--into", str(folder))
    before = {file: file.read_bytes() for file in folder.rglob("*.ttl")}
    path.write_text(DOCUMENT.read_text("utf-8").replace("Mai 2022", "Juin 2022"))
    told = run("import", str(path), "--into", str(folder), "--dry-run").stdout
    assert "Échéance de « Fête du pont » : « Mai 2022 » devient « Juin 2022 »" in told
    assert "écrit :" not in told
    assert {file: file.read_bytes() for file in folder.rglob("*.ttl")} == before


def test_a_dry_run_refuses_to_write_the_report(tmp_path: Path) -> None:
    result = run("import", str(DOCUMENT), "--dry-run", "--report", str(tmp_path / "sort.csv"))
    assert (result.exit_code, list(tmp_path.glob("sort*"))) == (2, [])
    assert "--report" in result.stderr


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\0", "é".encode("cp1252"), b"un texte"])
def test_import_refuses_what_it_cannot_read(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(content)
    result = run("import", str(path), "--into", str(tmp_path / "c"))
    assert result.exit_code == 2
    assert "x.md" in result.stderr
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_the_network_reads_back_with_its_labels(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"r{suffix}"
    assert run("network", "--contract", "moissac", "-o", str(path)).exit_code == 0
    graph = nx.read_graphml(path) if suffix == ".graphml" else nx.read_gexf(path)
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert {"Commune de Moissac", HEALTH} <= labels


def test_the_network_page_is_one_small_file(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    assert run("network", "--contract", "moissac", "-o", str(path)).exit_code == 0
    assert 100_000 < path.stat().st_size < 1_000_000
    assert list(tmp_path.glob("r*")) == [path]


def test_the_network_is_written_as_a_picture_and_as_tables(tmp_path: Path) -> None:
    for suffix, start in ((".svg", b"<svg"), (".png", b"\x89PNG"), (".csv", b"Source,Target,Weight"), (".zip", b"PK")):
        path = tmp_path / f"r{suffix}"
        assert run("network", "--contract", "moissac", "--view", "acteurs", "-o", str(path)).exit_code == 0
        assert path.read_bytes().startswith(start)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "r.bmp"],
        ["--contract", "atlantide", "-o", "r.html"],
        ["--view", "x", "-o", "r.html"],
        ["--par", "couleur", "-o", "r.html"],
        ["--groupe", "atlantide", "-o", "r.html"],
    ],
)
def test_a_picture_that_cannot_be_drawn_is_told(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("network", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip()
    assert not list(tmp_path.glob("r*"))


@pytest.mark.parametrize("suffix", [".ttl", ".nq", ".trig", ".jsonld"])
def test_an_export_holds_the_contract(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"moissac{suffix}"
    assert run("export", "--contract", "moissac", "-o", str(path)).exit_code == 0
    assert "Bourse au permis de conduire" in path.read_text("utf-8")


def test_an_export_as_turtle_is_valid_and_complete(tmp_path: Path, bundle: OpenStore) -> None:
    path = tmp_path / "moissac.ttl"
    run("export", "--contract", "moissac", "-o", str(path))
    graph = "https://w3id.org/maillage/graph/moissac"
    told = Graph().parse(path)
    # what is said of the graph itself: its licence, its documents
    assert {str(each).rpartition("/")[2] for each in told.predicates(URIRef(graph))} == {"license", "source"}
    told.remove((URIRef(graph), None, None))
    assert len(told) == sum(1 for quad in bundle.store if str(quad.graph_name) == f"<{graph}>")
    assert run("validate", str(path)).exit_code == 0


def test_a_store_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-m", "service.cli", "ask", "mesures", "--store", str(tmp_path / "file")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=bundled().parents[1])
    assert ended.returncode == 2
    assert "--store" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["ask", "mesures", "--format", "csv", "-o"],
        ["export", "-o"],
        ["network", "-o"],
        ["import", str(DOCUMENT), "--report"],
    ],
    ids=lambda command: command[0],
)
def test_a_file_that_cannot_be_written_is_told_in_one_line(command: list[str], tmp_path: Path) -> None:
    suffix = {"network": "html", "export": "ttl"}.get(command[0], "csv")
    target = str(tmp_path / "missing" / f"a.{suffix}")
    ended = subprocess.run(
        [sys.executable, "-m", "service.cli", *command, target],
        capture_output=True,
        text=True,
        check=False,
        cwd=bundled().parents[1],
    )
    assert ended.returncode == 2
    assert "écriture impossible" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_serve_answers_and_stops_at_the_first_signal(bundle: OpenStore) -> None:
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--store", str(bundle.directory.parents[1])]
    port = _free_port()
    command[command.index("0")] = str(port)
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=bundled().parents[1], env=dict(os.environ)) as server:
        try:
            assert _answered(f"http://127.0.0.1:{port}/healthz")
            asked = _answered(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D")
            assert json.loads(asked)["boolean"] is True
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=15) in {0, -signal.SIGTERM}


@pytest.mark.parametrize(("host", "may_import"), [("127.0.0.1", True), ("0.0.0.0", False)])  # noqa: S104 - it is tried
def test_serve_gives_the_link_that_opens_a_session_on_this_machine_only(
    bundle: OpenStore, host: str, *, may_import: bool
) -> None:
    store = str(bundle.directory.parents[1])
    command = [sys.executable, "-m", "service.cli", "serve", "--host", host, "--port", "0", "--store", store]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=bundled().parents[1], env=dict(os.environ)) as server:
        assert server.stderr
        try:
            address = re.search(rb"http://[\d.]+:(\d+)", server.stderr.readline())
            assert address
            answered = _refused(f"http://127.0.0.1:{int(address[1])}/importer")
            assert ("Allez au terminal" in answered) is may_import
        finally:
            server.send_signal(signal.SIGTERM)
        told = server.stderr.read().decode()
        server.wait(timeout=15)
    link = re.search(r"Pour importer, ouvrez ce lien \(il ne sert qu'une fois\) : (\S+)", told)
    assert bool(link) is may_import
    if link:
        assert re.fullmatch(rf"{address[0].decode()}/session\?jeton=[\w-]{{43}}", link[1])


def test_a_port_that_is_taken_is_told_with_the_way_out() -> None:
    import socket  # noqa: PLC0415 - only here

    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "choisissez un autre port avec --port" in result.stderr


def _refused(address: str) -> str:
    """Return the page on which a server refuses something, once it is up."""
    for _ in range(100):
        try:
            request = urllib.request.Request(address, headers={"Accept": "text/html"})  # noqa: S310 - our own server
            urllib.request.urlopen(request)  # noqa: S310 - likewise
        except urllib.error.HTTPError as error:
            return error.read().decode()
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError(f"nothing answers at {address}")


def _free_port() -> int:
    import socket  # noqa: PLC0415 - only here

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answered(address: str) -> str:
    """Return what a server answers, once it is up."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server, on loopback
                text: str = answer.read().decode()
                return text
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError(f"nothing answers at {address}")


def test_each_mention_is_written_with_what_it_was_linked_to_and_why(tmp_path: Path) -> None:
    assert (
        run("import", str(DOCUMENT), "--into", str(tmp_path / "c"), "--names", str(tmp_path / "n.csv")).exit_code == 0
    )
    rows = list(csv.reader((tmp_path / "n.csv").read_text("utf-8").splitlines()))
    told = {(words, thing.rpartition("/")[2], reason) for _, words, thing, reason in rows[1:]}
    assert ("L'Etat", "etat", "nom") in told
    assert ("MJC", "maison-des-jeunes-et-de-la-culture", "nouvel acteur") in told
    assert ("« Commune Inconnue » n'est le nom d'aucun acteur connu", "", "laissé") in told


def test_the_address_of_a_server_is_no_place_for_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("ask", "mesures", "--store", "https://ville.example/sparql")
    assert result.exit_code == 2
    assert "serveur SPARQL" in result.stderr
    assert not (tmp_path / "https:").exists()
