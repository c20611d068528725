"""Run a stranger's query in a process that can be killed: deadline, memory, size of the result, no network.

The engine can be neither interrupted nor bounded, and some texts end it with a signal. A plain process is ready in
some 40 ms, twenty of them Python's; it opens the store read-only and dies with its one query.
"""

import asyncio
import json
import math
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass
from pathlib import Path

from queries.failures import BadQuery, Crashed, OutOfMemory, QueryError, TimedOut, TooLarge, UnofferedFormat
from queries.guard import check

COMMAND = (sys.executable, "-I", str(Path(__file__).with_name("child.py")))
ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}
"""Nothing of ours is handed down; one heap keeps address space, which is what is capped, close to memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use: seconds of wall clock, bytes of memory, bytes of result."""

    seconds: float = 10.0
    memory: int = 1 << 30
    size: int = 16 << 20


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the dataset it is asked of and the media types of its result.

    Where a list of graphs is None, the query's own FROM clauses decide, or else the whole store. A media type is None
    where the client takes no result of that kind.
    """

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    solutions: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"
    trusted: bool = False
    """Whether the text is the program's own: a question of the catalogue may be longer than what strangers may ask."""


@dataclass(frozen=True, slots=True)
class Result:
    """A whole result, as bytes of its media type."""

    media_type: str
    content: bytes


async def run(directory: Path, query: Query, *, limits: Limits | None = None) -> Result:
    """Answer a query over a store on disk; raise Refused or a QueryError.

    The process is killed at the deadline, and when the task that awaits is cancelled.
    """
    if not query.trusted:
        check(query.text)
    limits = limits or Limits()
    code, output = await _converse(_job(directory, query, limits), limits.seconds)
    header, _, content = output.partition(b"\n")
    if code != 0:
        raise _ended(code, limits)
    verdict = json.loads(header)
    if verdict["outcome"] != "done":
        raise _failure(verdict, limits)
    return Result(verdict["media_type"], content)


def _job(directory: Path, query: Query, limits: Limits) -> bytes:
    job = {
        "directory": str(directory),
        "text": query.text,
        "default_graphs": query.default_graphs,
        "named_graphs": query.named_graphs,
        "solutions": query.solutions,
        "graph": query.graph,
        "memory": limits.memory,
        "processor": math.ceil(limits.seconds) + 1,  # for a child whose parent is gone
        "size": limits.size,
    }
    return json.dumps(job).encode()


async def _converse(job: bytes, seconds: float) -> tuple[int, bytes]:
    """Hand a job to a new process; return how it ended and what it said."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=ENVIRONMENT, start_new_session=True
    )
    try:
        async with asyncio.timeout(seconds):
            output, _ = await process.communicate(job)
    except TimeoutError:
        raise TimedOut(seconds) from None
    finally:
        if process.returncode is None:
            process.kill()
            await asyncio.shield(process.communicate())  # drained and reaped, even when cancelled twice
    return await process.wait(), output


def _ended(code: int, limits: Limits) -> QueryError:
    """Tell why a process ended by a signal: the allocator aborts, as the kernel kills, for want of memory."""
    if code in {-signal.SIGABRT, -signal.SIGKILL}:
        return OutOfMemory()
    return TimedOut(limits.seconds) if code == -signal.SIGXCPU else Crashed(f"code {code}")


def _failure(verdict: dict[str, str], limits: Limits) -> QueryError:
    match verdict["outcome"]:
        case "syntax":
            return BadQuery(verdict["detail"])
        case "long":
            return TooLarge(limits.size)
        case "format":
            return UnofferedFormat()
        case "memory":
            return OutOfMemory()
    return Crashed(verdict["detail"])
