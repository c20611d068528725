"""Read a document from the bytes of its file to the graph of its source, and account for each of its lines."""

from dataclasses import dataclass

from rdflib import Graph

from data.contracts import reference_graph
from data.describe.source import Description, contract_id, describe
from data.reading import ledger, ocr_text
from data.reading.document import Document
from data.reading.layout import Layout, recognise_layout
from data.reading.recognise import recognise

# The two contracts weigh 90 kB and 12 kB; a text of more than this is not a contract
LARGEST = 20_000_000


class UnreadableDocument(ValueError):
    """A file that cannot be read as a contract document; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a document gave: the layout that fitted, the description, and the fate of each line."""

    document: Document
    layout: Layout
    description: Description
    entries: tuple[ledger.Entry, ...]


def read(name: str, content: bytes, *, contract: str | None = None, curation: Graph | None = None) -> Reading:
    """Read a document, with the names that the reference lists and the contract's curation make known.

    Raises UnreadableDocument, or NoLayout where no layout fits.
    """
    document = _document(name, content)
    layout = recognise_layout(document)
    records, account = recognise(document, layout)
    identifier = contract or contract_id(records)
    if not identifier:
        raise UnreadableDocument(f"{name} : le territoire du contrat n'est pas dit. Donnez-le avec --contract.")
    known = reference_graph() + (curation or Graph())
    description = describe(document, layout, records, contract=identifier, known=known)
    return Reading(document, layout, description, tuple(account.close(document)))


def _document(name: str, content: bytes) -> Document:
    if len(content) > LARGEST:
        raise UnreadableDocument(f"{name} : {len(content) // 10**6} Mo, plus que les {LARGEST // 10**6} Mo admis.")
    if b"\0" in content:
        raise UnreadableDocument(
            f"{name} : ce n'est pas un fichier texte. Les formats lus sont le texte et le Markdown."
        )
    try:
        document = ocr_text.read(name, content)
    except UnicodeDecodeError as error:
        message = f"{name} : l'octet {error.start + 1} n'est pas de l'UTF-8. Enregistrez le fichier en UTF-8."
        raise UnreadableDocument(message) from error
    if not document.blocks:
        raise UnreadableDocument(f"{name} : le fichier est vide, il n'y a rien à importer.")
    return document
