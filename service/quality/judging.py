"""Check the contracts aside from the pages, in a thread, and keep what is remarked until the data change."""

from dataclasses import dataclass
from threading import Lock, Thread

import pyoxigraph as ox
from pyshacl.errors import ReportableRuntimeError

from ontology import Report, judge, memory
from queries.scope import choose
from service.quality.matter import read_matter
from service.quality.names import doubts
from service.quality.noticed import noticed, propositions
from service.quality.remark import Remark
from service.quality.verdicts import verdicts
from service.world import Contract, World

MOST = 20
"""How many contracts are checked together: each takes about a second."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The remarks about a contract; where its graph cannot be judged, those that can be made, and why."""

    contract: Contract
    remarks: tuple[Remark, ...]
    failure: str = ""


class Quality:
    """Keep what was found about each contract, and the report on each graph for as long as the graph stays the same."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, Checked | None]] = {}
        self._reports: dict[str, tuple[str, Report | str]] = {}
        self._lock = Lock()
        self._one_at_a_time = Lock()

    def checked(self, world: World, contract: Contract) -> Checked | None:
        """Return what is remarked about a contract; None while it is being checked, which this call begins."""
        with self._lock:
            revision, found = self._found.get(contract.identifier, ("", None))
            if revision == world.revision:
                return found
            self._found[contract.identifier] = world.revision, None
        # nobody waits for it at the end of the process
        Thread(target=self._check, args=(world, contract), daemon=True).start()
        return None

    def warm(self, world: World) -> None:
        """Begin to check what is loaded, unless it is more than a few contracts."""
        if len(world.contracts) <= MOST:
            for contract in world.contracts:
                self.checked(world, contract)

    def _check(self, world: World, contract: Contract) -> None:
        checked = None
        try:
            with self._one_at_a_time:
                checked = _read(world, contract, self._report(world, contract))
        finally:
            with self._lock:
                if self._found[contract.identifier][0] == world.revision:
                    # what went wrong is tried again when somebody asks again
                    self._found[contract.identifier] = world.revision if checked else "", checked

    def _report(self, world: World, contract: Contract) -> Report | str:
        state = choose(world.store, [contract.identifier]).contracts[0].revision or world.revision
        known, report = self._reports.get(contract.graph, ("", ""))
        if known != state:
            report = _judged(world.store, contract.graph)
            self._reports[contract.graph] = state, report
        return report


def _judged(store: ox.Store, graph: str) -> Report | str:
    """Return the report on a graph, or why it cannot be judged."""
    try:
        triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        return judge(memory.from_triples(triples))
    except (ReportableRuntimeError, ValueError) as error:
        return str(error) or type(error).__name__


def _read(world: World, contract: Contract, report: Report | str) -> Checked:
    matter = read_matter(world, contract)
    said = verdicts(matter, report) if isinstance(report, Report) else ()
    remarks = (*said, *doubts(matter), *noticed(matter), *propositions(matter))
    return Checked(contract, tuple(sorted(remarks, key=_order)), report if isinstance(report, str) else "")


def _order(remark: Remark) -> tuple[bool, tuple[int, int], str, str]:
    """Put remarks in the order in which a reader of the document meets them; those that it does not place, last."""
    lines = next((place.lines for place in remark.sources if place.lines), None)
    return lines is None, lines or (0, 0), remark.thing.label, remark.words
