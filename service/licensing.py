"""Tell, in the headers of each answer, under which licence the data are and where their sources are listed."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import licence

SOURCES = "/mentions-legales#sources"
LICENSE = f'<{licence.ADDRESS}>; rel="license"'
"""https://www.rfc-editor.org/rfc/rfc4946"""
_WITHOUT = ("/static/", "/session", "/healthz", "/readyz", "/openapi.json")
"""What begins so holds no data of contracts."""


class Licensed:
    """Add a link to the licence, and one to the sources where an answer has none that describes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["path"].startswith(_WITHOUT):
            await self.app(scope, receive, send)
            return

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                _credit(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, sender)


def _credit(headers: MutableHeaders) -> None:
    told = headers.get("link", "")
    described = "" if "describedby" in told else f'<{SOURCES}>; rel="describedby"; type="text/html"'
    headers["link"] = ", ".join(part for part in (told, LICENSE, described) if part)
