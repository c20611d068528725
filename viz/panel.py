"""Tell what the panel and the card of a picture say of each thing, and where its links go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

import networkx as nx

from data import naming
from viz.errors import UnsafeSiteError
from viz.grouping import COMMUNITY, identifier
from viz.page import lonely, node_ids, words
from viz.relations import Relation

PATH_CHARACTERS = "/%!$&'()*+,;=:@"
"""What RFC 3986 lets stand in a path (`pchar`), with the escapes that an IRI holds already."""
Facts = dict[str, object]
MOST_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands: the site whose pages its links go to, and the page of the site that shows it.

    Without a site there are no links; without a page nothing opens and the address to copy is the picture's own.
    `page` is an address from the root with its query, without how things are grouped and what is open.
    """

    site: str | None = None
    page: str = ""
    way: str = COMMUNITY

    def opening(self, path: Sequence[str]) -> str:
        """Return the address that opens a path of groups, or nothing where no page does."""
        if self.site is None or not self.page:
            return ""
        start, _, query = self.page.partition("?")
        way = [] if self.way == COMMUNITY else [("par", self.way)]
        more = urlencode([*way, *(("groupe", name) for name in path)])
        joined = "&".join(part for part in (query, more) if part)
        return f"{checked(self.site).rstrip('/')}{start}{'?' if joined else ''}{joined}"


def details(graph: "nx.Graph[str]", place: Place) -> dict[str, Facts]:
    """Return what the panel says of each node, under its short identifier."""
    ids = node_ids(graph)
    return {ids[node]: _panel(graph, node, ids, place) for node in graph}


def _panel(graph: "nx.Graph[str]", node: str, ids: dict[str, str], place: Place) -> Facts:
    data = graph.nodes[node]
    near = sorted(graph.adj[node], key=lambda other: (graph.nodes[other]["label"], other))
    return {
        "label": data["label"],
        "kind": data["type"],
        "facts": _facts(graph, node),
        "search": " ".join((data["label"], data["short"], data["type_label"])),
        "name": identifier(node),
        "link": link(data["iri"], place.site),
        "open": place.opening(graph.graph["opens"][node]) if "size" in data else "",
        "near": [
            [ids[other], words(relations), written(relations)]
            for other in near
            for relations in [graph.edges[node, other]["relations"]]
        ],
    }


def _facts(graph: "nx.Graph[str]", node: str) -> list[list[str]]:
    data = graph.nodes[node]
    facts = [["Type", data["type_label"]], ["Sigle", data["short"]], ["Pilier", data["pilier"]]]
    facts += map(list, data["facts"])
    facts.append(["Remarque", "" if data["named"] else "La source ne nomme pas d'organisation."])
    facts.append(["Liens", "aucun dans la source" if lonely(graph, node) else ""])
    return [fact for fact in facts if fact[1]]


def link(iri: str, site: str | None) -> str:
    """Return the address of a thing's page on a site, empty without a site or for a thing of elsewhere.

    >>> link(naming.ID + "moissac/action/jardin", "https://exemple.fr/")
    'https://exemple.fr/id/moissac/action/jardin'
    """
    if site is None or not iri.startswith(naming.ID):
        return ""
    path = quote(iri.removeprefix(naming.ID), safe=PATH_CHARACTERS)
    return f"{checked(site).rstrip('/')}/id/{path}"


def checked(site: str) -> str:
    """Return the address of a site if it is a path or a web address; raise UnsafeSiteError if not."""
    if site.startswith(("//", "/\\")) or not (
        site in {"", "/"} or site.startswith("/") or urlsplit(site).scheme in {"http", "https"}
    ):
        raise UnsafeSiteError(site)
    return site


def written(relations: Iterable[Relation]) -> str:
    """Return where ties are written, the first few places.

    >>> written([Relation("finance", passage="Feuille de route, p. 3 ; Feuille de route, p. 4"), Relation("participe")])
    'Feuille de route, p. 3 ; Feuille de route, p. 4'
    """
    places = [*dict.fromkeys(place for each in relations for place in each.passage.split(" ; ") if place)]
    more = len(places) - MOST_PASSAGES
    rest = [f"et {more} autre{'s' if more > 1 else ''}"] if more > 0 else []
    return " ; ".join([*places[:MOST_PASSAGES], *rest])
