"""What is published is judged, journaled and done whole, or refused whole."""

import shutil
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import SKOS, XSD, Graph, Literal, URIRef

from data import naming
from data.change import BadChange, Change, NothingNew, Outdated, Refused
from data.contracts import ContractFiles
from data.history import publications
from data.journal import Journal
from data.store import open_home
from data.trouble import StoreError
from data.writer import Writer
from ontology import MLG, Severity
from tests.data.writing import HOUSE, SOURCE, TOWN, WHO, WHY, names, note, publish, quads, tree, writer_in

REGION = URIRef(f"{naming.ID}clairval/financement/maison-de-sante-region")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    writer_in(folder).open()
    return folder


@pytest.fixture
def writer(template: Path, tmp_path: Path) -> Writer:
    return writer_in(shutil.copytree(template, tmp_path / "user"))


def test_what_a_change_would_do_is_told_and_nothing_is_written(writer: Writer) -> None:
    before = tree(writer.home)
    prepared = writer.prepare(note(writer, "le dispensaire"))
    assert (prepared.conforms, prepared.added, prepared.removed, prepared.is_new) == (True, 1, 0, True)
    assert {part: (len(delta.added), len(delta.removed)) for part, delta in prepared.delta.items()} == {
        "curation": (1, 0),
        "published": (1, 0),
    }
    assert tree(writer.home) == before


def test_what_is_published_is_in_the_turtle_the_store_and_the_journal(writer: Writer) -> None:
    opened = publish(writer, note(writer, "le dispensaire"))
    assert names(opened) == {"le dispensaire"}
    assert set(writer.files("clairval").curation().objects(HOUSE, SKOS.altLabel)) == {Literal("le dispensaire", "fr")}
    (told,) = publications(writer.home)
    assert (told.contract, told.documents, told.who, told.why, told.added, told.removed) == (
        "clairval",
        (),
        WHO,
        WHY,
        1,
        0,
    )


def test_a_store_that_follows_another_is_the_one_that_would_be_built_from_nothing(
    writer: Writer, tmp_path: Path
) -> None:
    publish(writer, note(writer, "un", "deux"))
    publish(writer, note(writer, "trois", part=SOURCE))
    publish(
        writer, Change("clairval", {"retraction": Graph().add((HOUSE, SKOS.altLabel, Literal("trois", lang="fr")))})
    )
    followed = publish(writer, note(writer, "quatre", thing=TOWN))
    built = open_home(writer.home, tmp_path / "other", shipped=tmp_path / "user" / "shipped")
    assert quads(followed) == quads(built)
    assert followed.revision == built.revision
    assert names(built) == {"un", "deux"}


def test_a_reader_of_the_state_before_keeps_it_until_it_lets_go(writer: Writer) -> None:
    first = writer.open()
    second = publish(writer, note(writer, "le dispensaire"))
    assert (names(first), names(second)) == (set(), {"le dispensaire"})
    assert {path.name for path in writer.place.iterdir() if path.is_dir()} == {first.revision, second.revision}
    del first
    assert {path.name for path in writer.place.iterdir() if path.is_dir()} == {second.revision}


def test_a_violation_is_refused_with_its_report_and_every_byte_stays(writer: Writer) -> None:
    before = tree(writer.home), tree(writer.place)
    change = Change("clairval", {"curation": Graph().add((HOUSE, SKOS.prefLabel, Literal("Autre nom", lang="fr")))})
    with pytest.raises(Refused) as caught:
        publish(writer, change)
    assert {result.focus for result in caught.value.report.of(Severity.VIOLATION)} == {str(HOUSE)}
    assert (tree(writer.home), tree(writer.place)) == before


def test_two_changes_of_the_same_state_do_not_both_pass(writer: Writer) -> None:
    base = writer.revision("clairval")
    mine, yours = note(writer, "à moi"), note(writer, "à vous", part=SOURCE)
    publish(writer, mine, base=base)
    with pytest.raises(Outdated) as caught:
        publish(writer, yours, base=base)
    assert (caught.value.base, caught.value.current) == (base, writer.revision("clairval"))
    assert names(writer.open()) == {"à moi"}


def test_two_changes_that_are_valid_alone_and_not_together_do_not_both_pass(writer: Writer) -> None:
    one, other = (
        note(writer, part=part, adds=(REGION, MLG.montant, Literal(Decimal(amount))))
        for part, amount in (("curation", 2), (SOURCE, 3))
    )
    assert writer.prepare(one).conforms
    assert writer.prepare(other).conforms
    publish(writer, one)
    with pytest.raises(Refused) as caught:
        publish(writer, other)
    assert {result.focus for result in caught.value.report.of(Severity.VIOLATION)} == {str(REGION)}


def test_the_same_change_published_twice_is_one_publication(writer: Writer) -> None:
    change, base = note(writer, "le dispensaire"), writer.revision("clairval")
    publish(writer, change, base=base)
    with pytest.raises(NothingNew):
        publish(writer, change, base=base)
    assert len(publications(writer.home)) == 1


def test_what_is_judged_and_compared_is_what_the_store_keeps(writer: Writer) -> None:
    change = note(writer, adds=(REGION, MLG.montant, Literal("2.20", datatype=XSD.decimal)))
    opened = publish(writer, change)
    kept = opened.store.quads_for_pattern(ox.NamedNode(REGION), ox.NamedNode(MLG.montant), None, None)
    assert {str(quad.object).partition("^")[0] for quad in kept} == {'"2.2"'}
    with pytest.raises(NothingNew):
        publish(writer, change)


def test_a_contract_that_ships_with_the_program_is_copied_whole_and_left_alone(writer: Writer, tmp_path: Path) -> None:
    shipped = tmp_path / "user" / "shipped" / "valdor"
    (shipped / "curation.ttl").write_text("# Ce que la mairie sait.\n", "utf-8")
    before = tree(shipped)
    publish(writer, note(writer, "la vallée", thing=TOWN))
    assert tree(shipped) == before
    own = writer.files("valdor")
    assert own == ContractFiles(writer.home / "contracts" / "valdor")
    assert own.sources()[0].read_bytes() == (shipped / "sources" / "contrat-2030.ttl").read_bytes()
    text = (own.folder / "curation.ttl").read_text("utf-8")
    assert text.startswith("# Ce que la mairie sait.\n")
    assert f"# {WHO} : {WHY}\n" in text


def test_a_first_document_makes_a_contract_and_an_empty_one_goes(writer: Writer) -> None:
    graph = Graph().parse(writer.files("clairval").sources()[0])
    opened = publish(writer, Change("clairval", {"sources/copie": graph}))
    assert names(opened, naming.source_graph("clairval", "copie")) == set()
    assert ox.NamedNode(naming.source_graph("clairval", "copie")) in set(opened.store.named_graphs())
    publish(writer, Change("clairval", {"sources/copie": Graph()}))
    assert [path.name for path in writer.files("clairval").sources()] == ["contrat-2030.ttl"]


def test_what_people_edit_by_hand_stays_and_is_noted(writer: Writer) -> None:
    publish(writer, note(writer, "le dispensaire"))
    curation = writer.files("clairval").folder / "curation.ttl"
    curation.write_text(f'<{HOUSE}> <{SKOS.altLabel}> "à la main"@fr .\n', "utf-8")
    assert names(writer.open()) == {"à la main"}
    publish(writer, note(writer, "ensuite"))
    assert names(writer.open()) == {"à la main", "ensuite"}
    by_hand = [entry for entry in Journal(writer.home).entries if entry.taken][-1]
    assert len(by_hand.parts["curation"].added) == len(by_hand.parts["curation"].removed) == 1
    assert len(publications(writer.home)) == 2


def test_a_blank_node_gets_the_same_name_on_every_run(writer: Writer) -> None:
    curation = writer.files("clairval").folder / "curation.ttl"
    curation.write_text(f"<{HOUSE}> <{MLG.remarque}> [ <{SKOS.altLabel}> 'a'@fr ] .\n", "utf-8")
    prepared = [Writer(writer.home, writer.place).prepare(note(writer, "b", part=SOURCE)) for _ in range(2)]
    assert prepared[0].composed.parts == prepared[1].composed.parts
    assert not any("_:" in str(triple) for triple in prepared[0].composed.parts["curation"])


@pytest.mark.parametrize(
    "contract", ["../clairval", "Clairval", "", "catalogue", "reference", "shapes", "ontologie", "a/b"]
)
def test_a_contract_that_would_write_elsewhere_is_refused(contract: str, writer: Writer) -> None:
    before = tree(writer.home.parent)
    with pytest.raises(BadChange):
        writer.prepare(Change(contract, {"curation": Graph().add((HOUSE, SKOS.altLabel, Literal("x")))}))
    assert tree(writer.home.parent) == before


@pytest.mark.parametrize(
    "part", ["published", "sources", "sources/", "sources/../curation", "sources/a/b", "/etc", "\0"]
)
def test_a_part_that_no_contract_has_is_refused(part: str, writer: Writer) -> None:
    with pytest.raises(BadChange):
        writer.prepare(Change("clairval", {part: Graph()}))


@pytest.mark.parametrize("iri", ["http://a/ b", "http://a/<b>", "pas une iri"])
def test_what_is_no_rdf_is_refused(iri: str, writer: Writer) -> None:
    with pytest.raises(BadChange, match="RDF"):
        writer.prepare(Change("clairval", {"curation": Graph().add((URIRef(iri), SKOS.altLabel, Literal("x")))}))


@pytest.mark.parametrize(("who", "why"), [("", "a"), ("a", "  \n"), ("a\0", "a"), ("a", "\ud800"), ("a" * 10_001, "a")])
def test_a_publication_says_who_and_why_in_a_line_of_text(who: str, why: str, writer: Writer) -> None:
    change = note(writer, "x")
    with pytest.raises(BadChange):
        writer.publish(change, base=writer.revision("clairval"), who=who, why=why)
    assert publications(writer.home) == ()


def test_words_on_several_lines_break_neither_the_journal_nor_the_turtle(writer: Writer) -> None:
    who = 'Ada\n<x> <y> <z> .\r\u2028{"sequence":9}'
    writer.publish(note(writer, "x"), base=writer.revision("clairval"), who=who, why="a\nb")
    (told,) = publications(writer.home)
    assert (told.who, told.why) == ('Ada <x> <y> <z> . {"sequence":9}', "a b")
    assert names(writer.open()) == {"x"}


def test_a_clock_that_goes_back_changes_no_order(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in ("2036", "2006"):
        monkeypatch.setattr("data.writer.now", lambda year=year: f"{year}-01-01T00:00:00Z")
        publish(writer, note(writer, year))
    assert [(told.time.year, told.sequence) for told in publications(writer.home)] == [(2006, 3), (2036, 2)]
    assert names(writer.open()) == {"2006", "2036"}


def test_a_contract_has_a_document(writer: Writer) -> None:
    with pytest.raises(BadChange, match="aucun document"):
        writer.prepare(Change("atlantide", {"curation": Graph().add((HOUSE, SKOS.altLabel, Literal("x")))}))
    with pytest.raises(BadChange, match="aucun document"):
        writer.prepare(Change("clairval", {SOURCE: Graph()}))


def test_a_file_that_nobody_reads_is_not_written_over(writer: Writer) -> None:
    left = writer.home / "contracts" / "valdor" / "curation.ttl"
    left.parent.mkdir()
    left.write_text("# à moi\n")
    with pytest.raises(BadChange, match=r"curation\.ttl"):
        publish(writer, note(writer, "la vallée", thing=TOWN))
    assert left.read_text() == "# à moi\n"
    assert publications(writer.home) == ()


def test_turtle_that_is_none_is_told_with_its_place(writer: Writer) -> None:
    curation = writer.files("clairval").folder / "curation.ttl"
    curation.write_text("<http://a/> <http://b/>\n\n  ? .\n")
    with pytest.raises(StoreError) as caught:
        writer.open()
    assert f"{curation}, ligne 3" in str(caught.value)
    assert "\n" not in str(caught.value)
