"""Write a dossier as one HTML file that needs nothing else: no script, no request, made to be read and printed."""

from markupsafe import Markup

from service.dossier.parts import Dossier
from service.dossier.words import lowered
from service.templating import environment


def to_html(dossier: Dossier) -> bytes:
    """Return the page; the same dossier gives the same bytes."""
    template = environment().get_template("dossier.html")
    return template.render(dossier=dossier, drawn=_drawn, lowered=lowered).encode()


def _drawn(svg: str) -> Markup:
    """Return a picture of ours as markup: what it holds of the data was escaped when it was drawn."""
    return Markup(svg)  # noqa: S704
