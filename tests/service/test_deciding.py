"""`maillage propositions`: what is guessed is listed, what a person decides is in the contract when next asked."""

import datetime as dt
import getpass
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from data import store
from service.cli import app
from service.commands import console, proposing
from tests.conftest import ROOT, TOWNS

HOUSE, MEDIATORS = "Maison de santé", "Former les médiateurs à la santé"
DECIDED = ["--reason", "C'est dit en comité.", "--author", "la mairie", "--date", "2026-03-04"]


@pytest.fixture(autouse=True)
def contracts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hold the town of Clairval among the contracts of the user, and nothing that ships with the program."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("MAILLAGE_STORE", str(tmp_path / "store"))
    for module in (store, proposing):
        monkeypatch.setattr(module, "bundled", lambda: tmp_path / "nothing")
    folder = tmp_path / "maillage" / "contracts"
    (folder / "clairval" / "sources").mkdir(parents=True)
    shutil.copy(TOWNS / "clairval.ttl", folder / "clairval" / "sources" / "contrat-2030.ttl")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console.out, "_width", 80)


def curation(contracts: Path) -> str:
    path = contracts / "clairval" / "curation.ttl"
    return path.read_text("utf-8") if path.exists() else ""


def test_what_is_guessed_is_listed_with_its_number_its_score_and_its_reason() -> None:
    told = run("propositions", "--contract", "clairval").stdout
    (row,) = [line.split("  ") for line in told.splitlines() if "0,26" in line]
    assert [part.strip() for part in row if part.strip()][:4] == ["1", HOUSE, "P 1.1.2 Former les", "0,26"]
    assert "mots communs" in told


def test_the_list_says_on_stderr_that_these_are_no_facts() -> None:
    assert "des suppositions, pas des faits" in run("propositions").stderr


@pytest.mark.parametrize("command", ["accept", "refuse"])
def test_what_is_decided_is_asked_no_more(command: str, contracts: Path) -> None:
    result = run("propositions", command, HOUSE, MEDIATORS, *DECIDED)
    assert result.exit_code == 0, result.stderr
    assert str(contracts / "clairval" / "curation.ttl") in result.stdout
    assert 'mlg:decidePar "la mairie"' in curation(contracts)
    assert 'mlg:decideLe "2026-03-04"' in curation(contracts)
    assert "Aucune proposition n'attend." in run("propositions").stdout


def test_what_is_accepted_is_a_fact_when_the_store_is_opened_next() -> None:
    def uncovered() -> list[str]:
        asked = run("ask", "priorites-non-couvertes", "--format", "json")
        return [row["code"] for row in json.loads(asked.stdout)]

    assert uncovered() == ["P 1.1.2"]
    run("propositions", "accept", HOUSE, MEDIATORS, *DECIDED)
    assert uncovered() == []


def test_things_may_be_named_by_code_and_identifier_and_the_contract_before_or_after(contracts: Path) -> None:
    names = ["maison-de-sante", "P 1.1.2"]
    assert run("propositions", "--contract", "clairval", "refuse", *names, *DECIDED).exit_code == 0
    (contracts / "clairval" / "curation.ttl").unlink()
    assert run("propositions", "refuse", "clairval/action/maison-de-sante", "p-1-1-2", "--contract", "clairval",
               *DECIDED).exit_code == 0  # fmt: skip


def test_who_and_when_are_the_user_and_today_unless_told(contracts: Path) -> None:
    before = dt.date.today()
    assert run("propositions", "refuse", HOUSE, MEDIATORS, "--reason", "Non.").exit_code == 0
    assert f'mlg:decidePar "{getpass.getuser()}"' in curation(contracts)
    assert any(f'"{day.isoformat()}"' in curation(contracts) for day in (before, dt.date.today()))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["accept", "Maison de sport", MEDIATORS], 2, "l'action « Maison de sport »"),
        (["accept", HOUSE, "P 9.9.9"], 2, "l'élément du cadre « P 9.9.9 »"),
        (["accept", HOUSE, "P 1.1.1"], 1, "déjà un fait"),
        (["accept", "Chantier jeunes", MEDIATORS], 1, "pas proposé"),
        (["refuse", HOUSE, MEDIATORS, "--date", "4 mars"], 2, "n'est pas une date"),
        (["refuse", HOUSE, MEDIATORS, "--contract", "atlantide"], 2, "le contrat « atlantide »"),
        (["refuse", HOUSE, MEDIATORS, "--reason", "   "], 1, "Une décision dit pourquoi"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_written(
    arguments: list[str], code: int, words: str, contracts: Path
) -> None:
    result = run("propositions", *arguments[:3], "--reason", "Oui.", *arguments[3:])
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in " ".join(result.stderr.split())
    assert curation(contracts) == ""


def test_a_decision_is_not_taken_twice(contracts: Path) -> None:
    run("propositions", "refuse", HOUSE, MEDIATORS, *DECIDED)
    kept = curation(contracts)
    result = run("propositions", "accept", HOUSE, MEDIATORS, *DECIDED)
    assert result.exit_code == 1
    assert "déjà refusée, par la mairie" in " ".join(result.stderr.split())
    assert curation(contracts) == kept


def test_a_user_without_a_name_is_asked_for_one(monkeypatch: pytest.MonkeyPatch, contracts: Path) -> None:
    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr(getpass, "getuser", nobody)
    result = run("propositions", "refuse", HOUSE, MEDIATORS, "--reason", "Non.")
    assert (result.exit_code, curation(contracts)) == (2, "")
    assert "--author" in result.stderr


def test_into_another_folder_the_contract_is_copied_first(tmp_path: Path, contracts: Path) -> None:
    result = run("propositions", "accept", HOUSE, MEDIATORS, *DECIDED, "--into", str(tmp_path / "autre"))
    assert result.exit_code == 0
    assert "a été copié dans" in result.stderr
    assert curation(tmp_path / "autre")
    assert (tmp_path / "autre" / "clairval" / "sources" / "contrat-2030.ttl").exists()
    assert curation(contracts) == ""


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, contracts: Path) -> None:
    (tmp_path / "file").write_text("")
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "service.cli",
            "propositions",
            "refuse",
            HOUSE,
            MEDIATORS,
            *DECIDED,
            "--contract",
            "clairval",
            "--into",
            str(tmp_path / "file" / "contrats"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert result.returncode == 2
    assert "écriture impossible" in result.stderr
    assert "Traceback" not in result.stderr
    assert curation(contracts) == ""


def test_a_contract_without_a_roadmap_has_nothing_to_decide_and_says_why(contracts: Path) -> None:
    shutil.rmtree(contracts / "clairval")
    (contracts / "valdor" / "sources").mkdir(parents=True)
    shutil.copy(TOWNS / "valdor.ttl", contracts / "valdor" / "sources" / "priorites.ttl")
    result = run("propositions")
    assert "Aucune proposition n'attend." in result.stdout
    assert "aucune feuille de route chargée" in " ".join(result.stderr.split())
