"""What the rules add to a graph on publication."""

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import ORG

from ontology import MLG, complete

HERE = "https://w3id.org/maillage/id/exemple/"
PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix e: <https://w3id.org/maillage/id/exemple/> .
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
THING = URIRef("https://w3id.org/maillage/id/exemple/element/t1")


def test_a_thing_is_also_of_the_more_general_classes_of_its_class() -> None:
    graph = Graph().add((THING, RDF.type, MLG.OrientationTransversale))
    assert set(complete(graph)) == {(THING, RDF.type, MLG.Orientation), (THING, RDF.type, MLG.ElementStrategique)}


def test_classes_of_other_vocabularies_are_not_added() -> None:
    graph = Graph().add((THING, RDF.type, MLG.Acteur)).add((THING, RDF.type, ORG.Organization))
    assert len(complete(graph)) == 0


def test_completing_twice_adds_nothing() -> None:
    graph = Graph().add((THING, RDF.type, MLG.Service))
    whole = graph + complete(graph)
    assert (len(whole), len(complete(whole))) == (2, 0)


def said(turtle: str, term: URIRef) -> set[tuple[str, str]]:
    graph = Graph().parse(data=PREFIXES + turtle, format="turtle")
    return {(str(thing).removeprefix(HERE), str(value).removeprefix(HERE)) for thing, value in complete(graph)[:term:]}


def test_an_action_serves_what_it_answers_and_all_that_stands_above_it() -> None:
    turtle = "e:a mlg:repondA e:p . e:p skos:broader e:os . e:os skos:broader e:pilier . e:p2 skos:broader e:os ."
    assert said(turtle, MLG.sert) == {("a", "p"), ("a", "os"), ("a", "pilier")}


def test_a_framework_that_turns_in_a_circle_is_served_all_the_same() -> None:
    assert said("e:a mlg:repondA e:p . e:p skos:broader e:q . e:q skos:broader e:p .", MLG.sert) == {
        ("a", "p"),
        ("a", "q"),
    }


FRAMEWORK = """e:p1 mlg:niveau e:priorite ; skos:broader e:os . e:p2 mlg:niveau e:priorite ; skos:broader e:os .
    e:os mlg:niveau e:orientation ; skos:broader e:pilier . e:pilier mlg:niveau e:pilier . """
LOADED = "e:d mlg:contient <https://w3id.org/maillage/id/reference/contenu/feuille-de-route> . "


def known(turtle: str) -> set[str]:
    return {element for element, _ in said(FRAMEWORK + turtle, MLG.couvertureConnue)}


def test_an_absence_of_action_is_known_where_the_document_ties_actions_to_elements_of_that_level() -> None:
    assert known(f"{LOADED} e:a mlg:repondA e:p1 .") == {"p1", "p2"}
    assert known(LOADED) == set()
    assert known("e:a mlg:repondA e:p1 .") == set()  # no roadmap is loaded


def test_a_decision_about_one_action_does_not_make_a_whole_level_known() -> None:
    decided = "e:yes mlg:accepte true ; mlg:action e:a ; mlg:element e:p1 ."
    assert known(f"{LOADED} e:a mlg:repondA e:p1 . {decided}") == set()
    assert known(f"{LOADED} e:a mlg:repondA e:p1 . e:b mlg:repondA e:p2 . {decided}") == {"p1", "p2"}


def test_an_absence_of_action_is_known_below_what_somebody_went_through() -> None:
    assert known(f"{LOADED} e:os mlg:couvertureExaminee true .") == {"p1", "p2"}
    assert known(f"{LOADED} e:pilier mlg:couvertureExaminee true .") == {"p1", "p2", "os"}
    assert known("e:os mlg:couvertureExaminee true .") == set()


def test_an_element_is_called_by_its_code_and_its_french_title() -> None:
    turtle = """e:p mlg:niveau e:n ; skos:notation "P 1" ; skos:prefLabel "Soigner"@fr , "Care"@en .
        e:t mlg:niveau e:n ; skos:prefLabel "Habiter"@fr ."""
    assert said(turtle, MLG.intitule) == {("p", "P 1 Soigner"), ("t", "Habiter")}


def test_a_passage_tells_its_place_in_one_line_with_what_is_known_of_it() -> None:
    turtle = """e:d dcterms:title "Contrat"@fr .
        e:a oa:hasSource e:d ; mlg:section "Actions" ; mlg:pageDebut 3 ; mlg:pageFin 4 ; mlg:ligneDebut 20 .
        e:b oa:hasSource e:d ; mlg:pageDebut 3 ; mlg:pageFin 3 .
        e:c oa:hasSource e:d ; mlg:ligneDebut 7 ."""
    assert said(turtle, MLG.endroit) == {
        ("a", "Contrat, Actions, p. 3-4, ligne 20"),
        ("b", "Contrat, p. 3"),
        ("c", "Contrat, ligne 7"),
    }


def test_an_unnamed_actor_does_not_become_an_actor() -> None:
    assert len(complete(Graph().add((THING, RDF.type, MLG.ActeurNonNomme)))) == 0
