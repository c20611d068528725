"""Sum the dossier up in a few sentences, for who reads nothing else."""

from collections.abc import Iterator, Sequence

from data.text import fold
from service.dossier import coverage, figures, funding
from service.dossier.matter import Matter
from service.dossier.subject import Kind
from service.dossier.words import listed, quoted
from service.phrases import count
from service.world import Contract


def summary(matter: Matter) -> str:
    """Return the paragraph."""
    return " ".join(_sentences(matter))


def notices(matter: Matter) -> tuple[str, ...]:
    """Return what the reader must know before all: whose roadmap is not loaded."""
    without = [contract for contract in matter.contracts if not contract.has_roadmap]
    if not without:
        return ()
    opening = f"Aucune feuille de route n'est chargée pour {_named(without)}"
    if matter.has_roadmap:
        return (f"{opening} : ce dossier n'en dit ni les actions ni les financements.",)
    return (
        f"{opening}. Les actions, leurs acteurs, leurs financeurs et leurs échéances y sont donc inconnus : ce dossier "
        "ne dit pas qu'il n'y en a pas, il dit qu'on ne le sait pas. Il ne présente que ce que les documents chargés "
        "contiennent.",
    )


def _sentences(matter: Matter) -> Iterator[str]:
    yield from _framework(matter)
    if matter.has_roadmap:
        yield from _actions(matter)
        yield from _money(matter)
        yield from _gaps(matter)


def _framework(matter: Matter) -> Iterator[str]:
    told = figures.levels(matter)
    if matter.subject.kind is Kind.CONTRACT and told:
        period = f" ({matter.contracts[0].period})" if matter.contracts[0].period else ""
        named = _named(matter.contracts)
        yield f"{named[:1].upper()}{named[1:]}{period} se décline en {told}."
    if matter.subject.kind is Kind.ELEMENT:
        if above := _above(matter):
            yield f"Cette partie du cadre stratégique relève de {above}."
        if told:
            yield f"Elle se décline en {told}."


def _above(matter: Matter) -> str:
    """Return what stands over the element, from the top."""
    paths = [framework.path(matter.subject.iri)[:-1] for framework in matter.frameworks]
    found = next((path for path in paths if path), ())
    return quoted([" ".join(part for part in (each.notation, each.label) if part) for each in found], most=5)


def _actions(matter: Matter) -> Iterator[str]:
    planned, all_of_them = len(matter.planned), len(matter.actions)
    kind = matter.subject.kind
    if kind is Kind.CONTRACT:
        yield f"Sa feuille de route compte {count(planned, 'action', 'actions', feminine=True)}."
        if told := all_of_them - planned:
            yield f"Le texte en raconte {count(told, 'autre', 'autres')}, en une phrase chacune."
        return
    if not all_of_them:
        yield "Les documents chargés n'y rattachent aucune action."
        return
    named = f"{count(all_of_them, 'action', 'actions')}, dont {planned or 'aucune'} dans la feuille de route"
    if kind is Kind.ACTOR:
        yield f"Cet acteur est lié à {named} : il y prend part, ou il peut les financer."
    elif kind is Kind.QUARTER:
        yield f"Les documents situent dans ce quartier {named}."
    else:
        yield f"Les documents y rattachent {named}."


def _money(matter: Matter) -> Iterator[str]:
    found = funding.rungs(matter)
    alone = matter.subject.kind is Kind.ACTOR
    if not found:
        yield "Ils ne le citent comme financeur d'aucune." if alone else "Ils n'y donnent aucune ligne de financement."
        return
    told = [
        f"{count(len(rung.lines), 'ligne', 'lignes', feminine=True)} au degré « {rung.firmness} »" for rung in found
    ]
    known = sum(line.amount is not None for rung in found for line in rung.lines)
    amounts = {0: "aucune n'a de montant écrit", 1: "une seule a un montant écrit"}.get(
        known, f"{known} ont un montant écrit"
    )
    opening = "Comme financeur, il est cité par" if alone else "Le financement y est dit par"
    yield f"{opening} {listed(told, most=6)} ; {amounts}."


def _gaps(matter: Matter) -> Iterator[str]:
    if number := figures.without_funder(matter):
        verb = "n'a" if number == 1 else "n'ont"
        yield f"{count(number, 'action', 'actions', feminine=True)} de la feuille de route {verb} aucun financeur."
    if matter.subject.kind in {Kind.CONTRACT, Kind.ELEMENT}:
        found = coverage.total(matter.branches, coverage.states(matter))
        if found.uncovered and found.all > 1:
            verb = "n'a" if found.uncovered == 1 else "n'ont"
            yield f"Sur {found.all} priorités, {found.uncovered} {verb} aucune action."


def _named(contracts: Sequence[Contract]) -> str:
    labels = [contract.label for contract in contracts]
    return listed([f"le {each[:1].lower()}{each[1:]}" if fold(each).startswith("contrat") else each for each in labels])
