"""Write a network as tables: its ties, its nodes, with the headers that Gephi knows (Id, Label, Source, Target…).

RFC 4180 for programs: commas, CRLF, exact values, UTF-8 without a byte order mark.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import networkx as nx

from viz.network import ties

TIES = ("Source", "Target", "Weight", "nomSource", "nomTarget", "relations", "passages")
NODES = ("Id", "Label", "nature", "type", "nomType", "sigle", "nomme", "pilier", "faits")


def to_csv(graph: "nx.Graph[str]") -> str:
    """Return the ties, one a line, with what they are called at both ends."""
    nodes = graph.nodes
    return _csv(
        TIES,
        (
            (
                one,
                other,
                f"{sum(relation.weight for relation in relations):g}",
                nodes[one]["label"],
                nodes[other]["label"],
                " | ".join(relation.label for relation in relations),
                " | ".join(dict.fromkeys(relation.passage for relation in relations if relation.passage)),
            )
            for one, other, relations in ties(graph)
        ),
    )


def to_node_csv(graph: "nx.Graph[str]") -> str:
    """Return the nodes, one a line, those that nothing ties too."""
    return _csv(
        NODES,
        (
            (
                node,
                data["label"],
                data["kind"],
                data["type"],
                data["type_label"],
                data["short"],
                "oui" if data["named"] else "non",
                data["pilier"],
                " | ".join(f"{name} : {value}" for name, value in data["facts"]),
            )
            for node, data in graph.nodes(data=True)
        ),
    )


def to_zip(graph: "nx.Graph[str]", *, credit: str = "") -> bytes:
    """Return both tables in one archive, ever the same, with the licence and the sources if they are told."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, text in _files(graph, credit):
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)
    return content.getvalue()


def _files(graph: "nx.Graph[str]", credit: str) -> Iterator[tuple[str, str]]:
    yield "noeuds.csv", to_node_csv(graph)
    yield "liens.csv", to_csv(graph)
    if credit:
        yield "lisez-moi.txt", f"{credit}\r\n"


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()
