"""Choose the form of an answer: page, Turtle or JSON-LD (RFC 9110, section 12.5.1)."""

from collections.abc import Mapping
from enum import StrEnum

import mimeparse  # type: ignore[import-untyped]  # it publishes no types


class Form(StrEnum):
    """A form in which a thing can be handed out."""

    HTML = "html"
    TURTLE = "turtle"
    JSONLD = "jsonld"


MEDIA_TYPES: Mapping[Form, str] = {
    Form.JSONLD: "application/ld+json",
    Form.TURTLE: "text/turtle",
    Form.HTML: "text/html",
}
"""The last one is preferred where a client takes anything."""


class NotAcceptableError(ValueError):
    """No form that we have is one that the client takes."""

    def __init__(self, accept: str) -> None:
        self.accept = accept
        super().__init__(
            "Aucune des formes disponibles ne convient à cette demande. "
            f"Formes disponibles : {', '.join(MEDIA_TYPES.values())}."
        )


class UnknownFormatError(ValueError):
    """The address asks for a form that does not exist."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        super().__init__(f"Le format « {asked} » n'existe pas. Formats possibles : {', '.join(Form)}.")


def choose(accept: str | None, *, asked: str | None = None) -> Form:
    """Return the form to answer with: the one named in the address, else the best that the client takes.

    >>> choose("text/html,application/xhtml+xml,*/*;q=0.8"), choose("text/turtle"), choose(None)
    (<Form.HTML: 'html'>, <Form.TURTLE: 'turtle'>, <Form.HTML: 'html'>)
    """
    if asked is not None:
        if asked not in set(Form):
            raise UnknownFormatError(asked)
        return Form(asked)
    best = best_match(list(MEDIA_TYPES.values()), accept or "*/*")
    if not best:
        raise NotAcceptableError(accept or "")
    return next(form for form, media in MEDIA_TYPES.items() if media == best)


def best_match(offered: list[str], accept: str) -> str:
    """Return the best of the media types offered, the last one winning a draw; nothing if none is taken."""
    try:
        return str(mimeparse.best_match(offered, accept))
    except mimeparse.MimeTypeParseException:
        return ""
