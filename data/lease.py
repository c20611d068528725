"""Keep the directory of a store as long as somebody reads it, in this process or in another."""

import fcntl
import os
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CURRENT = "current"
"""The file of a store's place that names the revision which is kept though nobody reads it."""
MANIFEST = "manifest.json"
HALF = ".build-"
"""How the name of a directory begins that is not built to the end."""


class Lease:
    """Hold the directory of a revision until it is let go, or its process ends; then what is outdated is removed."""

    def __init__(self, directory: Path) -> None:
        descriptor = os.open(directory, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        weakref.finalize(self, _let_go, descriptor, directory.parent).atexit = False


@contextmanager
def alone(folder: Path, *, waits: bool = True) -> Iterator[None]:
    """Let one at a time, thread or process, change a folder; raise BlockingIOError where it would wait and may not."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)


def sweep(root: Path) -> None:
    """Remove, with `root` locked, the revisions that are not current and that nobody reads, and what was left half."""
    current = root / CURRENT
    kept = current.read_text("utf-8").strip() if current.exists() else ""
    for directory in root.iterdir():
        if directory.name != kept and (directory.name.startswith(HALF) or (directory / MANIFEST).exists()):
            _remove(directory)


def _remove(directory: Path) -> None:
    try:
        with alone(directory, waits=False):
            shutil.rmtree(directory, ignore_errors=True)
    except BlockingIOError:
        return


def _let_go(descriptor: int, root: Path) -> None:
    """Let a directory go, and sweep unless somebody builds: whoever builds sweeps."""
    os.close(descriptor)
    try:
        with alone(root, waits=False):
            sweep(root)
    except OSError:
        return
