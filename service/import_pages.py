"""The pages of imports: those that were handed in, and one of them with its report."""

import asyncio
from dataclasses import replace
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
from service.access import PRIVATE, Asking
from service.errors import UnknownThingError
from service.import_view import FILTERS, view
from service.importer import Importer, importer_of
from service.sessions import Session
from service.templating import page

GRAVITY = {
    Severity.VIOLATION: ("violation", "violations", True),
    Severity.WARNING: ("avertissement", "avertissements", False),
    Severity.INFO: ("conseil", "conseils", False),
}
"""How the remarks of a severity are counted: one, many, in the feminine."""

router = APIRouter(prefix="/importer", include_in_schema=False, default_response_class=HTMLResponse)


@router.get("")
def listed(request: Request, session: Asking) -> HTMLResponse:
    """Énumère les imports, et en reçoit d'autres."""
    return importer_page(request, session)


@router.get("/{identifier}")
async def one(
    request: Request, session: Asking, identifier: str, voir: str = "", page: int = 1, ligne: int = 0
) -> HTMLResponse:
    """Montre un import : où en est sa lecture, ou son compte rendu."""
    return await import_page(request, session, identifier, only=voir, number=page, line=ligne)


def importer_page(
    request: Request, session: Session, *, error: str = "", status: int = 200, contract: str = ""
) -> HTMLResponse:
    """Return the page where documents are handed in; `error` says what was wrong with those that were."""
    every = importer_of(request).imports.all()
    context = {"session": session, "imports": every, "formats": KNOWN, "error": error, "asked": contract}
    return page(request, "importer.html", {**context, **_words()}, status=status, headers=PRIVATE)


async def import_page(
    request: Request,
    session: Session,
    identifier: str,
    *,
    only: str = "",
    number: int = 1,
    line: int = 0,
    error: str = "",
    asked: str = "",
    status: int = 200,
) -> HTMLResponse:
    """Return the page of an import; `error` says what was wrong with what was asked of it."""
    known = needed(importer_of(request), identifier)
    context = {"session": session, "it": known, "error": error, "asked": asked or known.asked, "steps": STEPS}
    if known.state in {State.READ, State.PUBLISHED, State.DISCARDED}:
        found = await run_in_threadpool(report, importer_of(request).imports, known)
        shown = view(found, f"/importer/{identifier}", only=only, page=number, line=line) if found else None
        context |= {"found": found, "shown": shown, "remarks": grouped(found.remarks) if found else ()}
    else:
        context |= {"found": None, "shown": None, "remarks": ()}
    context |= {"running": known.state in RUNNING, "again": known.state in AGAIN, "filters": FILTERS}
    return page(request, "import.html", {**context, **_words()}, status=status, headers=PRIVATE)


def needed(importer: Importer, identifier: str) -> Import:
    """Return an import; raises UnknownThingError where there is none of that identifier.

    One that is said to be read, and is not, was cut short by a stop of the server.
    """
    known = importer.imports.get(identifier)
    if known is None:
        raise UnknownThingError(identifier)
    if known.state in RUNNING and not importer.workshop.runs(identifier):
        again = importer.imports.get(identifier) or known  # it may just have ended
        return replace(again, state=State.INTERRUPTED) if again.state in RUNNING else again
    return known


def report(imports: Imports, known: Import) -> Found | None:
    """Return the report on a document that was read; nothing where it was set aside unread."""
    try:
        stamp = (imports.root / known.identifier / "lecture.json").stat().st_mtime_ns
    except OSError:
        return None
    return _report(imports, known.identifier, stamp)


@lru_cache(maxsize=8)
def _report(imports: Imports, identifier: str, _stamp: int) -> Found:
    return imports.found(identifier)


def grouped(remarks: tuple[Remark, ...]) -> list[tuple[str, str, list[tuple[str, list[Remark]]]]]:
    """Return the remarks by gravity, then by what they say: those that say the same are told once."""
    told = []
    for severity, (one_, many, is_feminine) in GRAVITY.items():
        same = sorted((each for each in remarks if each.severity == severity), key=lambda each: each.message)
        messages = [(message, list(group)) for message, group in groupby(same, key=lambda each: each.message)]
        messages.sort(key=lambda pair: min(each.line or 10**9 for each in pair[1]))
        told.append((one_, many, is_feminine, messages))
    return told  # type: ignore[return-value]


def moment(told: str) -> datetime | None:
    """Return a moment on the clock of this machine."""
    return datetime.fromisoformat(told).astimezone() if told else None


def _words() -> dict[str, object]:
    return {"moment": moment, "State": State}


_ = asyncio
