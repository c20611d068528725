"""Give a store its search: the index is kept beside the store, or in a folder of its own where that cannot be."""

import hashlib
import logging
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from service.index import Index
from service.search.entries import Entry, read_entries
from service.search.file import SearchIndexError, prepared
from service.search.finder import Finder

LOG = logging.getLogger("maillage")


def finder_of(
    store: ox.Store,
    index: Index,
    *,
    directory: Path,
    revision: str,
    contracts: Mapping[str, str],
    graphs: Sequence[str],
) -> Finder:
    """Return the search over a store that stands in a directory.

    `contracts` gives the identifier of the contract of each published graph; `graphs` are all that describe things.
    """
    read = partial(read_entries, store, index, contracts=contracts, graphs=graphs)
    state = f"{revision} {_digest(index)} {' '.join(sorted(contracts.values()))}"
    return Finder(index, partial(_prepared, index, directory, state, read))


def _prepared(index: Index, directory: Path, state: str, read: Callable[[], Iterable[Entry]]) -> Path:
    try:
        if directory.is_dir():
            return prepared(directory.parent, state, read)
    except SearchIndexError as error:
        LOG.warning("%s : %s Il est gardé ailleurs, et sera refait au prochain démarrage.", error.place, error)
    folder = _folder()
    weakref.finalize(index, shutil.rmtree, folder, ignore_errors=True)
    return prepared(folder, state, read)


def _folder() -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="maillage-recherche-"))
    except OSError as error:
        raise SearchIndexError(Path(tempfile.gettempdir()), error.strerror) from error


def _digest(index: Index) -> str:
    digest = hashlib.sha256()
    for thing in index.things:
        digest.update("\0".join((thing.iri, thing.kind, thing.label, *thing.names, "")).encode())
    return digest.hexdigest()
