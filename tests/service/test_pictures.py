"""The site shows pictures in a frame, keeps what it drew, and gives them to carry away."""

import json
from io import BytesIO
from zipfile import ZipFile

import networkx as nx
import pytest
from starlette.testclient import TestClient

from service.shelf import Shelf
from tests.service.markup import Page
from viz import aggregate

CLAIRVAL = "/reseau/picture?contrat=clairval"


def test_every_picture_can_be_carried_away_from_under_it(site: TestClient) -> None:
    page = Page(site.get("/reseau?contrat=clairval&vue=acteurs-actions").text)
    files = [link for link in page.links if "format=" in link]
    found = {}
    for link in files:
        answer = site.get(link)
        name = link.rpartition("=")[2]
        kept = answer.headers["content-disposition"]
        assert kept == f'attachment; filename="reseau-clairval-acteurs-actions.{name}"'
        found[name] = answer
    assert [*found] == ["svg", "png", "gexf", "graphml", "json", "csv", "zip"]
    assert found["svg"].text.startswith("<svg")
    assert found["png"].content.startswith(b"\x89PNG")
    names = [data["label"] for _, data in nx.read_gexf(BytesIO(found["gexf"].content)).nodes(data=True)]
    assert "Maison de santé" in names
    assert names == [data["label"] for _, data in nx.read_graphml(BytesIO(found["graphml"].content)).nodes(data=True)]
    assert len(json.loads(found["json"].text)["nodes"]) == len(names)
    assert found["csv"].text.startswith("Source,Target")
    assert ZipFile(BytesIO(found["zip"].content)).testzip() is None
    assert found["svg"].headers["content-security-policy"].startswith("default-src 'self'")


@pytest.mark.parametrize("wrong", ["format=docx", "par=couleur", "vue=x"])
def test_what_is_no_choice_is_refused_with_the_choices(site: TestClient, wrong: str) -> None:
    answer = site.get(f"{CLAIRVAL}&{wrong}")
    assert answer.status_code == 400
    assert "Valeurs possibles" in Page(answer.text).text


def test_a_group_that_is_not_there_is_told_by_the_page_and_not_by_its_frame(site: TestClient) -> None:
    answer = site.get("/reseau?contrat=clairval&groupe=atlantide")
    assert answer.status_code == 404
    assert "atlantide" in Page(answer.text).text


def test_a_large_network_opens_as_groups_and_each_group_by_its_address(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aggregate, "MOST_NODES", 5)
    monkeypatch.setattr(aggregate, "ROOM", 0)
    whole = site.get("/reseau/picture?contrat=clairval&contrat=valdor&par=type").text
    assert "chaque symbole est un groupe" in whole
    details = json.loads(whole.partition('id="donnees">')[2].partition("</script>")[0])["details"]
    actions = next(told["open"] for told in details.values() if told["name"] == "action")
    assert actions == "http://testserver/reseau?contrat=clairval&contrat=valdor&par=type&groupe=action"
    frame = Page(site.get(actions.removeprefix("http://testserver")).text).all("iframe")[0]["src"]
    assert frame == "/reseau/picture?contrat=clairval&contrat=valdor&par=type&groupe=action"
    opened = site.get(frame).text
    assert "Tout le réseau" in opened
    assert "Maison de santé" in opened


def test_what_the_reader_chose_goes_to_the_frame_in_its_fragment(site: TestClient) -> None:
    page = Page(site.get("/reseau?contrat=clairval&masque=commune&q=maison+d%27%C3%A9cole&choix=x/y").text)
    frame = page.all("iframe")[0]["src"]
    assert frame == "/reseau/picture?contrat=clairval#masque=commune&q=maison+d%27%C3%A9cole&choix=x%2Fy"
    assert [link for link in page.links if "masque" in link] == [frame]  # the picture alone, as it is shown


def test_what_is_drawn_once_is_not_drawn_again() -> None:
    made = list[int]()
    shelf: Shelf[int] = Shelf(2)
    for key in (1, 2, 1, 3, 1, 2):
        assert shelf.get(key, lambda key=key: made.append(key) or key) == key  # type: ignore[misc, func-returns-value]
    assert made == [1, 2, 3, 2]
