"""Find the thing that the words of a cell designate: in the list, on a line of another sheet, by another name.

Names are compared whole, to the case and the accents: nothing is linked because it looks alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import SKOS, Graph, URIRef

from data.nearest import nearest
from data.text import fold
from data.workbook.content import Content
from data.workbook.fields import Field
from data.workbook.labels import called, identifier
from data.workbook.pages import Line
from data.workbook.sheets import sheets_of
from ontology import MLG

_OTHER_NAMES = (SKOS.altLabel, MLG.sigle, MLG.ancienNom)


class Unknown(ValueError):
    """Words that designate no thing, or several; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Names:
    """What designates things in a workbook: its lists, its lines as they are now, the other names that are known."""

    exported: Content
    known: Graph
    lines: Mapping[URIRef, Mapping[str, set[URIRef]]] = field(default_factory=dict)

    @classmethod
    def of(cls, exported: Content, known: Graph, lines: Iterable[tuple[URIRef, Line]]) -> "Names":
        """Gather the names of the things that have a line."""
        found: dict[URIRef, dict[str, set[URIRef]]] = {}
        for thing, line in lines:
            for name in _names(line):
                found.setdefault(line.sheet.root, {}).setdefault(fold(name), set()).add(thing)
        return cls(exported, known, found)

    def find(self, asked: Field, words: str) -> URIRef:
        """Return the thing that words designate.

        Raises Unknown.
        """
        listed = self.exported.choices.get(asked.choices, {})
        ways = (self._by_name, self._by_identifier, self._by_other_name)
        found = next(filter(None, (set(way(asked, listed, words)) for way in ways)), set())
        if len(found) == 1:
            return found.pop()
        if found:
            told = ", ".join(sorted(identifier(self.exported.contract, thing) for thing in found))
            raise Unknown(f"« {words} » désigne plusieurs choses ({told}). Donnez-leur des noms différents.")
        raise Unknown(self._unknown(asked, listed, words))

    def _by_name(self, asked: Field, listed: Mapping[str, URIRef], words: str) -> Iterator[URIRef]:
        exact = listed.get(words)
        yield from [exact] if exact else (thing for label, thing in listed.items() if fold(label) == fold(words))
        for sheet in sheets_of(asked):
            yield from self.lines.get(sheet.root, {}).get(fold(words), ())

    def _by_identifier(self, _: Field, listed: Mapping[str, URIRef], words: str) -> Iterator[URIRef]:
        yield from (thing for thing in listed.values() if identifier(self.exported.contract, thing) == words)

    def _by_other_name(self, _: Field, listed: Mapping[str, URIRef], words: str) -> Iterator[URIRef]:
        for thing in listed.values():
            others = (name for path in _OTHER_NAMES for name in self.known.objects(thing, path))
            yield from (thing for name in others if fold(str(name)) == fold(words))

    def _unknown(self, asked: Field, listed: Mapping[str, URIRef], words: str) -> str:
        near = nearest(words, listed, limit=1, few=0)
        meant = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
        found = sheets_of(asked)
        add = f" Pour l'ajouter, donnez-lui d'abord une ligne dans « {found[0].title} »." if found else ""
        return f"« {words} » n'est pas dans la liste.{meant} Choisissez une valeur de la liste.{add}"


def _names(line: Line) -> Iterator[str]:
    """Yield what a line may be called elsewhere: its name, and its code and its name."""
    name = name_of(line)
    notation = line.cells.get(SKOS.notation)
    if name:
        yield called(name)
        if notation:
            yield called(name, notation.text.strip())


def name_of(line: Line) -> str:
    """Return what a line is called: its name, or what it cannot do without."""
    parts = (line.cells[field.path].pieces for field in line.sheet.naming if field.path in line.cells)
    return line.sheet.called(" ".join(found) for found in parts)
