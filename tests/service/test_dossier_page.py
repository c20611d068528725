"""A dossier on the site: a form, the page, the Word file, and what is wrong with what was asked."""

import io

import docx
import pytest
from starlette.testclient import TestClient

from tests.service.markup import Page


def read(site: TestClient, address: str) -> str:
    answer = site.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text).text


def test_the_form_waits_for_a_subject_and_offers_the_contracts(site: TestClient) -> None:
    page = Page(site.get("/dossier").text)
    assert "/dossier?contrat=clairval" in page.links
    assert {"contrat", "acteur", "quartier", "priorite", "date"} <= {
        each.get("name") for tag in ("select", "input") for each in page.all(tag)
    }


def test_a_dossier_is_read_on_the_site_and_leads_to_its_figures(site: TestClient) -> None:
    page = Page(site.get("/dossier?contrat=clairval&date=2026-05-31").text)
    assert "Dossier pour le comité de pilotage · contrat · Clairval · 2024-2030 · 31 mai 2026" in page.text
    assert "En bref" in page.text
    assert any(link.startswith("/questions/") for link in page.links)
    assert "/dossier?contrat=clairval&date=2026-05-31&format=docx" in page.links


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"acteur": "Association L'Élan"}, "Association L'Élan"),
        ({"quartier": "Les Tilleuls"}, "Les Tilleuls"),
        ({"priorite": "P 1.1.1", "contrat": "clairval"}, "Ouvrir une maison de santé"),
    ],
)
def test_a_dossier_can_be_about_an_actor_a_quarter_or_a_priority(
    site: TestClient, asked: dict[str, str], title: str
) -> None:
    answer = site.get("/dossier", params=asked)
    assert answer.status_code == 200
    assert title in Page(answer.text).text


def test_the_word_file_tells_the_same_dossier(site: TestClient) -> None:
    answer = site.get("/dossier?contrat=clairval&date=2026-05-31&format=docx")
    assert answer.headers["content-disposition"] == 'attachment; filename="dossier.docx"'
    written = docx.Document(io.BytesIO(answer.content))
    headings = [each.text for each in written.paragraphs if each.style and each.style.name == "Heading 1"]
    shown = read(site, "/dossier?contrat=clairval&date=2026-05-31")
    assert headings
    assert all(heading.replace("\xa0", " ") in shown for heading in headings)


def test_the_picture_of_a_dossier_runs_nothing(site: TestClient) -> None:
    (image,) = [each for each in Page(site.get("/dossier?contrat=clairval").text).all("img") if each.get("loading")]
    answer = site.get(image["src"] or "")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert image["alt"]


def test_a_contract_without_a_roadmap_says_what_is_unknown(site: TestClient) -> None:
    text = read(site, "/dossier?contrat=valdor")
    assert "inconnu" in text
    assert "0 action" not in text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("acteur=Atlantide", "Je ne connais pas l'acteur « Atlantide »"),
        ("acteur=Commune&quartier=Les+Tilleuls", "Un dossier ne parle que d'une chose"),
        ("acteur=a&acteur=b", "Un dossier ne parle que d'une chose"),
        ("contrat=clairval&contrat=valdor", "Une seule valeur est possible pour le contrat"),
        ("contrat=clairval&date=hier", "« hier » n'est pas une date"),
        ("contrat=clairval&couleur=bleu", "n'a pas de paramètre « couleur »"),
        ("acteur=%00", "Je ne connais pas l'acteur"),
        (f"acteur={'x' * 10_000}", "Je ne connais pas l'acteur"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form(site: TestClient, query: str, told: str) -> None:
    answer = site.get(f"/dossier?{query}")
    page = Page(answer.text)
    assert answer.status_code == 422
    assert told in page.text
    assert page.all("form")


def test_another_format_is_refused_with_the_one_there_is(site: TestClient) -> None:
    answer = site.get("/dossier?contrat=clairval&format=pdf")
    assert answer.status_code == 400
    assert "Valeurs possibles : docx." in Page(answer.text).text


def test_a_picture_of_nothing_is_not_found(site: TestClient) -> None:
    assert site.get("/dossier/image").status_code == 404
    assert site.get("/dossier/image?contrat=valdor").status_code in {200, 404}
