"""`maillage import` and `maillage validate`: read documents, judge graphs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer
from rdflib import Graph

from data import publish, reading_report
from data.at_hand import keep
from data.change import Change
from data.composed import SOURCES
from data.contracts import ContractFiles, bundled, contracts, reference_graph, write_whole
from data.formats import documents as documents_in
from data.reader import Reading, UnreadableDocument, read
from data.reading.layout import NoLayout
from data.reading.layout_file import BadLayout
from data.reading.register import AmbiguousName
from data.revision.changes import compare
from data.revision.grounds import stale
from data.store import home
from data.workbook.read import is_workbook
from ontology import Report, judge
from service.commands import workbooks
from service.commands.console import StoreOption, fail, out, user, writer
from service.commands.publishing import commit, prepared_by
from service.commands.telling import told


def import_documents(  # noqa: PLR0917 - each is an option of the command line, given by its name
    documents: Annotated[
        list[Path], typer.Argument(metavar="FICHIER…", help="Les documents à lire.", show_default=False)
    ],
    contract: Annotated[
        str | None,
        typer.Option("--contract", "--contrat", help="Identifiant du contrat, si le document ne le dit pas."),
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Écrire ici le sort de chaque ligne (CSV).")] = None,
    names: Annotated[
        Path | None,
        typer.Option("--names", help="Écrire ici à quoi chaque mention d'acteur est liée, et pourquoi (CSV)."),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="Dossier des contrats (par défaut, celui de l'utilisateur).")
    ] = None,
    author: Annotated[
        str | None,
        typer.Option("--author", "--auteur", help="Qui publie (par défaut, l'utilisateur)."),
    ] = None,
    store: StoreOption = None,
    dry_run: Annotated[  # noqa: FBT002 - Typer makes a flag of it
        bool, typer.Option("--dry-run", help="Montrer sans rien écrire.")
    ] = False,
) -> None:
    """Read documents, tell what became of each line and what changes, judge what they say, and write their graphs."""
    if dry_run and (report or names):
        raise fail("--dry-run n'écrit rien, et --report ou --names demandent d'écrire : retirez l'un des deux.")
    folder = into or home() / "contracts"
    publishing = None if into else writer(store)
    readings: list[Reading] = []
    for name, content in _opened(documents):
        if _is_workbook(name, content):
            target = workbooks.Target(into, publishing)
            workbooks.import_workbook(name, content, contract=contract, target=target, author=author, dry_run=dry_run)
            continue
        reading, files = _read(name, content, contract, folder)
        readings.append(reading)
        change = Change(files.own.identifier, {f"{SOURCES}{reading.description.document}": reading.description.graph})
        prepared = prepared_by(publishing, change) if publishing else None
        if not _reported(reading, files, prepared.report if prepared else _judged(reading, files)):
            raise fail(f"{name} : rien n'est écrit, car des violations empêchent la publication.", code=1)
        if dry_run:
            out.print("  rien n'est écrit (--dry-run)", markup=False)
        elif publishing and prepared:
            commit(publishing, change, base=prepared.base, who=author or user(), why=f"Import de {name}")
            out.print(f"  écrit : {files.own.source_path(reading.description.document)}", markup=False)
            keep(content, name)
        else:
            out.print(f"  écrit : {_written(reading, files)}", markup=False)
    for path, table in ((report, reading_report.by_line), (names, reading_report.names)):
        if path:
            write_whole(path, "".join(map(table, readings)).encode())


@dataclass(frozen=True, slots=True)
class _Files:
    """The files that a contract will have, and those that it has: the bundled ones, until something is imported."""

    own: ContractFiles
    known: ContractFiles

    @classmethod
    def of(cls, folder: Path, contract: str) -> "_Files":
        own, shipped = ContractFiles(folder / contract), ContractFiles(bundled() / contract)
        return cls(own, shipped if shipped.folder.exists() and not own.folder.exists() else own)


def _opened(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of the documents in some files, of which archives hold several."""
    for path in paths:
        try:
            yield from documents_in(path.name, path.read_bytes())
        except OSError as error:
            raise fail(f"{path} : lecture impossible ({error.strerror}).") from error
        except UnreadableDocument as error:
            raise fail(str(error)) from error


def _is_workbook(name: str, content: bytes) -> bool:
    try:
        return is_workbook(name, content)
    except UnreadableDocument as error:
        raise fail(f"{name} : {error}") from error


def _read(name: str, content: bytes, contract: str | None, folder: Path) -> tuple[Reading, _Files]:
    """Read a document twice where its contract is only known by reading: the second time with its curation."""
    try:
        found = contract or read(name, content).description.contract
        files = _Files.of(folder, found)
        return read(name, content, contract=found, curation=files.known.curation()), files
    except (UnreadableDocument, NoLayout, BadLayout, AmbiguousName) as error:
        raise fail(str(error)) from error


def _judged(reading: Reading, files: _Files) -> Report:
    """Judge what a contract would be in a folder that nobody publishes from."""
    graph = reading.description.graph + _others(files.own, reading)
    return judge(publish.publish(graph, retraction=files.known.retraction(), curation=files.known.curation()))


def _reported(reading: Reading, files: _Files, report: Report) -> bool:
    """Tell how a document was read, how it was judged and what it changes; return whether it may be published."""
    for line in reading_report.summary(reading):
        out.print(line, markup=False)
    graph, others = reading.description.graph, _others(files.own, reading)
    curation, retraction = files.known.curation(), files.known.retraction()
    conforms = told(report)
    if before := files.known.source(reading.description.document):
        changes = compare(before, graph, names=curation + reference_graph())
        moved = stale(before, graph, curation=curation, retraction=retraction, names=reference_graph(), others=others)
        for line in reading_report.difference(changes, moved):
            out.print(line, markup=False)
    return conforms


def _written(reading: Reading, files: _Files) -> Path:
    """Write the graph of a document; a contract that is bundled brings its curation along."""
    if files.known != files.own:
        files.own.folder.mkdir(parents=True)
        for name in ("curation.ttl", "retraction.ttl"):
            if (files.known.folder / name).exists():
                write_whole(files.own.folder / name, (files.known.folder / name).read_bytes())
    return files.own.write_source(reading.description.document, reading.description.graph)


def _others(files: ContractFiles, reading: Reading) -> Graph:
    """Return what the contract's other documents say."""
    graph = Graph()
    for path in files.sources():
        if path.stem != reading.description.document:
            graph.parse(path, format="turtle")
    return graph


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FICHIER…]", help="Des graphes en Turtle ; sans fichier, les contrats chargés.", show_default=False
        ),
    ] = None,
) -> None:
    """Judge graphs by the shapes and the checks; exit with 1 where there is a violation."""
    conforms = True
    for name, graph in [_parsed(path) for path in paths] if paths else _loaded():
        out.print(name, markup=False)
        conforms = told(judge(graph)) and conforms
    if not conforms:
        raise typer.Exit(1)


def _parsed(path: Path) -> tuple[str, Graph]:
    """Parse a file with Oxigraph, which opens no other file and calls nobody, and complete it for judging."""
    try:
        triples = b"".join(
            f"{quad.triple} .\n".encode() for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        )
    except OSError as error:
        raise fail(f"{path} : lecture impossible ({error.strerror}).") from error
    except SyntaxError as error:
        raise fail(f"{path}, ligne {error.lineno} : ce n'est pas du Turtle valide ({error.msg}).") from error
    graph = Graph().parse(data=triples, format="nt")
    return str(path), publish.publish(graph, retraction=Graph(), curation=Graph())


def _loaded() -> list[tuple[str, Graph]]:
    return [(files.identifier, publish.published(files)) for files in contracts(bundled(), home() / "contracts")]
