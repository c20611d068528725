"""The network says what Clairval's Turtle says."""

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

from data import naming
from data.store import OpenStore
from ontology import MLG
from queries.ask import UnknownValue
from viz.errors import UnknownNodeError, UnknownViewError
from viz.network import around, build, ties, without
from viz.view import views

CLAIRVAL = f"{naming.ID}clairval/"
HEALTH_HOUSE = f"{CLAIRVAL}action/maison-de-sante"
COMMUNE = f"{CLAIRVAL}acteur/commune-de-clairval"
CHANTIER = f"{CLAIRVAL}action/chantier-jeunes"


def test_the_nodes_are_the_actions_and_those_tied_to_them_in_the_turtle(store: ox.Store, clairval: Graph) -> None:
    actions = set(clairval.subjects(RDF.type, MLG.Action))
    parts = [(MLG.acteur, MLG.dans), (MLG.financeur, MLG.finance)]
    tied = {
        (who, what) for by, to in parts for s, who in clairval.subject_objects(by) for what in clairval.objects(s, to)
    }
    expected = {(str(who), str(what)) for who, what in tied if what in actions}
    graph = build(store, ["clairval"])
    assert {graph.nodes[actor]["iri"]: action for actor, action, _ in ties(graph)}.keys() == {
        who for who, _ in expected
    }
    assert {(graph.nodes[actor]["iri"], action) for actor, action, _ in ties(graph)} == expected
    assert {URIRef(node) for node in graph if graph.nodes[node]["kind"] == "action"} == actions


def test_an_actor_that_participates_and_funds_is_one_edge_with_both_relations(store: ox.Store) -> None:
    relations = build(store, ["clairval"]).edges[COMMUNE, HEALTH_HOUSE]["relations"]
    assert [relation.label for relation in relations] == ["participe (porteur)", "finance (voté ; 50 000 € ; 2024)"]


def test_an_alternative_is_told_on_both_of_its_funders(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    flagged = {
        graph.nodes[actor]["label"]
        for actor, _, relations in ties(graph)
        if any("l'un ou l'autre : « Etat ou Région »" in relation.label for relation in relations)
    }
    assert flagged == {"État", "Région des Collines"}


def test_an_action_without_actor_stays_alone_and_says_that_its_funding_is_to_be_defined(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    alone = f"{CLAIRVAL}action/zero-chomeur"
    assert graph.degree[alone] == 0
    assert graph.nodes[alone]["facts"] == (("Statut", "prévue"), ("Financement", "à définir, dit la source"))


def test_an_action_of_which_only_the_name_is_known_is_there(store: ox.Store) -> None:
    copy = ox.Store()
    copy.extend(store)
    published = ox.NamedNode(naming.published_graph("clairval"))
    copy.update(f'INSERT DATA {{ GRAPH {published} {{ <urn:a> a <{MLG.Action}> ; <{SKOS.prefLabel}> "Seule"@fr }} }}')
    assert build(copy, ["clairval"]).nodes["urn:a"]["label"] == "Seule"


def test_a_placeholder_is_no_actor_and_is_not_shared_by_two_actions(store: ox.Store) -> None:
    copy = ox.Store()
    copy.extend(store)
    published = ox.NamedNode(naming.published_graph("clairval"))
    other = f"{CLAIRVAL}action/chantier-jeunes"
    copy.update(
        f"INSERT DATA {{ GRAPH {published} {{ <urn:f> a <{MLG.EngagementFinancier}> ; <{MLG.finance}> <{other}> ; "
        f"<{MLG.financeur}> <{CLAIRVAL}non-nomme/structure-porteuse> ; "
        f"<{MLG.fermete}> <{naming.reference('fermete', 'potentiel')}> }} }}"
    )
    unnamed = [data for _, data in build(copy, ["clairval"]).nodes(data=True) if data["kind"] == "non-nomme"]
    assert [data["iri"] for data in unnamed] == [f"{CLAIRVAL}non-nomme/structure-porteuse"] * 2
    assert not any(data["named"] for data in unnamed)


def test_actors_carry_the_label_of_their_type_from_the_reference_list(store: ox.Store) -> None:
    node = build(store, ["clairval"]).nodes[f"{naming.ID}reference/acteur/etat"]
    assert (node["type"], node["type_label"], node["kind"]) == ("etat", "État et services de l'État", "acteur")


def test_a_role_that_the_source_does_not_state_is_not_made_up(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    relations = graph.edges[f"{CLAIRVAL}acteur/association-l-elan", HEALTH_HOUSE]["relations"]
    assert [relation.label for relation in relations] == ["participe"]


def test_signatures_and_directory_entries_are_not_ties_to_actions(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    assert f"{naming.ID}clairval" not in graph
    assert all(graph.nodes[action]["kind"] == "action" for _, action, _ in ties(graph))


def test_only_the_contracts_asked_for_are_read(store: ox.Store) -> None:
    assert len(build(store, ["valdor"])) == 0
    assert list(build(store)) == list(build(store, ["clairval"]))


def test_an_unknown_contract_is_named_with_those_that_are_loaded(store: ox.Store) -> None:
    with pytest.raises(UnknownValue, match="« atlantide »"):
        build(store, ["clairval", "atlantide"])


def test_an_unknown_view_is_named_with_those_there_are(store: ox.Store) -> None:
    with pytest.raises(UnknownViewError, match=r"« \.\./secret ».*acteurs-actions"):
        build(store, ["clairval"], view="../secret")


def test_nodes_and_edges_do_not_depend_on_the_order_of_the_store(store: ox.Store) -> None:
    backwards = ox.Store()
    for quad in reversed(list(store)):
        backwards.add(quad)
    one, other = build(store, ["clairval"]), build(backwards, ["clairval"])
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


def test_an_absent_amount_is_left_out_and_is_not_zero(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    (line,) = graph.edges[COMMUNE, f"{CLAIRVAL}action/chantier-jeunes"]["relations"]
    assert line.label == "finance (potentiel)"


def test_a_contract_without_roadmap_is_told_as_unknown(store: ox.Store) -> None:
    (notice,) = build(store, ["valdor"]).graph["notices"]
    assert notice.startswith("Contrat de ville de Valdor : aucune feuille de route chargée")


def test_the_ties_between_actors_grow_with_what_they_share(store: ox.Store) -> None:
    graph = build(store, ["clairval"], "acteurs")
    ((start, target, (shared,)),) = ties(graph)
    assert {start, target} == {COMMUNE, f"{CLAIRVAL}acteur/association-l-elan"}
    assert (shared.weight, shared.label) == (
        1,
        "actions communes (1 ; Maison de santé ; rôles : acteur (rôle non précisé) – porteur)",
    )


def test_two_who_sit_in_one_body_are_tied_by_it_too(bundle: OpenStore) -> None:
    told = {
        frozenset((start, target)): [relation.kind for relation in relations]
        for start, target, relations in ties(build(bundle.store, ["moissac"], "acteurs"))
    }
    # line 398: « Coordination des acteurs de la petite enfance (CCAS) et de l'enfance (Mairie) »
    ccas, commune = (f"{naming.ID}moissac/acteur/{name}" for name in ("ccas-de-moissac", "commune-de-moissac"))
    assert told[frozenset((ccas, commune))] == ["actions communes", "instance commune"]


def test_a_body_and_a_scheme_without_member_stay_alone(store: ox.Store) -> None:
    graph = build(store, ["clairval"], "gouvernance")
    assert {data["label"]: data["kind"] for _, data in graph.nodes(data=True)} == {
        "COPIL du contrat de ville": "instance",
        "Contrat local de santé": "dispositif",
    }
    assert graph.number_of_edges() == 0


@pytest.mark.parametrize("words", [COMMUNE, "clairval/acteur/commune-de-clairval", "commune de CLAIRVAL"])
def test_the_part_around_a_thing_holds_what_it_is_in_and_who_else_is(store: ox.Store, words: str) -> None:
    graph = build(store, ["clairval"])
    near = around(graph, words)
    assert near.graph["centre"] == COMMUNE
    assert set(near) == set(graph) - {f"{CLAIRVAL}action/zero-chomeur"}
    assert set(around(graph, words, radius=1)) == {COMMUNE, HEALTH_HOUSE, f"{CLAIRVAL}action/chantier-jeunes"}


def test_a_thing_that_the_picture_does_not_hold_is_refused_with_the_nearest(store: ox.Store) -> None:
    with pytest.raises(UnknownNodeError, match=r"« Comune ».*Commune de Clairval"):
        around(build(store, ["clairval"]), "Comune")


def test_what_is_asked_goes_to_the_questions_that_know_it(store: ox.Store) -> None:
    graph = build(store, ["clairval"], "acteurs", arguments={"acteur": "Région"})
    assert graph.number_of_edges() == 0
    assert build(store, ["clairval"], "acteurs", arguments={"acteur": "Mairie"}).number_of_edges() == 1


def test_what_an_actor_leaves_behind_is_told_and_nothing_else_changes(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    left = without(graph, "Commune de Clairval")
    assert set(graph) - set(left) == {COMMUNE}
    assert left.graph["notices"][0] == "Sans « Commune de Clairval » : 2 liens en moins, 0 chose que plus rien ne lie."
    assert {frozenset(edge) for edge in left.edges} == {frozenset(e) for e in graph.edges if COMMUNE not in e}
    alone = without(left, "Association L'Élan")
    assert ("Remarque", "« Association L'Élan » était son seul lien") in alone.nodes[CHANTIER]["facts"]


def test_the_framework_is_drawn_by_what_answers_it(store: ox.Store) -> None:
    graph = build(store, view="cadre")
    drawn = {data["label"]: (data["kind"], data["type"]) for _, data in graph.nodes(data=True)}
    assert drawn["Ouvrir une maison de santé"] == ("element", "couvert")
    assert drawn["Former les médiateurs à la santé"] == ("element", "propose")
    assert drawn["Isoler les immeubles"] == ("element", "couverture-inconnue")
    assert graph.has_edge(f"{CLAIRVAL}element/p-1-1-1", f"{CLAIRVAL}element/os-1-1")


def test_a_quartier_has_its_actions_and_only_who_takes_part_in_them(store: ox.Store) -> None:
    graph = build(store, view="quartiers")
    assert {data["label"] for _, data in graph.nodes(data=True)} == {
        "Les Tilleuls",
        "Maison de santé",
        "Commune de Clairval",
        "Association L'Élan",
    }


def test_a_meeting_that_no_document_tells_is_a_tie_of_its_own(store: ox.Store) -> None:
    ((start, target, relations),) = ties(build(store, ["clairval"], "manques"))
    assert {start, target} == {COMMUNE, f"{CLAIRVAL}acteur/association-l-elan"}
    assert [relation.kind for relation in relations] == ["aucune instance commune dite"]


def test_contracts_meet_at_the_reference_things_that_their_own_are_the_same_as(store: ox.Store) -> None:
    graph = build(store, view="contrats")
    scheme = graph.nodes[f"{naming.ID}reference/dispositif/cls"]
    assert (scheme["kind"], scheme["label"]) == ("dispositif", "Contrat local de santé")
    assert graph.has_edge(f"{naming.ID}clairval", f"{naming.ID}reference/mesure/9")
    assert not graph.has_edge(f"{naming.ID}valdor", f"{naming.ID}reference/mesure/9")


def test_funding_goes_from_the_funder_through_the_pilier_to_the_action(store: ox.Store) -> None:
    graph = build(store, ["clairval"], "financements")
    pilier = f"{CLAIRVAL}element/pilier-1"
    (line,) = [each for each in graph.edges[COMMUNE, pilier]["relations"] if "voté" in each.label]
    assert line.label == "annonce un financement (voté, pour « Maison de santé »)"
    assert graph.has_edge(pilier, HEALTH_HOUSE)
    assert not any(data["kind"] == "non-nomme" for _, data in graph.nodes(data=True))


def test_what_rests_on_one_actor_alone_is_tied_to_it(store: ox.Store) -> None:
    graph = build(store, ["clairval"], "fragilite")
    assert graph.has_edge(COMMUNE, HEALTH_HOUSE)
    told = [each.label for each in graph.edges[COMMUNE, HEALTH_HOUSE]["relations"]]
    assert any("son seul porteur" in label for label in told)


@pytest.mark.parametrize("name", sorted(views()))
def test_each_view_of_the_bundled_contracts_draws_something(bundle: OpenStore, name: str) -> None:
    graph = build(bundle.store, ["moissac"], name)
    assert graph.number_of_edges() > 10
    assert {kind for _, _, told in ties(graph) for kind in (each.kind for each in told)} <= set(views()[name].lines)
