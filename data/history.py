"""What was published last, for whoever tells it: read from the journal, without waiting for who publishes."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from data.journal import JOURNAL, Journal


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication: its number, when, of which contract and of which of its documents, by whom and why.

    `documents` are identifiers, none where only what people add or withdraw changed; `added` and `removed` count the
    statements that are published, or no more.
    """

    sequence: int
    time: datetime
    contract: str
    documents: tuple[str, ...]
    who: str
    why: str
    added: int
    removed: int


def publications(home: Path) -> tuple[Publication, ...]:
    """Return what was published in a user's data directory, the latest first; raise BrokenJournal."""
    path = home / JOURNAL
    if not path.exists():
        return ()
    told = path.stat()
    return _read(home, told.st_size, told.st_mtime_ns)


@lru_cache(maxsize=4)
def _read(home: Path, _size: int, _changed: int) -> tuple[Publication, ...]:
    """Read the journal once for each of its states."""
    return tuple(
        Publication(
            entry.sequence,
            datetime.fromisoformat(entry.time),
            entry.contract,
            entry.documents,
            entry.who,
            entry.why,
            entry.added,
            entry.removed,
        )
        for entry in reversed(Journal(home).entries)
        if not entry.taken
    )
