"""Have a document examined in a process that can be killed: deadline, memory, processor time."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import data
from data.contracts import bundled
from data.formats.child import HEAVY
from data.imports.found import Found

COMMAND = (sys.executable, "-s", "-P", "-m", "data.imports.child")
SECONDS = 180.0
MEMORY = 2 << 30

LONG = "le document est trop long à lire : plus de {minutes} minutes. Découpez-le."
DAMAGED = "la lecture s'est arrêtée sur un défaut du document ou du programme. Signalez-le, avec le document."

Tell = Callable[[int], None]


class Unread(ValueError):
    """A document that was not read; the message says why and what to do.

    `unnamed` says that it is only for want of the contract's identifier.
    """

    def __init__(self, message: str, *, unnamed: bool = False) -> None:
        self.unnamed = unnamed
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may use: seconds of wall clock, bytes of memory."""

    seconds: float = SECONDS
    memory: int = MEMORY


class Reader:
    """One reading: the process that does it, which can be killed.

    The contracts are those of a user's data directory, and of the folder of those that ship with the program.
    """

    def __init__(self, home: Path, *, shipped: Path | None = None, limits: Limits | None = None) -> None:
        self.home = home
        self.shipped = shipped or bundled()
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = threading.Event()

    def read(self, name: str, content: bytes, *, contract: str | None, tell: Tell) -> tuple[Found, str]:
        """Return the report on a document and its graph as N-Triples; raises Unread.

        `tell` is called with the number of steps that are done.
        """
        lasts = threading.Timer(self.limits.seconds, self.kill)
        with _started() as process:
            self._process = process
            lasts.start()
            if self._killed.is_set():  # before there was a process to kill
                _end(process)
            try:
                told = self._converse(process, self._job(name, contract) + b"\n" + content, tell)
            finally:
                lasts.cancel()
                _end(process)
        if told is None:
            raise Unread(f"{name} : {self._ended(process.returncode)}")
        if told["outcome"] != "read":
            raise Unread(told["message"], unnamed=told["outcome"] == "unnamed")
        return Found.from_json(told["found"]), told["graph"]

    def kill(self) -> None:
        """End the process, and those that it started."""
        self._killed.set()
        if self._process is not None:
            _end(self._process)

    def _job(self, name: str, contract: str | None) -> bytes:
        job = {
            "name": name,
            "contract": contract,
            "home": str(self.home),
            "shipped": str(self.shipped),
            "memory": self.limits.memory,
            "processor": int(self.limits.seconds) + 1,
        }
        return json.dumps(job).encode()

    def _converse(self, process: subprocess.Popen[bytes], job: bytes, tell: Tell) -> dict[str, Any] | None:
        """Hand over the job, follow its steps, and return the verdict; nothing where the process ended without one."""
        if process.stdin is None or process.stdout is None:
            raise TypeError("the process was started without pipes")
        # it reads all before it writes anything, or it is gone
        with suppress(BrokenPipeError):
            process.stdin.write(job)
            process.stdin.close()
        for line in process.stdout:
            if not line.endswith(b"\n"):
                break
            said: dict[str, Any] = json.loads(line)
            if "step" not in said:
                return said
            tell(said["step"])
        return None

    def _ended(self, code: int) -> str:
        if self._killed.is_set() or code == -signal.SIGXCPU:
            return LONG.format(minutes=max(1, round(self.limits.seconds / 60)))
        return HEAVY if code in {-signal.SIGABRT, -signal.SIGKILL} else DAMAGED


def _started() -> subprocess.Popen[bytes]:
    # nothing of ours is handed down but where the program is
    environment = {"MALLOC_ARENA_MAX": "1", "PYTHONPATH": str(Path(data.__file__).parent.parent)}
    return subprocess.Popen(  # noqa: S603 – our own module, nothing of the document's on the command line
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with its children, if it still runs, and wait for its end."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
