"""Tell an action: what it is for, who is in it, who may pay, what its documents leave unsaid."""

from collections.abc import Iterator, Sequence

from service.phrases import count, day
from service.telling.identity import other_names, remarks
from service.telling.known import Known, labels
from service.telling.money import who_pays
from service.telling.sentence import Section, Sentence, listed, missing, names, quotes, said
from service.telling.when import when
from service.telling.who import who_takes_part

TOLD = frozenset[str]()
_LACKS = {
    "acteur": "un acteur nommé",
    "pilote": "son pilote",
    "financeur": "son financeur",
    "échéance": "son échéance",
    "quartier": "son quartier",
    "indicateur": "un indicateur chiffré",
    "public": "son public",
    "objectif": "son objectif",
    "élément": "ce à quoi elle répond",
}
"""How what is missing to an action is called."""


def tell(known: Known) -> Iterator[Section]:
    """Yield what is told of an action."""
    yield Section("identite", "Ce que c'est", tuple(_identity(known)))
    yield Section("qui", "Avec qui", tuple(_people(known)))
    yield Section("financement", "Qui paie", tuple(_money(known)))
    yield Section("manques", "Ce qui manque", tuple(_gaps(known)))


def _identity(known: Known) -> Iterator[Sentence]:
    status = labels(known.things("statut"))
    parts = labels(known.things("partieDuDocument"))
    yield said(
        f"Une action {_status(status)}",
        f" du {known.contract.label}" if known.contract else "",
        f", dite dans : {', '.join(parts)}" if parts else "",
        ".",
        sources=known.where(known.thing.label),
    )
    yield from _aims(known)
    yield from _settings(known)
    yield from other_names(known, feminine=True)
    yield from remarks(known)


def _status(labels: Sequence[str]) -> str:
    if not labels:
        return "dont le statut n'est pas dit"
    return f"en {labels[0]}" if labels[0] == "échec" else labels[0]


def _aims(known: Known) -> Iterator[Sentence]:
    if aims := known.texts("objectif"):
        yield said("Pour : ", *quotes(aims), ".", sources=known.where(*aims))
    if answered := known.things("repondA"):
        yield said("Répond à ", *names(answered), ".", sources=known.where())
    if publics := known.things("public"):
        yield said("S'adresse à : ", *names(publics), ".", sources=known.where(*labels(publics)))
    for target in known.things("cible"):
        yield said("Se donne une cible chiffrée : ", target, ".")
    for cause in known.texts("cause"):
        yield said("La cause de cet échec : ", *quotes([cause]), ".", sources=known.where(cause))


def _settings(known: Known) -> Iterator[Sentence]:
    if quarters := known.things("quartier"):
        yield said("Se passe dans le quartier ", *names(quarters), ".", sources=known.where(*labels(quarters)))
    yield from when(known)
    if signed := known.day("signeLe"):
        yield said(f"Signée le {day(signed)}.", sources=known.where())
    if times := known.number("foisParAn"):
        yield said(f"A lieu {count(times, 'fois', 'fois', feminine=True)} par an.", sources=known.where())
    if schemes := known.things("dispositif"):
        yield said("Relève de ", *names(schemes), ".", sources=known.where())
    if bodies := known.things("instance"):
        yield said("Fait vivre ", *names(bodies), ".", sources=known.where())
    if concerned := known.things("concerne"):
        yield said("Nomme aussi ", *names(concerned), ", sans dire quel rôle y est tenu.", sources=known.where())


def _people(known: Known) -> Iterator[Sentence]:
    yield from who_takes_part(known.taking_part, feminine=True)
    if known.true("acteursListeOuverte"):
        yield said("Le document laisse cette liste ouverte : d'autres peuvent y prendre part.", sources=known.where())
    if not known.taking_part and _is_sentence(known):
        yield said("Le texte ne nomme personne.")
    elif not known.taking_part:
        yield missing("On ne sait pas qui y prend part : le document ne nomme personne.")


def _money(known: Known) -> Iterator[Sentence]:
    yield from who_pays(known.funded_by)
    if known.true("financeursListeOuverte"):
        yield said("Le document laisse cette liste ouverte : d'autres peuvent financer.", sources=known.where())
    if known.funded_by and not any(line.amount is not None for choice in known.funded_by for line in choice):
        yield said("Aucun montant n'est connu : le document n'en donne pas.")
    if known.funded_by:
        return
    if known.true("financementADefinir"):
        yield missing("On ne sait pas qui paie : la source dit que le financement est à définir.")
    elif _is_sentence(known):
        yield said("Le texte ne dit pas qui paie.")
    else:
        yield missing("On ne sait pas qui paie : aucun financeur n'est indiqué.")


def _is_sentence(known: Known) -> bool:
    """Tell whether only sentences tell the action: they need not say who is in it, nor who pays."""
    rows = any(part.iri.endswith("/feuille-de-route") for part in known.things("partieDuDocument"))
    return bool(known.texts("motsDeLaSource")) and not rows


def _gaps(known: Known) -> Iterator[Sentence]:
    if _is_sentence(known):
        yield said(
            "Seule une phrase du document dit cette action : elle n'était pas tenue de dire qui, quand ni combien."
        )
        return
    found = known.finding("actions-incompletes", "action")
    if found and found.text("manques"):
        lacks = [_LACKS.get(each, each) for each in found.text("manques").split(", ")]
        yield missing("Les documents n'en disent pas : ", *listed([[each] for each in lacks]), ".")
