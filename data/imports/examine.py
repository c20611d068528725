"""Read a document of a contract, judge what it would make of it, and compare that with what is published."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rdflib import DCTERMS, Graph, URIRef
from rdflib.term import Node

from data.contracts import ContractFiles, reference_graph
from data.formats import read as read_file
from data.imports import workbooks
from data.imports.found import Found, Line, Name, Remark, Tally
from data.imports.matter import Matter
from data.imports.workbooks import FilesOf
from data.plan import fingerprint
from data.publish import publish
from data.reader import Reading, UnnamedContract, described, recognised
from data.reading.document import Document, Kind
from data.revision.changes import Changes, Fate, compare
from data.revision.grounds import stale, told
from data.revision.wording import Wording
from data.workbook.read import is_workbook
from ontology import Report, Result, Severity, judge
from ontology.place import framed, label

Tell = Callable[[int], None]
"""Is called with the number of steps that are done."""


@dataclass(frozen=True, slots=True)
class Examined:
    """The report on a document, and the graph of what it says."""

    found: Found
    graph: Graph


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a contract: its other documents, what people decided, this document as it was before."""

    exists: bool
    basis: str
    others: Graph
    curation: Graph
    retraction: Graph
    before: Graph | None


def examine(name: str, content: bytes, *, contract: str | None, files_of: FilesOf, tell: Tell) -> Examined:
    """Read, judge and compare a document of a contract, whose files `files_of` gives by its identifier.

    Raises UnreadableDocument, UnnamedContract, NoLayout, BadLayout or AmbiguousName.
    """
    if is_workbook(name, content):
        return Examined(workbooks.examine(name, content, contract=contract, files_of=files_of), Graph())
    document = read_file(name, content)
    tell(1)
    found = recognised(document)
    identifier = contract or found.contract
    if not identifier:
        raise UnnamedContract("Le document ne dit pas de quel territoire est le contrat.")
    tell(2)
    files = files_of(identifier)
    reading = described(found, contract=identifier, curation=files.curation())
    known = _known(files, reading.description.document)
    tell(3)
    published = publish(reading.description.graph + known.others, retraction=known.retraction, curation=known.curation)
    report = judge(published)
    tell(4)
    changes = _changes(reading, known)
    tell(5)
    return Examined(_found(reading, known, published, report, changes), reading.description.graph)


def _known(files: ContractFiles, document: str) -> _Known:
    others = Graph()
    for path in files.sources():
        if path.stem != document:
            others.parse(path, format="turtle")
    return _Known(
        exists=files.folder.is_dir(),
        basis=fingerprint(files),
        others=others,
        curation=files.curation(),
        retraction=files.retraction(),
        before=files.source(document),
    )


def _changes(reading: Reading, known: _Known) -> Changes:
    before = known.before if known.before is not None else Graph()
    return compare(before, reading.description.graph, names=known.curation + reference_graph())


def _found(reading: Reading, known: _Known, published: Graph, report: Report, changes: Changes) -> Found:
    graph = reading.description.graph
    before = known.before if known.before is not None else Graph()
    matter = Matter(reading, published, Wording((published, graph, before)))
    lines, things = matter.told()
    remarks = tuple(_remark(result, published, matter) for result in report.results)
    names = reading.description.resolutions
    return Found(
        contract=reading.description.contract,
        document=reading.description.document,
        title=_title(reading),
        layout=reading.layout.name,
        basis=known.basis,
        known=known.exists,
        before=known.before is not None,
        warnings=reading.document.warnings,
        lines=tuple(_marked(lines, remarks)),
        headings=tuple(_headings(reading.document)),
        things=things,
        remarks=remarks,
        conforms=report.conforms,
        tallies=tuple(_tallies(changes, matter)),
        moved=changes.moved,
        stale=tuple(_stale(reading, known)),
        linked=tuple(Counter(each.reason for each in names).most_common()),
        new=tuple(_new(reading)),
    )


def _title(reading: Reading) -> str:
    titles = reading.description.graph.objects(predicate=DCTERMS.title)
    return next(map(str, titles), reading.document.name)


def _headings(document: Document) -> Iterator[tuple[int, str]]:
    for block in document.blocks:
        if block.kind is Kind.HEADING and block.text.strip("*# :"):
            yield block.place.line, block.text.strip("*# :")


def _remark(result: Result, published: Graph, matter: Matter) -> Remark:
    """Return a result without the name and the place that frame its message: these are told, and linked, apart."""
    focus = URIRef(result.focus)
    before, _, after = framed(published, focus, "\0", "\0")[0].partition("\0")
    message = result.message.removeprefix(before).removesuffix(after)
    return Remark(result.severity.value, label(published, focus), message, matter.line_of(focus))


def _marked(lines: Iterable[Line], remarks: Iterable[Remark]) -> Iterator[Line]:
    """Yield the lines, with what the rules find wrong in each among what to check there."""
    wrong: dict[int, list[str]] = {}
    for remark in remarks:
        if remark.severity != Severity.INFO:
            wrong.setdefault(remark.line, []).append(f"« {remark.thing} » : {remark.message}")
    for line in lines:
        yield replace(line, notices=(*line.notices, *wrong.get(line.number, ())))


def _tallies(changes: Changes, matter: Matter) -> Iterator[Tally]:
    """Count the changes by the kind of their things, in the order in which they are told."""
    kinds: dict[str, list[tuple[Fate, Node, str]]] = {}
    for change in changes.told:
        kinds.setdefault(matter.kind(change.thing), []).append((change.fate, change.thing, change.sentence))
    for kind, told_of in kinds.items():
        counts = Counter(fate for fate, thing in {(fate, thing) for fate, thing, _ in told_of})
        sentences = tuple(sentence for _, _, sentence in told_of)
        yield Tally(kind, counts[Fate.APPEARED], counts[Fate.DISAPPEARED], counts[Fate.CHANGED], sentences)


def _stale(reading: Reading, known: _Known) -> Iterator[str]:
    if known.before is not None:
        found = stale(
            known.before,
            reading.description.graph,
            curation=known.curation,
            retraction=known.retraction,
            names=reference_graph(),
            others=known.others,
        )
        yield from told(found)


def _new(reading: Reading) -> Iterator[Name]:
    """Yield the names that nobody knew, each once, in the order of the document."""
    firsts: dict[str, int] = {}
    for each in sorted(reading.description.resolutions, key=lambda each: each.place.line):
        if each.reason == "nouvel acteur":
            firsts.setdefault(each.words, each.place.line)
    yield from (Name(words, line) for words, line in firsts.items())
