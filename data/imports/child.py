"""Examine one document in a process of its own, then end: what `data.imports.apart` starts, and may kill at any moment.

It reads a line of JSON and the bytes of the document from its standard input. To its standard output it writes lines of
JSON: the number of each step that is done, then the verdict. It writes no file.
"""

import json
import sys
from pathlib import Path
from typing import Any

from data.formats.child import HEAVY, confine
from data.formats.refusal import UnreadableDocument
from data.imports.examine import Tell, examine
from data.reader import UnnamedContract
from data.reading.layout import NoLayout
from data.reading.layout_file import BadLayout
from data.reading.register import AmbiguousName
from data.writer import Writer


def verdict(job: dict[str, Any], content: bytes, *, tell: Tell) -> dict[str, Any]:
    """Examine a document, and say how it went."""
    files_of = Writer(Path(job["home"]), shipped=Path(job["shipped"])).files
    try:
        examined = examine(job["name"], content, contract=job["contract"], files_of=files_of, tell=tell)
    except UnnamedContract as error:
        return {"outcome": "unnamed", "message": str(error)}
    except (UnreadableDocument, NoLayout, BadLayout, AmbiguousName) as error:
        return {"outcome": "refused", "message": str(error)}
    except (MemoryError, RecursionError):
        return {"outcome": "refused", "message": HEAVY}
    triples = examined.graph.serialize(format="nt")
    return {"outcome": "read", "found": examined.found.to_json().decode(), "graph": triples}


def _tell(step: int) -> None:
    sys.stdout.write(json.dumps({"step": step}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the job, do it, end."""
    job = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    confine(job["memory"], job["processor"])
    sys.stdout.write(json.dumps(verdict(job, content, tell=_tell)) + "\n")


if __name__ == "__main__":
    main()
