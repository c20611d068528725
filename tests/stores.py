"""Put a store of a test on disk, where the processes that answer SPARQL can open it."""

from pathlib import Path

import pyoxigraph as ox


def on_disk(store: ox.Store, folder: Path) -> Path:
    """Copy a store into a new database of a folder; return its directory."""
    directory = folder / "oxigraph"
    copy = ox.Store(str(directory))
    copy.bulk_extend(store)
    copy.flush()
    return directory
