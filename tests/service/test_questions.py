"""The questions over HTTP: their routes, their formats, their errors."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import pyoxigraph as ox
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.testclient import TestClient

from queries.ask import Answer, QuestionError, ask
from queries.catalogue import Question, catalogue
from service.questions.routes import router

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(_: Request, question: Question, outcome: Answer | QuestionError) -> Response:
    told = str(outcome) if isinstance(outcome, QuestionError) else f"{len(outcome.rows)} lignes"
    return HTMLResponse(f"{question.title} {told}")


@pytest.fixture
def client(store: ox.Store) -> TestClient:
    def asker(_: Request, question: Question, arguments: Mapping[str, Sequence[str]]) -> Answer:
        return ask(store, question, arguments, revision="0123abcd")

    app = FastAPI()
    app.include_router(router(catalogue(), ask=asker, render=render))
    return TestClient(app)


@pytest.fixture
def paths(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()["paths"]
    return found


def test_a_client_that_takes_anything_gets_the_records_in_json(client: TestClient, store: ox.Store) -> None:
    answer = client.get("/questions/financements?contrat=clairval&contrat=valdor&financeur=")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["vary"] == "Accept"
    assert answer.json() == ask(store, catalogue()["financements"], {}).records()


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        (XLSX, XLSX),
        ("application/json;q=0.1, text/html;q=0", "application/json"),
    ],
)
def test_the_accept_header_chooses_the_format(client: TestClient, accept: str, media_type: str) -> None:
    answer = client.get("/questions/annuaire", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)


def test_the_format_of_the_address_wins_and_files_are_attachments(client: TestClient) -> None:
    answer = client.get("/questions/annuaire?format=csv&rubrique=Vivre+ensemble", headers=BROWSER)
    assert answer.headers["content-disposition"] == 'attachment; filename="annuaire.csv"'
    (row,) = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert row["acteurLabel"] == "Association L'Élan"
    sheet = client.get("/questions/annuaire?format=xlsx", headers=BROWSER)
    assert sheet.headers["content-disposition"] == 'attachment; filename="annuaire.xlsx"'
    assert sheet.content.startswith(b"PK")


def test_a_question_made_of_dates_is_given_as_a_calendar(client: TestClient) -> None:
    by_address = client.get("/questions/agenda?format=ics&contrat=clairval", headers=BROWSER)
    by_header = client.get("/questions/agenda?contrat=clairval", headers={"Accept": "text/calendar"})
    for answer in (by_address, by_header):
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert answer.headers["content-disposition"] == 'attachment; filename="agenda.ics"'
        assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
        assert "SUMMARY:Échéance : Maison de santé\r\n" in answer.text
    assert client.get("/questions/agenda").headers["content-type"] == "application/json"


def test_another_question_has_no_calendar_and_an_empty_one_is_not_written(client: TestClient) -> None:
    answer = client.get("/questions/financements?format=ics")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["detail"] == (
        "La réponse à « Qui finance quoi, et avec quelle fermeté ? » n'est pas faite de dates : "
        "elle n'a pas de calendrier (ics)."
    )
    assert client.get("/questions/financements", headers={"Accept": "text/calendar"}).status_code == 406
    empty = client.get("/questions/agenda?format=ics&contrat=valdor")
    assert empty.status_code == 422
    assert "aucune feuille de route chargée" in empty.json()["detail"]
    unknown = client.get("/questions/agenda?format=pdf").json()["detail"]
    assert unknown == "Le format « pdf » n'existe pas. Formats possibles : csv, ics, json, xlsx."


def test_a_browser_gets_the_page_that_the_site_makes_of_the_answer_or_of_the_error(client: TestClient) -> None:
    page = client.get("/questions/financements", headers=BROWSER)
    assert page.text == "Qui finance quoi, et avec quelle fermeté ? 5 lignes"
    form = client.get("/questions/financeurs-d-une-action", headers=BROWSER)
    assert form.text == "Qui finance cette action ? Il manque l'action (paramètre « action »)."


def test_a_wrong_value_is_a_problem_that_names_the_nearest_ones(client: TestClient) -> None:
    answer = client.get("/questions/financeurs-d-une-action", params={"action": "Maison de sant"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["detail"].startswith("Je ne connais pas l'action « Maison de sant ».")
    assert (told["status"], told["parametre"], told["proches"][0]) == (422, "action", "Maison de santé")


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("acteur=x&acteur=y", "Une seule valeur est possible pour l'acteur"),
        ("truc=1", "Cette question n'a pas de paramètre « truc »."),
        ("contrat=moisac", "Je ne connais pas le contrat « moisac »."),
        ("format=pdf", "Le format « pdf » n'existe pas. Formats possibles : csv, json, xlsx."),
        ("acteur=%22%7D%20DROP%20ALL%20%23", "Je ne connais pas l'acteur « \"} DROP ALL # »."),
    ],
)
def test_a_wrong_request_says_in_french_what_is_wrong(client: TestClient, query: str, detail: str) -> None:
    answer = client.get(f"/questions/annuaire?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(detail)


def test_an_unknown_question_is_not_found_and_the_nearest_are_named(client: TestClient) -> None:
    answer = client.get("/questions/financement")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["proches"][0] == "financements"
    assert "financements" in client.get("/questions/financement", headers=BROWSER).json()["detail"]


@pytest.mark.parametrize("accept", ["image/png", "rubbish"])
def test_a_client_that_takes_none_of_the_forms_is_told_so(client: TestClient, accept: str) -> None:
    assert client.get("/questions/annuaire", headers={"Accept": accept}).status_code == 406


def test_openapi_tells_every_question_with_its_parameters(paths: dict[str, Any]) -> None:
    assert set(paths) == {f"/questions/{name}" for name in catalogue()}
    for name, question in catalogue().items():
        told = paths[f"/questions/{name}"]["get"]
        assert (told["summary"], told["operationId"]) == (question.title, name)
        required = {parameter["name"]: parameter["required"] for parameter in told["parameters"]}
        asked = {"contrat": False, **{p.name: p.required for p in question.parameters}}
        chosen = {f"filtre.{name}": False for name in question.facets}
        assert required == {**asked, **chosen, "tri": False, "format": False}


def test_openapi_tells_the_type_of_every_column(paths: dict[str, Any]) -> None:
    success = paths["/questions/financements"]["get"]["responses"]["200"]
    properties = success["content"]["application/json"]["schema"]["items"]["properties"]
    assert tuple(properties) == catalogue()["financements"].variables
    assert properties["montant"]["type"] == ["number", "null"]
    assert properties["nomme"]["type"] == ["boolean", "null"]
    assert properties["actionLabel"]["type"] == ["string", "null"]


def test_openapi_tells_of_the_calendar_only_where_there_is_one(paths: dict[str, Any]) -> None:
    for name, question in catalogue().items():
        told = paths[f"/questions/{name}"]["get"]
        (choice,) = [parameter for parameter in told["parameters"] if parameter["name"] == "format"]
        files = ["csv", "ics", "json", "xlsx"] if question.calendar else ["csv", "json", "xlsx"]
        assert choice["schema"]["enum"] == files
        types = {"application/json", "text/csv", "text/html", XLSX} | (
            {"text/calendar"} if question.calendar else set()
        )
        assert set(told["responses"]["200"]["content"]) == types
    assert (
        paths["/questions/agenda"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["type"]
        == "array"
    )


def test_an_answer_links_to_its_permalink_and_to_its_recipe(client: TestClient) -> None:
    answer = client.get("/questions/financements?contrat=clairval&financeur=Mairie&format=csv")
    permalink, recipe = (link["url"] for link in (answer.links["bookmark"], answer.links["describedby"]))
    assert permalink == "/questions/financements?contrat=clairval&financeur=Mairie&revision=0123abcd"
    assert client.get(permalink, headers={"Accept": "text/csv"}).text == answer.text
    told = client.get(recipe).json()
    assert (told["question"], told["address"], told["revision"]) == ("financements", permalink, "0123abcd")
    assert told["parameters"]["financeur"] == ["https://w3id.org/maillage/id/clairval/acteur/commune-de-clairval"]


def test_a_recipe_of_a_wrong_question_is_the_same_refusal(client: TestClient) -> None:
    answer = client.get("/questions/financements/recette?contrat=moisac")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_a_permalink_to_another_state_of_the_data_says_that_they_changed(client: TestClient) -> None:
    address = "/questions/annuaire?contrat=clairval&format=xlsx&revision="
    notices = {
        revision: [
            str(row[1])
            for row in openpyxl.load_workbook(io.BytesIO(client.get(address + revision).content))["Recette"].values
            if row[0] == "À savoir"
        ]
        for revision in ("0123abcd", "fffff")
    }
    moved = "Les données ont changé depuis que ce lien a été fait"
    assert sum(notice.startswith(moved) for notice in notices["fffff"]) == 1
    assert not any("ont changé" in notice for notice in notices["0123abcd"])
