"""STUB until the branch `writer` has its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from rdflib import Graph
from data.contracts import ContractFiles, contracts, bundled, owned, turtle, write_whole
from data.publish import publish
from data.store import OpenStore, open_store
from ontology import Report, judge


class Refused(ValueError):
    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("refused")


class Outdated(RuntimeError): ...


class NoRoom(RuntimeError): ...


class NothingNew(RuntimeError): ...


@dataclass(frozen=True)
class Change:
    contract: str
    graphs: Mapping[str, Graph]


@dataclass(frozen=True)
class Prepared:
    report: Report
    conforms: bool
    base: str


@dataclass(frozen=True)
class Writer:
    home: Path
    place: Path

    def _files(self, contract: str) -> ContractFiles:
        known = {each.identifier: each for each in contracts(bundled(), self.home / "contracts")}
        return known.get(contract, ContractFiles(self.home / "contracts" / contract))

    def prepare(self, change: Change) -> Prepared:
        files = self._files(change.contract)
        sources = Graph()
        for path in files.sources():
            if f"sources/{path.stem}" not in change.graphs:
                sources.parse(path)
        for graph in change.graphs.values():
            sources += graph
        report = judge(publish(sources, retraction=files.retraction(), curation=files.curation()))
        return Prepared(report, report.conforms, "0")

    def publish(self, change: Change, *, base: str, who: str, why: str) -> OpenStore:
        with owned(self._files(change.contract), self.home / "contracts") as own:
            for name, graph in change.graphs.items():
                own.write_source(name.removeprefix("sources/"), graph)
        return open_store(self.place, folders=[bundled(), self.home / "contracts"])
