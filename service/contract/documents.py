"""The documents of a contract, and the parts that were read in each."""

from dataclasses import dataclass

from service.index import Thing
from service.reading import Record, records
from service.world import Contract, World


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a contract, and the parts that were read in it."""

    thing: Thing
    digest: str | None
    contents: tuple[Thing, ...]


def read_documents(world: World, contract: Contract) -> tuple[Document, ...]:
    """Return the documents of a contract."""
    bound = {"contrat": contract.iri}
    found = records(world.store, "documents", by="document", graphs=[contract.graph], bound=bound)
    return tuple(_document(world, each) for each in found)


def _document(world: World, record: Record) -> Document:
    contents = tuple(world.refer(part) for part in record.texts("contenu"))
    return Document(world.refer(record.need("document")), record.text("empreinte"), contents)
