"""A network too large to be read is drawn as groups, which open, and nothing of it is lost."""

from collections.abc import Iterator
from itertools import pairwise

import networkx as nx
import pytest

from data import naming
from service.benchmarks.invented import STATE, towns
from viz import picture
from viz.aggregate import ROOM, drawable, within
from viz.appearance import footprint
from viz.errors import UnknownGroupError, UnknownWayError
from viz.exports import content
from viz.grouping import COMMUNITY, CONTRACT, MOST_GROUPS, MOST_NODES, PILIER, TIE, TYPE, WAYS, groups
from viz.groups_told import group_readings
from viz.network import ties
from viz.page import orphans, table
from viz.relations import Relation

LARGE = towns(12, 20)  # 12 × (20 + 40) + 1 things
SMALL = towns(2, 20)


def leaves(graph: "nx.Graph[str]", way: str, path: tuple[str, ...] = ()) -> Iterator[set[str]]:
    """Yield the things that each group holds once it is open, down to those that are drawn thing by thing."""
    drawn = drawable(graph, way, path)
    if "groups" not in drawn.graph:
        yield {node for node, data in drawn.nodes(data=True) if "size" not in data}
        return
    for opening in drawn.graph["opens"].values():
        yield from leaves(graph, way, opening)


def test_a_network_that_fits_is_drawn_as_it_is() -> None:
    assert drawable(SMALL) is SMALL


@pytest.mark.parametrize("way", [*WAYS])
def test_every_thing_stands_in_one_group_and_every_tie_in_one_place(way: str) -> None:
    drawn = drawable(LARGE, way)
    assert 1 < len(drawn) <= MOST_GROUPS
    assert sum(data["size"] for _, data in drawn.nodes(data=True)) == len(LARGE)
    inside = sum(int(dict(data["facts"])["Liens entre eux"]) for _, data in drawn.nodes(data=True))
    between = sum(relations[0].weight for _, _, relations in ties(drawn))
    assert inside + between == LARGE.number_of_edges()


@pytest.mark.parametrize("way", [*WAYS])
def test_by_opening_one_comes_to_every_thing_and_never_to_more_than_can_be_drawn(way: str) -> None:
    found = [*leaves(LARGE, way)]
    assert set().union(*found) == set(LARGE)
    assert sum(map(len, found)) == len(LARGE)
    assert max(map(len, found)) <= MOST_NODES - ROOM


def test_communities_are_the_towns_and_are_called_by_what_ties_them_most() -> None:
    drawn = drawable(towns(12, 20, funded=False))
    assert [data["size"] for _, data in drawn.nodes(data=True)] == [60] * 12
    town = {name.partition("/")[0] for name in drawn}
    assert town == {f"ville-{at}" for at in range(12)}
    assert all(data["label"].endswith(" et 59 autres") for _, data in drawn.nodes(data=True))


def test_contracts_are_groups_and_what_several_share_is_one_more() -> None:
    labels = {data["label"]: data["size"] for _, data in drawable(LARGE, CONTRACT).nodes(data=True)}
    assert labels.pop("Communs à plusieurs contrats") == 1
    assert labels == {f"Contrat de ville {at}": 60 for at in range(12)}


def test_types_keep_their_look_and_piliers_take_who_acts_most_under_them() -> None:
    types = drawable(LARGE, TYPE)
    assert {data["type"] for _, data in types.nodes(data=True)} >= {"etat", "action", "commune"}
    assert {data["label"] for _, data in drawable(LARGE, PILIER).nodes(data=True)} == {"P1", "P2"}


def test_an_open_group_is_drawn_with_the_groups_that_it_is_tied_to() -> None:
    drawn = drawable(LARGE, CONTRACT, ["ville-3"])
    things = {node for node, data in drawn.nodes(data=True) if "size" not in data}
    assert things == {node for node in LARGE if node.startswith(f"{naming.ID}ville-3/")}
    assert set(drawn) - things == {"communs"}
    funded = [relations for one, other, relations in ties(drawn) if "communs" in (one, other)]
    assert len(funded) == sum(f"{naming.ID}ville-3/" in action for action in LARGE.adj[STATE])
    assert {relation.label for relations in funded for relation in relations} == {f"{TIE} (finance : 1)"}
    assert drawn.graph["opens"] == {"communs": ("communs",)}
    assert drawn.graph["trail"] == ("Contrat de ville 3",)


def test_a_thing_whose_ties_go_to_groups_is_not_told_as_tied_to_nothing() -> None:
    drawn = drawable(towns(3, 60), TYPE, ["association"])
    assert {data["type"] for _, data in drawn.nodes(data=True)} == {"association", "action"}
    assert orphans(drawn) == []


def test_groups_that_do_not_fit_beside_an_open_one_are_told() -> None:
    drawn = drawable(LARGE, CONTRACT, ["communs"])
    assert len(drawn) == 1 + 12
    assert drawn.graph["notices"] == ()
    star = towns(30, 5)
    for at in range(260):
        node = f"{naming.ID}ville-0/acteur/b{at:03}"
        star.add_node(node, **{**star.nodes[f"{naming.ID}ville-0/acteur/a000"], "iri": node})
        for town in range(1, 30):
            other = f"{naming.ID}ville-{town}/action/x000"
            star.add_edge(node, other, relations=star.edges[STATE, other]["relations"], ends=(node, other))
    opened = drawable(star, CONTRACT, ["ville-0"])
    assert len(opened) == MOST_NODES
    (notice,) = opened.graph["notices"]
    assert notice == "Les liens vers 5 autres groupes ne sont pas dessinés : l'image montre 300 choses au plus."


def test_the_table_lists_the_groups_with_their_size_the_largest_first() -> None:
    drawn = drawable(LARGE, CONTRACT)
    rows = table(drawn)
    assert len(rows) == 13
    assert rows[0].source_label.startswith("20 acteurs, 40 actions : ")
    assert rows[-1].target_label == "Communs à plusieurs contrats"
    assert rows[-1].relation == "0 entre eux, 168 avec 12 autres groupes"


def test_groups_are_read_in_sentences_that_name_who_ties_them_and_which_stand_apart() -> None:
    drawn = drawable(LARGE, CONTRACT)
    told = {reading.title: reading.sentence for reading in group_readings(drawn)}
    assert told["Quels groupes ?"].startswith("13 groupes ; les plus grands : « Contrat de ville 0 » (60), ")
    assert told["Qui relie les groupes ?"] == "« État » a des liens avec 12 autres groupes."
    assert told["Quels groupes sont les plus liés ?"] == (
        "14 liens vont de « Communs à plusieurs contrats » à « Contrat de ville 0 »."
    )
    assert "Qu'est-ce qui reste à part ?" not in told
    apart = {each.title: each.sentence for each in group_readings(drawable(towns(12, 20, funded=False), CONTRACT))}
    assert apart["Qu'est-ce qui reste à part ?"].startswith("12 groupes n'ont de lien avec aucun autre.")
    assert "Qui relie les groupes ?" not in apart


def test_a_star_that_no_community_splits_is_cut_by_the_alphabet() -> None:
    star = towns(1, 400, actions=0, funded=False)
    for node in [*star][1:]:
        star.add_edge(f"{naming.ID}ville-0/acteur/a000", node, relations=(Relation("participe"),), ends=("", node))
    found = groups(star)
    assert [len(group.members) for group in found] == [200, 200]
    assert found[0].label.startswith("De « ")


def test_what_nothing_ties_is_one_group() -> None:
    lonely = towns(2, 100, actions=40, funded=False)
    lonely.add_nodes_from((f"seul {at}", {**lonely.nodes[f"{naming.ID}ville-0/acteur/a000"]}) for at in range(30))
    alone = next(group for group in groups(lonely) if group.name == "sans-lien")
    assert alone.label == "Sans lien dans la source"
    assert set(alone.members) == {node for node in lonely if not lonely.degree[node]}


def test_the_order_of_the_network_changes_no_group() -> None:
    backwards: nx.Graph[str] = nx.Graph(**LARGE.graph)
    backwards.add_nodes_from(reversed([*LARGE.nodes(data=True)]))
    backwards.add_edges_from(reversed([*LARGE.edges(data=True)]))
    for way in WAYS:
        one, other = drawable(LARGE, way), drawable(backwards, way)
        assert [*one.nodes(data=True)] == [*other.nodes(data=True)]
        assert [*one.edges(data=True)] == [*other.edges(data=True)]


def test_labels_of_groups_do_not_overlap() -> None:
    drawn = drawable(LARGE)
    sizes = {node: footprint(data, drawn.degree[node]) for node, data in drawn.nodes(data=True)}
    places = {node["id"]: (node["x"], node["y"]) for node in picture._nodes(drawn)}
    middles = [(x, y + sizes[node].above, sizes[node]) for (x, y), node in zip(places.values(), drawn, strict=True)]
    for (x, y, one), (right, down, other) in pairwise(sorted(middles, key=lambda each: each[:2])):
        beside = abs(right - x) >= (one.width + other.width) / 2 - 1
        assert beside or abs(down - y) >= (one.height + other.height) / 2 - 1


def test_what_is_not_there_is_refused_with_what_is() -> None:
    with pytest.raises(UnknownWayError, match=r"« couleur ».*communaute, type, contrat, pilier"):
        drawable(LARGE, "couleur")
    with pytest.raises(UnknownGroupError, match=r"« atlantide ».*ville-0"):
        drawable(LARGE, CONTRACT, ["atlantide"])
    with pytest.raises(UnknownGroupError, match="se dessine en entier"):
        drawable(SMALL, COMMUNITY, ["ville-0"])


def test_files_for_other_tools_hold_all_things_and_those_of_an_open_group_only_its_own() -> None:
    assert content(LARGE, "csv").count(b"\r\n") == 1 + LARGE.number_of_edges()
    inside = within(LARGE, CONTRACT, ["ville-3"]).graph
    assert content(LARGE, "csv", way=CONTRACT, path=["ville-3"]).count(b"\r\n") == 1 + inside.number_of_edges()
