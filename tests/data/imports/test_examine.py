"""What the trial reading of a document says of its lines, of what is wrong with it, and of what it would change."""

from pathlib import Path

import pytest
from rdflib import Graph

from data.contracts import ContractFiles
from data.imports.examine import Examined, examine
from data.imports.found import Found, Line, Thing
from data.imports.state import STEPS
from data.plan import fingerprint
from data.reader import UnnamedContract
from data.reading.ledger import Fate
from tests.data.imports.towns import CONTRADICTED, DOCUMENT, NAME, NEXT, UNNAMED


def examined(text: str, *, folder: Path = Path("nowhere"), contract: str | None = None) -> Examined:
    def files(identifier: str) -> ContractFiles:
        return ContractFiles(folder / identifier)

    return examine(NAME, text.encode(), contract=contract, files_of=files, tell=lambda _step: None)


@pytest.fixture(scope="module")
def found() -> Found:
    return examined(DOCUMENT).found


@pytest.fixture
def published(tmp_path: Path) -> Path:
    files = ContractFiles(tmp_path / "valmouron")
    files.write_source("contrat-2024-2030", examined(DOCUMENT).graph)
    return tmp_path


def line(found: Found, words: str) -> Line:
    return next(each for each in found.lines if words in each.text)


def things(found: Found, words: str) -> list[Thing]:
    return [found.things[rank] for rank in line(found, words).things]


def test_each_line_that_is_not_blank_has_a_fate(found: Found) -> None:
    numbers = [number for number, text in enumerate(DOCUMENT.splitlines(), 1) if text.strip()]
    assert [each.number for each in found.lines] == numbers
    assert [each.text for each in found.lines if each.fate is Fate.NOT_UNDERSTOOD] == ["Une note qui s'est glissée là"]


def test_a_line_leads_to_what_was_made_of_it_as_it_would_be_published(found: Found) -> None:
    bus = next(each for each in things(found, "Bus de la santé") if each.kind == "Action")
    assert bus.label == "Bus de la santé"
    facts = {fact.name: fact.values for fact in bus.facts}
    assert facts["financeurs"] == ("État",)
    assert facts["statut"] == ("prévue",)
    assert "1.1 – Installer des soignants" in facts["élément du cadre"]


def test_what_ties_two_things_is_called_by_who_takes_part(found: Found) -> None:
    tie = next(each for each in things(found, "Bus de la santé") if each.kind == "EngagementFinancier")
    assert tie.label == "État"
    assert ("mots de la source", ("Etat",)) in [(fact.name, fact.values) for fact in tie.facts]


def test_a_line_that_was_left_aside_leads_to_nothing(found: Found) -> None:
    assert things(found, "Un médecin sur deux") == []
    assert line(found, "Un médecin sur deux").fate is Fate.IGNORED


def test_a_name_that_nobody_knows_is_told_where_it_stands(found: Found) -> None:
    assert any("CAF" in notice for notice in line(found, "Jardin des soignants").notices)


def test_titles_are_kept_to_go_to(found: Found) -> None:
    assert (24, "III. Programme d'actions") in found.headings


def test_a_violation_names_the_thing_the_line_and_what_to_correct() -> None:
    found = examined(CONTRADICTED).found
    assert not found.conforms
    violation = next(each for each in found.remarks if each.severity == "Violation")
    assert (violation.thing, violation.line) == ("Installer des soignants", 20)
    assert violation.message.startswith("Le code « 3.1 » contredit celui de l'élément dont il dépend, « 1 »")
    assert "[" not in violation.message
    assert line(found, "Installer des soignants").notices == (f"« Installer des soignants » : {violation.message}",)


def test_all_of_a_new_contract_appears(found: Found) -> None:
    tallies = {each.kind: (each.appeared, each.disappeared, each.changed) for each in found.tallies}
    assert (found.known, found.before) == (False, False)
    assert tallies["Action"] == (2, 0, 0)
    assert tallies["QuartierPrioritaire"] == (1, 0, 0)


def test_a_new_version_tells_what_it_changes_and_nothing_else(published: Path) -> None:
    found = examined(NEXT, folder=published).found
    assert (found.known, found.before) == (True, True)
    assert [sentence for each in found.tallies for sentence in each.sentences] == [
        "Échéance de « Bus de la santé » : « 2025 » devient « 2027 »"
    ]


def test_the_same_version_changes_nothing(published: Path) -> None:
    found = examined(DOCUMENT, folder=published).found
    assert (found.tallies, found.moved, found.stale) == ((), 0, ())


def test_what_a_document_was_compared_with_is_remembered(published: Path) -> None:
    files = ContractFiles(published / "valmouron")
    found = examined(NEXT, folder=published).found
    assert found.basis == fingerprint(files) != fingerprint(ContractFiles(published / "clairval"))
    (files.folder / "curation.ttl").write_text("", "utf-8")
    assert found.basis != fingerprint(files)


def test_a_document_without_a_territory_asks_for_the_contract() -> None:
    with pytest.raises(UnnamedContract):
        examined(UNNAMED)
    assert examined(UNNAMED, contract="valmouron").found.contract == "valmouron"


def test_the_steps_are_told_as_they_are_done() -> None:
    steps: list[int] = []
    examine(NAME, DOCUMENT.encode(), contract=None, files_of=lambda name: ContractFiles(Path(name)), tell=steps.append)
    assert steps == list(range(1, len(STEPS)))


def test_a_report_is_the_same_once_written_and_read(found: Found) -> None:
    assert Found.from_json(found.to_json()) == found


def test_the_same_document_gives_the_same_report_and_graph(found: Found) -> None:
    again = examined(DOCUMENT)
    assert again.found.to_json() == found.to_json()
    assert set(again.graph) == set(examined(DOCUMENT).graph)
    assert isinstance(again.graph, Graph)
