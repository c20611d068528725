"""The legal notice, the page on personal data and the statement on accessibility say what is true."""

import tomllib
from importlib.metadata import requires
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data.store import OpenStore
from service.app import create_app
from tests.service.conftest import BROWSER, POISON
from tests.service.markup import Page

PATHS = ("/mentions-legales", "/donnees-personnelles", "/accessibilite")
ROOT = Path(__file__).parents[2]
SILENT = "ne s'est pas nommé"


def served(store: ox.Store, *, operator: str) -> TestClient:
    app = create_app(store=store, directory=Path("nowhere"), revision="essai", operator=operator)
    return TestClient(app, headers=BROWSER)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_leads_to_the_page_at_its_foot(site: TestClient, path: str) -> None:
    assert path in Page(site.get("/").text).links
    assert path in Page(site.get("/nulle-part").text).links


@pytest.mark.parametrize("path", PATHS)
def test_who_runs_the_site_is_never_invented(site: TestClient, store: ox.Store, path: str) -> None:
    assert SILENT in Page(site.get(path).text).text
    named = Page(served(store, operator=" Ville de Clairval, pdv@clairval.example ").get(path).text).text
    assert "Ville de Clairval, pdv@clairval.example" in named
    assert SILENT not in named


@pytest.mark.parametrize("path", PATHS)
def test_the_name_of_who_runs_the_site_is_text(store: ox.Store, path: str) -> None:
    page = Page(served(store, operator=POISON).get(path).text)
    assert [each for each in page.all("script") if not (each.get("src") or "").startswith("/static/")] == []
    assert "<script>window.poisoned = 1</script>" in page.text


def test_the_documents_that_were_read_are_named_with_their_contract(site: TestClient) -> None:
    page = Page(site.get("/mentions-legales").text)
    assert "Contrat de ville de Clairval Contrat de ville de Clairval 2024-2030" in page.text
    assert "/contrats/valdor" in page.links


def test_the_licences_are_those_that_the_repository_declares(site: TestClient) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license"]
    text = Page(site.get("/mentions-legales").text).text
    assert f"licence {declared}" in text
    assert "Licence Ouverte 2.0" in text
    assert (ROOT / "LICENSES" / "etalab-2.0.txt").read_text("utf-8").startswith("LICENCE OUVERTE")


def test_all_that_the_pages_carry_is_listed_with_its_licence(site: TestClient) -> None:
    text = Page(site.get("/mentions-legales").text).text
    locked = tomllib.loads((ROOT / "viz" / "vendor.toml").read_text("utf-8"))["package"]
    for package in locked:
        row = f"{package['name']} {package['version']} {package['licence']}"
        # what only the tests use is carried by no page
        assert (row in text) is (package["name"] != "axe-core"), row
    assert "vis-network 9.1.2 Apache-2.0 OR MIT" in text


def test_all_that_the_program_runs_on_is_listed(site: TestClient) -> None:
    text = Page(site.get("/mentions-legales").text).text
    needed = [each.partition(">=")[0] for each in requires("maillage") or () if "extra ==" not in each]
    assert "rdflib" in needed
    assert [name for name in needed if f" {name} " not in text] == []
    assert "non dite par le paquet" not in text


def test_the_signatories_are_counted(bundle: OpenStore) -> None:
    app = create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision)
    text = Page(TestClient(app, headers=BROWSER).get("/donnees-personnelles").text).text
    # the twelve people whom the blocks of signatures of the amendment name
    assert "Cette instance garde le nom de 12 signataires" in text
    assert "Noms que cette instance garde : équipe Maillage." in text


@pytest.mark.parametrize("path", ["/", "/questions/annuaire", "/qualite", "/reseau", *PATHS])
def test_reading_sets_no_cookie(site: TestClient, path: str) -> None:
    assert "set-cookie" not in site.get(path).headers


def test_the_statement_announces_no_rate_and_tells_what_fails(site: TestClient) -> None:
    text = Page(site.get("/accessibilite").text).text
    assert "aucun taux de conformité n'est donc annoncé" in text
    assert "%" not in text.replace("200 %", "")
    assert "Le constructeur visuel de requêtes ne s'utilise pas au clavier" in text
