"""`maillage export -o X.xlsx`, `import X.xlsx`, `template`: what is written, where, and what is told."""

import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from openpyxl import Workbook
from rdflib import PROV, Graph, Literal, URIRef
from typer.testing import CliRunner, Result

from data.contracts import ContractFiles, bundled, contracts
from data.publish import published
from data.workbook.apply import Outcome, graphs
from ontology import MLG
from service.cli import app
from service.commands import workbooks
from tests.conftest import TOWNS
from tests.data.workbook.editing import add, put

HOUSE = URIRef("https://w3id.org/maillage/id/clairval/action/maison-de-sante")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hold the town of Clairval among the user's own contracts."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / "maillage" / "contracts"
    (folder / "clairval" / "sources").mkdir(parents=True)
    shutil.copy(TOWNS / "clairval.ttl", folder / "clairval" / "sources" / "contrat-2030.ttl")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "300"})


def edit(path: Path, change: Callable[[Workbook], object]) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clairval.xlsx"
    result = run("export", "--contract", "clairval", "-o", str(path))
    assert result.exit_code == 0, result.stderr
    return path


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_workbook_that_nobody_edited_changes_nothing(file: Path, home: Path) -> None:
    before = tree(home)
    result = run("import", str(file))
    assert (result.exit_code, result.stdout) == (0, "clairval.xlsx : rien à changer.\n")
    assert tree(home) == before


def test_an_edit_is_told_judged_and_written(file: Path, home: Path) -> None:
    edit(file, lambda book: put(book, "Actions", "action/maison-de-sante", "Statut", "effectuée"))
    result = run("import", str(file), "--author", "Ada Exemple")
    assert result.exit_code == 0, result.stderr
    assert "  Actions, ligne 3, Statut : prévue → effectuée\n" in result.stdout
    assert "validation : 0 violation" in result.stdout
    files = ContractFiles(home / "clairval")
    (decision,) = files.curation().objects(HOUSE, PROV.wasGeneratedBy)
    assert files.curation().value(decision, MLG.decidePar) == Literal("Ada Exemple")
    assert files.curation().value(decision, MLG.motif) == Literal("Corrigé dans le classeur clairval.xlsx", lang="fr")
    assert {str(status).rpartition("/")[2] for status in published(files).objects(HOUSE, MLG.statut)} == {"effectuee"}
    name = str(decision).rpartition("/")[2]
    assert f"# decision/{name}" in (home / "clairval" / "retraction.ttl").read_text("utf-8")
    assert run("import", str(file)).stdout == "clairval.xlsx : rien à changer.\n"


def test_a_dry_run_tells_and_writes_nothing(file: Path, home: Path) -> None:
    edit(file, lambda book: put(book, "Actions", "action/maison-de-sante", "Statut", "effectuée"))
    before = tree(home)
    result = run("import", str(file), "--dry-run")
    assert "Actions, ligne 3, Statut : prévue → effectuée" in result.stdout
    assert "rien n'est écrit (--dry-run)" in result.stdout
    assert tree(home) == before


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("Statut", "rêvée", "Actions, ligne 3, Statut : « rêvée » n'est pas dans la liste."),
        ("Fois par an", 400, "Actions, ligne 3, Fois par an : "),
    ],
)
def test_a_mistake_writes_nothing(header: str, value: object, message: str, file: Path, home: Path) -> None:
    edit(file, lambda book: put(book, "Actions", "action/maison-de-sante", header, value))
    before = tree(home)
    result = run("import", str(file))
    assert result.exit_code == 1
    assert "clairval.xlsx : rien n'est écrit." in result.stderr
    assert message in result.stderr
    assert tree(home) == before


def test_the_curation_that_people_wrote_keeps_its_text(file: Path, home: Path) -> None:
    text = "# Ce que la mairie a dit.\n\n<https://w3id.org/maillage/id/clairval/action/maison-de-sante>   <"
    text += f'{MLG.remarque}> "Bien"@fr .\n'
    (home / "clairval" / "curation.ttl").write_text(text, encoding="utf-8")
    edit(file, lambda book: put(book, "Actions", "action/maison-de-sante", "Statut", "effectuée"))
    result = run("import", str(file))
    assert result.exit_code == 0, result.stderr
    assert "attention : le contrat a changé depuis l'export" in result.stdout
    assert (home / "clairval" / "curation.ttl").read_text("utf-8").startswith(text)


def test_what_somebody_decides_meanwhile_is_not_lost(file: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(file, lambda book: put(book, "Actions", "action/maison-de-sante", "Statut", "effectuée"))
    text = f'<{HOUSE}> <{MLG.remarque}> "Bien"@fr .\n'
    own = home / "clairval" / "curation.ttl"

    def meanwhile(outcome: Outcome, known: ContractFiles, name: str) -> tuple[Mapping[str, Graph], str]:
        own.write_text(text, encoding="utf-8")
        return graphs(outcome, known, name)

    monkeypatch.setattr(workbooks, "graphs", meanwhile)
    result = run("import", str(file))
    assert result.exit_code == 1
    assert "le contrat vient de changer" in result.stderr
    assert own.read_text("utf-8") == text
    assert not (home / "clairval" / "retraction.ttl").exists()


def test_the_decision_is_that_of_the_user_where_no_author_is_given(
    file: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "ada")
    edit(file, lambda book: put(book, "Actions", "action/maison-de-sante", "Statut", "effectuée"))
    assert run("import", str(file)).exit_code == 0
    assert list(ContractFiles(home / "clairval").curation().objects(None, MLG.decidePar)) == [Literal("ada")]


def test_a_bundled_contract_is_copied_whole_and_the_bundle_is_left_alone(home: Path, tmp_path: Path) -> None:
    path, before = tmp_path / "m.xlsx", tree(bundled() / "montauban")
    assert run("export", "--contract", "montauban", "-o", str(path)).exit_code == 0
    edit(path, lambda book: put(book, "Cadre", "element/os-1-4", "Remarque", "À revoir."))
    result = run("import", str(path))
    assert result.exit_code == 0, result.stderr
    assert tree(bundled() / "montauban") == before
    own = ContractFiles(home / "montauban")
    assert [source.read_bytes() for source in own.sources()] == [
        source.read_bytes() for source in ContractFiles(bundled() / "montauban").sources()
    ]
    node = URIRef("https://w3id.org/maillage/id/montauban/element/os-1-4")
    assert published(own).value(node, MLG.remarque) == Literal("À revoir.", lang="fr")
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


def test_a_contract_may_be_written_elsewhere(file: Path, home: Path, tmp_path: Path) -> None:
    edit(file, lambda book: put(book, "Actions", "action/maison-de-sante", "Statut", "effectuée"))
    before = tree(home)
    assert run("import", str(file), "--into", str(tmp_path / "ailleurs")).exit_code == 0
    assert tree(home) == before
    (other,) = contracts(tmp_path / "ailleurs")
    assert len(list(published(other).objects(HOUSE, MLG.statut))) == 1
    assert len(other.retraction()) == 1


def test_a_workbook_in_an_archive_is_applied(file: Path, home: Path, tmp_path: Path) -> None:
    edit(file, lambda book: put(book, "Actions", "action/maison-de-sante", "Statut", "effectuée"))
    with zipfile.ZipFile(tmp_path / "envoi.zip", "w") as packed:
        packed.write(file, "envoi/clairval.xlsx")
    assert "prévue → effectuée" in run("import", str(tmp_path / "envoi.zip")).stdout
    assert (home / "clairval" / "curation.ttl").exists()


def test_a_workbook_of_a_contract_that_is_not_here_is_refused(file: Path, home: Path) -> None:
    shutil.rmtree(home / "clairval")
    result = run("import", str(file))
    assert result.exit_code == 2
    assert "le contrat « clairval » n'est pas chargé ici. Importez d'abord ses documents." in result.stderr


def test_a_workbook_is_not_one_of_another_contract(file: Path) -> None:
    result = run("import", str(file), "--contract", "moissac")
    assert result.exit_code == 2
    assert "c'est un classeur du contrat « clairval », et non de « moissac »" in result.stderr


def test_a_workbook_tells_one_contract(tmp_path: Path) -> None:
    result = run("export", "-o", str(tmp_path / "tous.xlsx"))
    assert result.exit_code == 2
    assert "choisissez-le avec --contract (clairval, moissac, montauban)" in result.stderr
    assert not (tmp_path / "tous.xlsx").exists()


def test_an_unknown_contract_has_no_workbook(tmp_path: Path) -> None:
    result = run("export", "--contract", "atlantide", "-o", str(tmp_path / "a.xlsx"))
    assert result.exit_code == 2
    assert "« atlantide ». Contrats chargés : clairval, moissac, montauban." in result.stderr
    assert not (tmp_path / "a.xlsx").exists()


def test_a_damaged_workbook_is_told_in_one_line(file: Path) -> None:
    edit(file, lambda book: setattr(book["_maillage"]["A3"], "value", "x"))
    result = run("import", str(file))
    assert result.exit_code == 2
    assert result.stderr.startswith("clairval.xlsx : la feuille cachée « _maillage »")
    assert len(result.stderr.splitlines()) == 1


def test_a_workbook_of_anybody_else_is_read_as_a_document(tmp_path: Path) -> None:
    book, buffer = Workbook(), io.BytesIO()
    book.worksheets[0].append(["Contrat de ville de Clairval"])
    book.save(buffer)
    (tmp_path / "x.xlsx").write_bytes(buffer.getvalue())
    result = run("import", str(tmp_path / "x.xlsx"))
    assert result.exit_code == 2
    assert "mise en page" in result.stderr


def test_a_template_is_filled_and_becomes_a_contract(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    assert run("template", "-o", str(path)).exit_code == 0
    edit(path, lambda book: add(book, "Contrat", {"Territoire": "Beaumont", "Période": "2024-2030"}))
    edit(path, lambda book: add(book, "Actions", {"Nom": "Jardin", "Statut": "prévue"}))
    result = run("import", str(path), "--author", "Ada Exemple")
    assert result.exit_code == 0, result.stderr
    assert "Actions, ligne 2 : ajout de « Jardin » (Statut : prévue)" in result.stdout
    own = ContractFiles(home / "beaumont")
    assert [source.name for source in own.sources()] == ["modele.ttl"]
    assert set(own.curation().objects(None, MLG.motif)) == {Literal("Saisi dans le classeur modele.xlsx", lang="fr")}
    assert run("validate").exit_code == 0
    again = run("import", str(path))
    assert again.exit_code == 2
    assert "le contrat « beaumont » existe déjà" in again.stderr


def test_a_template_may_be_given_the_name_of_its_contract(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    run("template", "-o", str(path))
    result = run("import", str(path))
    assert result.exit_code == 2
    assert "le territoire du contrat n'est pas dit" in result.stderr
    edit(path, lambda book: add(book, "Contrat", {"Territoire": "Beaumont"}))
    assert run("import", str(path), "--contract", "beaumont-2030").exit_code == 0
    assert (home / "beaumont-2030" / "curation.ttl").exists()


def test_a_contract_is_not_written_out_of_its_folder(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    run("template", "-o", str(path))
    edit(path, lambda book: add(book, "Contrat", {"Territoire": "Beaumont"}))
    result = run("import", str(path), "--contract", "../Évadé")
    assert result.exit_code == 2
    assert "Écrivez plutôt « evade »" in result.stderr
    assert [each.name for each in home.iterdir()] == ["clairval"]


def test_a_template_is_a_workbook(tmp_path: Path) -> None:
    result = run("template", "-o", str(tmp_path / "modele.ods"))
    assert result.exit_code == 2
    assert "« .xlsx »" in result.stderr
    assert not list(tmp_path.glob("modele*"))


def test_an_imported_edit_answers_questions(file: Path) -> None:
    edit(file, lambda book: put(book, "Financements", "financement/chantier-jeunes-commune", "Montant", 1200))
    assert run("import", str(file)).exit_code == 0
    rows = run("ask", "financements", "--contrat", "clairval", "--format", "csv").stdout
    assert "1200" in rows


def test_a_graph_is_exported_in_json_ld_without_a_remote_context(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonld"
    assert run("export", "--contract", "clairval", "-o", str(path)).exit_code == 0
    assert '"@context":"http' not in path.read_text("utf-8").replace(" ", "")
    town = Graph().parse(TOWNS / "clairval.ttl")
    assert len(list(ox.parse(path=str(path), format=ox.RdfFormat.JSON_LD))) >= len(town)
