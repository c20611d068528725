"""Describe the roadmap: actions with their publics, periods, participants and potential funders."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import PROV, SKOS, URIRef

from data import naming
from data.describe.parts import describe_funding, describe_period, describe_scheme, named_in, participate
from data.describe.scribe import Scribe
from data.reading.document import Cell
from data.reading.layout import Layout
from data.reading.mentions import cell_lines
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
    elements: Register
    actions: Register
    publics: Register
    schemes: Register
    quarters: Register
    breaks_lost: bool

    @classmethod
    def of(cls, scribe: Scribe, layout: Layout, elements: Register, quarters: Register, records: Records) -> "Roadmap":
        """Gather the registers.

        A format that keeps line breaks may hold cells that lost them before: one break is the proof that these kept
        theirs.
        """
        broken = any("\n" in cell.text for row in records.rows for cell in row.evidence)
        return cls(
            scribe,
            layout.options["roadmap"],
            layout.options["cells"],
            elements,
            scribe.register(MLG.Action),
            scribe.concepts("public"),
            scribe.concepts("dispositif"),
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
        scribe.say(action, MLG.statut, naming.reference("statut", self.options["status"]))
        scribe.say(action, MLG.partieDuDocument, naming.reference("contenu", "feuille-de-route"))
        self._element(action, row)
        self._words(action, row)
        self._period(action, row)
        self._publics(action, row)
        self._mentioned(action, row)
        self._participants(action, row)
        self._funders(action, row)
        return action

    def label(self, row: RoadmapRow) -> str:
        """Return the label of a row's action: what stands before « = » where the cell names one coordination body."""
        text = row.text("action")
        name, _, rest = text.partition(" = ")
        return name if rest and ":" not in name else text

    def _element(self, action: URIRef, row: RoadmapRow) -> None:
        heading = search(self.options["heading"], row.heading) or {}
        if known := self.elements.find(heading.get("element", row.heading)):
            self.scribe.say(action, MLG.repondA, known.thing)
        else:
            self.scribe.misunderstood.append((row.place, f"aucun élément du cadre ne s'appelle « {row.heading} »"))

    def _words(self, action: URIRef, row: RoadmapRow) -> None:
        for notice in row.notices:
            self.scribe.say(action, MLG.signalement, notice)
        for line in cell_lines(row.text("objectives"), breaks_lost=self.breaks_lost):
            is_reference = re.search(self.cells["reference"], fold(line))
            self.scribe.say(action, MLG.renvoi if is_reference else MLG.objectif, line)
        self.scribe.say(action, MLG.renvoi, row.text("reference"))
        rest = row.text("action").removeprefix(self.label(row)).strip(" =-")
        self.scribe.say(action, MLG.precision, rest)

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
        for concept in named_in(cell.text, self.schemes):
            self.scribe.say(action, MLG.dispositif, describe_scheme(self.scribe, concept, cell.place))
        for quarter in named_in(cell.text, self.quarters):
            self.scribe.say(action, MLG.quartier, quarter)

    def _participants(self, action: URIRef, row: RoadmapRow) -> None:
        if not (cell := _filled(row, "actors")):
            return
        read = self.scribe.named_in(cell, self.cells)
        for mention in read.found:
            role = mention.role or "acteur"
            participation = participate(self.scribe, mention.known.thing, action, role, cell.place)
            self.scribe.say(participation, MLG.motsDeLaSource, mention.words)
        if read.open:
            self.scribe.flag(action, MLG.acteursListeOuverte)

    def _funders(self, action: URIRef, row: RoadmapRow) -> None:
        if not (cell := _filled(row, "funders")):
            return
        if re.search(self.cells["undefined"], fold(cell.text)):
            self.scribe.flag(action, MLG.financementADefinir)
            return
        read = self.scribe.named_in(cell, self.cells)
        for mention in read.found:
            line = describe_funding(
                self.scribe, action, mention.known.thing, cell.place, firmness=self.options["firmness"]
            )
            self.scribe.say(line, MLG.motsDeLaSource, mention.words)
            self.scribe.say(line, MLG.groupeAlternative, mention.alternative)
        if read.open:
            self.scribe.flag(action, MLG.financeursListeOuverte)


def describe_roadmap(roadmap: Roadmap, records: Records) -> dict[int, URIRef]:
    """Write the rows of a roadmap; return their actions by line."""
    return {row.place.line: roadmap.row(row) for row in records.rows}


def _filled(row: RoadmapRow, column: str) -> Cell | None:
    cell = row.cells.get(column)
    return cell if cell and cell.text else None
