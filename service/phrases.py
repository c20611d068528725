"""The French in which pages speak of things: kinds, links, roles, amounts, days, counts."""

import re
from datetime import date
from decimal import Decimal

from queries.display import MONTHS
from service.terms import DCTERMS, MLG, OA, PROV, SKOS

PLURALS = {
    "ContratDeVille": "Contrats de ville",
    "Action": "Actions",
    "Acteur": "Acteurs",
    "Service": "Services",
    "ActeurNonNomme": "Expressions qui ne nomment personne",
    "Dispositif": "Dispositifs",
    "Instance": "Instances",
    "Pilier": "Piliers",
    "Orientation": "Orientations stratégiques",
    "OrientationTransversale": "Orientations transversales",
    "Priorite": "Priorités",
    "ElementStrategique": "Éléments du cadre stratégique",
    "QuartierPrioritaire": "Quartiers prioritaires",
    "MesureNationale": "Mesures nationales",
    "PublicCible": "Publics",
    "Document": "Documents",
    "Frein": "Freins",
    "CibleChiffree": "Cibles chiffrées",
    "Participation": "Participations",
    "EngagementFinancier": "Lignes de financement",
    "RelaisDeMesure": "Relais de mesures",
    "Periode": "Périodes et échéances",
    "Passage": "Passages des documents",
    "Decision": "Décisions de lecture",
    "Proposition": "Propositions",
    "Concept": "Termes",
    "ConceptScheme": "Listes et cadres",
}
"""How the things of a class are called together, in the order in which a search shows them."""

FOREIGN = {
    f"{SKOS}notation": "code",
    f"{SKOS}broader": "relève de",
    f"{SKOS}inScheme": "fait partie de",
    f"{SKOS}altLabel": "autre nom",
    f"{SKOS}exactMatch": "équivaut à",
    f"{SKOS}closeMatch": "correspond à",
    f"{SKOS}definition": "définition",
    f"{SKOS}prefLabel": "nom",
    f"{SKOS}scopeNote": "remarque d'emploi",
    f"{DCTERMS}identifier": "identifiant",
    f"{DCTERMS}title": "titre",
    f"{OA}hasSource": "document",
    f"{PROV}wasDerivedFrom": "tiré de",
    f"{PROV}wasGeneratedBy": "issu de la décision",
}
"""What the properties of other vocabularies are called here."""

INVERSE = {
    f"{MLG}repondA": "Actions qui y répondent",
    f"{MLG}sert": "Actions qui le servent, avec celles qui répondent à ce qu'il contient",
    f"{SKOS}broader": "Se décline en",
    f"{SKOS}inScheme": "Contient",
    f"{SKOS}exactMatch": "Équivalents dans les contrats",
    f"{SKOS}closeMatch": "Correspond à",
    f"{MLG}quartier": "Actions dans ce quartier",
    f"{MLG}public": "Actions pour ce public",
    f"{MLG}dispositif": "Ce qui en relève",
    f"{MLG}instance": "Actions qui la font vivre",
    f"{MLG}serviceDe": "Services",
    f"{MLG}document": "Contrats",
    f"{OA}hasSource": "Passages cités",
    f"{MLG}periode": "Se passe à ce moment",
    f"{MLG}quartierDe": "Quartiers prioritaires",
    f"{MLG}modifie": "Modifié par",
    f"{MLG}cadre": "Cadre de",
    f"{MLG}concerne": "Freins qui le nomment",
    f"{MLG}element": "Participations à ce titre",
    f"{MLG}typeActeur": "Acteurs de ce type",
    f"{MLG}statut": "Actions de ce statut",
    f"{MLG}role": "Participations dans ce rôle",
    f"{MLG}fermete": "Lignes de cette fermeté",
    f"{MLG}natureCredit": "Lignes de cette nature",
    f"{MLG}statutRelais": "Relais de ce statut",
    f"{MLG}niveau": "Éléments de ce niveau",
    f"{MLG}naturePeriode": "Périodes de cette nature",
    f"{MLG}contient": "Documents où cette partie a été lue",
    f"{MLG}observeDans": "Freins observés",
    f"{MLG}cible": "Actions qui la visent",
    f"{PROV}wasDerivedFrom": "Ce qui est écrit ici",
    f"{PROV}wasGeneratedBy": "Ce que la décision a établi",
}
"""The heading over the things that point to a thing, by the property that points."""

# the control characters but tab, line feed and carriage return; then those that are not seen, or turn what follows
_ACTING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]"
)


def euros(amount: Decimal | None) -> str:
    r"""Return an amount as the French write it; what is not known is said to be unknown.

    >>> euros(Decimal("50000")), euros(Decimal("1200.5")), euros(None)
    ('50\u202f000\xa0€', '1\u202f200,50\xa0€', 'montant inconnu')
    """
    if amount is None:
        return "montant inconnu"
    digits = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return digits.replace(",", "\u202f").replace(".", ",") + "\xa0€"


def day(when: date | None) -> str:
    """Return a day as the French write it.

    >>> day(date(2026, 3, 1))
    '1er mars 2026'
    """
    if when is None:
        return ""
    return f"{'1er' if when.day == 1 else when.day} {MONTHS[when.month - 1]} {when.year}"


def count(number: int, one: str, many: str, *, feminine: bool = False) -> str:
    """Return a number of things in words.

    >>> count(0, "ligne", "lignes", feminine=True), count(1, "acteur", "acteurs"), count(12, "acteur", "acteurs")
    ('aucune ligne', '1 acteur', '12 acteurs')
    """
    if number == 0:
        return f"{'aucune' if feminine else 'aucun'} {one}"
    digits = f"{number:,}".replace(",", "\u202f")
    return f"{digits} {one if number == 1 else many}"


def visible(text: str) -> str:
    r"""Return a text in which the characters that act on what surrounds them are shown instead.

    >>> visible("abc\u202edef\x07")
    'abc⟨U+202E⟩def⟨U+0007⟩'
    """
    return _ACTING.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def sentence(text: str) -> str:
    """Return a text with a capital first letter and the rest untouched.

    >>> sentence("éLAN vital")
    'ÉLAN vital'
    """
    return text[:1].upper() + text[1:]


def fine(text: str) -> str:
    r"""Return a text whose guillemets and high punctuation stay on the line of their words.

    >>> fine("Dit « potentiel » ?")
    'Dit «\xa0potentiel\xa0»\xa0?'
    """
    return re.sub(r" (?=[»:;!?](?:\s|$|[).,]))", "\xa0", text.replace("« ", "«\xa0"))
