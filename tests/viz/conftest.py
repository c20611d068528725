"""A store with hostile labels, and a window of a browser."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page

from data import naming

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
        copy.add(ox.Quad(tie, ox.NamedNode(f"{MLG}role"), ox.NamedNode(naming.reference("role", "porteur")), graph))
    return copy


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window as on a desk, for readers who want no motion."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()
