"""What the README says is true: its answers are those of the program, and its files are there."""

import re
import shlex
from pathlib import Path

import pytest

from data.store import OpenStore
from queries.ask import ask
from queries.catalogue import catalogue
from queries.formats import cells

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"^`(maillage ask .+)`\n\n((?:\|.*\n)+)", README, re.MULTILINE)


def test_the_readme_has_five_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize(("command", "table"), EXAMPLES, ids=[command.split()[2] for command, _ in EXAMPLES])
def test_the_answers_of_the_readme_are_those_of_the_program(command: str, table: str, bundle: OpenStore) -> None:
    _, _, name, *options = shlex.split(command)
    arguments = {key.removeprefix("--"): [value] for key, value in zip(options[::2], options[1::2], strict=True)}
    headers, rows = cells(ask(bundle.store, catalogue()[name], arguments))
    lines = [tuple(cell.strip() for cell in line.strip("|\n").split("|")) for line in table.splitlines()]
    wanted = [headers.index(header) for header in lines[0]]
    answered = [tuple(row[index] for index in wanted) for row in rows]
    told = [line for line in lines[2:] if line[0] != "…"]
    if len(told) == len(lines) - 2:
        assert told == answered
    else:
        assert set(told) <= set(answered)


def test_the_readme_lists_every_question_of_the_catalogue_with_what_it_asks() -> None:
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| (.+?) \|$", README, re.MULTILINE))
    assert listed == {question.name: question.title for question in catalogue().values()}


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_every_link_of_the_readme_leads_to_a_file(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8")):
        assert (ROOT / page).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("folder", ["docs/guide", "docs/decisions"])
def test_every_page_of_a_folder_is_listed_and_every_link_leads_somewhere(folder: str) -> None:
    contents = (ROOT / folder / "README.md").read_text("utf-8")
    listed = set(re.findall(r"\]\(([^)]+\.md)\)", contents))
    assert listed == {path.name for path in (ROOT / folder).glob("*.md")} - {"README.md"}


def test_the_files_that_the_readme_names_are_there() -> None:
    house = README[README.index("## The house") : README.index("## Documentation")]
    for folder, names in re.findall(r"^\| `(\w+/)` \|.*\| (.+) \|$", house, re.MULTILINE):
        for name in re.findall(r"`([^`]+)`", names):
            assert (ROOT / folder / name).exists(), (folder, name)
