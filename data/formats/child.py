"""Parse one file in a process of its own, then end: what `data.formats.confined` starts, and may kill at any moment.

It reads a line of JSON and the bytes of the file from its standard input, and writes JSON to its standard output.
"""

import importlib
import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from data.formats.refusal import UnreadableDocument

PARSERS = {
    "MARKDOWN": "data.formats.markdown_text",
    "HTML": "data.formats.html_page",
    "DOCX": "data.formats.docx_text",
    "XLSX": "data.formats.xlsx_sheets",
    "PDF": "data.formats.pdf_text",
    "CELLS": "data.formats.xlsx_cells",
}
HEAVY = "le fichier demande trop de mémoire pour être lu. Découpez-le."


def confine(memory: int, seconds: int) -> None:
    """Cap the memory and the processor time of this process, and forbid it core files and files that grow."""
    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for kind, most in wanted.items():
        allowed = resource.getrlimit(kind)[1]
        cap = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (cap, allowed))


def verdict(name: str, content: bytes) -> dict[str, Any]:
    """Parse a file by the parser of its format, which is imported only now, and say how it went."""
    try:
        parsed = importlib.import_module(PARSERS[name]).parse(content)
    except UnreadableDocument as error:
        return {"refused": str(error)}
    except (MemoryError, RecursionError):
        return {"refused": HEAVY}
    return asdict(parsed)


def main() -> None:
    """Read the job, do it, end."""
    job = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    confine(job["memory"], job["processor"])
    sys.stdout.write(json.dumps(verdict(job["format"], content)))


if __name__ == "__main__":
    main()
