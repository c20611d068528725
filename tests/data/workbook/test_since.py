"""A workbook that comes back when its contract is no longer what it was: only what was edited counts."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl import Workbook
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from data import naming
from data.workbook.apply import CHANGED, Outcome
from data.workbook.problems import Refused
from data.workbook.revise import Parts
from ontology import MLG
from tests.data.workbook.editing import add, applied, edited, put, row

HOUSE, YARD = "action/maison-de-sante", "action/chantier-jeunes"


def iri(identifier: str) -> URIRef:
    return URIRef(f"{naming.ID}clairval/{identifier}")


def status(name: str) -> URIRef:
    return URIRef(f"{naming.ID}reference/statut/{name}")


@pytest.fixture(scope="module")
def since(town: Parts) -> Parts:
    """Hold the town after somebody else decided that the maison de santé is under way, and renamed the region."""
    retraction, curation = Graph(), Graph()
    for subject, path, before, after in (
        (iri(HOUSE), MLG.statut, status("prevue"), status("en-cours")),
        (
            iri("acteur/region"),
            SKOS.prefLabel,
            Literal("Région des Collines", lang="fr"),
            Literal("Région des Monts", lang="fr"),
        ),
    ):
        retraction.add((subject, path, before))
        curation.add((subject, path, after))
    return replace(town, retraction=retraction, curation=curation)


def imported(book: bytes, parts: Parts, edit: Callable[[Workbook], object]) -> Outcome:
    return applied(edited(book, edit), parts)


def test_what_nobody_edited_is_left_as_it_is_now(book: bytes, since: Parts) -> None:
    outcome = applied(book, since)
    assert (list(outcome.edits), outcome.revision, outcome.notices) == ([], None, ())


def test_an_edit_elsewhere_is_applied_and_it_is_told_that_the_contract_changed(book: bytes, since: Parts) -> None:
    outcome = imported(book, since, lambda opened: put(opened, "Actions", YARD, "Statut", "échec"))
    assert outcome.revision is not None
    published = outcome.revision.parts.published()
    assert set(published.objects(iri(HOUSE), MLG.statut)) == {status("en-cours")}
    assert set(published.objects(iri(YARD), MLG.statut)) == {status("echec")}
    assert published.value(iri("acteur/region"), SKOS.prefLabel) == Literal("Région des Monts", lang="fr")
    assert outcome.notices == (CHANGED,)


def test_an_old_name_still_means_the_thing_that_it_meant(book: bytes, since: Parts) -> None:
    line = "financement/chantier-jeunes-commune"
    outcome = imported(
        book, since, lambda opened: put(opened, "Financements", line, "Financeur", "Région des Collines")
    )
    assert outcome.revision is not None
    assert outcome.revision.parts.curation.value(iri(line), MLG.financeur) == iri("acteur/region")


def test_a_cell_that_both_edited_is_a_conflict(book: bytes, since: Parts) -> None:
    with pytest.raises(Refused) as caught:
        imported(book, since, lambda opened: put(opened, "Actions", HOUSE, "Statut", "effectuée"))
    assert "Actions, ligne 3, Statut" in str(caught.value)
    assert "« en cours »" in str(caught.value)
    assert "Exportez de nouveau" in str(caught.value)


def test_a_cell_that_both_edited_alike_is_none(book: bytes, since: Parts) -> None:
    outcome = imported(book, since, lambda opened: put(opened, "Actions", HOUSE, "Statut", "en cours"))
    assert (list(outcome.edits), outcome.revision) == ([], None)


def test_a_line_may_not_be_deleted_when_its_thing_changed(book: bytes, since: Parts) -> None:
    def delete(opened: Workbook) -> None:
        opened["Actions"].delete_rows(row(opened["Actions"], HOUSE))

    with pytest.raises(Refused, match="vous retirez « Maison de santé », qui a changé dans le contrat depuis l'export"):
        imported(book, since, delete)


@pytest.mark.parametrize("title", ["Freins", "Actions"])
def test_a_thing_that_is_gone_may_be_deleted_and_not_edited(title: str, book: bytes, town: Parts) -> None:
    obstacle = iri("frein/delais-trop-longs")
    gone = Graph()
    for triple in town.sources.triples((obstacle, None, None)):
        gone.add(triple)
    parts = replace(town, retraction=gone)
    if title == "Freins":
        with pytest.raises(Refused, match="Freins, ligne 2, Nom : cette ligne n'est plus dans le contrat"):
            imported(book, parts, lambda opened: put(opened, title, "frein/delais-trop-longs", "Nom", "Délais"))
    else:
        outcome = imported(book, parts, lambda opened: opened["Freins"].delete_rows(2))
        assert outcome.revision is None


def test_a_workbook_that_is_imported_twice_says_the_same_thing_twice(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        put(opened, "Actions", HOUSE, "Période", "mars 2025")
        add(opened, "Actions", {"Nom": "Bal", "Statut": "prévue"})
        add(opened, "Actions", {"Nom": "Bal", "Statut": "en cours"})
        add(opened, "Participations", {"Acteur": "État", "Dans": HOUSE, "Rôle": "partenaire"})
        opened["Freins"].delete_rows(2)

    file = edited(book, edit)
    first = applied(file, town).revision
    assert first is not None
    assert set(first.parts.curation.subjects(RDF.type, MLG.Action)) == {
        iri("action/bal"),
        iri("action/bal-2"),
    }
    again = applied(file, first.parts)
    assert (list(again.edits), again.revision) == ([], None)


def test_a_new_line_that_was_imported_and_edited_again_is_a_conflict(book: bytes, town: Parts) -> None:
    first = imported(book, town, lambda opened: add(opened, "Actions", {"Nom": "Bal", "Statut": "prévue"})).revision
    assert first is not None
    with pytest.raises(Refused, match="Actions, ligne 5 : « Bal » est dans le contrat depuis l'export"):
        imported(book, first.parts, lambda opened: add(opened, "Actions", {"Nom": "Bal", "Statut": "en cours"}))
