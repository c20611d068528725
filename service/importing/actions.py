"""What a session does with imports: hand documents in, read them again, publish, set aside, delete."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from data import naming
from data.change import Outdated, Unpublished
from data.formats import UnreadableDocument, documents
from data.imports.folder import Moved, TooManyImports
from data.imports.state import AGAIN, RUNNING, State
from data.trouble import NoRoom, StoreError
from service.importing.access import FIELD, PRIVATE, Acting, Asking, need_token
from service.importing.importer import Importer, importer_of
from service.importing.pages import draft, grouped, import_page, importer_page, needed, report
from service.importing.sessions import Session
from service.importing.uploads import File, read_form
from service.importing.workshop import TooManyReadings
from service.protocol import form_fields
from service.serving import serving_of

LONGEST = {"qui": 200, "pourquoi": 1000}
"""How long the fields of a publication may be."""
MISSING = {
    "qui": "Dites qui publie : un nom, ou une fonction et un service.",
    "pourquoi": "Dites pourquoi, en une phrase : on la relira à côté de ce qui a changé.",
}
CHANGED = (
    "Le contrat a changé depuis cette lecture : la différence montrée n'est plus la bonne. Rien n'est publié. "
    "Faites lire de nouveau le document, puis relisez ce qui change."
)
UNWRITTEN = "Le dossier des imports ne se laisse pas écrire ({reason}). Faites de la place, puis recommencez."
NOTHING = "Choisissez d'abord un document."

router = APIRouter(prefix="/importer", include_in_schema=False)


@router.post("")
async def receive(request: Request, session: Acting) -> Response:
    """Reçoit des documents, et en commence la lecture."""
    form = await read_form(request)
    need_token(session, form.fields.get(FIELD, ""))
    importer = importer_of(request)
    try:
        made = await run_in_threadpool(_received, importer, form.files)
    except UnreadableDocument as error:
        return importer_page(request, session, error=str(error), status=422)
    except (TooManyImports, TooManyReadings) as error:
        return importer_page(request, session, error=str(error), status=503)
    except OSError as error:
        return importer_page(request, session, error=UNWRITTEN.format(reason=error.strerror), status=507)
    if not made:
        return importer_page(request, session, error=NOTHING, status=422)
    return _to(f"/{made[0]}" if len(made) == 1 else "")


def _received(importer: Importer, files: tuple[File, ...]) -> list[str]:
    """Keep the documents of some files, of which archives hold several, and have them read."""
    held = [member for file in files for member in documents(file.name or "document", file.content)]
    made = []
    for name, content in held:
        made.append(importer.imports.receive(name, content).identifier)
        importer.workshop.start(made[-1])
    return made


@router.post("/{identifier}/lire")
async def read_again(request: Request, session: Acting, identifier: str) -> Response:
    """Fait lire de nouveau un document, pour le contrat qui est donné s'il l'est."""
    fields = await _fields(request, session)
    importer = importer_of(request)
    known, contract = needed(importer, identifier), fields.get("contrat", "").strip()
    if wrong := _wrong_contract(contract):
        return await import_page(request, session, identifier, error=wrong, contract=contract, status=422)
    if known.state in AGAIN and not importer.workshop.runs(identifier):
        states = (*AGAIN, *RUNNING)  # one that was interrupted is still said to run
        importer.imports.change(identifier, *states, state=State.WAITING, asked=contract, step=0, message="")
        try:
            importer.workshop.start(identifier)
        except TooManyReadings as error:
            return await import_page(request, session, identifier, error=str(error), status=503)
    return _to(f"/{identifier}")


def _wrong_contract(contract: str) -> str:
    """Say what is wrong with the identifier of a contract, where anything is; none at all is right."""
    wanted = naming.slug(contract)
    if contract and contract != wanted:
        other = f" Écrivez plutôt « {wanted} »." if wanted else " Écrivez par exemple « moissac »."
        return f"« {contract[:80]} » n'est pas un identifiant de contrat.{other}"
    return f"« {contract} » est réservé : prenez un autre identifiant." if contract == naming.REFERENCE else ""


@router.get("/{identifier}/publier")
async def confirm(request: Request, session: Asking, identifier: str) -> Response:
    """Répète ce qui va changer, et demande qui publie et pourquoi."""
    importer = importer_of(request)
    known = needed(importer, identifier)
    if known.state is not State.READ or not known.conforms or identifier in importer.publishing:
        return _to(f"/{identifier}")
    return await _confirm_page(request, session, identifier)


@router.post("/{identifier}/publier")
async def publish(request: Request, session: Acting, identifier: str) -> Response:
    """Publie un import, entier ou pas du tout."""
    fields = await _fields(request, session)
    needed(importer_of(request), identifier)
    told = {name: " ".join(fields.get(name, "").split()) for name in LONGEST}
    if wrong := _wrong_fields(told):
        return await _confirm_page(request, session, identifier, told=told, errors=wrong, status=422)
    try:
        importer, serving = importer_of(request), serving_of(request)
        await run_in_threadpool(importer.publish, identifier, serving, who=told["qui"], why=told["pourquoi"])
    except Moved as error:
        return await import_page(request, session, identifier, error=f"{error} Rien n'est publié.", status=409)
    except Outdated:
        return await import_page(request, session, identifier, error=CHANGED, status=409)
    except Unpublished as error:
        return await import_page(request, session, identifier, error=str(error), status=422)
    except StoreError as error:
        raise HTTPException(507 if isinstance(error, NoRoom) else 503, str(error), PRIVATE) from error
    except OSError as error:
        raise HTTPException(507, UNWRITTEN.format(reason=error.strerror), PRIVATE) from error
    return _to(f"/{identifier}")


def _wrong_fields(told: dict[str, str]) -> dict[str, str]:
    """Return what is wrong with who publishes, and why, by field."""
    long = {name: most for name, most in LONGEST.items() if len(told[name]) > most}
    missing = {name: words for name, words in MISSING.items() if not told[name]}
    return {**missing, **{name: f"{most} caractères au plus, et non {len(told[name])}." for name, most in long.items()}}


async def _confirm_page(
    request: Request,
    session: Session,
    identifier: str,
    *,
    told: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    importer = importer_of(request)
    known = needed(importer, identifier)
    found = await run_in_threadpool(report, importer.imports, known)
    if found is None or known.state is not State.READ:
        return await import_page(request, session, identifier, error=str(Moved(known)), status=409)
    if not await run_in_threadpool(importer.is_current, found):
        return await import_page(request, session, identifier, error=CHANGED, status=409)
    context = {"session": session, "it": known, "found": found, "remarks": grouped(found.remarks)}
    context |= {"told": told or {}, "errors": errors or {}, "longest": LONGEST}
    return draft(request, "import_publish.html", context, status=status)


@router.post("/{identifier}/ecarter")
async def set_aside(request: Request, session: Acting, identifier: str) -> Response:
    """Écarte un import, sans rien publier ; sa lecture s'arrête si elle court encore."""
    await _fields(request, session)
    importer = importer_of(request)
    needed(importer, identifier)
    try:
        with importer.lock:
            importer.imports.change(identifier, *AGAIN, *RUNNING, state=State.DISCARDED)
    except Moved as error:
        wrong = f"{error} Un import publié ne s'écarte plus : publiez une version corrigée du document."
        return await import_page(request, session, identifier, error=wrong, status=409)
    importer.workshop.cancel(identifier)
    return _to(f"/{identifier}")


@router.post("/{identifier}/supprimer")
async def delete(request: Request, session: Acting, identifier: str) -> Response:
    """Supprime un import : le document déposé et son compte rendu ; ce qui est publié le reste."""
    await _fields(request, session)
    importer = importer_of(request)
    with importer.lock:
        importer.imports.delete(identifier)
    importer.workshop.cancel(identifier)
    return _to("")


async def _fields(request: Request, session: Session) -> dict[str, str]:
    """Return the fields of a form of ours; raises HTTPException for any other."""
    fields = await form_fields(request)
    need_token(session, fields.get(FIELD, ""))
    return fields


def _to(path: str) -> RedirectResponse:
    return RedirectResponse(f"/importer{path}", status_code=303, headers=PRIVATE)
