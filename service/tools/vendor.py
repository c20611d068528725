"""Serve the libraries of others that two pages load, fetched at set-up: these files, and no others."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from viz.vendor import FOLDER, LICENCES

MEDIA_TYPES = {
    "yasqe.min.js": "text/javascript",
    "yasqe.min.css": "text/css",
    "sparnatural.js": "text/javascript",
    "sparnatural.css": "text/css",
    "yasqe.LICENSE.txt": "text/plain",
    "sparnatural.LICENSE.txt": "text/plain",
    "sparnatural.NOTICE.txt": "text/plain",
}
"""What is served, by the name of the file."""
FOREVER = "public, max-age=31536000, immutable"
"""The digest of a file is in its address: what stands there never changes."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of a library: its digest, its bytes as they are, and compressed."""

    digest: str
    content: bytes
    compressed: bytes


@cache
def asset(name: str) -> Asset | None:
    """Return a file; nothing where it is not one that is served, or was not fetched at set-up."""
    found = [folder / name for folder in (FOLDER, LICENCES) if name in MEDIA_TYPES and (folder / name).is_file()]
    if not found:
        return None
    content = found[0].read_bytes()
    return Asset(sha256(content).hexdigest()[:16], content, gzip.compress(content, mtime=0))


def address(name: str) -> str:
    """Return the address of a file; empty where it was not fetched, so that a page does without."""
    found = asset(name)
    return f"/static/vendor/{found.digest}/{name}" if found else ""


@router.get("/static/vendor/{digest}/{name}")
def vendored(request: Request, digest: str, name: str) -> Response:
    """Send a file, compressed where the browser takes it so."""
    found = asset(name)
    if found is None or found.digest != digest:
        raise HTTPException(404)
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    media_type = MEDIA_TYPES[name]
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.compressed, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(found.content, media_type=media_type, headers=headers)
