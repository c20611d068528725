"""Describe the funding of an action: a line for each funder that the source names, with the amount where it is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import Node

from data import naming
from data.describe.parts import describe_funding, last
from data.describe.scribe import Scribe, decimal
from data.reading.amounts import Share, only_year, shares
from data.reading.document import Cell
from data.text import fold
from ontology import MLG


@dataclass(frozen=True, slots=True)
class Funding:
    """What describing the funders of actions needs: the scribe, the firmness of a layout, its patterns of cells."""

    scribe: Scribe
    firmness: str
    cells: Mapping[str, Any]

    def describe(self, action: URIRef, cell: Cell) -> None:
        """Write a line for each funder that a cell names; a total is no funder, and is kept in its words."""
        if re.search(self.cells["undefined"], fold(cell.text)):
            self.scribe.flag(action, MLG.financementADefinir)
            return
        plan = shares(cell.text)
        if not any(map(self._is_told, plan)):
            plan = [Share(cell.text, cell.text)]  # a mere list of names, in which one line may go on in the next
        for share in plan:
            if self._is_total(share):
                words = share.text if share.words else f"{cell.place.column or 'Budget'} : {share.text}"
                self.scribe.say(action, MLG.precision, words)
            else:
                self._share(action, share, cell)

    def _is_told(self, share: Share) -> bool:
        """Tell whether a piece says more than names: an amount, a kind of credit, how firm it is."""
        listed = self._listed("credits", share.text) or self._listed("firmness", share.text)
        return share.amount is not None or listed is not None

    def _is_total(self, share: Share) -> bool:
        pattern = self.cells.get("total")
        return not share.words or (pattern is not None and re.search(pattern, fold(share.words)) is not None)

    def _share(self, action: URIRef, share: Share, cell: Cell) -> None:
        """Write the lines of a piece; an amount that stands for several funders is nobody's, and that is told."""
        scribe = self.scribe
        words, _, rest = share.words.partition(" : ")
        undefined = rest and re.search(self.cells["undefined"], fold(rest))
        read = scribe.named_in(Cell(words if undefined else share.words, cell.place), self.cells)
        alone = len(read.found) == 1
        if share.amount is not None and len(read.found) > 1:
            message = f"« {share.text} » : le montant vaut pour plusieurs financeurs, il n'est donné à aucun"
            scribe.misunderstood.append((cell.place, message))
        for mention in read.found:
            line = self._line(action, mention.known.thing, share if alone else Share(share.text, share.words), cell)
            scribe.say(line, MLG.motsDeLaSource, mention.words)
            scribe.say(line, MLG.groupeAlternative, mention.alternative)
        if read.open:
            scribe.flag(action, MLG.financeursListeOuverte)

    def _line(self, action: URIRef, funder: URIRef, share: Share, cell: Cell) -> URIRef:
        """Write the line of a funder for an action: one line, however many rows repeat it."""
        scribe, header = self.scribe, cell.place.column or ""
        told = self._listed("firmness", share.text) or self._listed("firmness", header)
        firmness, credit = told or self.firmness, self._listed("credits", share.text) or ""
        name = self._name(action, funder, share, credit, naming.reference("fermete", firmness))
        line = describe_funding(scribe, action, funder, cell.place, firmness=firmness, credit=credit, name=name)
        scribe.say(line, MLG.precision, share.detail)
        scribe.say(line, MLG.montant, share.amount)
        scribe.say(line, MLG.annee, (share.year() if share.amount is not None else None) or only_year(header))
        return line

    def _name(self, action: URIRef, funder: URIRef, share: Share, credit: str, firmness: URIRef) -> URIRef:
        """Name a line by its action, its funder and its credit or detail; by its rank, where such a line differs."""
        graph, rank = self.scribe.graph, 1
        named = [last(action), last(funder), credit or share.detail]
        line = self.scribe.iri("financement", *named)
        while graph.value(line, MLG.fermete) not in {None, firmness} or not _agree(
            graph.value(line, MLG.montant), _decimal(share)
        ):
            rank += 1
            line = self.scribe.iri("financement", *named, str(rank))
        return line

    def _listed(self, option: str, words: str) -> str | None:
        """Return the entry of a list whose pattern words match."""
        patterns: Mapping[str, str] = self.cells.get(option, {})
        return next((entry for entry, pattern in patterns.items() if re.search(pattern, fold(words))), None)


def _agree(first: Node | None, second: Node | None) -> bool:
    """Tell whether two amounts may be the same; one that is not told may be any."""
    return first is None or second is None or first == second


def _decimal(share: Share) -> Literal | None:
    return None if share.amount is None else decimal(share.amount)
