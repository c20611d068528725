"""The page holds all in itself, says what is unknown, and takes no label for HTML."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import networkx as nx
import pyoxigraph as ox
import pytest

from data import naming
from viz import aggregate, picture
from viz.assets import policy
from viz.errors import UnsafeSiteError
from viz.network import build
from viz.panel import link
from viz.picture import to_html


class Elements(HTMLParser):
    """Collect start tags with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inlined: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.lasttag in self.CDATA_CONTENT_ELEMENTS and self.cdata_elem:
            self.inlined.append(data)


def page(store: ox.Store, *contracts: str, site: str | None = None) -> str:
    return to_html(build(store, contracts), site=site)


def test_a_contract_without_roadmap_says_that_its_actions_are_unknown(store: ox.Store) -> None:
    html = page(store, "valdor")
    assert "Contrat de ville de Valdor : aucune feuille de route chargée" in html
    assert "<table" not in html
    assert "vis.Network" not in html


def test_a_contract_without_roadmap_beside_another_is_named(store: ox.Store) -> None:
    html = page(store, "clairval", "valdor")
    assert "Contrat de ville de Valdor : aucune feuille de route chargée" in html
    assert "<table" in html


def test_the_policy_lets_nothing_be_fetched_and_names_the_very_scripts_of_the_page(store: ox.Store) -> None:
    elements = Elements(page(store, "clairval"))
    assert "default-src 'none'" in policy()
    assert "unsafe" not in policy()
    hashes = {f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}" for text in elements.inlined}
    named = set(re.findall(r"sha256-[^']+", policy()))
    assert named <= hashes
    assert len(hashes - named) == 1  # the data block, which is not run


def test_no_element_points_outside_the_page(store: ox.Store) -> None:
    tags = Elements(page(store, "clairval")).tags
    assert [attributes["src"] for _, attributes in tags if "src" in attributes] == []
    assert [attributes["href"] for _, attributes in tags if "href" in attributes] == ["data:,"]


def test_hostile_labels_make_no_element_and_no_template_of_their_own(poisoned: ox.Store, store: ox.Store) -> None:
    html = page(poisoned, "clairval")
    assert [tag for tag, _ in Elements(html).tags if tag in {"img", "b", "a"}] == []
    assert html.count("</script>") == page(store, "clairval").count("</script>")
    assert "49" not in html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "\u2028" not in html.partition('id="donnees">')[2].partition("</script>")[0]


def test_nodes_have_no_title_which_vis_would_take_for_html(store: ox.Store) -> None:
    assert all("title" not in node for node in picture._nodes(build(store, ["clairval"])))


def test_links_go_to_the_site_and_only_for_its_own_things() -> None:
    iri = f"{naming.ID}moissac/action/jardin"
    assert link(iri, None) == ""
    assert link(iri, "/") == "/id/moissac/action/jardin"
    assert link(iri, "https://exemple.fr/maillage/") == "https://exemple.fr/maillage/id/moissac/action/jardin"
    assert link("javascript:alert(1)", "https://exemple.fr") == ""
    assert link(f'{naming.ID}x"><script>', "/") == "/id/x%22%3E%3Cscript%3E"


@pytest.mark.parametrize("site", ["javascript:alert(1)", "data:text/html,x", "//ailleurs.fr", "ftp://x"])
def test_a_site_that_is_no_web_address_is_refused(site: str) -> None:
    with pytest.raises(UnsafeSiteError):
        link(f"{naming.ID}moissac", site)


def test_the_table_is_a_real_one_with_a_row_for_each_tie_and_each_action_without_actor(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    tags = Elements(to_html(graph)).tags
    assert sum(tag == "tr" for tag, _ in tags) == 1 + graph.number_of_edges() + 1
    assert sum(tag == "caption" for tag, _ in tags) == 1
    assert sum(attributes.get("scope") == "col" for tag, attributes in tags if tag == "th") == 3


def test_a_page_for_a_hundred_nodes_stays_under_a_megabyte(store: ox.Store) -> None:
    graph = build(store, ["clairval"])
    pattern = next(data for _, data in graph.nodes(data=True) if data["kind"] == "action")
    for at in range(100):
        graph.add_node(
            f"{naming.ID}clairval/action/{at}", **{**pattern, "label": f"Une action de plus, la numéro {at}"}
        )
    assert len(to_html(graph).encode()) < 1_000_000


def test_a_network_too_large_to_be_read_is_drawn_as_groups(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregate, "MOST_NODES", 3)
    html = page(store, "clairval")
    assert "chaque symbole est un groupe" in html
    assert 'id="reseau"' in html
    assert "Les plus liés" in html


def test_the_title_can_be_chosen(store: ox.Store) -> None:
    graph: nx.Graph[str] = build(store, ["clairval"])
    assert "<title>Réseau &lt;de&gt; test</title>" in to_html(graph, title="Réseau <de> test")
    assert "<title>Qui fait quoi, et qui le finance : Contrat de ville de Clairval</title>" in to_html(graph)
