"""Describe the priority quarters: those that a document lists, and those that an action names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import URIRef

from data.describe.scribe import Scribe
from data.reading.document import Cell, Place
from data.reading.records import Records
from data.reading.register import Register
from data.text import key, search
from ontology import MLG

# The codes of the lists of 2015 (QP) and 2024 (QN), as the official geography writes them
_CODE = re.compile(r"[\s|,:(–-]*\b(?P<code>Q[PN][0-9A-Z]{6})\b\)?")
_BEFORE = re.compile(
    r"^(?:projet (?:de|du) )?(?:l[ea]s? )?(?:quartiers?|qpv)\b(?: prioritaires?)?[ :–-]*"
    r"(?:d[ue] (?:la )?|de l['’]|des |d['’])?",
    re.IGNORECASE,
)


def describe_quarters(scribe: Scribe, records: Records) -> Register:
    """Write the quartiers; only « QPV » before its name, or a name made known by curation, means a quartier."""
    register = scribe.register(MLG.QuartierPrioritaire)
    for fact in records.quarters:
        pieces = [fact.text] if fact.name == "quarter" else re.split(r" et |, ", fact.text)
        for words in pieces:
            describe_quarter(scribe, words, fact.place, register)
    return register


def describe_quarter(scribe: Scribe, words: str, place: Place, register: Register) -> URIRef:
    """Write the quartier that words name, with its code where they give it."""
    name, code = split_code(words)
    known = register.find(f"QPV {name}")
    node = known.thing if known else scribe.iri("quartier", name)
    scribe.node(node, MLG.QuartierPrioritaire, place, name)
    scribe.say(node, MLG.quartierDe, scribe.contract_node)
    scribe.say(node, MLG.codeQPV, code)
    for each in (name, code):
        if each and key(f"QPV {each}") not in register.names:
            register.add(f"QPV {each}", node)
    return node


def split_code(words: str) -> tuple[str, str]:
    """Split the words for a quartier into its name and its code, empty where they give none.

    >>> split_code("Quartier des Tilleuls (QN08201M)")
    ('Tilleuls', 'QN08201M')
    """
    found = _CODE.search(words)
    bare = _CODE.sub("", words).strip(" |,:–-")
    return _BEFORE.sub("", bare).strip() or bare, found["code"] if found else ""


def find_quarter(words: str, register: Register) -> URIRef | None:
    """Return the quartier that words designate, by its code or by its name."""
    name, code = split_code(words)
    known = (register.find(f"QPV {code}") if code else None) or register.find(f"QPV {name}") or register.find(words)
    return known.thing if known else None


@dataclass(slots=True)
class Quarters:
    """The quartiers that a contract is known to have before its actions are read, and the names of all so far."""

    scribe: Scribe
    register: Register
    listed: tuple[URIRef, ...]

    @classmethod
    def of(cls, scribe: Scribe, records: Records) -> "Quarters":
        """Write the quartiers that a document lists."""
        register = describe_quarters(scribe, records)
        return cls(scribe, register, tuple(sorted({known.thing for known in register.names.values()})))

    def named(self, cell: Cell, options: Mapping[str, Any], *, sure: bool) -> Iterator[URIRef]:
        """Yield the quartiers that a cell names, or all that are listed where it says so.

        A name that nobody knows is a quartier where its column is `sure` to hold them, or where it has its code.
        """
        everywhere = options.get("everywhere")
        if everywhere and search(everywhere, cell.text) is not None:
            yield from self.listed
            if not self.listed:
                self._left(cell, f"« {cell.text} » : le document ne donne pas la liste des quartiers")
            return
        for words in _pieces(cell.text, self.register):
            if quarter := find_quarter(words, self.register):
                yield quarter
            elif sure or split_code(words)[1]:
                yield describe_quarter(self.scribe, words, cell.place, self.register)
            else:
                self._left(cell, f"« {words} » n'est le nom d'aucun quartier prioritaire connu")

    def _left(self, cell: Cell, message: str) -> None:
        self.scribe.misunderstood.append((cell.place, message))


def _pieces(text: str, register: Register) -> Iterator[str]:
    """Yield the words for each quartier that a cell names; a name that is known may hold « et »."""
    for line in map(str.strip, re.split(r"[\n,;]|\s/\s", text)):
        whole = line and find_quarter(line, register)
        yield from [line] if whole else filter(None, (piece.strip() for piece in re.split(r"\bet\b", line)))
