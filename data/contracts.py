"""The contracts on disk: for each, the Turtle of its sources, of its curation and of what people withdrew."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from rdflib import Graph

from data import naming


@dataclass(frozen=True, slots=True)
class ContractFiles:
    """The files of one contract, in a folder that has its name."""

    folder: Path

    @property
    def identifier(self) -> str:
        """The contract's identifier, such as `moissac`."""
        return self.folder.name

    @property
    def is_there(self) -> bool:
        """Whether there is such a contract."""
        return (self.folder / "sources").is_dir()

    def sources(self) -> list[Path]:
        """Return the Turtle files of the documents that were read, by name."""
        return sorted((self.folder / "sources").glob("*.ttl"))

    def source_path(self, document: str) -> Path:
        """Return the file of what was read in a document."""
        return self.folder / "sources" / f"{document}.ttl"

    def source(self, document: str) -> Graph | None:
        """Return what was read in a document when it was last imported, or None if it never was."""
        path = self.source_path(document)
        return _read(path) if path.exists() else None

    def curation(self) -> Graph:
        """Return what people added; empty where nobody did."""
        return _read(self.folder / "curation.ttl")

    def retraction(self) -> Graph:
        """Return what people withdrew; empty where nobody did."""
        return _read(self.folder / "retraction.ttl")

    def write_source(self, document: str, graph: Graph) -> Path:
        """Write the graph of a document as stable Turtle, whole or not at all."""
        path = self.source_path(document)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, turtle(graph))
        return path


def bundled() -> Path:
    """Return the folder of the contracts that ship with the program."""
    with as_file(files("data") / "contracts") as folder:
        return folder


def contracts(*folders: Path) -> list[ContractFiles]:
    """Return the contracts of some folders, by identifier; a later folder takes the place of an earlier one."""
    found = {path.name: ContractFiles(path) for folder in folders for path in _subfolders(folder)}
    return [found[name] for name in sorted(found)]


@contextmanager
def owned(known: ContractFiles, folder: Path) -> Iterator[ContractFiles]:
    """Give the files of a contract in a folder where they may be changed.

    Where the contract is not there yet, a copy of what is known of it, which may be nothing, is given, and moved there
    unless something goes wrong.
    """
    own = ContractFiles(folder / known.identifier)
    if own.folder.exists():
        yield own
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".copie-") as scratch:
        copy = ContractFiles(Path(scratch) / known.identifier)
        if known.folder.exists():
            shutil.copytree(known.folder, copy.folder)
        else:
            copy.folder.mkdir()
        yield copy
        copy.folder.rename(own.folder)


def _subfolders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        # what is being written has a name that begins with a dot
        yield from (path for path in sorted(folder.iterdir()) if path.name[0] != "." and ContractFiles(path).is_there)


@cache
def reference_graph() -> Graph:
    """Return the reference lists as one graph."""
    graph = Graph()
    folder = files("data") / "lists"
    for resource in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if resource.name.endswith(".ttl"):
            graph.parse(data=resource.read_text(encoding="utf-8"), format="turtle")
    return graph


def turtle(graph: Graph) -> bytes:
    """Return a graph as Turtle, the same bytes for the same triples: sorted, and no node of ours is blank."""
    return graph.serialize(format="longturtle", encoding="utf-8")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # or a power cut could leave an empty file in the place of the old one
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _read(path: Path) -> Graph:
    graph = Graph()
    if path.exists():
        graph.parse(path, format="turtle", publicID=naming.BASE)
    return graph
