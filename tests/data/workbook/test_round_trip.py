"""The law of the workbook: what is published after an import is what was, and the edit, and nothing else."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import PROV, RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from data.contracts import ContractFiles, bundled
from data.formats.raw import RawBook, RawRow, RawSheet
from data.workbook.apply import parts_of as contract_parts
from data.workbook.content import content
from data.workbook.fields import Field, Kind
from data.workbook.problems import Refused
from data.workbook.revise import Parts
from data.workbook.sheets import sheets
from data.workbook.values import LINE_END
from ontology import MLG
from tests.conftest import TOWNS
from tests.data.workbook.editing import applied, exported, parts_of, raw, sheet_of, with_cell, with_line, with_rows

Triples = set[tuple[Node, Node, Node]]
ID = "https://w3id.org/maillage/id/"
DECISION = URIRef(f"{ID}clairval/decision/classeur-2025-03-04")
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters=LINE_END), min_size=1
)
WORDS = TEXTS.filter(lambda text: text == text.strip()) | st.sampled_from(["=1+1", "+33 5", "-", "@a", "'x", "_x0041_"])
LAWS = settings(max_examples=15, deadline=None)


@cache
def town() -> Parts:
    return parts_of(Graph().parse(TOWNS / "clairval.ttl"))


@cache
def book() -> RawBook:
    return raw(town())


@cache
def published() -> Graph:
    return town().published()


def difference(after: Parts) -> tuple[Triples, Triples]:
    """Return what is published no more and what is now, but for the decision, the reference lists and the rules."""
    before, now = stated(published()), stated(after.published())
    told = {triple for triple in now if DECISION in {triple[0], triple[2]}}
    shared = {triple for triple in before ^ now if str(triple[0]).startswith(f"{ID}reference/")}
    return before - now - shared, now - before - told - shared


def stated(graph: Graph) -> Triples:
    """Return what a published graph says, less what a rule says again of it."""
    return {triple for triple in graph if triple[1] not in {MLG.couvertureConnue, MLG.endroit, MLG.intitule, MLG.sert}}


def after(edited: RawBook) -> Parts:
    revision = applied(edited, town()).revision
    assert revision is not None
    assert revision.decision == DECISION
    return revision.parts


def cells(*, kinds: set[Kind], filled: bool = True) -> list[tuple[str, int, Field, URIRef, tuple[Node, ...]]]:
    """Return the cells of some kinds: sheet, row, field, thing, what it holds."""
    shown = content("clairval", published())
    return [
        (sheet.title, number, field, row.thing, tuple(value.term for value in row.cells.get(field.path, ())))
        for sheet in sheets()
        for number, row in enumerate(shown.rows[sheet.title], 2)
        for field in sheet.fields
        if field.kind in kinds and bool(row.cells.get(field.path)) == filled
    ]


def free(field: Field) -> bool:
    """Tell whether any text will do: a code, a notation, a SIREN or an EDTF is held to a rule."""
    return field.path not in {MLG.codeQPV, MLG.siren, MLG.edtf, SKOS.notation}


FREE = [cell for cell in cells(kinds={Kind.TEXT}) if free(cell[2])]
SEVERAL = [cell for filled in (True, False) for cell in cells(kinds={Kind.TEXT}, filled=filled) if not cell[2].single]
OPTIONAL = [cell for cell in cells(kinds=set(Kind)) if not cell[2].required]
LEAVES = ("Participations", "Financements", "Relais de mesures", "Freins")


def literal(field: Field, text: str) -> Literal:
    return Literal(text, lang="fr") if field.datatype == RDF.langString else Literal(text)


@pytest.mark.parametrize("contract", ["moissac", "montauban"])
def test_a_workbook_that_nobody_edited_changes_nothing(contract: str) -> None:
    parts = contract_parts(ContractFiles(bundled() / contract))
    outcome = applied(exported(parts), parts)
    assert (list(outcome.edits), outcome.revision, outcome.notices) == ([], None, ())


@LAWS
@given(st.sampled_from(FREE), WORDS)
def test_a_text_that_is_written_over_is_replaced_and_nothing_else(
    cell: tuple[str, int, Field, URIRef, tuple[Node, ...]], text: str
) -> None:
    title, number, field, thing, held = cell
    new = literal(field, text)
    if new in held:
        return
    parts = after(with_cell(book(), title, number, field.header, text))
    assert difference(parts) == ({(thing, field.path, term) for term in held}, {(thing, field.path, new)})
    assert (thing, PROV.wasGeneratedBy, DECISION) in parts.curation
    shown = next(row for row in content("clairval", parts.published()).rows[title] if row.thing == thing)
    assert [value.term for value in shown.cells[field.path]] == [new]


@LAWS
@given(st.sampled_from([cell for cell in SEVERAL if free(cell[2])]), WORDS)
def test_a_value_that_is_added_in_a_cell_is_added_and_nothing_else(
    cell: tuple[str, int, Field, URIRef, tuple[Node, ...]], text: str
) -> None:
    title, number, field, thing, held = cell
    new = literal(field, text)
    if new in held:
        return
    parts = after(with_cell(book(), title, number, field.header, "\n".join([text, *map(str, held)])))
    assert difference(parts) == (set(), {(thing, field.path, new)})


@LAWS
@given(st.sampled_from(OPTIONAL))
def test_a_cell_that_is_made_blank_withdraws_what_it_held_and_nothing_else(
    cell: tuple[str, int, Field, URIRef, tuple[Node, ...]],
) -> None:
    title, number, field, thing, held = cell
    parts = after(with_cell(book(), title, number, field.header, ""))
    assert difference(parts) == ({(thing, field.path, term) for term in held}, set())


@LAWS
@given(st.sampled_from(["Acteurs", "Publics", "Quartiers", "Instances", "Freins", "Dispositifs"]), WORDS)
def test_a_line_that_is_added_makes_a_thing_that_nothing_else_is(title: str, name: str) -> None:
    gone, new = difference(after(with_line(book(), title, {"Nom": name})))
    things = {subject for subject, _, _ in new}
    assert not gone
    assert len(things) == 1
    assert things.isdisjoint(published().subjects())
    sheet = next(sheet for sheet in sheets() if sheet.title == title)
    said = {(path, term) for _, path, term in new}
    quarter = {(MLG.quartierDe, URIRef(f"{ID}clairval"))} if title == "Quartiers" else set()
    assert said == {(RDF.type, sheet.root), (SKOS.prefLabel, Literal(name, lang="fr"))} | quarter


@LAWS
@given(st.sampled_from(LEAVES), st.integers(min_value=0))
def test_a_line_that_is_deleted_withdraws_its_thing_and_nothing_else(title: str, index: int) -> None:
    things = [row.thing for row in content("clairval", published()).rows[title]]
    chosen = index % len(things)
    number = chosen + 2
    parts = after(with_rows(book(), title, lambda rows: tuple(row for row in rows if row.number != number)))
    assert difference(parts) == (set(published().triples((things[chosen], None, None))), set())


@LAWS
@given(st.randoms(use_true_random=True))
def test_the_order_of_the_sheets_the_rows_and_the_columns_does_not_matter(chance: Random) -> None:
    spoilt = with_cell(book(), "Actions", 2, "Objectif", "Chanter")
    shuffled = [_shuffled(sheet, chance) for sheet in spoilt.sheets]
    found = applied(RawBook(tuple(chance.sample(shuffled, len(shuffled)))), town())
    wanted = applied(spoilt, town())
    assert found.revision is not None
    assert wanted.revision is not None
    assert set(found.revision.parts.curation) == set(wanted.revision.parts.curation)
    assert set(found.revision.parts.retraction) == set(wanted.revision.parts.retraction)


def _shuffled(sheet: RawSheet, chance: Random) -> RawSheet:
    """Return a sheet of the town with its rows and its columns in another order, under new numbers."""
    if sheet.title not in {each.title for each in sheets()}:
        return sheet
    header, *rows = sheet.rows
    places = chance.sample(range(1, len(header.cells) + 1), len(header.cells))
    moved = [header, *chance.sample(rows, len(rows))]
    return replace(
        sheet,
        rows=tuple(
            RawRow(number, tuple(replace(cell, column=places[cell.column - 1]) for cell in row.cells))
            for number, row in enumerate(moved, 1)
        ),
    )


@LAWS
@given(st.sampled_from([cell for cell in cells(kinds={Kind.CHOICE}) if cell[2].path != MLG.niveau]), st.data())
def test_another_choice_takes_the_place_of_the_first_and_nothing_else_changes(
    cell: tuple[str, int, Field, URIRef, tuple[Node, ...]], data: st.DataObject
) -> None:
    title, number, field, thing, held = cell
    label, chosen = data.draw(st.sampled_from(list(content("clairval", published()).choices[field.choices].items())))
    if chosen in held:
        return
    try:
        parts = after(with_cell(book(), title, number, field.header, label.upper()))
    except Refused:  # an element under itself, one actor twice in an alternative: what may not be published
        return
    assert difference(parts) == ({(thing, field.path, term) for term in held}, {(thing, field.path, chosen)})


def test_undoing_an_edit_leaves_only_the_decisions() -> None:
    first = after(with_cell(book(), "Actions", 2, "Nom", "Maison des soins"))
    again = raw(first)
    outcome = applied(with_cell(again, "Actions", 2, "Nom", _name(2)), first)
    assert outcome.revision is not None
    parts = outcome.revision.parts
    said = {triple for triple in parts.published() if not str(triple[0]).startswith(str(DECISION))}
    links = {triple for triple in said if triple[1] == PROV.wasGeneratedBy}
    assert said - links == set(published())
    assert not len(parts.retraction)


def _name(number: int) -> str:
    line = sheet_of(book(), "Actions").rows[number - 1]
    return next(cell.text for cell in line.cells if cell.column == 2)


def test_what_the_workbook_does_not_show_survives() -> None:
    hidden = {PROV.wasDerivedFrom, RDF.type, MLG.document, MLG.cadre, SKOS.inScheme, MLG.quartierDe}
    parts = after(with_cell(book(), "Actions", 2, "Nom", "Maison des soins"))
    before, now = published(), parts.published()
    for path in hidden:
        kept = {triple for triple in now.triples((None, path, None)) if triple[0] != DECISION}
        assert kept == set(before.triples((None, path, None)))


def test_an_amount_and_a_day_are_kept_as_numbers_and_days() -> None:
    number = next(cell[1] for cell in cells(kinds={Kind.NUMBER}) if cell[0] == "Financements")
    _, new = difference(after(with_cell(book(), "Financements", number, "Montant", "12 500,50 €")))
    assert [term for _, path, term in new if path == MLG.montant] == [Literal("12500.5", datatype=XSD.decimal)]
    _, new = difference(after(with_cell(book(), "Périodes", 2, "Début", "01/03/2025")))
    assert [term for _, path, term in new if path == MLG.debut] == [Literal("2025-03-01", datatype=XSD.date)]
