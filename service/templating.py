"""Make pages out of templates; everything that is not a template's own words is escaped."""

from collections.abc import Mapping, Sequence
from functools import cache

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.routing import BaseRoute, Match

from data import naming
from queries.display import french_number
from service import phrases
from service.evidence import alike
from service.findings import linked
from service.propositions import address
from service.tools import vendor
from service.world import path_of

NAVIGATION = (
    ("/contrats", "Contrats"),
    ("/couverture", "Couverture"),
    ("/financements", "Financements"),
    ("/actions", "Actions"),
    ("/acteurs", "Acteurs"),
    ("/annuaire", "Annuaire"),
    ("/agenda", "Agenda"),
    ("/reseau", "Réseau"),
    ("/comparer", "Comparer"),
    ("/questions", "Questions"),
)
TOOLS = (
    ("/dossier", "Dossier"),
    ("/qualite", "Qualité"),
    ("/importer", "Importer"),
    ("/requete", "Requête"),
)
"""What is read, and what is worked with: of these, pages show those that the application serves."""
_OUTWARD = ("http://", "https://", "mailto:")


def href(address: str | None) -> str | None:
    """Return an address that may stand in a link, or nothing: `javascript:` and its like may not.

    >>> href("https://example.org/"), href("javascript:alert(1)")
    ('https://example.org/', None)
    """
    if address is None:
        return None
    inside = address.startswith("/") and not address.startswith("//")
    return address if inside or address.lower().startswith(_OUTWARD) else None


def section(path: str) -> str | None:
    """Return the entry of the navigation under which a page stands, the closest one.

    >>> section("/contrats/moissac"), section("/questions/mesures"), section("/")
    ('/contrats', '/questions', None)
    """
    above = [entry for entry, _ in (*NAVIGATION, *TOOLS) if path == entry or path.startswith(f"{entry}/")]
    return max(above, key=len, default=None)


def served(request: Request, entries: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the entries of a navigation whose pages the application serves."""
    state = request.app.state
    if not hasattr(state, "entries"):  # routes do not change while it runs
        state.entries = frozenset(path for path, _ in (*NAVIGATION, *TOOLS) if _serves(request.app.routes, path))
    return [(path, words) for path, words in entries if path in state.entries]


def _serves(routes: Sequence[BaseRoute], path: str) -> bool:
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


def short(iri: str) -> str:
    """Return what stands for a thing of ours in forms and addresses: its IRI without the base."""
    return iri.removeprefix(naming.ID)


def exact(value: str) -> Markup:
    r"""Return a text as the value of a field, which a form sends back as it is: what acts on others is spelt out.

    >>> exact('"a\u202e"')
    Markup('&#34;a&#x202E;&#34;')
    """
    spelt = phrases.visible(str(escape(value))).replace("⟨U+", "&#x").replace("⟩", ";")
    return Markup(spelt)  # noqa: S704  # it was escaped before


def _finalize(value: object) -> object:
    """Show nothing for what is absent, and make the characters that act on others visible."""
    if value is None:
        return ""
    if isinstance(value, str):
        shown = phrases.visible(str(value))
        return Markup(shown) if isinstance(value, Markup) else shown  # noqa: S704  # it was markup before
    return value


@cache
def environment() -> Environment:
    """Return the templates' environment."""
    made = Environment(
        loader=PackageLoader("service", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        count=phrases.count,
        day=phrases.day,
        euros=phrases.euros,
        exact=exact,
        fine=phrases.fine,
        french=french_number,
        href=href,
        linked=linked,
        places=alike,
        sentence=phrases.sentence,
        short=short,
    )
    made.globals.update(
        path_of=path_of,
        plurals=phrases.PLURALS,
        proposed=address,
        navigation=NAVIGATION,
        tools=TOOLS,
        served=served,
        section=section,
        vendor=vendor.address,
    )
    return made


def page(
    request: Request,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Answer with a page."""
    world = getattr(request.state, "world", None)
    text = environment().get_template(template).render({**context, "request": request, "world": world})
    return HTMLResponse(text, status_code=status, headers=dict(headers or {}))
