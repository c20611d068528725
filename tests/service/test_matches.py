"""A page tells in words, from both sides, which element of another contract says the same."""

from starlette.testclient import TestClient

from data.store import OpenStore
from service.app import create_app
from tests.service.conftest import BROWSER
from tests.service.markup import Page


def test_the_page_of_an_element_tells_the_one_that_it_matches_and_who_decided(bundle: OpenStore) -> None:
    site = TestClient(create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision))
    mobility = Page(site.get("/id/moissac/element/t4", headers=BROWSER).text).text
    near = "Rapproché, par une personne, de"
    assert f"{near} « Agir en faveur de la mobilité des habitants des quartiers prioritaires »" in mobility
    assert "Les deux titres disent la même chose" in mobility
    other = Page(site.get("/id/montauban/element/os-3-4", headers=BROWSER).text).text
    assert f"{near} « Favoriser la mobilité des habitants des quartiers prioritaires »" in other
