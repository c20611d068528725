"""Tell a priority quarter: whose it is, and what is done there."""

from collections.abc import Iterator

from service.telling.element import by_status
from service.telling.identity import other_names, remarks
from service.telling.known import Known
from service.telling.sentence import Link, Section, Sentence, missing, said
from service.terms import MLG

TOLD = frozenset({f"{MLG}quartier"})


def tell(known: Known) -> Iterator[Section]:
    """Yield what is told of a quarter."""
    yield Section("identite", "Ce que c'est", tuple(_identity(known)))
    yield Section("actions", "Ce qui s'y passe", tuple(_deeds(known)))
    yield Section("manques", "Ce qui manque", tuple(_gaps(known)))


def _identity(known: Known) -> Iterator[Sentence]:
    of = f" du {known.contract.label}" if known.contract else ""
    yield said(f"Un quartier prioritaire de la politique de la ville{of}.", sources=known.where())
    if code := known.text("codeQPV"):
        yield said(f"Code du quartier : {code}.", sources=known.where(code))
    yield from other_names(known)
    yield from remarks(known)


def _deeds(known: Known) -> Iterator[Sentence]:
    yield from by_status(known, known.inward("quartier"), " s'y passe :", " s'y passent :")


def _gaps(known: Known) -> Iterator[Sentence]:
    if known.contract and not known.contract.has_roadmap:
        yield missing("Ce qui s'y passe est inconnu : aucune feuille de route n'est chargée.")
        return
    asked = f"?contrat={known.contract.identifier}&manque=quartier" if known.contract else ""
    link = Link("les actions dont le document ne dit pas le quartier", f"/questions/actions-incompletes{asked}")
    yield said("Ne sont pas comptées ici ", link, " : certaines s'y passent peut-être.")
    if not known.text("codeQPV"):
        yield missing("Son code officiel n'est donné par aucun document chargé.")
