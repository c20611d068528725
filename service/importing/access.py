"""Who may publish: those whose browser shows the secret of an open session, from a page of this site."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from service.importing.sessions import SECONDS, Session, Sessions

PRIVATE = {"Cache-Control": "no-store, private", "Vary": "Accept, Accept-Language, Cookie"}
"""What every answer says that a session is needed for."""
FIELD = "jeton"
FORGED = "Cette demande ne vient pas d'une page de votre session : rien n'a été fait. Rouvrez la page et recommencez."


class NoSessionError(PermissionError):
    """The browser shows the secret of no open session; `possible` says whether one can be opened here at all."""

    def __init__(self, *, possible: bool) -> None:
        self.possible = possible
        super().__init__("Importer et publier demande une session, que seul ouvre le lien donné par le terminal.")


def cookie_name(request: Request) -> str:
    """Return the name of the session's cookie; on https, one that browsers bind to this host."""
    return "__Host-maillage" if request.url.scheme == "https" else "maillage"


def sessions_of(request: Request) -> Sessions | None:
    """Return the sessions of the application; nothing where it only serves readers."""
    found = getattr(request.app.state, "sessions", None)
    return found if isinstance(found, Sessions) else None


def session_of(request: Request) -> Session | None:
    """Return the open session that a request belongs to, if any."""
    sessions, secret = sessions_of(request), request.cookies.get(cookie_name(request))
    return sessions.find(secret) if sessions and secret else None


def need_session(request: Request) -> Session:
    """Return the session of a request; raises NoSessionError."""
    session = session_of(request)
    if session is None:
        raise NoSessionError(possible=sessions_of(request) is not None)
    return session


def need_own_page(request: Request) -> Session:
    """Return the session of a request that a page of this site makes; raises NoSessionError, or HTTPException.

    Browsers say where a request comes from; what a form carries is checked once it is read, by `need_token`.
    """
    session = need_session(request)
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    is_foreign = site not in {None, "same-origin"}
    if is_foreign or (origin is not None and urlsplit(origin).netloc != request.headers.get("host")):
        raise HTTPException(403, FORGED, PRIVATE)
    return session


def need_token(session: Session, token: str) -> None:
    """Raise HTTPException unless a form carries the token of its session."""
    if not session.recognises(token):
        raise HTTPException(403, FORGED, PRIVATE)


def keep(request: Request, response: Response, secret: str) -> None:
    """Have the browser keep the secret of a session: for this host alone, out of reach of scripts and other sites."""
    response.set_cookie(
        cookie_name(request),
        secret,
        max_age=int(SECONDS),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def forget(request: Request, response: Response) -> None:
    """Have the browser drop the secret of a session."""
    secure = request.url.scheme == "https"
    response.delete_cookie(cookie_name(request), path="/", secure=secure, httponly=True, samesite="strict")


Asking = Annotated[Session, Depends(need_session)]
"""The session of a request that looks."""
Acting = Annotated[Session, Depends(need_own_page)]
"""The session of a request that changes something."""
