"""The site shows charts beside networks, and the command line writes them."""

import csv
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from service.cli import app
from tests.service.markup import Page
from viz.charts import assets
from viz.charts.chart import charts


@pytest.mark.parametrize("name", list(charts()))
def test_a_chart_stands_in_its_frame_under_its_own_policy(site: TestClient, name: str) -> None:
    page = Page(site.get(f"/reseau?vue={name}&contrat=clairval").text)
    (frame,) = page.all("iframe")
    assert frame["src"] == f"/reseau/picture?vue={name}&contrat=clairval"
    assert "allow-downloads" in str(frame["sandbox"])
    assert "allow-same-origin" not in str(frame["sandbox"])
    answer = site.get(str(frame["src"]))
    assert answer.headers["content-security-policy"] == f"{assets.policy()}; frame-ancestors 'self'"
    assert charts()[name].title in Page(answer.text).text
    assert "http://testserver/id/clairval/" in answer.text


def test_networks_and_charts_are_told_apart_and_one_is_current(site: TestClient) -> None:
    page = Page(site.get("/reseau?vue=couverture&contrat=clairval").text)
    assert {"Réseaux", "Graphiques"} <= {str(nav.get("aria-label")) for nav in page.all("nav")}
    current = [link for link in page.all("a") if link.get("aria-current") == "page" and "vue=" in str(link["href"])]
    assert [link["href"] for link in current] == ["/reseau?contrat=clairval&vue=couverture"]


def test_only_a_network_is_drawn_around_a_thing_and_a_chart_has_its_own_fields(site: TestClient) -> None:
    chart = {field.get("name") for field in Page(site.get("/reseau?vue=flux-de-financement").text).all("input")}
    network = {field.get("name") for field in Page(site.get("/reseau").text).all("input")}
    assert "fermete" in chart - network
    assert "autour" in network - chart


def test_what_is_asked_of_a_chart_reaches_its_picture(site: TestClient) -> None:
    (frame,) = Page(site.get("/reseau?vue=flux-de-financement&fermete=voté").text).all("iframe")
    picture = site.get(str(frame["src"])).text
    assert "Voté : 1 ligne de financement" in picture
    assert "Potentiel : " not in picture


def test_a_value_that_the_question_does_not_know_is_told_in_french(site: TestClient) -> None:
    answer = site.get("/reseau/picture?vue=flux-de-financement&fermete=certain", headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "certain" in Page(answer.text).text
    assert site.get("/reseau?vue=inconnue").status_code == 400
    assert site.get("/reseau/picture?vue=couverture&contrat=atlantide").status_code == 400


def test_a_question_leads_to_the_charts_that_draw_it_with_what_was_asked(site: TestClient) -> None:
    page = Page(site.get("/questions/flux-de-financement?contrat=clairval&fermete=voté").text)
    (link,) = [link for link in page.links if link.startswith("/reseau?")]
    assert link == "/reseau?vue=flux-de-financement&contrat=clairval&fermete=vot%C3%A9"
    assert site.get(link).status_code == 200
    told = Page(site.get("/questions/couverture?contrat=clairval&element=OS+1.1").text)
    assert [link for link in told.links if link.startswith("/reseau?")] == [
        "/reseau?vue=couverture&contrat=clairval",
        "/reseau?vue=couverture-par-critere&contrat=clairval&element=OS+1.1",
    ]
    silent = Page(site.get("/questions/annuaire?contrat=clairval").text)
    assert not [link for link in silent.links if link.startswith("/reseau?")]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["network", *arguments])
    return result.exit_code, result.stderr


def test_the_command_writes_the_page_the_figures_and_the_data_of_a_chart(tmp_path: Path) -> None:
    for suffix in ("html", "csv", "json"):
        code, told = run("--contract", "moissac", "--view", "flux-de-financement", "-o", str(tmp_path / f"x.{suffix}"))
        assert code == 0
        assert "2 lignes font partie d'une alternative" in told
    assert (tmp_path / "x.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told_rows = json.loads((tmp_path / "x.json").read_text("utf-8"))["rows"]
    assert len(rows) == len(told_rows) > 70


def test_the_command_takes_a_parameter_of_the_question(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    view = ("--contract", "moissac", "--view", "flux-de-financement", "-o", str(path))
    assert run(*view, "--parametre", "fermete=promis")[0] == 0
    assert {row["fermete"]["label"] for row in json.loads(path.read_text("utf-8"))["rows"]} == {"promis"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--view", "couverture", "-o", "x.gexf"], ".html, .csv, .json"),
        (["--view", "couverture", "--autour", "CAF", "-o", "x.html"], "ne valent que pour un réseau"),
        (["--view", "couverture", "--sans", "CAF", "-o", "x.html"], "ne valent que pour un réseau"),
        (["--view", "flux-de-financement", "--parametre", "fermete=certain", "-o", "x.html"], "certain"),
        (["--view", "flux-de-financement", "--parametre", "annee=2021", "-o", "x.html"], "fermete=…"),
        (["--view", "couverture", "--parametre", "niveau", "-o", "x.html"], "aucun pour ce graphique"),
        (["--view", "acteurs", "--parametre", "fermete=voté", "-o", "x.html"], "que pour un graphique"),
        (["--view", "couverture", "--contract", "atlantide", "-o", "x.html"], "atlantide"),
        (["--view", "camembert", "-o", "x.html"], "calendrier"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_french(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, told = run(*arguments)
    assert code == 2
    assert words in told
    assert list(tmp_path.glob("x*")) == []
