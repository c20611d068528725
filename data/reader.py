"""Read a document from the bytes of its file to the graph of its source, and account for each of its lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph

from data.contracts import reference_graph
from data.describe.source import Description, contract_id, describe
from data.formats import LARGEST, UnreadableDocument
from data.formats import read as read_file
from data.reading import ledger
from data.reading.document import Document
from data.reading.layout import Layout, recognise_layout
from data.reading.layout_file import layouts
from data.reading.recognise import recognise

__all__ = ["LARGEST", "Reading", "UnreadableDocument", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a document gave: the layout that fitted, the description, and the fate of each line."""

    document: Document
    layout: Layout
    description: Description
    entries: tuple[ledger.Entry, ...]


def read(
    name: str,
    content: bytes,
    *,
    contract: str | None = None,
    curation: Graph | None = None,
    candidates: Iterable[Layout] | None = None,
) -> Reading:
    """Read a document, with the names that the reference lists and the contract's curation make known.

    Raises UnreadableDocument, or NoLayout where no layout fits: none of the candidates, or else of `data/layouts`.
    """
    document = read_file(name, content)
    layout = recognise_layout(document, layouts() if candidates is None else candidates)
    records, account = recognise(document, layout)
    identifier = contract or contract_id(records)
    if not identifier:
        raise UnreadableDocument(f"{name} : le territoire du contrat n'est pas dit. Donnez-le avec --contract.")
    known = reference_graph() + (curation or Graph())
    description = describe(document, layout, records, contract=identifier, known=known)
    return Reading(document, layout, description, tuple(account.close(document)))
