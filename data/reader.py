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
from data.reading.records import Records

__all__ = [
    "LARGEST",
    "Reading",
    "Recognised",
    "UnnamedContract",
    "UnreadableDocument",
    "described",
    "read",
    "recognised",
]


class UnnamedContract(UnreadableDocument):
    """A document that does not say of which territory its contract is."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a document is before anything is identified: the layout that fitted, and what was recognised by it."""

    document: Document
    layout: Layout
    records: Records
    account: ledger.Ledger

    @property
    def contract(self) -> str | None:
        """The identifier of the contract, from the territory that the document names."""
        return contract_id(self.records)


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
    found = recognised(read_file(name, content), candidates)
    identifier = contract or found.contract
    if not identifier:
        raise UnnamedContract(f"{name} : le territoire du contrat n'est pas dit. Donnez-le avec --contract.")
    return described(found, contract=identifier, curation=curation)


def recognised(document: Document, candidates: Iterable[Layout] | None = None) -> Recognised:
    """Recognise what a document says, by the layout that fits it best; raises NoLayout where none does."""
    layout = recognise_layout(document, layouts() if candidates is None else candidates)
    return Recognised(document, layout, *recognise(document, layout))


def described(found: Recognised, *, contract: str, curation: Graph | None = None) -> Reading:
    """Describe what was recognised in a document of a contract; raises AmbiguousName."""
    known = reference_graph() + (curation or Graph())
    description = describe(found.document, found.layout, found.records, contract=contract, known=known)
    return Reading(found.document, found.layout, description, tuple(found.account.close(found.document)))
