"""The store that questions ask: an Oxigraph database on disk, built from the Turtle, which stays the truth.

It is built beside its place and moved there whole; when the Turtle changes, or when what is on disk is not what was
built, another is built. It is opened read-only and never written again; it is removed when nobody reads it any more.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from platformdirs import user_data_path

from data.building import DATABASE, Progress, built, sound
from data.contracts import bundled, contracts, write_whole
from data.lease import CURRENT, Lease, alone, sweep
from data.plan import Plan, plan
from data.recovery import recover
from data.trouble import StoreError

__all__ = ["OpenStore", "StoreError", "home", "open_home", "open_store"]


@dataclass(frozen=True, slots=True)
class OpenStore:
    """A store opened for asking, the directory that other processes may open too, the revision of what it holds.

    The directory stays as long as somebody has its lease.
    """

    store: ox.Store
    directory: Path
    revision: str
    lease: Lease | None = field(default=None, compare=False, repr=False)


def home() -> Path:
    """Return the user's data directory, made if it is not there."""
    return user_data_path("maillage", appauthor=False)


def open_store(
    place: Path | None = None, *, folders: Sequence[Path] | None = None, progress: Progress | None = None
) -> OpenStore:
    """Open the store of some folders of contracts, built first where it is missing, outdated or damaged.

    Without folders, it is that of the user: see `open_home`. Raises StoreError where the place cannot be written or
    read.
    """
    if folders is None:
        return open_home(home(), place, progress=progress)
    root = place or home() / "store"
    with usable(root):
        return opened(root, plan(contracts(*folders)), progress)


def open_home(
    folder: Path, place: Path | None = None, *, shipped: Path | None = None, progress: Progress | None = None
) -> OpenStore:
    """Open the store of the contracts of a user's data directory, and of those that ship with the program.

    What the journal has and the files have not, for want of time, is brought into the files first. Raises StoreError.
    """
    root = place or folder / "store"
    with held(folder), usable(root):
        recover(folder)
        return opened(root, plan(contracts(shipped or bundled(), folder / "contracts")), progress)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep a user's data directory for oneself; where it is not there and cannot be made, nobody writes to it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        if not folder.is_dir():
            yield
            return
    with alone(folder):
        yield


@contextmanager
def usable(root: Path) -> Iterator[None]:
    """Keep the place of a store for oneself; raise StoreError where it cannot be used."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        with alone(root):
            yield
    except OSError as error:
        raise StoreError.of(
            error, f"La base {root} n'est pas utilisable", "Choisissez-en une autre avec --store."
        ) from error


def opened(root: Path, wanted: Plan, progress: Progress | None = None) -> OpenStore:
    """Open a store of what is wanted in its place, which must be locked; build it where it is not there."""
    directory = root / wanted.revision
    store = sound(directory)
    if store is None:
        with built(root, wanted, progress) as scratch:
            settle(scratch, directory)
        store = sound(directory)
    if store is None:
        raise StoreError(f"La base {directory} vient d'être construite et ne se relit pas. Vérifiez le disque.")
    return kept(root, directory, store)


def settle(scratch: Path, directory: Path) -> None:
    """Move a store that was built to its place; one that stands there is damaged, or was never to be."""
    shutil.rmtree(directory, ignore_errors=True)
    scratch.rename(directory)


def kept(root: Path, directory: Path, store: ox.Store) -> OpenStore:
    """Return a store with its lease, as the current one, and remove what is outdated where the disk may be written."""
    found = OpenStore(store, directory / DATABASE, directory.name, Lease(directory))
    current = root / CURRENT
    if not current.exists() or current.read_text("utf-8").strip() != directory.name:
        write_whole(current, f"{directory.name}\n".encode())
    sweep(root)
    return found
