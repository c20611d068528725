"""Open a session by the one-time link of the terminal, and close it."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from service.importing.access import FIELD, PRIVATE, Acting, forget, keep, need_token, session_of, sessions_of
from service.protocol import form_fields

USED = (
    "Ce lien n'ouvre pas de session : il a déjà servi, ou il est incomplet. Reprenez celui que le terminal affiche ; "
    "s'il a déjà servi, relancez « maillage serve », qui en donne un autre."
)

Announce = Callable[[str], None]
"""Is called with the token of a new one-time link, to show it where the server was started."""


def router(announce: Announce) -> APIRouter:
    """Return the routes of sessions."""
    routes = APIRouter(prefix="/session", include_in_schema=False)

    @routes.get("")
    def open_session(request: Request, jeton: str = "") -> Response:
        """Ouvre une session avec le lien à usage unique."""
        if _only_looks(request):
            return Response(status_code=204, headers=PRIVATE)
        sessions = sessions_of(request)
        secret = sessions.redeem(jeton) if sessions else None
        if secret is None and session_of(request) is None:
            raise HTTPException(403, USED, PRIVATE)
        answer = RedirectResponse("/importer", status_code=303, headers=PRIVATE)
        if secret is not None:
            keep(request, answer, secret)
        return answer

    @routes.post("/fermer")
    async def close_session(request: Request, session: Acting) -> Response:
        """Ferme la session ; le terminal donne un nouveau lien."""
        need_token(session, (await form_fields(request)).get(FIELD, ""))
        if sessions := sessions_of(request):
            sessions.close(session)
            announce(sessions.issue())
        answer = RedirectResponse("/importer", status_code=303, headers=PRIVATE)
        forget(request, answer)
        return answer

    return routes


def _only_looks(request: Request) -> bool:
    """Tell a request that asks for headers alone, or that a browser makes before anybody opens the link."""
    purpose = request.headers.get("sec-purpose", request.headers.get("purpose", ""))
    return request.state.method == "HEAD" or "prefetch" in purpose
