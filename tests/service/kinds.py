"""One page of every kind, found from the routes of the application, so that no new page is forgotten."""

from collections.abc import Iterator, Mapping

from fastapi import FastAPI

QUESTION = "/questions/NOM"
"""Stands for the route of each question, whose pages are all made alike."""

PAGES: Mapping[str, tuple[str, ...]] = {
    "/": ("/",),
    "/contrats": ("/contrats",),
    "/contrats/{identifier}": ("/contrats/clairval", "/contrats/valdor"),
    "/contrats/{identifier}/cadre": ("/contrats/clairval/cadre", "/contrats/valdor/cadre"),
    "/contrats/{identifier}/feuille-de-route": (
        "/contrats/clairval/feuille-de-route",
        "/contrats/valdor/feuille-de-route",
    ),
    "/contrats/{identifier}/partenaires": ("/contrats/clairval/partenaires",),
    "/contrats/{identifier}/instances": ("/contrats/clairval/instances",),
    "/contrats/{identifier}/documents": ("/contrats/clairval/documents",),
    "/acteurs": ("/acteurs",),
    "/actions": ("/actions",),
    "/recherche": ("/recherche?q=sante", "/recherche?q=rien-de-tel"),
    "/financements": (
        "/financements?contrat=clairval",
        "/financements?contrat=valdor",
        "/financements?contrat=nulle-part",
    ),
    "/couverture": ("/couverture?contrat=clairval", "/couverture"),
    "/annuaire": ("/annuaire?contrat=clairval",),
    "/agenda": ("/agenda?contrat=clairval",),
    "/comparer": ("/comparer?contrat=clairval&contrat=valdor", "/comparer?contrat=nulle-part"),
    "/dossier": ("/dossier", "/dossier?contrat=clairval", "/dossier?contrat=nulle-part"),
    "/documents/{contract}/{document}": ("/documents/clairval/contrat-2030?ligne=20",),
    "/questions": ("/questions", "/questions?q=rien-de-tel"),
    QUESTION: (
        "/questions/financements?contrat=clairval",
        "/questions/couverture?contrat=clairval",
        "/questions/propositions?contrat=clairval",
        "/questions/financeurs-d-une-action",
        "/questions/echeances?date=hier",
        "/questions/echeances?quand=jamais",
        "/questions/financements?contrat=nulle-part",
    ),
    "/reseau": ("/reseau?contrat=clairval", "/reseau?vue=couverture-par-critere&contrat=clairval"),
    "/id/{path:path}": ("/id/clairval/action/maison-de-sante", "/id/clairval/passage/contrat-2030/l20c5"),
    "/ontology": ("/ontology",),
    "/api": ("/api",),
    "/requete": (
        "/requete?query=SELECT+*+%7B+%3Fs+a+%3Fo+%7D+LIMIT+3",
        "/requete?query=SELECT",
        "/requete?question=fragilite&contrat=clairval",
    ),
    "/requete/visuelle": ("/requete/visuelle",),
    "/importer": ("/importer",),
    "/session": ("/session?jeton=faux",),
    "/qualite": ("/qualite?contrat=clairval", "/qualite?contrat=valdor"),
    "/mentions-legales": ("/mentions-legales",),
    "/donnees-personnelles": ("/donnees-personnelles",),
    "/accessibilite": ("/accessibilite",),
}
"""By the path of its route, the addresses that show a page as it mostly is, empty, or with an error."""

ERRORS = ("/nulle-part", "/acteurs?type=aucun")
"""Addresses that are answered by a page of error."""

OTHERS = frozenset(
    {
        "/openapi.json",
        "/healthz",
        "/readyz",
        "/sparql",
        # pictures stand in a frame of their own, and are tried with it in `tests/viz`
        "/reseau/picture",
        "/dossier/image",
        # an import is seen from a session alone, as `test_import_browser` does
        "/importer/{identifier}",
        "/importer/{identifier}/publier",
        # data and files, not pages
        "/ontology/constructeur.ttl",
        "/recherche/suggestions",
        "/requete/vocabulaire.json",
        "/static/vendor/{digest}/{name}",
        "/questions/NOM/recette",
    }
)
"""Routes that answer with no page."""


def paths(app: FastAPI) -> set[str]:
    """Return the paths of the routes that can be read, with one for all questions."""
    return {_kind(path) for path in _paths(app.routes)}


def addresses() -> list[str]:
    """Return the addresses of a page of every kind."""
    return [*(address for some in PAGES.values() for address in some), *ERRORS]


def _paths(routes: object) -> Iterator[str]:
    for route in routes if isinstance(routes, list) else []:
        if router := getattr(route, "original_router", None):
            yield from _paths(router.routes)
        elif "GET" in (getattr(route, "methods", None) or ()):
            yield route.path


def _kind(path: str) -> str:
    if path == "/questions" or not path.startswith("/questions/"):
        return path
    return f"{QUESTION}/recette" if path.endswith("/recette") else QUESTION
