"""Describe the roadmap: actions with their publics, periods, participants and potential funders."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import PROV, SKOS, URIRef

from data import naming
from data.describe.answered import Answered
from data.describe.funding import Funding
from data.describe.parts import describe_scheme, last, participate
from data.describe.periods import describe_period
from data.describe.quarters import Quarters, find_quarter
from data.describe.scribe import Scribe
from data.describe.targets import describe_targets
from data.reading.document import Cell, Place
from data.reading.fields import LEVEL, ROLE
from data.reading.layout import Layout
from data.reading.mentions import cell_lines
from data.reading.named import named_in
from data.reading.records import Records, RoadmapRow
from data.reading.register import Register
from data.text import fold, search
from ontology import MLG


@dataclass(slots=True)
class Roadmap:
    """What describing the rows of a roadmap needs: the scribe, the layout, the names of things that are no actors."""

    scribe: Scribe
    options: Mapping[str, Any]
    cells: Mapping[str, Any]
    answered: Answered
    funding: Funding
    actions: Register
    publics: Register
    quarters: Quarters
    breaks_lost: bool

    @classmethod
    def of(cls, scribe: Scribe, layout: Layout, answered: Answered, quarters: Quarters, records: Records) -> "Roadmap":
        """Gather the registers.

        A format that keeps line breaks may hold cells that lost them before: one break is the proof that these kept
        theirs.
        """
        broken = any("\n" in cell.text for row in records.rows for cell in row.evidence)
        return cls(
            scribe,
            layout.options["roadmap"],
            layout.options["cells"],
            answered,
            Funding(scribe, layout.options["roadmap"]["firmness"], layout.options["cells"]),
            scribe.register(MLG.Action),
            scribe.concepts("public"),
            quarters,
            breaks_lost=not (scribe.keeps_breaks and broken),
        )

    def row(self, row: RoadmapRow) -> URIRef:
        """Write the action of a row; a row that repeats a known action adds its evidence to it."""
        scribe, label = self.scribe, self.label(row)
        known = self.actions.find(label)
        action = known.thing if known else scribe.iri("action", label)
        scribe.node(action, MLG.Action, row.place, label)
        for cell in row.evidence:
            scribe.graph.add((action, PROV.wasDerivedFrom, scribe.cell(cell)))
        self._status(action, row)
        scribe.say(action, MLG.partieDuDocument, naming.reference("contenu", "feuille-de-route"))
        self._elements(action, row)
        self._words(action, row)
        self._period(action, row)
        self._publics(action, row)
        self._mentioned(action, row)
        self._places(action, row)
        self._participants(action, row)
        if told := _filled(row, "indicators"):
            lines = cell_lines(told.text, breaks_lost=self.breaks_lost)
            describe_targets(scribe, action, told, lines, self.cells.get("targets", {}))
        if funders := _filled(row, "funders"):
            self.funding.describe(action, funders)
        return action

    def label(self, row: RoadmapRow) -> str:
        """Return the label of a row's action: what stands before « = » where the cell names one coordination body."""
        text = row.text("action")
        name, _, rest = text.partition(" = ")
        return name if rest and ":" not in name else text

    def _status(self, action: URIRef, row: RoadmapRow) -> None:
        """Write the status that the row tells, or else that of the layout; the first one told of an action stays."""
        words = row.text("status")
        statuses: Mapping[str, str] = self.options.get("statuses", {})
        told = next((name for name, pattern in statuses.items() if words and search(pattern, words) is not None), None)
        status = naming.reference("statut", told or self.options["status"])
        if words and not told:
            self.scribe.say(action, MLG.signalement, f"l'état « {words} » n'est pas dans la liste des statuts")
        before = self.scribe.graph.value(action, MLG.statut)
        if before not in {None, status}:
            self.scribe.say(action, MLG.signalement, f"une autre ligne la dit « {last(status)} »")
        else:
            self.scribe.say(action, MLG.statut, status)

    def _elements(self, action: URIRef, row: RoadmapRow) -> None:
        """Link the elements that the row's own cells name, and the one under whose title it stands."""
        named = [(name.removeprefix(LEVEL), cell) for name, cell in row.cells.items() if name.startswith(LEVEL)]
        for level, held in named:
            for line in filter(None, held.text.split("\n")):
                self._answers(action, self.answered.element(Cell(line, held.place), level), line, held.place)
        heading = search(self.options["heading"], row.heading) or {}
        known = self.answered.titles.find(heading.get("element", row.heading))
        found = known.thing if known else self.answered.element(Cell(row.heading, row.place))
        if found or not any(cell.text for _, cell in named):
            self._answers(action, found, row.heading, row.place)

    def _answers(self, action: URIRef, element: URIRef | None, words: str, place: Place) -> None:
        self.scribe.say(action, MLG.repondA, element)
        if element is None and words:
            self.scribe.misunderstood.append((place, f"aucun élément du cadre ne s'appelle « {words} »"))

    def _words(self, action: URIRef, row: RoadmapRow) -> None:
        for notice in row.notices:
            self.scribe.say(action, MLG.signalement, notice)
        for line in cell_lines(row.text("objectives"), breaks_lost=self.breaks_lost):
            is_reference = re.search(self.cells["reference"], fold(line))
            self.scribe.say(action, MLG.renvoi if is_reference else MLG.objectif, line)
        self.scribe.say(action, MLG.renvoi, row.text("reference"))
        rest = row.text("action").removeprefix(self.label(row)).strip(" =-")
        self.scribe.say(action, MLG.precision, rest)
        self.scribe.say(action, MLG.precision, row.text("description"))
        if cost := _filled(row, "cost"):
            for line in cost.text.split("\n"):
                self.scribe.say(action, MLG.precision, f"{cost.place.column} : {line}")

    def _period(self, action: URIRef, row: RoadmapRow) -> None:
        if cell := _filled(row, "period"):
            period = describe_period(self.scribe, cell)
            self.scribe.say(action, MLG.periode, period)

    def _publics(self, action: URIRef, row: RoadmapRow) -> None:
        if not (cell := _filled(row, "publics")):
            return
        for words in self._split_publics(cell.text):
            public = self.scribe.iri("public", words)
            self.scribe.node(public, MLG.PublicCible, cell.place, words[0].upper() + words[1:])
            self.scribe.say(action, MLG.public, public)
            if known := self.publics.find(words):
                self.scribe.say(public, SKOS.exactMatch, known.thing)

    def _split_publics(self, text: str) -> list[str]:
        if self.publics.find(text):
            return [text]
        return [
            part.strip()
            for line in cell_lines(text, breaks_lost=self.breaks_lost)
            for part in re.split(r" [+/] ", line)
        ]

    def _mentioned(self, action: URIRef, row: RoadmapRow) -> None:
        """Link the dispositifs and the quartiers that the action's own cell names."""
        cell = row.cells["action"]
        for concept in named_in(cell.text, self.scribe.schemes):
            self.scribe.say(action, MLG.dispositif, describe_scheme(self.scribe, concept, cell.place))
        for quarter in named_in(cell.text, self.quarters.register):
            self.scribe.say(action, MLG.quartier, quarter)

    def _places(self, action: URIRef, row: RoadmapRow) -> None:
        """Link the quartiers that the row names, and the one whose project it stands under."""
        for name in ("quarters", "places"):
            if cell := _filled(row, name):
                for quarter in self.quarters.named(cell, self.cells, sure=name == "quarters"):
                    self.scribe.say(action, MLG.quartier, quarter)
        self.scribe.say(action, MLG.quartier, find_quarter(row.heading, self.quarters.register))

    def _participants(self, action: URIRef, row: RoadmapRow) -> None:
        for name, cell in row.cells.items():
            if name == "actors" or name.startswith(ROLE):
                self._taking_part(action, cell, name.partition(":")[2] or "acteur")

    def _taking_part(self, action: URIRef, cell: Cell, role: str) -> None:
        if not cell.text:
            return
        read = self.scribe.named_in(cell, self.cells)
        for mention in read.found:
            participation = participate(self.scribe, mention.known.thing, action, mention.role or role, cell.place)
            self.scribe.say(participation, MLG.motsDeLaSource, mention.words)
        if read.open:
            self.scribe.flag(action, MLG.acteursListeOuverte)


def describe_roadmap(roadmap: Roadmap, records: Records) -> dict[int, URIRef]:
    """Write the rows of a roadmap; return their actions by line."""
    return {row.place.line: roadmap.row(row) for row in records.rows}


def _filled(row: RoadmapRow, column: str) -> Cell | None:
    cell = row.cells.get(column)
    return cell if cell and cell.text else None
