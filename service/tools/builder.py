"""The page on which a question is composed by clicks: Sparnatural, told by our shapes what there is to ask."""

from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from ontology.builder import builder_shapes
from service.security import POLICY
from service.templating import page

SHAPES = "/ontology/constructeur.ttl"
STYLES = "'sha256-0EksGK+0WrP9MvD28/PP4Ya50yIC/cwxN5CCHUhLBaE='"
"""The digest of the one style sheet that the builder's script inserts, for its tooltips."""
RELAXED = {
    "Content-Security-Policy": POLICY.replace(
        "style-src 'self'", f"style-src 'self' {STYLES}; style-src-attr 'unsafe-inline'"
    )
}
router = APIRouter(tags=["pages"])


@router.get("/requete/visuelle", summary="Composer une question sans écrire de requête", response_class=HTMLResponse)
def builder_page(request: Request) -> HTMLResponse:
    """Montre le constructeur visuel de requêtes."""
    return page(request, "builder.html", {"shapes": SHAPES}, headers=RELAXED)


@router.get(SHAPES, summary="Ce que le constructeur visuel montre du vocabulaire, en SHACL", include_in_schema=False)
def shapes() -> Response:
    """Envoie les classes et les champs du constructeur."""
    return Response(_turtle(), media_type="text/turtle")


@cache
def _turtle() -> bytes:
    return builder_shapes().serialize(format="turtle", encoding="utf-8")
