"""`maillage import` and `maillage validate`: read documents, judge graphs."""

from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer
from rdflib import Graph

from data import publish, reading_report
from data.contracts import ContractFiles, bundled, contracts, write_whole
from data.reader import Reading, UnreadableDocument, read
from data.reading.layout import NoLayout
from data.store import home
from ontology import Report, Severity, judge
from service.commands.console import fail, out

_WORDS = {Severity.VIOLATION: "violation", Severity.WARNING: "avertissement", Severity.INFO: "conseil"}


def import_documents(
    documents: Annotated[
        list[Path], typer.Argument(metavar="FICHIER…", help="Les documents à lire.", show_default=False)
    ],
    contract: Annotated[
        str | None,
        typer.Option("--contract", "--contrat", help="Identifiant du contrat, si le document ne le dit pas."),
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Écrire ici le sort de chaque ligne (CSV).")] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="Dossier des contrats (par défaut, celui de l'utilisateur).")
    ] = None,
) -> None:
    """Read documents, tell what became of each line, judge what they say, and write their graphs."""
    folder = into or home() / "contracts"
    lines: list[str] = []
    for path in documents:
        reading, files = _read(path, contract, folder)
        for line in reading_report.summary(reading):
            out.print(line, markup=False)
        lines.append(reading_report.by_line(reading))
        graph = publish.publish(
            reading.description.graph + _others(files, reading),
            retraction=files.retraction(),
            curation=files.curation(),
        )
        if not _told(judge(graph)):
            raise fail(f"{path.name} : rien n'est écrit, car des violations empêchent la publication.", code=1)
        out.print(
            f"  écrit : {files.write_source(reading.description.document, reading.description.graph)}", markup=False
        )
    if report:
        write_whole(report, "".join(lines).encode())


def _read(path: Path, contract: str | None, folder: Path) -> tuple[Reading, ContractFiles]:
    """Read a document twice where its contract is only known by reading: the second time with its curation."""
    try:
        content = path.read_bytes()
        found = contract or read(path.name, content).description.contract
        files = _files(folder, found)
        return read(path.name, content, contract=found, curation=files.curation()), files
    except OSError as error:
        raise fail(f"{path} : lecture impossible ({error.strerror}).") from error
    except (UnreadableDocument, NoLayout) as error:
        raise fail(str(error)) from error


def _files(folder: Path, contract: str) -> ContractFiles:
    """Return the contract's files in a folder; one that is bundled brings its curation along."""
    files = ContractFiles(folder / contract)
    shipped = bundled() / contract
    if not files.folder.exists() and shipped.exists():
        files.folder.mkdir(parents=True)
        for name in ("curation.ttl", "retraction.ttl"):
            if (shipped / name).exists():
                write_whole(files.folder / name, (shipped / name).read_bytes())
    return files


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
        conforms = _told(judge(graph)) and conforms
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


def _told(report: Report) -> bool:
    """Print a report, the worst first, and return whether the graph may be published."""
    counts = {severity: len(report.of(severity)) for severity in Severity}
    told = ", ".join(f"{count} {_WORDS[severity]}{'s' if count > 1 else ''}" for severity, count in counts.items())
    out.print(f"  validation : {told}", markup=False)
    for severity in (Severity.VIOLATION, Severity.WARNING):
        for result in report.of(severity):
            out.print(f"    {_WORDS[severity]} : {result.message}", markup=False)
    return report.conforms
