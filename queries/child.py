"""Answer one SPARQL query in a process of its own, then end: what `queries.worker` starts, and may kill at any moment.

It reads one job (JSON) from its standard input and writes one line of JSON that says how it went, then the result, to
its standard output. It is run as a file: it imports nothing of the project, so that it is ready in 30 ms.
"""

import ctypes
import io
import json
import platform
import resource
import struct
import sys
from typing import TypedDict

import pyoxigraph as ox

SOLUTIONS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
SOCKET_CALL = {"x86_64": 41, "aarch64": 198}
"""The number of the system call that opens a socket, where we know it."""


Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Job(TypedDict):
    """What is asked of this process."""

    directory: str
    text: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None
    solutions: str | None
    graph: str | None
    memory: int
    processor: int
    size: int


class TooLong(Exception):
    """The result does not fit in the bytes allowed."""


class Cup(io.BytesIO):
    """Hold what is written to it, up to a number of bytes."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # the engine writes bytes
        """Take the bytes, or raise TooLong."""
        if self.tell() + len(data) > self.size:
            raise TooLong
        return super().write(data)


def confine(memory: int, seconds: int) -> None:
    """Cap the memory and the processor time of this process, and forbid it core files and the network."""
    for kind, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        allowed = resource.getrlimit(kind)[1]
        cap = wanted if allowed == resource.RLIM_INFINITY else min(wanted, allowed)
        resource.setrlimit(kind, (cap, allowed))
    close_network()


def close_network() -> None:
    """Make the kernel refuse sockets to this process (seccomp; elsewhere than on Linux, the guard stands alone)."""
    number = SOCKET_CALL.get(platform.machine())
    if sys.platform != "linux" or number is None:
        return
    program = (  # struct sock_filter: code, jump if true, jump if false, operand
        (0x20, 0, 0, 0),  # load the number of the system call
        (0x15, 0, 1, number),  # is it socket()?
        (0x06, 0, 0, 0x00050000 | 13),  # answer EACCES
        (0x06, 0, 0, 0x7FFF0000),  # allow
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    header = ctypes.create_string_buffer(struct.pack("HP", len(program), ctypes.addressof(code)))
    kernel = ctypes.CDLL(None)
    kernel.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, without which the next is refused
    kernel.prctl(22, 2, header, 0, 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


def answer(job: Job, cup: Cup) -> dict[str, object]:
    """Run the query of a job into the cup, and say how it went."""
    try:
        store = ox.Store.read_only(job["directory"])
        found = store.query(
            job["text"],
            default_graph=None if job["default_graphs"] is None else [*map(ox.NamedNode, job["default_graphs"])],
            named_graphs=None if job["named_graphs"] is None else [*map(ox.NamedNode, job["named_graphs"])],
        )
        return pour(found, job, cup)
    except SyntaxError as error:
        return {"outcome": "syntax", "detail": str(error)}
    except (OSError, ValueError, RuntimeError) as error:
        return {"outcome": "failure", "detail": str(error)}
    except TooLong:
        return {"outcome": "long"}
    except MemoryError:
        return {"outcome": "memory"}


def pour(found: Found, job: Job, cup: Cup) -> dict[str, object]:
    """Write a result in the format asked for results of its kind."""
    media_type = job["graph"] if isinstance(found, ox.QueryTriples) else job["solutions"]
    if isinstance(found, ox.QueryTriples) and media_type in GRAPHS:
        found.serialize(cup, GRAPHS[media_type])
    elif not isinstance(found, ox.QueryTriples) and media_type in SOLUTIONS:
        found.serialize(cup, SOLUTIONS[media_type])
    else:
        return {"outcome": "format"}
    return {"outcome": "done", "media_type": media_type}


def main() -> None:
    """Read the job, answer it, end."""
    job: Job = json.load(sys.stdin.buffer)
    confine(job["memory"], job["processor"])
    cup = Cup(job["size"])
    verdict = answer(job, cup)
    sys.stdout.buffer.write(json.dumps(verdict).encode() + b"\n")
    sys.stdout.buffer.write(cup.getbuffer() if verdict["outcome"] == "done" else b"")


if __name__ == "__main__":
    main()
