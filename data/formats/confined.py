"""Have a file parsed in a process that can be killed: deadline, memory, processor time; parts or cells come back."""

import json
import signal
import subprocess
import sys
from typing import Any

from data.formats import archive
from data.formats.parts import Parsed, Part
from data.formats.raw import RawBook, restored
from data.formats.refusal import UnreadableDocument
from data.formats.sniff import Format
from data.reading.document import Kind

COMMAND = (sys.executable, "-I", "-m", "data.formats.child")
ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}
SECONDS = 30.0
MEMORY = 1 << 30

LONG = "le fichier est trop long à lire : plus de 30 secondes. Découpez-le."
HEAVY = "le fichier demande trop de mémoire pour être lu. Découpez-le."


def parse(found: Format, content: bytes, *, seconds: float = SECONDS, memory: int = MEMORY) -> Parsed:
    """Parse the bytes of a file; raises UnreadableDocument where the process refuses, fails or is killed."""
    verdict = _verdict(found.name, found, content, seconds, memory)
    parts = (Part(**{**part, "kind": Kind(part["kind"]), "cells": tuple(part["cells"])}) for part in verdict["parts"])
    lines = None if verdict["lines"] is None else tuple(verdict["lines"])
    return Parsed(tuple(parts), tuple(verdict["warnings"]), lines)


def cells(content: bytes, *, seconds: float = SECONDS, memory: int = MEMORY) -> RawBook:
    """Read the cells of a workbook; raises UnreadableDocument as `parse` does."""
    return restored(_verdict("CELLS", Format.XLSX, content, seconds, memory))


def _verdict(parser: str, found: Format, content: bytes, seconds: float, memory: int) -> dict[str, Any]:
    if found in {Format.DOCX, Format.XLSX}:
        archive.check_xml(content)
    job = json.dumps({"format": parser, "memory": memory, "processor": int(seconds) + 1}).encode()
    try:
        done = subprocess.run(  # noqa: S603 – our own module, nothing of the file's on the command line
            COMMAND, input=job + b"\n" + content, capture_output=True, env=ENVIRONMENT, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(LONG) from error
    if done.returncode != 0:
        raise UnreadableDocument(_ended(done.returncode, found))
    verdict: dict[str, Any] = json.loads(done.stdout)
    if refused := verdict.get("refused"):
        raise UnreadableDocument(refused)
    return verdict


def _ended(code: int, found: Format) -> str:
    if code in {-signal.SIGABRT, -signal.SIGKILL}:
        return HEAVY
    return LONG if code == -signal.SIGXCPU else f"le fichier est abîmé : il ne se lit pas comme du {found}."
