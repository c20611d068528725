"""The pages of imports: those that were handed in, and one of them with its report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from data.formats.sniff import KNOWN
from data.imports.folder import Imports
from data.imports.found import Found, Remark
from data.imports.state import AGAIN, RUNNING, STEPS, Import, State
from ontology import Severity
from service.errors import UnknownThingError
from service.importing.access import PRIVATE, Asking
from service.importing.importer import Importer, importer_of
from service.importing.sessions import Session
from service.importing.view import FILTERS, view
from service.templating import page

router = APIRouter(prefix="/importer", include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks of one severity, those that say the same together; `one` and `many` are how they are counted."""

    one: str
    many: str
    feminine: bool
    said: tuple[tuple[str, tuple[Remark, ...]], ...]

    @property
    def total(self) -> int:
        """How many they are."""
        return sum(len(alike) for _, alike in self.said)


_SEVERITIES = (
    (Severity.VIOLATION, "violation", "violations", True),
    (Severity.WARNING, "avertissement", "avertissements", False),
    (Severity.INFO, "conseil", "conseils", False),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a report is asked for: the lines of one kind, a page of them, the line that is looked at."""

    only: str = ""
    page: int = 1
    line: int = 0


@router.get("")
def listed(request: Request, session: Asking) -> HTMLResponse:
    """Énumère les imports, et en reçoit d'autres."""
    return importer_page(request, session)


@router.get("/{identifier}")
async def one(  # noqa: PLR0917 - the parameters of the address, given by their names
    request: Request, session: Asking, identifier: str, voir: str = "", page: int = 1, ligne: int = 0
) -> HTMLResponse:
    """Montre un import : où en est sa lecture, ou son compte rendu."""
    return await import_page(request, session, identifier, Asked(voir, page, ligne))


def importer_page(request: Request, session: Session, *, error: str = "", status: int = 200) -> HTMLResponse:
    """Return the page where documents are handed in; `error` says what was wrong with those that were."""
    importer = importer_of(request)
    every = [current(importer, each) for each in importer.imports.all()]
    context = {"session": session, "imports": every, "formats": KNOWN, "error": error}
    return draft(request, "importer.html", context, status=status)


async def import_page(
    request: Request,
    session: Session,
    identifier: str,
    asked: Asked | None = None,
    *,
    error: str = "",
    contract: str = "",
    status: int = 200,
) -> HTMLResponse:
    """Return the page of an import; `error` says what was wrong with what was asked of it."""
    importer, asked = importer_of(request), asked or Asked()
    known = needed(importer, identifier)
    found = await run_in_threadpool(report, importer.imports, known)
    context = {
        "session": session,
        "it": known,
        "found": found,
        "shown": view(found, f"/importer/{identifier}", only=asked.only, page=asked.page, line=asked.line)
        if found
        else None,
        "remarks": grouped(found.remarks) if found else (),
        "error": error,
        "contract": contract or known.asked,
        "running": known.state in RUNNING,
        "publishing": identifier in importer.publishing,
        "again": known.state in AGAIN,
        "steps": STEPS,
        "filters": FILTERS,
    }
    return draft(request, "import.html", context, status=status)


def draft(request: Request, template: str, context: dict[str, object], *, status: int = 200) -> HTMLResponse:
    """Answer with a page that only the session may see, and that nobody keeps."""
    return page(request, template, {**context, "moment": moment, "State": State}, status=status, headers=PRIVATE)


def needed(importer: Importer, identifier: str) -> Import:
    """Return an import; raises UnknownThingError where there is none of that identifier."""
    known = importer.imports.get(identifier)
    if known is None:
        raise UnknownThingError(identifier)
    return current(importer, known)


def current(importer: Importer, known: Import) -> Import:
    """Return an import as it is: one that is said to be read, and is not, was cut short by a stop of the server."""
    if known.state in RUNNING and not importer.workshop.runs(known.identifier):
        again = importer.imports.get(known.identifier) or known  # it may just have ended
        return replace(again, state=State.INTERRUPTED) if again.state in RUNNING else again
    return known


def report(imports: Imports, known: Import) -> Found | None:
    """Return the report on a document that was read; nothing where it was not, or is being read again."""
    if known.state not in {State.READ, State.PUBLISHED, State.DISCARDED}:
        return None
    try:
        stamp = (imports.root / known.identifier / "lecture.json").stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return _report(imports, known.identifier, stamp)


@lru_cache(maxsize=8)
def _report(imports: Imports, identifier: str, _stamp: int) -> Found:
    return imports.found(identifier)


def grouped(remarks: Sequence[Remark]) -> tuple[Remarks, ...]:
    """Return the remarks by severity, the gravest first, and in it those that say the same together."""
    told = []
    for severity, one_, many, feminine in _SEVERITIES:
        same = sorted((each for each in remarks if each.severity == severity), key=lambda each: each.message)
        said = [(message, tuple(alike)) for message, alike in groupby(same, key=lambda each: each.message)]
        said.sort(key=lambda pair: min(each.line or 10**9 for each in pair[1]))
        told.append(Remarks(one_, many, feminine, tuple(said)))
    return tuple(told)


def moment(told: str) -> datetime:
    """Return a moment on the clock of this machine."""
    return datetime.fromisoformat(told).astimezone()
