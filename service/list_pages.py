"""The lists of actors and of actions: their facets, their order, their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from queries.facets import UNKNOWN, Dimension, Facet, facets, kept, known
from service import actions, actors
from service.framework import Element, read_framework
from service.index import Thing
from service.listing import Asked, asked_of, choice, cut
from service.questions.view import Chip
from service.templating import page, short
from service.world import Contract, TheWorld, World

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

Row = TypeVar("Row")
SENTENCE, TABLE = "phrase", "feuille-de-route"
"""How an action is told."""


@dataclass(frozen=True, slots=True)
class Narrowed(Generic[Row]):
    """The rows that have the values chosen, the facets, and what is chosen of them."""

    rows: list[Row]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    cleared: str


@router.get("/acteurs", summary="Les organisations que les contrats nomment")
def actor_list(request: Request, world: TheWorld) -> HTMLResponse:
    """Énumère les acteurs ; se filtre par contrat et par type, se trie par colonne."""
    asked = asked_of(request)
    chosen = chosen_contracts(world, asked)
    kinds: Dimension[actors.Actor] = Dimension("type", "Type", lambda each: _value(each.kind, "non précisé"))
    parts: Dimension[actors.Actor] = Dimension("part", "Prend part à une action", _part)
    narrowed = narrow(actors.read_actors(world, chosen), [kinds, parts], asked, {})
    context = {
        "chosen": chosen,
        "narrowed": narrowed,
        "listing": cut(narrowed.rows, asked, orders=actors.ORDERS, default="acteur"),
        "unnamed": actors.unnamed(world, chosen),
    }
    return page(request, "actors.html", context)


@router.get("/actions", summary="Les actions des feuilles de route")
def action_list(request: Request, world: TheWorld) -> HTMLResponse:
    """Énumère les actions ; se filtre par contrat, pilier et statut, se trie par colonne."""
    asked = asked_of(request)
    chosen = chosen_contracts(world, asked)
    tops = {short(element.iri): _named(contract, element) for contract in chosen for element in _tops(world, contract)}
    pillars: Dimension[actions.Action] = Dimension("pilier", "Pilier", lambda each: _pillars(each, tops))
    statuses: Dimension[actions.Action] = Dimension("statut", "Statut", lambda each: _value(each.status, "non dit"))
    told: Dimension[actions.Action] = Dimension("dite", "Dite par", _told)
    narrowed = narrow(actions.read_actions(world, chosen), [pillars, statuses, told], asked, {"pilier": tops})
    listing = cut(narrowed.rows, asked, orders=actions.ORDERS, default="pilier")
    context = {
        "chosen": chosen,
        "silent": [each for each in chosen if not each.has_roadmap],
        "narrowed": narrowed,
        "listing": listing,
        "detailed": actions.with_details(world, listing.rows),
    }
    return page(request, "actions.html", context)


def chosen_contracts(world: World, asked: Asked) -> tuple[Contract, ...]:
    """Return the contracts that a form asks for, all when it asks for none."""
    choice(asked, "contrat", [each.identifier for each in world.contracts])
    return world.chosen(asked.all("contrat"))


def narrow(
    rows: Sequence[Row], dimensions: Sequence[Dimension[Row]], asked: Asked, more: Mapping[str, Mapping[str, str]]
) -> Narrowed[Row]:
    """Return the rows that an address keeps; `more` are values that no row has, but that may be asked for.

    Raise UnknownChoiceError for a value that is none of these.
    """
    for each in dimensions:
        choice(asked, each.name, sorted({*known(rows, each), *more.get(each.name, {})}))
    chosen = {each.name: asked.all(each.name) for each in dimensions}
    every = facets(rows, dimensions, chosen)
    said = [(each.name, value) for each in dimensions for value in asked.all(each.name)]
    words = {(facet.name, choice.key): choice.label for facet in every for choice in facet.choices}
    labels = {facet.name: facet.label for facet in every}
    return Narrowed(
        rows=kept(rows, dimensions, chosen),
        facets=tuple(facet for facet in every if len(facet.choices) > 1 or facet.chosen),
        chips=tuple(
            Chip(
                labels[name],
                words.get((name, value)) or more.get(name, {}).get(value, value),
                asked.without((name, value)),
            )
            for name, value in dict.fromkeys(said)
        ),
        cleared=asked.without(*said),
    )


def _value(thing: Thing | None, silent: str) -> dict[str, str]:
    return {short(thing.iri): thing.label} if thing else {UNKNOWN: silent}


def _part(actor: actors.Actor) -> dict[str, str]:
    if actor.actions is None:
        return {UNKNOWN: "inconnu"}
    return {"oui": "oui"} if actor.actions else {"non": "non"}


def _pillars(action: actions.Action, tops: Mapping[str, str]) -> dict[str, str]:
    found = {short(element.iri): tops.get(short(element.iri), element.label) for element in action.pillars}
    return found or {UNKNOWN: "non rattachée"}


def _told(action: actions.Action) -> dict[str, str]:
    return {SENTENCE: "une phrase seulement"} if action.in_prose else {TABLE: "la feuille de route"}


def _tops(world: World, contract: Contract) -> list[Element]:
    return [branch.element for branch in read_framework(world, contract).tree]


def _named(contract: Contract, element: Element) -> str:
    code = f"{element.notation} – " if element.notation else ""
    return f"{contract.territory or contract.label} : {code}{element.label}"
