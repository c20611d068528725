"""What a person can do in a workbook: choose, add, withdraw, name, and what becomes of it in the contract."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from rdflib import PROV, RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from data import naming
from data.workbook.problems import Refused
from data.workbook.revise import Parts, Revision
from ontology import MLG
from tests.data.workbook.editing import add, applied, edited, exported, parts_of, put, row

ID = f"{naming.ID}clairval/"
HOUSE = "action/maison-de-sante"
DECISION = URIRef(f"{ID}decision/classeur-2025-03-04")


def iri(identifier: str) -> URIRef:
    return URIRef(ID + identifier)


def reference(identifier: str) -> URIRef:
    return URIRef(f"{naming.ID}reference/{identifier}")


def revised(book: bytes, town: Parts, edit: Callable[[Workbook], object]) -> Revision:
    revision = applied(edited(book, edit), town).revision
    assert revision is not None
    return revision


def added(parts: Parts) -> set[tuple[Node, Node, Node]]:
    """Return what people added, but for the decision and the links to it."""
    return {triple for triple in parts.curation if DECISION not in {triple[0], triple[2]}}


def test_an_edit_stands_under_one_decision(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        put(opened, "Actions", HOUSE, "Statut", "effectuée")
        put(opened, "Instances", "instance/copil", "Fois par an", 2)

    parts = revised(book, town, edit).parts
    assert set(parts.curation.predicate_objects(DECISION)) == {
        (RDF.type, MLG.Decision),
        (MLG.decidePar, Literal("Ada Exemple")),
        (MLG.decideLe, Literal("2025-03-04", datatype=XSD.date)),
        (MLG.motif, Literal("Corrigé dans le classeur clairval.xlsx", lang="fr")),
    }
    assert set(parts.curation.subjects(PROV.wasGeneratedBy, DECISION)) == {iri(HOUSE), iri("instance/copil")}
    assert added(parts) == {
        (iri(HOUSE), MLG.statut, reference("statut/effectuee")),
        (iri("instance/copil"), MLG.foisParAn, Literal(2)),
    }
    assert set(parts.retraction) == {
        (iri(HOUSE), MLG.statut, reference("statut/prevue")),
        (iri("instance/copil"), MLG.foisParAn, Literal(1)),
    }


def test_an_edit_is_told_as_a_sentence(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        put(opened, "Périodes", "periode/2024-2030", "Fin", datetime(2031, 1, 31))
        put(opened, "Actions", HOUSE, "Statut", "effectuée")
        put(opened, "Actions", "action/zero-chomeur", "Objectif", "Embaucher\nFormer")
        add(opened, "Acteurs", {"Nom": "Les Amis du Pont", "Type d'acteur": "association"})
        opened["Freins"].delete_rows(2)

    told = list(applied(edited(book, edit), town).edits)
    assert told == [
        "Actions, ligne 3, Statut : prévue → effectuée",
        "Actions, ligne 4, Objectif : (vide) → Embaucher ; Former",
        "Acteurs, ligne 5 : ajout de « Les Amis du Pont » (Type d'acteur : association)",
        "Freins : retrait de « Délais trop longs »",
        "Périodes, ligne 2, Fin : 31/12/2030 → 31/01/2031",
    ]


def test_what_a_person_said_is_gone_from_the_curation_when_it_is_written_over(book: bytes, town: Parts) -> None:
    first = revised(book, town, lambda opened: put(opened, "Actions", HOUSE, "Statut", "effectuée")).parts
    again = revised(exported(first), first, lambda opened: put(opened, "Actions", HOUSE, "Statut", "échec")).parts
    assert list(again.curation.objects(iri(HOUSE), MLG.statut)) == [reference("statut/echec")]
    assert set(again.retraction) == {(iri(HOUSE), MLG.statut, reference("statut/prevue"))}
    decisions = set(again.curation.objects(iri(HOUSE), PROV.wasGeneratedBy))
    assert decisions == {DECISION, URIRef(f"{DECISION}-2")}


def test_a_line_may_point_to_a_line_that_is_new_too(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        add(opened, "Participations", {"Acteur": "les amis du pont", "Dans": "Bal du pont", "Rôle": "porteur"})
        add(opened, "Acteurs", {"Nom": "Les Amis du Pont"})
        add(opened, "Actions", {"Nom": "Bal du pont", "Statut": "en cours", "Répond à": "2 – Travailler"})

    parts = revised(book, town, edit).parts
    assert added(parts) == {
        (iri("acteur/les-amis-du-pont"), RDF.type, MLG.Acteur),
        (iri("acteur/les-amis-du-pont"), SKOS.prefLabel, Literal("Les Amis du Pont", lang="fr")),
        (iri("action/bal-du-pont"), RDF.type, MLG.Action),
        (iri("action/bal-du-pont"), SKOS.prefLabel, Literal("Bal du pont", lang="fr")),
        (iri("action/bal-du-pont"), MLG.statut, reference("statut/en-cours")),
        (iri("action/bal-du-pont"), MLG.repondA, iri("element/pilier-2")),
        (iri("participation/les-amis-du-pont-bal-du-pont-porteur"), RDF.type, MLG.Participation),
        (iri("participation/les-amis-du-pont-bal-du-pont-porteur"), MLG.acteur, iri("acteur/les-amis-du-pont")),
        (iri("participation/les-amis-du-pont-bal-du-pont-porteur"), MLG.dans, iri("action/bal-du-pont")),
        (iri("participation/les-amis-du-pont-bal-du-pont-porteur"), MLG.role, reference("role/porteur")),
    }


def test_a_quantified_target_is_named_by_its_quantity_and_its_unit(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        add(opened, "Cibles chiffrées", {"Quantité": 12, "Unité": "ateliers"})
        put(opened, "Actions", HOUSE, "Cible chiffrée", "12 ateliers")

    parts = revised(book, town, edit).parts
    assert parts.curation.value(iri(HOUSE), MLG.cible) == iri("cible/12-ateliers")
    assert parts.curation.value(iri("cible/12-ateliers"), MLG.quantite) == Literal("12.0", datatype=XSD.decimal)


@pytest.mark.parametrize(
    ("words", "funder"),
    [
        ("Agence nationale de l'habitat", "anah"),
        ("AGENCE NATIONALE DE L’HABITAT", "anah"),
        ("ANAH", "anah"),
        ("reference/acteur/anah", "anah"),
        ("l'Etat", "etat"),
    ],
)
def test_a_national_actor_is_chosen_by_any_of_its_names(words: str, funder: str, book: bytes, town: Parts) -> None:
    line = "financement/chantier-jeunes-commune"
    parts = revised(book, town, lambda opened: put(opened, "Financements", line, "Financeur", words)).parts
    assert parts.curation.value(iri(line), MLG.financeur) == reference(f"acteur/{funder}")
    published = parts.published()
    assert published.value(reference(f"acteur/{funder}"), SKOS.prefLabel) is not None


def test_a_thing_may_be_named_by_its_new_name(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        put(opened, "Acteurs", "acteur/region", "Nom", "Région des Monts")
        put(opened, "Financements", "financement/chantier-jeunes-commune", "Financeur", "Région des Monts")

    parts = revised(book, town, edit).parts
    assert parts.curation.value(iri("financement/chantier-jeunes-commune"), MLG.financeur) == iri("acteur/region")


def test_a_name_that_two_things_bear_is_refused(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        add(opened, "Acteurs", {"Nom": "Région des Collines"})
        put(opened, "Financements", "financement/chantier-jeunes-commune", "Financeur", "Région des Collines")

    with pytest.raises(Refused, match=r"désigne plusieurs choses \(acteur/region, acteur/region-des-collines\)"):
        revised(book, town, edit)


def test_a_period_may_be_written_where_it_is_needed(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        put(opened, "Actions", HOUSE, "Période", "mars 2025")
        put(opened, "Actions", "action/chantier-jeunes", "Période", "Mars 2025")

    parts = revised(book, town, edit).parts
    period = iri("periode/mars-2025")
    assert set(parts.curation.subjects(MLG.periode, period)) == {iri(HOUSE), iri("action/chantier-jeunes")}
    assert parts.curation.value(period, MLG.edtf) == Literal("2025-03")
    assert parts.curation.value(period, MLG.fin) == Literal("2025-03-31", datatype=XSD.date)
    assert parts.curation.value(period, PROV.wasGeneratedBy) == DECISION


def test_a_level_makes_the_class_of_an_element(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        add(opened, "Cadre", {"Nom": "Se parler", "Niveau": "pilier"})
        put(opened, "Cadre", "element/p-1-1-2", "Niveau", "thème")

    parts = revised(book, town, edit).parts
    published = parts.published()
    assert set(published.objects(iri("element/se-parler"), RDF.type)) == {MLG.Pilier, MLG.ElementStrategique}
    assert published.value(iri("element/se-parler"), SKOS.inScheme) == iri("cadre")
    assert set(published.objects(iri("element/p-1-1-2"), RDF.type)) == {MLG.ElementStrategique}


def test_a_field_that_only_services_have_makes_a_service(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        put(opened, "Acteurs", "acteur/association-l-elan", "Service de", "Commune de Clairval")
        add(opened, "Acteurs", {"Nom": "Pôle Enfance", "Service de": "Mairie"})

    published = revised(book, town, edit).parts.published()
    assert (iri("acteur/association-l-elan"), RDF.type, MLG.Service) in published
    assert set(published.objects(iri("acteur/pole-enfance"), RDF.type)) == {MLG.Service, MLG.Acteur}
    assert published.value(iri("acteur/pole-enfance"), MLG.serviceDe) == iri("acteur/commune-de-clairval")


def test_a_thing_and_what_points_to_it_may_go_together(book: bytes, town: Parts) -> None:
    def edit(opened: Workbook) -> None:
        for title, identifier in (
            ("Actions", "action/chantier-jeunes"),
            ("Participations", "participation/chantier-jeunes-elan"),
            ("Financements", "financement/chantier-jeunes-commune"),
        ):
            opened[title].delete_rows(row(opened[title], identifier))

    published = revised(book, town, edit).parts.published()
    assert not list(published.subject_predicates(iri("action/chantier-jeunes")))
    assert not list(published.predicate_objects(iri("participation/chantier-jeunes-elan")))


def test_a_new_thing_never_takes_the_place_of_one_that_was_withdrawn(book: bytes, town: Parts) -> None:
    def withdraw(opened: Workbook) -> None:
        opened["Freins"].delete_rows(2)

    first = revised(book, town, withdraw).parts
    again = revised(exported(first), first, lambda opened: add(opened, "Freins", {"Nom": "Délais trop longs"})).parts
    assert again.curation.value(iri("frein/delais-trop-longs-2"), RDF.type) == MLG.Frein
    assert not list(again.published().predicate_objects(iri("frein/delais-trop-longs")))


@pytest.mark.parametrize("name", ["…", "日本", "a" * 400])
def test_any_name_makes_an_address(name: str, book: bytes, town: Parts) -> None:
    parts = revised(book, town, lambda opened: add(opened, "Publics", {"Nom": name})).parts
    (thing,) = parts.curation.subjects(SKOS.prefLabel, Literal(name, lang="fr"))
    assert str(thing).startswith(f"{ID}public/")
    assert len(str(thing)) > len(f"{ID}public/")


def test_texts_of_several_lines_and_of_other_languages_are_kept(town: Parts) -> None:
    graph = Graph() + town.sources
    graph.set((iri(HOUSE), MLG.objectif, Literal("Un\ndeux", lang="fr")))
    graph.add((iri(HOUSE), MLG.remarque, Literal("An English remark", lang="en")))
    parts = parts_of(graph)
    put_more = "Un⏎deux\nTrois"
    book = revised(exported(parts), parts, lambda opened: put(opened, "Actions", HOUSE, "Objectif", put_more))
    assert added(book.parts) == {(iri(HOUSE), MLG.objectif, Literal("Trois", lang="fr"))}
    assert not len(book.parts.retraction)


def test_a_text_too_long_for_a_cell_is_left_as_it_is_and_not_cut(town: Parts) -> None:
    graph = Graph() + town.sources
    for letter in "abc":
        graph.add((iri(HOUSE), MLG.remarque, Literal(letter * 15_000, lang="fr")))
    parts = parts_of(graph)
    assert applied(exported(parts), parts).revision is None
    with pytest.raises(Refused, match="trop long pour une cellule"):
        revised(exported(parts), parts, lambda opened: put(opened, "Actions", HOUSE, "Remarque", "court"))


def test_the_day_is_that_of_the_decision(book: bytes, town: Parts) -> None:
    decision = revised(book, town, lambda opened: put(opened, "Actions", HOUSE, "Nom", "Maison")).decision
    assert str(decision).endswith(date(2025, 3, 4).isoformat())


@pytest.fixture
def decided(town: Parts) -> Parts:
    """Hold the town after somebody accepted that the chantier answers P 1.1.2, and refused that it answers OS 1.1."""
    curation = Graph()
    for name, element, accepts in (("oui", "p-1-1-2", True), ("non", "os-1-1", False)):
        node = iri(f"decision/{name}")
        curation.add((node, RDF.type, MLG.Decision))
        curation.add((node, MLG.decidePar, Literal("la mairie")))
        curation.add((node, MLG.decideLe, Literal(date(2025, 1, 2))))
        curation.add((node, MLG.motif, Literal("Vu en COPIL.", lang="fr")))
        curation.add((node, MLG.action, iri("action/chantier-jeunes")))
        curation.add((node, MLG.element, iri(f"element/{element}")))
        curation.add((node, MLG.accepte, Literal(accepts)))
    curation.add((iri("action/chantier-jeunes"), MLG.repondA, iri("element/p-1-1-2")))
    curation.add((iri("action/chantier-jeunes"), PROV.wasGeneratedBy, iri("decision/oui")))
    return replace(town, curation=curation)


def test_an_edit_takes_the_place_of_what_was_decided_of_the_same_link(decided: Parts) -> None:
    link = "2 – Travailler\nOS 1.1 – Rapprocher les soins des habitants"
    book = exported(decided)
    edit = edited(book, lambda opened: put(opened, "Actions", "action/chantier-jeunes", "Répond à", link))
    outcome = applied(edit, decided)
    assert outcome.revision is not None
    curation = outcome.revision.parts.curation
    assert set(curation.subjects(RDF.type, MLG.Decision)) == {DECISION}
    assert set(curation.objects(iri("action/chantier-jeunes"), PROV.wasGeneratedBy)) == {DECISION}
    assert outcome.notices == ("2 décisions sur des propositions sont remplacées par celle-ci.",)


def test_an_edit_of_something_else_leaves_what_was_decided(decided: Parts) -> None:
    book = exported(decided)
    revision = revised(
        book, decided, lambda opened: put(opened, "Actions", "action/chantier-jeunes", "Nom", "Chantier")
    )
    decisions = set(revision.parts.curation.subjects(RDF.type, MLG.Decision))
    assert decisions == {DECISION, iri("decision/oui"), iri("decision/non")}


def test_what_was_decided_of_a_thing_goes_with_it(decided: Parts) -> None:
    def edit(opened: Workbook) -> None:
        for title, identifier in (
            ("Actions", "action/chantier-jeunes"),
            ("Participations", "participation/chantier-jeunes-elan"),
            ("Financements", "financement/chantier-jeunes-commune"),
        ):
            opened[title].delete_rows(row(opened[title], identifier))

    parts = revised(exported(decided), decided, edit).parts
    assert set(parts.curation.subjects(RDF.type, MLG.Decision)) == {DECISION}
