"""Tell an actor: what it is, what it does and with whom, what it pays or might pay."""

from collections.abc import Iterator

from service.phrases import count
from service.telling.across import FEW, missing_in, to_contract
from service.telling.company import companions
from service.telling.identity import matches, other_names, remarks
from service.telling.known import Known, labels
from service.telling.money import what_it_funds, who_pays
from service.telling.sentence import Section, Sentence, listed, missing, names, said
from service.telling.who import what_it_does, who_takes_part
from service.terms import MLG, SKOS
from service.world import Contract

TOLD = frozenset({f"{MLG}serviceDe", f"{MLG}concerne", f"{SKOS}exactMatch", f"{SKOS}closeMatch"})


def tell(known: Known) -> Iterator[Section]:
    """Yield what is told of an actor."""
    yield Section("identite", "Ce que c'est", tuple(_identity(known)))
    yield Section("qui", "Ce qu'il fait, et avec qui", tuple(_deeds(known)))
    yield Section("financement", "Ce qu'il paie, ou pourrait payer", tuple(_money(known)))
    yield Section("manques", "Ce qui manque", tuple(_gaps(known)))


def _identity(known: Known) -> Iterator[Sentence]:
    kinds = labels(known.things("typeActeur"))
    if known.thing.unnamed:
        yield said("Des mots de la source, qui tiennent la place d'un acteur sans nommer d'organisation.")
    elif kinds:
        yield said("Type d'acteur : ", *listed([[kind] for kind in kinds]), ".", sources=known.where())
    else:
        yield missing("On ne sait pas de quel type d'acteur il s'agit : les documents ne le disent pas.")
    if above := known.things("serviceDe"):
        yield said("Relève de : ", *names(above), ".", sources=known.where())
    if services := known.inward("serviceDe"):
        yield said("Ses services : ", *names(services), ".")
    if number := known.text("siren"):
        yield said(f"SIREN : {number}.", sources=known.where())
    yield from other_names(known)
    yield from remarks(known)
    yield from matches(known)
    if known.contract is None:
        yield from _naming(known)


def _naming(known: Known) -> Iterator[Sentence]:
    """Yield which contracts name an actor that belongs to none."""
    found = _contracts(known)
    if len(found) > FEW:
        yield said(
            f"Nommé dans les documents de {len(found)} contrats :", items=[said(to_contract(one)) for one in found]
        )
    elif found:
        yield said("Nommé dans les documents ", *listed([("du ", to_contract(one)) for one in found]), ".")


def _deeds(known: Known) -> Iterator[Sentence]:
    yield from what_it_does(known.takes_part, several=len(_contracts(known)) > 1)
    yield from who_takes_part(known.taking_part, feminine=False)
    yield from companions(known, _contracts(known))
    named = known.inward("concerne")
    if obstacles := [thing for thing in named if thing.kind == "Frein"]:
        yield said("Nommé par ", count(len(obstacles), "frein", "freins"), " :", items=map(said, obstacles))
    if actions := [thing for thing in named if thing.kind != "Frein"]:
        number = count(len(actions), "action", "actions", feminine=True)
        yield said("Nommé, sans rôle dit, par ", number, " :", items=map(said, actions))


def _money(known: Known) -> Iterator[Sentence]:
    yield from what_it_funds(known.funds, several=len(_contracts(known)) > 1)
    yield from who_pays(known.funded_by)


def _gaps(known: Known) -> Iterator[Sentence]:
    if not known.takes_part and not known.taking_part and not known.funds:
        yield missing("Les documents chargés ne disent pas ce qu'il fait, ni ce qu'il paie.")
    silent = [contract for contract in known.world.contracts if not contract.has_roadmap]
    yield from missing_in(
        [contract for contract in silent if known.contract in {None, contract}],
        "Ce qu'il fait dans le ",
        " est inconnu : aucune feuille de route n'en est chargée.",
        "Ce qu'il fait dans {} contrats est inconnu, car aucune feuille de route n'en est chargée :",
    )


def _contracts(known: Known) -> list[Contract]:
    """Return the contracts in which an actor takes part or funds."""
    parts = {part.what.owner for part in known.takes_part}
    owners = parts | {line.what.owner for choice in known.funds for line in choice}
    return [contract for contract in known.world.contracts if contract.identifier in owners]
