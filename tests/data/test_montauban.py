"""The contract of Montauban: its torn table is read whole, and what is truncated or inferred says so."""

from collections import Counter

import pytest
from rdflib import PROV, RDF, SKOS, Graph, URIRef

from data import naming
from data.contracts import ContractFiles, bundled
from data.publish import published
from ontology import MLG, judge


@pytest.fixture(scope="module")
def graph() -> Graph:
    return published(ContractFiles(bundled() / "montauban"))


def element(name: str) -> URIRef:
    return URIRef(f"{naming.ID}montauban/element/{name}")


def test_the_framework_has_three_piliers_eleven_orientations_and_thirty_three_priorites(graph: Graph) -> None:
    levels = Counter(str(level).rpartition("/")[2] for level in graph.objects(None, MLG.niveau))
    assert levels == {"pilier": 3, "orientation": 11, "orientation-transversale": 3, "priorite": 33}


def test_each_orientation_has_the_priorites_of_its_code(graph: Graph) -> None:
    counts = Counter(
        str(graph.value(parent, SKOS.notation))
        for child, parent in graph.subject_objects(SKOS.broader)
        if (child, RDF.type, MLG.Priorite) in graph
    )
    assert counts == {
        "OS 1.1": 4, "OS 1.2": 4, "OS 1.3": 4, "OS 1.4": 3, "OS 1.5": 4,
        "OS 2.1": 2, "OS 2.2": 3,
        "OS 3.1": 3, "OS 3.2": 3, "OS 3.3": 2, "OS 3.4": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "p-1-2-4",
            "réussite éducative des enfants mais aussi de faciliter l'insertion sociale et professionnelle des "
            "parents.",
        ),
        (
            "p-3-2-1",
            "sociale tout en confortant l'accompagnement social concerté des nouveaux habitants (cf. convention "
            "intercommunale d'équilibre territorial, conférence intercommunale du logement).",
        ),
    ],
)
def test_a_priorite_without_its_beginning_keeps_its_text_and_says_that_its_code_is_inferred(
    graph: Graph, name: str, words: str
) -> None:
    assert str(graph.value(element(name), SKOS.prefLabel)) == words
    assert str(graph.value(element(name), MLG.codeInfere)) == "true"
    assert str(graph.value(element(name), MLG.tronque)) == "true"


def test_no_other_code_is_inferred(graph: Graph) -> None:
    assert set(graph.subjects(MLG.codeInfere)) == {element("p-1-2-4"), element("p-3-2-1")}


def test_the_orientation_spread_over_four_rows_is_one_and_a_person_corrected_its_letters(graph: Graph) -> None:
    assert [str(label) for label in graph.objects(element("os-1-4"), SKOS.prefLabel)] == [
        "Développer l'animation, promouvoir la citoyenneté et accompagner les habitants des quartiers prioritaires "
        "vers des activités culturelles, de sport et de loisirs, dans une optique de renforcement du lien social et "
        "d'intégration, et en portant une attention particulière aux jeunes et aux femmes."
    ]
    decision = graph.value(element("os-1-4"), PROV.wasGeneratedBy)
    assert graph.value(decision, MLG.decidePar)
    assert graph.value(decision, MLG.motif)


def test_the_code_without_a_space_is_read(graph: Graph) -> None:
    assert str(graph.value(element("p-1-3-3"), SKOS.prefLabel)).startswith("Poursuivre et renforcer les actions visant")


def test_three_priorites_of_one_cell_are_three(graph: Graph) -> None:
    starts = [str(graph.value(element(f"p-3-1-{n}"), SKOS.prefLabel)).split(" ")[0] for n in (1, 2, 3)]
    assert starts == ["Poursuivre", "Poursuivre", "Conforter"]


def test_nine_measures_are_relayed_eight_by_their_number_and_one_by_its_title(graph: Graph) -> None:
    found = {
        int(str(graph.value(measure, SKOS.notation))): str(
            graph.value(graph.value(relay, MLG.relayeePar), SKOS.notation)
        )
        for relay, measure in graph.subject_objects(MLG.mesure)
    }
    assert found == {
        18: "P 1.2.3", 36: "P 1.4.3", 28: "P 1.5.4", 7: "P 3.1.1", 8: "P 3.1.1", 5: "P 3.1.2", 6: "P 3.1.2",
        3: "P 3.2.1", 37: "P 1.4.1",
    }  # fmt: skip


def test_commitments_that_are_no_measure_are_kept_in_the_words_of_the_source(graph: Graph) -> None:
    words = [str(text) for text in graph.objects(element("p-1-2-4"), MLG.engagementDuProtocole)]
    assert words == ["place majeure au soutien à la parentalité."]
    assert not list(graph.objects(None, MLG.signalement))


def test_the_remark_at_the_end_is_about_the_third_pilier(graph: Graph) -> None:
    assert {str(text) for text in graph.objects(element("pilier-3"), MLG.remarque)} == {
        "Les actions proposées dans la thématique « Cadre de vie et renouvellement urbain » devront plus "
        "particulièrement viser les objectifs suivants :",
        "L'implication et la participation des habitants des quartiers prioritaires",
        "Une meilleure gestion énergétique.",
    }


def test_no_roadmap_is_loaded_and_no_action_is_made_up(graph: Graph) -> None:
    document = URIRef(f"{naming.ID}montauban/document/priorites-2023")
    contents = {str(content).rpartition("/")[2] for content in graph.objects(document, MLG.contient)}
    assert contents == {"cadre-strategique", "mesures"}
    assert not list(graph.subjects(RDF.type, MLG.Action))


def test_the_contract_may_be_published(graph: Graph) -> None:
    assert judge(graph).conforms
