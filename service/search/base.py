"""Read the index of a search from many threads at once: each has a connection to itself while it asks."""

import sqlite3
import weakref
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.search.entries import CODE, LABEL, Said

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shelves:
    """What is kept in memory of each thing, by its number less one: its IRI, its kind, who has the same name."""

    iris: tuple[str, ...]
    kinds: tuple[str, ...]
    kind: Numbers
    """The place of its kind in `kinds`."""
    same: Numbers
    """The number of the first thing of the same kind and label."""
    length: Numbers
    """How many words its label has."""
    presence: Mapping[str, Numbers]
    """The numbers of the things that stand in the graph of each contract, less one."""

    def of_kind(self, kind: str) -> Mask:
        """Tell for each thing whether it is of a kind."""
        return np.equal(self.kind, self.kinds.index(kind) if kind in self.kinds else -1)

    def standing(self, contracts: Collection[str]) -> Mask:
        """Tell for each thing whether it stands in the graph of one of some contracts, or of any if none is given."""
        mask = np.full(len(self.iris), not contracts)
        for contract in contracts:
            mask[self.presence.get(contract, np.array([], dtype=np.int64))] = True
        return mask


class Base:
    """An index on disk, that never changes once it is there."""

    def __init__(self, path: Path) -> None:
        self._address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self.close = weakref.finalize(self, _close, self._idle)
        self.shelves = self._shelves()
        self.vocabulary: Mapping[str, int] = dict(self._rows("SELECT word, things FROM vocabulary ORDER BY word"))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            found = self._idle.get_nowait()
        except Empty:
            found = sqlite3.connect(self._address, uri=True, check_same_thread=False)
        try:
            yield found
        finally:
            self._idle.put(found)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._connection() as connection:
            return connection.execute(sql, values).fetchall()

    @property
    def nothing(self) -> Numbers:
        """Return no thing."""
        return np.array([], dtype=np.int64)

    def numbers(self, sql: str, *values: object) -> Numbers:
        """Return the numbers of things that a query finds, less one."""
        found = self._rows(sql, *values)
        return np.fromiter((row[0] for row in found), dtype=np.int64, count=len(found)) - 1

    def named(self, key: str) -> Numbers:
        """Return the things one of whose names other than the label is just that."""
        return self.numbers("SELECT thing FROM names WHERE key = ? AND sort != ?", key, LABEL)

    def labelled(self, key: str) -> Numbers:
        """Return the things whose label is just that."""
        return self.numbers("SELECT thing FROM names WHERE key = ? AND sort = ?", key, LABEL)

    def codes(self, key: str) -> bool:
        """Tell whether that is the code of a thing."""
        return bool(self._rows("SELECT 1 FROM names WHERE key = ? AND sort = ? LIMIT 1", key, CODE))

    def starting(self, key: str, *, limit: int = -1) -> Numbers:
        """Return the things one of whose names starts so."""
        sql = "SELECT thing FROM names WHERE key >= ? AND key < ? LIMIT ?"
        return self.numbers(sql, key, f"{key}\U0010ffff", limit)

    def matching(self, expression: str, *, limit: int = -1) -> Numbers:
        """Return the things whose words match an expression of FTS5."""
        sql = "SELECT group_concat(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?)"
        ((found,),) = self._rows(sql, expression, limit)
        # one text for all is read three times as fast as a row for each
        return np.fromstring(found or "", dtype=np.int64, sep=",") - 1

    def likeliest(self, expression: str, *, limit: int) -> Numbers:
        """Return the things that match an expression best, by how rare the words are."""
        return self.numbers("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", expression, limit)

    def names(self, place: int) -> list[Said]:
        """Return the names of a thing, its label among them."""
        found = self._rows("SELECT DISTINCT sort, name FROM names WHERE thing = ?", int(place) + 1)
        return [Said(*row) for row in found]

    def texts(self, place: int) -> list[Said]:
        """Return the words that matter about a thing."""
        found = self._rows("SELECT sort, text FROM texts WHERE thing = ? ORDER BY place", int(place) + 1)
        return [Said(*row) for row in found]

    def _shelves(self) -> Shelves:
        things = self._rows("SELECT iri, kind, same, length FROM things ORDER BY id")
        presence = self._rows("SELECT contract, thing FROM presence ORDER BY contract, thing")
        iris, every, same, length = zip(*things, strict=True) if things else ((), (), (), ())
        kinds = tuple(dict.fromkeys(every))
        places = {kind: place for place, kind in enumerate(kinds)}
        return Shelves(
            iris=iris,
            kinds=kinds,
            kind=np.array([places[kind] for kind in every], dtype=np.int64),
            same=np.array(same, dtype=np.int64),
            length=np.array(length, dtype=np.int64),
            presence={
                contract: np.array([thing for _, thing in rows], dtype=np.int64) - 1
                for contract, rows in groupby(presence, key=lambda row: row[0])
            },
        )


def _close(idle: "SimpleQueue[sqlite3.Connection]") -> None:
    while not idle.empty():
        idle.get_nowait().close()
