"""The house as a whole: five names of ours alone, files that name no machine, licences for every file."""

import importlib.metadata
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.needs import ALL, lacking

ROOT = Path(__file__).parent.parent
FLOORS = {"ontology", "data", "queries", "viz", "service"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_other_distribution_brings_one_of_our_five_names() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {name: set(owners.get(name, [])) - {"maillage"} for name in FLOORS} == {name: set() for name in FLOORS}


def test_the_program_is_made_of_the_five_floors() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == FLOORS
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    assert layers == ["service", "viz", "queries", "data", "ontology"]


@pytest.mark.parametrize("floor", sorted(FLOORS))
def test_each_floor_says_what_comes_in_and_what_goes_out(floor: str) -> None:
    text = (ROOT / floor / "__init__.py").read_text("utf-8")
    docstring = text.split('"""')[1]
    assert re.search(r"\b[Ii]n\b|[Cc]omes? in", docstring)
    assert re.search(r"\b[Oo]ut\b", docstring)


def test_no_file_names_a_machine_a_registry_or_a_content_network() -> None:
    # built in pieces, so that this file does not hold what it looks for
    stray = [
        "/wo" + "rk/",
        "/ro" + "ot/",
        "pypi" + ".org",
        "npm" + "js",
        "python" + "hosted",
        "cdn" + "js.",
        "jsdel" + "ivr",
        "unp" + "kg.com",
    ]
    found = [
        (path.name, needle)
        for path in tracked()
        for needle in stray
        if needle in path.read_text("utf-8", errors="replace")
    ]
    assert not found


def test_every_licence_that_reuse_names_is_in_the_repository() -> None:
    annotations = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]
    named = {entry["SPDX-License-Identifier"] for entry in annotations}
    assert {path.stem for path in (ROOT / "LICENSES").iterdir()} == named


def test_the_source_documents_are_not_in_the_repository() -> None:
    sources = {path.name for path in (ROOT.parent / "shared" / "sources").glob("*.md")}
    assert not sources & {path.name for path in tracked()}


def test_ci_leaves_no_test_out() -> None:
    if os.environ.get("CI"):
        assert os.environ.get(ALL) == "1"


def test_what_a_machine_lacks_skips_a_test_and_fails_it_where_all_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALL, "0")
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        lacking("there is no browser")
    monkeypatch.setenv(ALL, "1")
    with pytest.raises(pytest.fail.Exception, match="no browser"):
        lacking("there is no browser")


def test_each_make_target_has_a_line_of_description() -> None:
    targets = re.findall(r"^([a-z]+):(?!=)(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert [name for name, rest in targets if "## " not in rest] == []
