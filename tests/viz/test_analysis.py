"""What a network shows, on small graphs whose readings are known by looking at them."""

from collections.abc import Iterable

import networkx as nx
import pytest

from viz.analysis import readings
from viz.communities import communities
from viz.relations import Relation


def network(*edges: str, alone: str = "", types: str = "", kind: str = "acteur") -> "nx.Graph[str]":
    """Return a network whose nodes are letters; `types` lists the letters of a second type."""
    graph: nx.Graph[str] = nx.Graph()
    for letter in sorted({*"".join(edges), *alone}):
        told = "association" if letter in types else "commune"
        graph.add_node(letter, label=f"Acteur {letter}", short=letter, type=told, kind=kind)
    for one, other in map(tuple, edges):
        graph.add_edge(one, other, relations=(Relation("travaille"),), ends=(one, other))
    return graph


def sentence(graph: "nx.Graph[str]", title: str) -> str | None:
    return next((each.sentence for each in readings(graph) if each.title == title), None)


# A in the middle of a star: all passes through it, and nothing is left without it
STAR = network("AB", "AC", "AD")
# two triangles that one tie holds together
BOW = network("AB", "BC", "AC", "CD", "DE", "EF", "DF")
RING = network("AB", "BC", "CD", "AD")


def test_the_middle_of_a_star_holds_all_and_all_passes_through_it() -> None:
    assert sentence(STAR, "Qui tient le plus de liens ?") == "« A » est lié à 3 des 3 autres."
    told = sentence(STAR, "Par qui passe-t-on ?")
    assert told == "« A » est le principal passage : 100 % des plus courts chemins entre deux autres y passent."


def test_without_the_middle_of_a_star_only_the_largest_part_is_left() -> None:
    told = sentence(STAR, "Qui manquerait le plus ?")
    assert told == "Sans « A », « C » et « D » ne seraient plus reliés au reste."


def test_in_a_ring_nobody_is_indispensable_and_no_tie_is_thin() -> None:
    assert "Personne n'est indispensable" in (sentence(RING, "Qui manquerait le plus ?") or "")
    assert sentence(RING, "Où le réseau est-il mince ?") is None


def test_a_single_tie_between_two_parts_is_named() -> None:
    assert sentence(BOW, "Où le réseau est-il mince ?") == "Un seul lien rattache « C » au reste."


def test_two_triangles_are_two_groups_around_the_ones_that_tie_them() -> None:
    assert communities(BOW) == [["A", "B", "C"], ["D", "E", "F"]]
    told = sentence(BOW, "Quels groupes ?")
    assert told == "2 groupes de proches se dessinent : autour de « C » (3) ; autour de « D » (3)."


def test_the_core_is_told_where_something_is_outside_of_it() -> None:
    tailed = network("AB", "BC", "AC", "CD")
    assert sentence(tailed, "Y a-t-il un cœur ?") == (
        "Le cœur compte 3 membres, chacun lié à au moins 2 autres du cœur : « A », « B » et « C »."
    )
    assert sentence(RING, "Y a-t-il un cœur ?") is None


@pytest.mark.parametrize(
    ("types", "told"),
    [("ABC", "Les acteurs d'un même type se lient surtout entre eux."), ("AD", "Les liens vont surtout d'un type")],
)
def test_types_that_mix_or_not_are_told_in_words(types: str, told: str) -> None:
    graph = network("AB", "BC", "AC", "CD", "DE", "EF", "DF", types=types)
    assert (sentence(graph, "Les types se mêlent-ils ?") or "").startswith(told)


def test_two_that_share_partners_and_no_tie_are_a_link_that_seems_missing() -> None:
    told = sentence(RING, "Quel lien semble manquer ?")
    assert told == "« A » et « C » ont 2 partenaires communs et aucun lien dit : une rencontre qui irait de soi."
    assert sentence(BOW, "Quel lien semble manquer ?") is None
    assert sentence(network("AB", "BC", "CD", "AD", kind="action"), "Quel lien semble manquer ?") is None


def test_of_one_type_alone_nothing_is_said() -> None:
    assert sentence(BOW, "Les types se mêlent-ils ?") is None


def test_what_nothing_ties_is_told_as_unsaid_and_not_as_absent() -> None:
    told = sentence(network("AB", "BC", "XY", alone="Z"), "Qu'est-ce qui reste à part ?")
    assert told == (
        "Il y a 1 petit ensemble (2 en tout) à l'écart du reste ; 1 chose que rien ne lie : « Z ». "
        "Le contrat ne dit pas leurs liens : cela ne veut pas dire qu'il n'y en a pas."
    )


@pytest.mark.parametrize("edges", [(), ("AB",)])
def test_a_network_too_small_to_mean_anything_is_not_read(edges: Iterable[str]) -> None:
    assert readings(network(*edges)) == []


def test_placeholders_take_no_part() -> None:
    graph = network("AB", "BC", "CN")
    graph.nodes["N"]["kind"] = "non-nomme"
    assert all("N" not in each.nodes for each in readings(graph))
    assert sentence(graph, "Qui tient le plus de liens ?") == "« B » est lié à 2 des 2 autres."


def test_the_order_of_the_network_changes_nothing() -> None:
    backwards: nx.Graph[str] = nx.Graph()
    backwards.add_nodes_from(reversed(list(BOW.nodes(data=True))))
    backwards.add_edges_from(reversed(list(BOW.edges(data=True))))
    assert readings(backwards) == readings(BOW)
