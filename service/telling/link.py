"""Tell a relation that has a node of its own: a part taken, a funding line, a measure relayed; each is one sentence."""

from collections.abc import Iterator

from service.index import Thing
from service.phrases import euros
from service.telling.known import Known
from service.telling.money import FUNDS
from service.telling.sentence import Link, Note, Part, Section, Sentence, missing, quotes, said
from service.telling.who import DOES, toward
from service.terms import local_name

TOLD = frozenset[str]()


def tell(known: Known) -> Iterator[Section]:
    """Yield what is told of a relation."""
    kinds = {"Participation": _part, "EngagementFinancier": _funding, "RelaisDeMesure": _relay}
    yield Section("identite", "Ce que c'est", (*kinds[known.thing.kind](known), *_words(known)))


def _words(known: Known) -> Iterator[Sentence]:
    if words := known.texts("motsDeLaSource"):
        yield said("Dans la source : ", *quotes(words), ".", sources=known.where(*words))


def _part(known: Known) -> Iterator[Sentence]:
    who, what, role = _one(known, "acteur"), _one(known, "dans"), _one(known, "role")
    before, after = DOES.get(local_name(role.iri) if role else "", ("prend part à ", ""))
    told = [each for name in ("nomSignataire", "fonction", "rubrique", "precision") for each in known.texts(name)]
    aside: tuple[Part, ...] = (" ", Note(f"({', '.join(told)})")) if told else ()
    before = toward(before, what) if what else before
    yield said(who or "Quelqu'un", f" {before[:1].lower()}{before[1:]}", what or "quelque chose", after, *aside, ".")
    for element in known.things("element"):
        yield said("Au titre de ", element, ".")


def _funding(known: Known) -> Iterator[Sentence]:
    who, what, rung = _one(known, "financeur"), _one(known, "finance"), _one(known, "fermete")
    verb = FUNDS.get(local_name(rung.iri) if rung else "", "Finance")
    yield said(who or "Quelqu'un", f" {verb[:1].lower()}{verb[1:]} ", what or "quelque chose", ".")
    if rung:
        yield said("Fermeté : ", rung, ".")
    yield from _amount(known)
    if group := known.text("groupeAlternative"):
        yield said("Une alternative : ", *quotes([group]), ". Un seul de ces financeurs paierait.")


def _amount(known: Known) -> Iterator[Sentence]:
    amount = known.decimal("montant")
    year = f", en {known.text('annee')}" if known.text("annee") else ""
    if amount is None:
        yield missing(f"Le montant est inconnu{year} : la source n'en donne pas.")
    else:
        yield said(f"Montant : {euros(amount)}{year}.", sources=known.where())
    for kind in known.things("natureCredit"):
        yield said("Nature du crédit : ", Note(kind.label, unknown=kind.iri.endswith("/non-precise")), ".")


def _relay(known: Known) -> Iterator[Sentence]:
    by, measure, status = _one(known, "relayeePar"), _one(known, "mesure"), _one(known, "statutRelais")
    what: Part = measure or Note("une mesure que la source n'identifie pas", unknown=True)
    yield said(by or "Un élément", " relaie ", what, ".", sources=known.where())
    yield said(f"Statut : {status.label}.") if status else missing("La source n'en dit pas le statut.")
    if by and known.contract:
        yield said("Dans le ", Link(known.contract.label, f"/contrats/{known.contract.identifier}"), ".")


def _one(known: Known, name: str) -> Thing | None:
    return next(iter(known.things(name)), None)
