"""A decision is appended to the curation, whole or not at all, and what follows from it is published."""

import datetime as dt
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from data import naming
from data.contracts import ContractFiles, owned
from data.propose import decide as module
from data.propose.decide import Decision, DecisionError, decide
from data.propose.propose import propositions
from data.publish import published
from ontology import MLG, judge
from tests.conftest import TOWNS

HOUSE = naming.thing("clairval", "action", "maison de sante")
MEDIATORS = naming.thing("clairval", "element", "p 1 1 2")
DECISION = Decision(
    action=HOUSE,
    element=MEDIATORS,
    is_accepted=True,
    reason='Le médiateur y sera formé ("promis").',
    author="la cheffe de projet",
    day=dt.date(2026, 3, 4),
)
NODE = "https://w3id.org/maillage/id/clairval/decision/proposition/maison-de-sante/p-1-1-2"
CURATION = """@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

# a comment that somebody wrote
<https://w3id.org/maillage/id/clairval/decision/nom> a mlg:Decision ;
    mlg:decidePar "la mairie" ;
    mlg:decideLe "2026-01-02"^^xsd:date ;
    mlg:motif "Un nom."@fr .
"""


@pytest.fixture
def files(tmp_path: Path) -> ContractFiles:
    """Hold the town of Clairval as one document and a curation."""
    files = ContractFiles(tmp_path / "clairval")
    (files.folder / "sources").mkdir(parents=True)
    shutil.copy(TOWNS / "clairval.ttl", files.folder / "sources" / "contrat-2030.ttl")
    (files.folder / "curation.ttl").write_text(CURATION, "utf-8")
    return files


def content(files: ContractFiles) -> str:
    return (files.folder / "curation.ttl").read_bytes().decode()


def test_accepting_writes_who_when_why_and_the_link_after_what_was_there(files: ContractFiles) -> None:
    assert decide(files, DECISION) == files.folder / "curation.ttl"
    assert content(files) == (
        CURATION
        + f"""
<{NODE}> a mlg:Decision ;
    mlg:decidePar "la cheffe de projet" ;
    mlg:decideLe "2026-03-04"^^xsd:date ;
    mlg:motif "Le médiateur y sera formé (\\"promis\\")."@fr ;
    mlg:action <{HOUSE}> ;
    mlg:element <{MEDIATORS}> ;
    mlg:accepte true .

<{HOUSE}> mlg:repondA <{MEDIATORS}> ;
    prov:wasGeneratedBy <{NODE}> .
"""
    )


def test_what_is_accepted_is_a_fact_and_no_guess_any_more(files: ContractFiles) -> None:
    decide(files, DECISION)
    graph = published(files)
    assert (HOUSE, MLG.repondA, MEDIATORS) in graph
    assert list(propositions(graph)) == []
    assert judge(graph).conforms


def test_what_is_refused_is_neither_a_fact_nor_proposed_again(files: ContractFiles) -> None:
    decide(files, replace(DECISION, is_accepted=False))
    graph = published(files)
    assert (URIRef(NODE), MLG.accepte, Literal(lexical_or_value=False)) in graph
    assert (HOUSE, MLG.repondA, MEDIATORS) not in graph
    assert list(propositions(graph)) == []
    assert judge(graph).conforms


def test_the_file_stays_as_the_formatter_writes_it(files: ContractFiles) -> None:
    decide(files, DECISION)
    written = content(files)
    subprocess.run([Path(sys.executable).with_name("turtlefmt"), files.folder / "curation.ttl"], check=True)
    assert content(files) == written


@pytest.mark.parametrize(
    "before",
    [
        None,
        "",
        "# only a comment",
        CURATION.rstrip("\n"),
        CURATION.replace("\n", "\r\n"),
        CURATION.replace("mlg:", "vocabulaire:"),
        CURATION + "@prefix mlg: <https://example.org/another#> .\n",
        "\n".join(f"PREFIX {line[8:-2]}" if line.startswith("@prefix") else line for line in CURATION.splitlines()),
    ],
)
def test_whatever_the_file_looked_like_it_begins_as_before_and_says_more(
    before: str | None, files: ContractFiles
) -> None:
    path = files.folder / "curation.ttl"
    path.unlink()
    if before is not None:
        path.write_bytes(before.encode())
    said = files.curation()
    decide(files, DECISION)
    assert content(files).startswith(before or "")
    added = files.curation() - said
    assert len(said) + len(added) == len(files.curation())
    assert set(added.subjects()) == {URIRef(NODE), HOUSE}
    assert len(added) == 9


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_what_is_decided_cannot_be_decided_again(files: ContractFiles, first: bool, second: bool) -> None:  # noqa: FBT001
    decide(files, replace(DECISION, is_accepted=first))
    kept = content(files)
    with pytest.raises(DecisionError, match="déjà acceptée" if first else "déjà refusée") as caught:
        decide(files, replace(DECISION, is_accepted=second))
    assert "la cheffe de projet" in str(caught.value)
    assert NODE in str(caught.value)
    assert content(files) == kept


@pytest.mark.parametrize(
    ("action", "element", "words"),
    [
        (HOUSE, naming.thing("clairval", "element", "p 1 1 1"), "déjà un fait"),
        (HOUSE, naming.thing("clairval", "element", "pilier 2"), "pas proposé"),
        (naming.thing("clairval", "action", "chantier jeunes"), MEDIATORS, "pas proposé"),
        (naming.thing("clairval", "action", "inconnue"), MEDIATORS, "pas proposé"),
    ],
)
def test_what_is_not_proposed_cannot_be_decided(
    files: ContractFiles, action: URIRef, element: URIRef, words: str
) -> None:
    with pytest.raises(DecisionError, match=words):
        decide(files, replace(DECISION, action=action, element=element))
    assert content(files) == CURATION


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": ""}, "Une décision dit pourquoi"),
        ({"author": ""}, "Une décision dit qui"),
        ({"author": "a\x07"}, "Une décision dit qui"),
        ({"day": dt.date(1789, 7, 14)}, "Une décision a une date"),
    ],
)
def test_a_decision_that_may_not_be_published_is_told_and_not_written(
    files: ContractFiles, changes: dict[str, str], words: str
) -> None:
    with pytest.raises(DecisionError, match=words):
        decide(files, replace(DECISION, **changes))  # type: ignore[arg-type]  # each value suits its field
    assert content(files) == CURATION


@pytest.mark.parametrize(
    "reason", ["« d'abord »\nensuite", 'trois """ guillemets', "une \\ barre", "<b>&amp;</b> # non"]
)
def test_a_reason_is_kept_to_the_letter(files: ContractFiles, reason: str) -> None:
    decide(files, replace(DECISION, reason=reason))
    assert files.curation().value(URIRef(NODE), MLG.motif) == Literal(reason, lang="fr")


def test_a_file_that_cannot_be_written_stays(files: ContractFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, content: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(module, "write_whole", refused)
    with pytest.raises(PermissionError):
        decide(files, DECISION)
    assert content(files) == CURATION
    assert {path.name for path in files.folder.iterdir()} == {"curation.ttl", "sources"}


def test_a_contract_is_changed_where_it_is_ones_own(files: ContractFiles) -> None:
    with owned(files, files.folder.parent) as own:
        assert own.folder == files.folder


def test_a_copy_is_changed_where_it_is_not_and_appears_whole(files: ContractFiles, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    with owned(files, folder) as own:
        decide(own, DECISION)
        assert not (folder / "clairval").exists()
    assert [path.name for path in folder.iterdir()] == ["clairval"]
    assert (HOUSE, MLG.repondA, MEDIATORS) in published(ContractFiles(folder / "clairval"))
    assert content(files) == CURATION


def test_a_copy_does_not_appear_when_something_goes_wrong(files: ContractFiles, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    with pytest.raises(DecisionError), owned(files, folder) as own:
        decide(own, replace(DECISION, reason=""))
    assert list(folder.iterdir()) == []


def test_a_decision_names_the_proposition_that_it_is_about() -> None:
    assert str(DECISION.node("clairval")) == NODE
    graph = Graph().parse(TOWNS / "clairval.ttl")
    assert [(each.action, each.element) for each in propositions(graph)] == [(HOUSE, MEDIATORS)]
