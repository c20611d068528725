"""What a dossier tells of each kind of subject: its sections, in order, each made of what tells it."""

from collections.abc import Mapping
from dataclasses import replace

from queries.ask import Row
from service.dossier.coverage import tell_coverage
from service.dossier.deeds import tell_actions
from service.dossier.figures import tell_figures
from service.dossier.findings import CLOSED, SOUGHT, tell_findings
from service.dossier.funding import tell_funding
from service.dossier.matter import SUBJECT
from service.dossier.network import tell_network
from service.dossier.place import tell_place
from service.dossier.roles import tell_companions, tell_roles
from service.dossier.subject import Kind
from service.dossier.tables import Heading, Telling, Told

UNSAID = frozenset({"", "inconnu"})
_WRITTEN = Told(
    "provenance",
    "Où c'est écrit",
    {
        "nature": Heading("Ce qui est écrit", 1.4),
        "document": Heading("Document", 2.4),
        "section": Heading("Section", 2.4),
        "pageDebut": Heading("Entre la page", 0.8),
        "pageFin": Heading("et la page", 0.8),
        "ligneDebut": Heading("Ligne", 0.7),
        "motif": Heading("Ce qu'une personne a décidé", 2.6),
    },
    {"chose": SUBJECT},
    most=6,
)
UNDATED = frozenset({"", "sans date", "non définie", "non lue"})


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.value if value is not None else ""


_CRITERIA = {
    "element": Heading("Partie du cadre", 2.6),
    "actionPrevue": Heading("Action prévue ou en cours"),
    "actionEffectuee": Heading("Action effectuée"),
    "pilote": Heading("Pilote nommé"),
    "financeurFerme": Heading("Financeur ferme"),
    "financeurPotentiel": Heading("Financeur potentiel"),
    "echeance": Heading("Échéance"),
    "indicateur": Heading("Cible chiffrée"),
}
_ORIENTATIONS = Told(
    "couverture",
    "Ce que les documents disent des actions de chaque orientation",
    _CRITERIA,
    {"niveau": "orientation"},
    only=lambda row: any(_text(row, name) not in UNSAID for name in _CRITERIA if name != "element"),
    most=14,
)
_ITSELF = replace(_ORIENTATIONS, caption="Ce que les documents disent de ses actions", arguments={"element": SUBJECT})
_BODIES = Told(
    "instances",
    "Où l'on se réunit",
    {
        "instance": Heading("Instance", 3),
        "frequence": Heading("Fois par an", 0.8),
        "periode": Heading("Quand", 1.6),
        "animateur": Heading("Animée par", 2),
    },
    most=10,
    first=lambda row: row["frequence"] is not None,
)
_DEADLINES = Told(
    "echeances",
    "Les échéances",
    {
        "action": Heading("Action", 3.4),
        "echeance": Heading("Échéance, dans les mots de la source", 2),
        "quand": Heading("Ce jour", 1),
        "pilotes": Heading("Pilotes et porteurs", 1.8),
    },
    within="action",
    only=lambda row: _text(row, "quand") not in UNDATED and _text(row, "statutLabel") not in CLOSED,
    most=10,
)
_MEASURES = Told(
    "mesures",
    "Les mesures nationales relayées",
    {
        "numero": Heading("N°", 0.4),
        "mesure": Heading("Mesure", 4),
        "relayeePar": Heading("Relayée par", 3),
        "statut": Heading("État", 1.1),
    },
    within="relayeePar",
    only=lambda row: row["relayeePar"] is not None,
    most=12,
    whole=True,
)
_UNRELAYED = Told(
    "mesures-sans-relais",
    "Les mesures nationales que rien ne relaie",
    {"numero": Heading("N°", 0.4), "mesure": Heading("Mesure", 5), "motif": Heading("Pourquoi", 1.6)},
    most=12,
)
_OBSTACLES = Told(
    "freins",
    "Ce qui freine, selon le document",
    {"element": Heading("Observé dans", 2), "frein": Heading("Frein", 3.4), "concerne": Heading("Concerne", 1.6)},
    within="element",
    most=6,
)
_FIGURES, _FINDINGS, _FUNDING, _NETWORK, _AGENDA = (
    "En bref",
    "Ce qui mérite une décision",
    "Qui finance, et avec quelle fermeté",
    "Qui agit avec qui",
    "L'agenda",
)

OUTLINES: Mapping[Kind, tuple[tuple[str, tuple[Telling, ...]], ...]] = {
    Kind.CONTRACT: (
        (_FIGURES, (tell_figures,)),
        (_FINDINGS, (tell_findings(SOUGHT[Kind.CONTRACT]),)),
        ("La couverture du cadre stratégique", (tell_coverage, _ORIENTATIONS)),
        (_FUNDING, (tell_funding,)),
        (_NETWORK, (tell_network,)),
        (_AGENDA, (_DEADLINES, _BODIES)),
        ("Les mesures nationales", (_MEASURES, _UNRELAYED)),
    ),
    Kind.ACTOR: (
        (_FIGURES, (tell_figures,)),
        (_FINDINGS, (tell_findings(SOUGHT[Kind.ACTOR]),)),
        ("Ses actions", (tell_actions,)),
        (_FUNDING, (tell_funding,)),
        ("Avec qui", (tell_network, tell_companions)),
        ("Où il figure", (tell_roles,)),
        (_AGENDA, (_DEADLINES,)),
    ),
    Kind.QUARTER: (
        (_FIGURES, (tell_figures,)),
        (_FINDINGS, (tell_findings(SOUGHT[Kind.QUARTER]),)),
        ("Les actions du quartier", (tell_actions,)),
        (_FUNDING, (tell_funding,)),
        (_NETWORK, (tell_network,)),
        (_AGENDA, (_DEADLINES,)),
    ),
    Kind.ELEMENT: (
        (_FIGURES, (tell_figures,)),
        (_FINDINGS, (tell_findings(SOUGHT[Kind.ELEMENT]),)),
        ("Les actions qui y répondent", (tell_actions,)),
        ("La couverture", (tell_coverage, _ITSELF)),
        ("Sa place", (tell_place, _WRITTEN)),
        (_FUNDING, (tell_funding,)),
        (_NETWORK, (tell_network,)),
        ("Mesures nationales et freins", (_MEASURES, _OBSTACLES)),
        (_AGENDA, (_DEADLINES,)),
    ),
}
