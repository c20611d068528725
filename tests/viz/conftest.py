"""A store with hostile labels, and a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, sync_playwright

from data import naming

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MLG = "https://w3id.org/maillage/ontology#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")

POISONS = (
    "<script>window.hurt=1</script>",
    '"><img src=x onerror="window.hurt=1">',
    "</script><script>window.hurt=1</script>",
    "ligne\u2028suivante\u2029fin",
    "{{7*7}} {% raw %} ${7*7}",
    "<a href='javascript:window.hurt=1'>href</a>",
    "\u202eenvers & <b>gras</b>",
)


@pytest.fixture
def poisoned(store: ox.Store) -> ox.Store:
    """Copy the store, and give Clairval an actor and an action for each hostile label, with hostile IRIs too."""
    copy = ox.Store()
    copy.extend(store)
    graph = ox.NamedNode(naming.published_graph("clairval"))
    for at, text in enumerate(POISONS):
        actor, action, tie = (ox.NamedNode(f"javascript:window.hurt={at}/{kind}") for kind in ("qui", "quoi", "lien"))
        for subject, kind in ((actor, "Acteur"), (action, "Action"), (tie, "Participation")):
            copy.add(ox.Quad(subject, TYPE, ox.NamedNode(f"{MLG}{kind}"), graph))
        copy.add(ox.Quad(actor, LABEL, ox.Literal(text, language="fr"), graph))
        copy.add(ox.Quad(action, LABEL, ox.Literal(f"Action {text}", language="fr"), graph))
        copy.add(ox.Quad(tie, ox.NamedNode(f"{MLG}acteur"), actor, graph))
        copy.add(ox.Quad(tie, ox.NamedNode(f"{MLG}dans"), action, graph))
    return copy


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium; without it the tests are skipped, unless all are asked for."""
    if not CHROMIUM.exists():
        if os.environ.get("MAILLAGE_TEST_ALL") == "1":
            pytest.fail(f"{CHROMIUM} is not there, and MAILLAGE_TEST_ALL=1 asks for the browser tests")
        pytest.skip(f"no Chromium at {CHROMIUM}: the pictures are not tried in a browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()
