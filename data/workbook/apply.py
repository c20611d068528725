"""Apply a filled workbook to its contract: compare, revise, and say what the contract's files become."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rdflib import RDF, Graph, URIRef

from data import naming
from data.composed import CURATION, RETRACTION, SOURCES
from data.contracts import ContractFiles, reference_graph
from data.text import fold
from data.turtle_text import anew, revised
from data.workbook.compare import compare
from data.workbook.content import fingerprint
from data.workbook.edits import Edits
from data.workbook.labels import identifier
from data.workbook.lines import Allotment
from data.workbook.newborn import describe, document_name
from data.workbook.problems import Refused
from data.workbook.read import Filled
from data.workbook.revise import Parts, Revision, Signature, revise
from data.workbook.sheets import PLACE
from ontology import MLG

CHANGED = "le contrat a changé depuis l'export : seul ce que vous avez modifié dans le classeur est appliqué."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a workbook does to its contract: the edits, the revision where there is any, what there is to know."""

    edits: Edits
    revision: Revision | None
    notices: tuple[str, ...]


def contract_of(filled: Filled) -> str:
    """Return the identifier of the contract of a workbook: a new one is named after its territory."""
    if filled.exported.contract:
        return filled.exported.contract
    cells = (line.cells.get(MLG.territoire) for page in filled.pages for line in page.lines)
    return naming.slug(next((entry.text for entry in cells if entry), ""))


def parts_of(files: ContractFiles) -> Parts:
    """Return a contract in its parts, as its files say them."""
    sources = Graph()
    for path in files.sources():
        sources.parse(path, format="turtle")
    return Parts(files.identifier, sources, files.retraction(), files.curation())


def apply(filled: Filled, parts: Parts, signature: Signature) -> Outcome:
    """Apply a workbook to the contract that it was exported from.

    Raises Refused.
    """
    current = parts.published()
    seen = {row.thing for rows in filled.exported.rows.values() for row in rows}
    unseen = {thing for thing in current.subjects(RDF.type) if isinstance(thing, URIRef)} - seen
    allotment = Allotment(parts.identifier, _taken(parts.sources, parts.retraction, parts.curation), unseen)
    edits = compare(filled, current, current + reference_graph(), allotment)
    revision = revise(parts, edits, signature, allotment) if edits else None
    notices = [*filled.notices, *_places(filled)]
    if edits and fingerprint(current) != filled.exported.fingerprint:
        notices.append(CHANGED)
    if revision and revision.superseded:
        notices.append(_superseded(revision.superseded))
    return Outcome(edits, revision, tuple(notices))


def create(filled: Filled, parts: Parts, signature: Signature, *, name: str, content: bytes) -> Outcome:
    """Make a new contract of a workbook, which is its document; names that curation makes known already are used.

    Raises Refused.
    """
    known = parts.curation + reference_graph()
    allotment = Allotment(parts.identifier, _taken(parts.curation))
    edits = compare(filled, Graph(), known, allotment)
    born = replace(parts, sources=describe(parts.identifier, name, content, edits))
    return Outcome(edits, revise(born, edits, signature, allotment), filled.notices)


def written(outcome: Outcome, files: ContractFiles, name: str) -> Mapping[str, bytes]:
    """Return the files of a contract that change, by their paths in its folder.

    Raises Refused where they are no longer what was revised.
    """
    revision = outcome.revision
    if revision is None:
        return {}
    before, after = revision.before, revision.parts
    if set(files.curation()) != set(before.curation) or set(files.retraction()) != set(before.retraction):
        raise Refused(["Le contrat vient de changer pendant l'import. Recommencez."])
    made = {}
    heading = identifier(after.identifier, revision.decision)
    for path, graph in (("retraction.ttl", after.retraction), ("curation.ttl", after.curation)):
        there = files.folder / path
        if graph or there.exists():
            text = there.read_text("utf-8") if there.exists() else ""
            made[path] = revised(text, graph, heading=heading).encode()
    if not files.sources():
        made[f"sources/{document_name(after.identifier, name)}.ttl"] = anew(after.sources)
    return made


def graphs(outcome: Outcome, files: ContractFiles, name: str) -> tuple[Mapping[str, Graph], str]:
    """Return the graphs of a contract's parts that a workbook changes, and the heading of what is new in them."""
    revision = outcome.revision
    if revision is None:
        return {}, ""
    after = revision.parts
    told = {RETRACTION: after.retraction, CURATION: after.curation}
    if not files.sources():
        told[f"{SOURCES}{document_name(after.identifier, name)}"] = after.sources
    return told, identifier(after.identifier, revision.decision)


def _superseded(decisions: int) -> str:
    told = (
        "une décision sur une proposition est remplacée"
        if decisions == 1
        else (f"{decisions} décisions sur des propositions sont remplacées")
    )
    return f"{told} par celle-ci."


def _taken(*graphs: Graph) -> set[URIRef]:
    """Return the IRIs that are those of something, be it withdrawn."""
    nodes = (node for graph in (reference_graph(), *graphs) for triple in graph for node in triple)
    return {node for node in nodes if isinstance(node, URIRef)}


def _places(filled: Filled) -> Iterator[str]:
    """Tell the places that were written over: they are not read."""
    for page in filled.pages:
        told = {
            identifier(filled.exported.contract, row.thing): row.place
            for row in filled.exported.rows.get(page.sheet.title, ())
        }
        for line in page.lines:
            if line.place and fold(line.place) != fold(told.get(line.identifier, "")):
                yield f"{line.where()}, {PLACE} : cette colonne ne se modifie pas, ce que vous y avez mis n'est pas lu."
