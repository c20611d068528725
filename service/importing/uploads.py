"""Read a form that carries files (RFC 7578), as it comes and no more of it than is allowed."""

import asyncio
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from service.security import MAX_UPLOAD

PARTS = 60
"""As many parts as a form may have: a file each, and the fields beside."""
SECONDS = 120.0
_HEADERS = 8_192


@dataclass(frozen=True, slots=True)
class File:
    """A file as a browser sends it; its name is what the sender says."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """What a form holds: its fields, the last of a name counting, and its files in order."""

    fields: dict[str, str]
    files: tuple[File, ...]


async def read_form(request: Request) -> Form:
    """Return the form that a request carries; raises HTTPException for what is none, or too large, or too slow."""
    told = Message()
    told["Content-Type"] = request.headers.get("content-type", "")
    boundary = told.get_boundary()
    if told.get_content_type() != "multipart/form-data" or "content-encoding" in request.headers:
        raise HTTPException(415, "Envoyez les fichiers par le formulaire de la page (multipart/form-data).")
    if not boundary or len(boundary) > 70:
        raise HTTPException(400, "Le formulaire est mal formé : il ne dit pas ce qui sépare ses parties.")
    return await run_in_threadpool(parsed, await _body(request), boundary.encode(errors="replace"))


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_UPLOAD:
                    raise HTTPException(
                        413, f"L'envoi dépasse {MAX_UPLOAD // 10**6} Mo : déposez les documents un par un."
                    )
    except TimeoutError:
        raise HTTPException(408, f"L'envoi n'est pas arrivé en {SECONDS:g} s : recommencez.") from None
    return bytes(body)


def parsed(body: bytes, boundary: bytes) -> Form:
    r"""Return the form that a body holds; raises HTTPException.

    >>> parsed(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', b"x").fields
    {'a': '1'}
    """
    # the line break before a boundary belongs to it (RFC 2046, 5.1.1)
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary, PARTS + 1)
    if len(parts) < 3 or not parts[-1].startswith(b"--"):
        wrong = f"plus de {PARTS} parties" if len(parts) > PARTS + 1 else "il est coupé"
        raise HTTPException(400, f"Le formulaire est mal formé : {wrong}. Recommencez l'envoi.")
    fields: dict[str, str] = {}
    files: list[File] = []
    for part in parts[1:-1]:
        head, blank, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name, file = _named(head) if blank and len(head) <= _HEADERS else ("", None)
        if not name:
            raise HTTPException(
                400, "Le formulaire est mal formé : une de ses parties n'a pas de nom. Recommencez l'envoi."
            )
        if file is None:
            fields[name] = content.decode(errors="replace")
        elif file or content:
            files.append(File(file, content))
    return Form(fields, tuple(files))


def _named(head: bytes) -> tuple[str, str | None]:
    """Return the name of a part, and that of its file if it is one."""
    # browsers send the words of headers as UTF-8
    told = HeaderParser().parsestr(head.decode(errors="replace") + "\r\n\r\n")
    if told.get_content_disposition() != "form-data":
        return "", None
    return str(told.get_param("name", "", "content-disposition")), told.get_filename()
