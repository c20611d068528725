"""What a store is to hold, and in which revision: digests of the files that it is built from."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from data.composed import Composed, compose, parts_of
from data.contracts import ContractFiles

# Raise when the way the Turtle becomes quads changes, so that older stores are built again
FORMAT = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What a store is to hold: its contracts, of which some may be composed already, each in its revision."""

    contracts: Sequence[ContractFiles]
    revisions: Mapping[str, str]
    shared: str
    composed: Mapping[str, Composed] = field(default_factory=dict)

    @property
    def revision(self) -> str:
        """Return the revision of the whole."""
        told = json.dumps([self.shared, sorted(self.revisions.items())])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def of(self, contract: ContractFiles) -> Composed:
        """Return a contract composed."""
        known = self.composed.get(contract.identifier)
        return known or compose(contract.identifier, parts_of(contract))


def plan(contracts: Sequence[ContractFiles]) -> Plan:
    """Return what a store of some contracts holds."""
    return Plan(contracts, {each.identifier: fingerprint(each) for each in contracts}, shared_fingerprint())


def shared_fingerprint() -> str:
    """Return a digest of all that a store is built from but the contracts."""
    digest = hashlib.sha256(f"{FORMAT} {version('pyoxigraph')} {version('snowballstemmer')}".encode())
    patterns = (("data", "lists/*.ttl"), ("data", "propose/*.txt"), ("ontology", "*.ttl"), ("ontology", "rules/*.rq"))
    for package, pattern in patterns:
        with as_file(files(package)) as folder:
            for path in sorted(folder.glob(pattern)):
                digest.update(f"\0{path.name}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def fingerprint(contract: ContractFiles, changed: Mapping[Path, bytes | None] | None = None) -> str:
    """Return the revision of a contract: a digest of its files, some of which may be about to change."""
    contents: dict[Path, bytes | None]
    contents = {path: path.read_bytes() for path in contract.folder.rglob("*.ttl") if path.name[0] != "."}
    digest = hashlib.sha256()
    for path, content in sorted({**contents, **(changed or {})}.items()):
        if content is not None:
            digest.update(f"\0{path.relative_to(contract.folder)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:16]
