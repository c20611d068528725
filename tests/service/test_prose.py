"""What the site and the network make of the actions that Moissac's contract tells in prose."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from data import naming
from data.store import OpenStore
from service.contract.roadmap import Roadmap, read_roadmap
from service.telling.known import gather
from service.telling.tell import tell
from service.world import World
from viz.network import build

PROSE: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "moissac-prose.toml").read_text("utf-8"))
ACTION = f"{naming.ID}moissac/action/"


@pytest.fixture(scope="module")
def page(world: World) -> Roadmap:
    (moissac,) = [contract for contract in world.contracts if contract.identifier == "moissac"]
    return read_roadmap(world, moissac)


def test_the_roadmap_holds_the_rows_of_its_tables_only(page: Roadmap) -> None:
    assert {row.action.in_prose for chapter in page.chapters for row in chapter.rows} == {False}
    assert len({row.action.thing.iri for chapter in page.chapters for row in chapter.rows}) == 29


def test_the_text_tells_the_actions_under_their_orientations(page: Roadmap) -> None:
    told = {telling.element.label: len(telling.actions) for telling in page.tellings}
    culture, transversal = "Axe spécifique CULTURE", "Lever les représentations négatives sur les quartiers"
    assert told[culture] == sum(PROSE["counts"][culture]) + 2  # two that a person ties to it: the DRAC's, the orchestra
    assert next(number for label, number in told.items() if label.startswith(transversal)) == 5 + 3
    (built,) = [telling for telling in page.tellings if telling.element.label.startswith("Agir sur l'avenir")]
    assert Counter(action.status.label for action in built.actions if action.status) == {
        "effectuée": 4,
        "prévue": 11,
        "échec": 1,
    }


def test_a_sentence_that_does_not_say_who_pays_is_no_gap(world: World) -> None:
    told = tell(gather(world, world.refer(f"{ACTION}installation-de-32-cameras-a-travers-la-ville")))
    assert [sentence for section in told for sentence in section.sentences if sentence.is_gap] == []
    row = tell(gather(world, world.refer(f"{ACTION}mediation-de-rue")))
    gaps = [sentence.parts for section in row for sentence in section.sentences if sentence.is_gap]
    assert gaps[0] == ("On ne sait pas qui paie : aucun financeur n'est indiqué.",)


def test_a_sentence_that_names_nobody_is_not_drawn(bundle: OpenStore) -> None:
    graph = build(bundle.store, ["moissac"])
    assert f"{ACTION}installation-de-32-cameras-a-travers-la-ville" not in graph
    assert f"{ACTION}conference-de-presse-copil" in graph
    named = sum(1 for line in PROSE["line"] if line.get("roles") or line.get("funders"))
    actions = [node for node in graph if graph.nodes[node]["kind"] == "action"]
    assert len(actions) == 29 + named
