"""Fetch the front-end libraries that pages carry: `python -m viz.vendor`, once, by `make setup`.

`npm pack` brings the published tarball of each package of `vendor.toml`; its integrity is checked before anything is
taken from it, and only the files named there are, into `viz/vendor/`.
"""

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / "vendor"
LICENCES = HERE / "licences"
"""The licence texts that packages forget to bring; these are committed."""


class VendorError(RuntimeError):
    """A library could not be fetched, or is not the one that is locked."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the npm registry, and what is taken from it."""

    name: str
    version: str
    licence: str
    integrity: str
    files: dict[str, str]


def packages() -> Iterator[Package]:
    """Yield what `vendor.toml` locks."""
    for said in tomllib.loads((HERE / "vendor.toml").read_text("utf-8"))["package"]:
        yield Package(said["name"], said["version"], said["licence"], said["integrity"], said["files"])


def fetch(npm: Sequence[str], package: Package) -> None:
    """Fetch a package and take its files; raise VendorError where the tarball is not the locked one."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [*npm, "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", scratch]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - the Makefile gives the command
        (tarball,) = Path(scratch).iterdir()
        unpack(tarball.read_bytes(), package, FOLDER)


def unpack(content: bytes, package: Package, folder: Path) -> None:
    """Take the files of a package out of its tarball, whose integrity is checked first."""
    kind, _, wanted = package.integrity.partition("-")
    found = base64.b64encode(hashlib.new(kind, content).digest()).decode()
    if found != wanted:
        raise VendorError(f"{package.name}@{package.version}: the tarball is {kind}-{found}, not the locked one")
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        with tarfile.open(fileobj=file) as archive:
            for source, target in package.files.items():
                member = archive.extractfile(f"package/{source}")
                if member is None:
                    raise VendorError(f"{package.name}@{package.version} holds no file {source}")
                (folder / target).write_bytes(member.read())


def main() -> None:
    """Fetch all that is locked with the npm that the command line names."""
    for package in packages():
        fetch(sys.argv[1:] or ["npm"], package)


if __name__ == "__main__":
    main()
