"""Files that are about to take their places: written beside them and on the disk, then moved there together."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.composed import SOURCES
from data.journal import settle
from data.triples import Triples, to_graph
from data.turtle_text import anew, revised

_PREFIX = ".staging-"


@dataclass(frozen=True, slots=True)
class Staged:
    """Contents that wait on the disk, each with the place that it is to take; None stands for a file that goes."""

    waiting: Mapping[Path, Path | None]

    def settle(self) -> None:
        """Move every file to its place, and wait until that is on the disk."""
        for target, content in self.waiting.items():
            if content:
                target.parent.mkdir(parents=True, exist_ok=True)
                content.replace(target)
            else:
                target.unlink(missing_ok=True)
        for folder in {above for target in self.waiting for above in (target.parent, target.parent.parent)}:
            if folder.is_dir():
                settle(folder)


@contextmanager
def staged(home: Path, contents: Mapping[Path, bytes | None]) -> Iterator[Staged]:
    """Give contents that wait on the disk of a user's data directory; what has not taken its place is removed."""
    scratch = Path(tempfile.mkdtemp(dir=home, prefix=_PREFIX))
    try:
        waiting: dict[Path, Path | None] = {}
        for number, (target, content) in enumerate(contents.items()):
            waiting[target] = None if content is None else _written(scratch / str(number), content)
        yield Staged(waiting)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def tidy(home: Path) -> None:
    """Remove what a crash left waiting; nobody else may be writing."""
    for left in home.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)


def text(path: Path, part: str, triples: Triples, *, heading: str = "") -> bytes | None:
    """Return the Turtle of a part as near to the file that stands there as can be; None for a source without a word."""
    graph = to_graph(triples)
    if part.startswith(SOURCES):
        return anew(graph) if triples else None
    before = path.read_text("utf-8") if path.exists() else ""
    return revised(before, graph, heading=heading).encode() if before or triples else None


def _written(path: Path, content: bytes) -> Path:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path
