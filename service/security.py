"""Guard every request and every answer: hosts, lengths, headers."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from http import HTTPStatus
from secrets import token_hex

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
"""The names under which the service answers without being told of others."""
MAX_BODY = 1_048_576
MAX_UPLOAD = 20_100_000
"""Documents of 20 MB, with what the form adds; where they may be handed in, and only there."""
UPLOAD = "/importer"
MAX_ADDRESS = 16_384

POLICY = (
    "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'; style-src 'self'; img-src 'self' data:"
)
_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Refuse = Callable[[Request, HTTPStatus, str], Response]
"""How a refusal is answered."""


def headers_for(scheme: str) -> dict[str, str]:
    """Return the headers that every answer carries."""
    if scheme == "https":
        return {**_HEADERS, "Strict-Transport-Security": "max-age=31536000"}
    return dict(_HEADERS)


class Guard:
    """Refuse unknown hosts and endless addresses; name each request; set the headers of each answer."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], refuse: Refuse) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Set in place: what answers an unforeseen error stands outside of this middleware.
        scope.setdefault("state", {})["identifier"] = token_hex(8)
        # The server leaves out the body of an answer to HEAD by itself.
        scope["state"]["method"] = scope["method"]
        seen = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await self._guarded(seen)(seen, receive, _with_headers(seen, send))

    def _guarded(self, scope: Scope) -> ASGIApp:
        request = Request(scope)
        if _declared_length(request) > most_of_body(scope):
            detail = "Le corps de la demande dépasse la taille permise."
            return self.refuse(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_ADDRESS:
            return self.refuse(request, HTTPStatus.REQUEST_URI_TOO_LONG, "L'adresse dépasse la longueur permise.")
        if host_name(request.headers.get("host", "")) not in self.hosts:
            return self.refuse(request, HTTPStatus.BAD_REQUEST, "Le service ne répond pas sous ce nom d'hôte.")
        return self.app


class Bodies:
    """Stop a body that is longer than its address takes, while it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "http":
            await RequestBodyLimitMiddleware(self.app, most_of_body(scope))(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def most_of_body(scope: Scope) -> int:
    """Return how long the body of a request may be: documents are handed in at one address only."""
    return MAX_UPLOAD if scope["method"] == "POST" and scope["path"] == UPLOAD else MAX_BODY


def _declared_length(request: Request) -> int:
    """Return the length of the body that a request announces; one that announces none is counted while it is read."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdecimal() else 0


def host_name(host: str) -> str:
    """Return the name in a Host header, without the port.

    >>> host_name("localhost:8000"), host_name("[::1]:8000"), host_name("example.org")
    ('localhost', '[::1]', 'example.org')
    """
    name, colon, port = host.rpartition(":")
    return name.lower() if colon and port.isdecimal() else host.lower()


def _with_headers(scope: Scope, send: Send) -> Callable[[Message], Awaitable[None]]:
    """Return a sender that adds the headers which an answer does not set itself."""

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in headers_for(scope["scheme"]).items():
                headers.setdefault(name, value)
            headers.setdefault("X-Request-ID", scope["state"]["identifier"])
        await send(message)

    return sender
