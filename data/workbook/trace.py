"""Keep in a workbook what it showed when it was made, so that an edit is told from what was there, and read it back.

It is JSON, compressed, in letters and digits only: spreadsheet programs save such cells as they are.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Sequence
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from data.workbook.content import Content, Row, Value

FORMAT = 1
"""Raise when a workbook that was made before could be misread."""
_CHUNK = 30_000
_LARGEST = 50 << 20
_IRI = re.compile(r'https?://[^\x00-\x20<>"{}|\\^`]+')
"""IRIREF of Turtle 1.1, of the schemes that we use."""


class DamagedTrace(ValueError):
    """What the workbook kept of its export cannot be read."""


def packed(content: Content) -> list[str]:
    """Return what a workbook showed as texts that each fit in a cell."""
    kept = {
        "format": FORMAT,
        "contract": content.contract,
        "fingerprint": content.fingerprint,
        "rows": {title: list(map(_row, rows)) for title, rows in content.rows.items()},
        "choices": content.choices,
    }
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    letters = base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 9)).decode()
    return [letters[start : start + _CHUNK] for start in range(0, len(letters), _CHUNK)]


def unpacked(texts: Sequence[str]) -> Content:
    """Return what a workbook showed.

    Raises DamagedTrace, and where a later version of the program wrote it too.
    """
    try:
        letters = base64.b64decode("".join("".join(texts).split()), validate=True)
        opened = zlib.decompressobj()
        text = opened.decompress(letters, _LARGEST)
        if not opened.eof:
            raise DamagedTrace
        kept = json.loads(text.decode("utf-8", "surrogatepass"))
        if kept["format"] != FORMAT:
            raise DamagedTrace
        rows = {title: tuple(map(_read_row, rows)) for title, rows in kept["rows"].items()}
        choices = {
            name: {label: _iri(thing) for label, thing in found.items()} for name, found in kept["choices"].items()
        }
        return Content(kept["contract"], kept["fingerprint"], rows, choices)
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedTrace from error


def _row(row: Row) -> list[Any]:
    return [row.thing, row.place, {path: list(map(_value, found)) for path, found in row.cells.items()}]


def _value(value: Value) -> list[str]:
    """Return a value as its piece, its text, and what kind of term it is: an IRI, a language or a datatype."""
    term = value.term
    if isinstance(term, Literal):
        return [value.piece, str(term), f"@{term.language}" if term.language else f"^{term.datatype or ''}"]
    return [value.piece, str(term), ""]


def _read_row(kept: list[Any]) -> Row:
    thing, place, cells = kept
    return Row(_iri(thing), {_iri(path): tuple(map(_read_value, found)) for path, found in cells.items()}, place)


def _read_value(kept: list[str]) -> Value:
    piece, text, kind = kept
    return Value(piece, _term(text, kind))


def _term(text: str, kind: str) -> Identifier:
    if not kind:
        return _iri(text)
    if kind.startswith("@"):
        return Literal(text, lang=kind[1:])
    return Literal(text, datatype=URIRef(kind[1:]) if kind[1:] else None)


def _iri(text: str) -> URIRef:
    if not _IRI.fullmatch(text):
        raise DamagedTrace
    return URIRef(text)
