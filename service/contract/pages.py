"""The routes of contracts: their list, and the pages of each, an overview and one for every long list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from data.text import fold
from service.contract.bodies import quarters, read_bodies, schemes
from service.contract.card import read_card
from service.contract.comparison import HEADS
from service.contract.coverage import read_coverage, tallies
from service.contract.documents import read_documents
from service.contract.funders import SHOWN
from service.contract.overview import read_overview
from service.contract.partners import read_partners
from service.contract.roadmap import read_roadmap
from service.errors import UnknownThingError
from service.evidence import passages
from service.findings import read_findings
from service.framework import read_framework
from service.listing import asked_of, cut
from service.propositions import numbers
from service.relations import relays
from service.search import nearest
from service.templating import page
from service.world import Contract, TheWorld, World

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)
Context = Mapping[str, object]

ORDERS: Mapping[str, Callable[[Contract], tuple[str, ...]]] = {"nom": lambda each: (fold(each.label), each.identifier)}
"""How the list of contracts is ordered."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a contract beside its overview: its address under the contract's, its title, what it says."""

    name: str
    title: str
    summary: str
    read: Callable[[World, Contract], Context]


@router.get("/contrats", summary="Les contrats chargés")
def contracts(request: Request, world: TheWorld) -> HTMLResponse:
    """Énumère les contrats chargés."""
    listing = cut(world.contracts, asked_of(request), orders=ORDERS, default="nom")
    cards = tuple(read_card(world, contract) for contract in listing.rows)
    return page(request, "contracts.html", {"cards": cards, "listing": listing})


@router.get("/contrats/{identifier}", summary="Un contrat : ce qu'il faut en savoir d'abord")
def overview(request: Request, world: TheWorld, identifier: str) -> HTMLResponse:
    """Présente un contrat de ville : chiffres, manques, cadre, actions, financeurs, partenaires, documents."""
    contract = known(world, identifier)
    context = {
        "shown": read_overview(world, contract),
        "findings": read_findings(world, [contract]),
        "heads": HEADS,
        "most_funders": SHOWN,
    }
    return _page(request, "contract/overview.html", contract, "", context)


def known(world: World, identifier: str) -> Contract:
    """Return the contract of that identifier, or raise UnknownThingError with those that are loaded."""
    found = world.contract(identifier)
    if found is None:
        raise UnknownThingError(identifier, world.index.of_kind("ContratDeVille") or nearest(world.finder, identifier))
    return found


def _framework(world: World, contract: Contract) -> Context:
    tree, covered = read_framework(world, contract).tree, read_coverage(world, contract)
    return {
        "tree": tree,
        "covered": covered,
        "tallies": tallies(tree, covered),
        "guesses": sum(numbers(world, contract).values()),
        "relays": relays(world, contract.iri, measure=False),
    }


def _roadmap(world: World, contract: Contract) -> Context:
    return {"roadmap": read_roadmap(world, contract)}


def _partners(world: World, contract: Contract) -> Context:
    return {"partners": read_partners(world, contract)}


def _bodies(world: World, contract: Contract) -> Context:
    return {
        "bodies": read_bodies(world, contract),
        "schemes": schemes(world, contract),
        "quarters": quarters(world, contract),
    }


def _documents(world: World, contract: Contract) -> Context:
    return {"documents": read_documents(world, contract), "sources": passages(world, contract.iri)}


PARTS = (
    Part("cadre", "Cadre stratégique", "Le cadre d'un contrat, et ce qui répond à chaque élément", _framework),
    Part("feuille-de-route", "Feuille de route", "Les actions d'un contrat : tableaux, puis texte", _roadmap),
    Part("partenaires", "Partenaires", "L'annuaire d'un contrat et ses signataires", _partners),
    Part("instances", "Instances", "Les instances, les dispositifs et les quartiers d'un contrat", _bodies),
    Part("documents", "Documents", "Les documents d'un contrat, et ce qu'on y a lu", _documents),
)
"""The pages beside the overview, in the order of their links."""


def _endpoint(part: Part) -> Callable[[Request, World, str], HTMLResponse]:
    def answer(request: Request, world: TheWorld, identifier: str) -> HTMLResponse:
        contract = known(world, identifier)
        return _page(request, f"contract/{part.name}.html", contract, part.name, part.read(world, contract))

    return answer


def _page(request: Request, template: str, contract: Contract, here: str, context: Context) -> HTMLResponse:
    home = f"/contrats/{quote(contract.identifier)}"
    title = next((part.title for part in PARTS if part.name == here), "")
    told = {"contract": contract, "home": home, "parts": PARTS, "here": here, "title": title, **context}
    return page(request, template, told)


for _part in PARTS:
    router.add_api_route(
        f"/contrats/{{identifier}}/{_part.name}",
        _endpoint(_part),
        methods=["GET"],
        summary=_part.summary,
        name=_part.name,
    )
