"""Tell the editor what may be completed: our terms with their French names, those of others that we use, our lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter

from data import naming
from service.phrases import FOREIGN
from service.terms import PREFIXES
from service.tools.free_answer import shortened
from service.world import TheWorld, World

_REFERENCE = f"{naming.ID}{naming.REFERENCE}/"
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the editor proposes it; `insert` is what is written where that is not the name."""

    name: str
    label: str
    kind: str
    definition: str = ""
    insert: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """All that the editor proposes."""

    prefixes: Mapping[str, str]
    terms: Sequence[Term]


@router.get("/requete/vocabulaire.json")
def completion(world: TheWorld) -> Completion:
    """Return the prefixes and the terms."""
    return Completion(prefixes=PREFIXES, terms=[*_terms(world), *_entries(world)])


def _terms(world: World) -> Iterator[Term]:
    for term in (*world.vocabulary.classes(), *world.vocabulary.properties()):
        said = term.french
        yield Term(name=shortened(term.iri), label=said.label, kind=term.kind, definition=said.definition)
    for iri, label in FOREIGN.items():
        yield Term(name=shortened(iri), label=label, kind="propriété")


def _entries(world: World) -> Iterator[Term]:
    """Yield the entries of the controlled lists: what a query compares a status or a role with."""
    for thing in world.index.things:
        name = thing.iri.removeprefix(_REFERENCE)
        if name != thing.iri and "/" in name:
            yield Term(name=name, label=thing.label, kind="entrée de liste", insert=f"<{thing.iri}>")
