"""The findings that a committee can decide on, the most serious first, each with what would close it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from queries.ask import Row
from service.dossier.matter import SUBJECT, Matter
from service.dossier.parts import Block, Finding, Findings, Paragraph
from service.dossier.subject import Kind
from service.dossier.words import cut, lowered, quoted

MOST = 10
CLOSED = frozenset({"effectuée", "abandonnée", "échec"})
"""Statuses of actions of which nothing more is due."""
CASES, FEW = 2, 6
"""How many cases are told of each finding, and up to how many findings; one of each beyond: it must fit a page."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question whose rows are gaps: how many there are is said in a sentence, for one thing and for several.

    `thing` is the column of what has the gap. A question that has the columns `constat` and `remede` tells its cases
    itself; `remedy` is for the others.
    """

    question: str
    thing: str
    one: str
    many: str
    remedy: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    within: str = ""
    only: Callable[[Row], bool] = lambda _: True

    def find(self, matter: Matter) -> Finding | None:
        """Return the finding, or nothing where there is no gap, no such question or no way to know."""
        rows = [row for row in matter.rows(self.question, self.arguments, within=self.within) if self.only(row)]
        things: dict[str, Row] = {}
        for row in rows:
            if value := row.get(self.thing):
                things.setdefault(value.value, row)
        first = list(things.values())
        if not first:
            return None
        remedies = {_said(row, "remede") for row in first}
        return Finding(
            statement=self.one if len(first) == 1 else self.many.format(n=len(first)),
            cases=self._cases(first),
            remedy=lowered(remedies.pop() or self.remedy if len(remedies) == 1 else self.remedy),
            address=matter.address(self.question, self.arguments),
        )

    def _cases(self, rows: Sequence[Row]) -> tuple[str, ...]:
        told = [said for row in rows if (said := _said(row, "constat"))]
        if told:
            return tuple(cut(case, 320) for case in told[:CASES])
        names = [cut(_said(row, f"{self.thing}Label"), 90).rstrip(".") for row in rows]
        return (f"{quoted([name for name in names if name])}.",)


def tell_findings(sought: Sequence[Sought]) -> Callable[[Matter], Iterator[Block]]:
    """Return what tells these findings of a subject."""

    def tell(matter: Matter) -> Iterator[Block]:
        found = tuple(finding for each in sought if (finding := each.find(matter)))
        if found:
            few = len(found) <= FEW
            yield Findings(tuple(each if few else replace(each, cases=each.cases[:1]) for each in found[:MOST]))
        elif matter.has_roadmap:
            yield Paragraph("Les questions du catalogue n'ont relevé aucun manque dans ce qui a été chargé.")

    return tell


def _said(row: Row, name: str) -> str:
    value = row.get(name)
    return value.value if value is not None else ""


def _is(column: str, value: str) -> Callable[[Row], bool]:
    return lambda row: _said(row, column) == value


UNFUNDED = Sought(
    "actions-sans-financeur",
    "action",
    "Une action de la feuille de route n'a aucun financeur.",
    "{n} actions de la feuille de route n'ont aucun financeur.",
    "désigner, pour chacune, qui est sollicité et pour quelle part, ou dire qu'elle ne coûte rien.",
    within="action",
    only=_is("texteSeul", "false"),
)
UNCOVERED = Sought(
    "priorites-non-couvertes",
    "element",
    "Une priorité n'a aucune action.",
    "{n} priorités n'ont aucune action.",
    "rattacher une action à chacune, en lancer une, ou acter que la priorité attendra.",
    within="element",
    only=_is("etat", "non couverte"),
)
UNCERTAIN = Sought(
    "priorites-non-couvertes",
    "element",
    "Pour une priorité, on ne sait pas si une action y répond.",
    "Pour {n} priorités, on ne sait pas si une action y répond.",
    "charger la feuille de route, ou dire pour chaque action à quelles priorités elle répond.",
    within="element",
    only=_is("etat", "inconnu"),
)
SINGLE = Sought(
    "actions-a-financeur-unique",
    "action",
    "Une action repose sur un seul financeur.",
    "{n} actions reposent sur un seul financeur.",
    "chercher un second financeur, ou obtenir un engagement ferme du seul qui est nommé.",
    within="action",
)
MEASURES = Sought(
    "mesures-sans-relais",
    "mesure",
    "Une mesure nationale n'est pas relayée.",
    "{n} des 40 mesures nationales ne sont pas relayées.",
    "dire quel élément du cadre relaie chacune, ou qu'elle ne concerne pas le territoire.",
)
OBSTACLES = Sought(
    "freins",
    "frein",
    "Le document note un frein.",
    "Le document note {n} freins.",
    "décider, pour chacun, qui s'en saisit et avant quand.",
    within="element",
)
INCOMPLETE = Sought(
    "actions-incompletes",
    "action",
    "Une action de la feuille de route est incomplète.",
    "{n} actions de la feuille de route sont incomplètes.",
    "compléter chaque ligne : qui pilote, qui paie, pour quand, et à quoi l'on verra que c'est fait.",
    within="action",
    only=_is("texteSeul", "false"),
)
FRAGILE = Sought(
    "fragilite",
    "acteur",
    "Un acteur est le seul nommé dans un rôle : personne d'autre n'est dit pouvoir le tenir.",
    "{n} acteurs sont chacun le seul nommé dans un rôle : personne d'autre n'est dit pouvoir le tenir.",
    "nommer un second financeur, porteur, opérateur ou animateur là où un seul est dit.",
    only=_is("certitude", "certaine"),
)
IF_IT_LEAVES = Sought(
    "fragilite",
    "chose",
    "Une action, un dispositif ou une instance n'a que cet acteur de nommé dans un rôle.",
    "{n} actions, dispositifs ou instances n'ont que cet acteur de nommé dans un rôle.",
    "nommer quelqu'un d'autre là où lui seul est dit.",
    {"acteur": SUBJECT},
    only=_is("certitude", "certaine"),
)
UNCOORDINATED = Sought(
    "coordinations-manquantes",
    "acteurA",
    "Un acteur partage des actions avec d'autres sans instance commune dite.",
    "{n} acteurs partagent des actions avec d'autres sans instance commune dite.",
    "dire dans quelle instance ils se retrouvent, ou en ouvrir une.",
    only=_is("etat", "aucune instance commune dite"),
)
ITS_COORDINATION = Sought(
    "coordinations-manquantes",
    "acteurB",
    "Cet acteur partage des actions avec un autre sans instance commune dite.",
    "Cet acteur partage des actions avec d'autres sans instance commune dite.",
    "dire dans quelle instance ils se retrouvent, ou en ouvrir une.",
    {"acteur": SUBJECT},
    only=_is("etat", "aucune instance commune dite"),
)
IDLE = Sought(
    "partenaires-sans-role",
    "acteur",
    "Un partenaire n'a de rôle dans aucune action.",
    "{n} partenaires n'ont de rôle dans aucune action.",
    "leur proposer une action, ou mettre l'annuaire à jour.",
    within="acteur",
)
OVERDUE = Sought(
    "echeances",
    "action",
    "Une action a une échéance passée, sans que le document la dise faite.",
    "{n} actions ont une échéance passée, sans que le document les dise faites.",
    "dire pour chaque action si elle est faite, ou fixer une nouvelle échéance.",
    within="action",
    only=lambda row: _said(row, "quand") == "passée" and _said(row, "statutLabel") not in CLOSED,
)

SOUGHT = {
    Kind.CONTRACT: (
        OVERDUE,
        UNFUNDED,
        UNCOVERED,
        INCOMPLETE,
        FRAGILE,
        UNCOORDINATED,
        SINGLE,
        UNCERTAIN,
        MEASURES,
        IDLE,
    ),
    Kind.ACTOR: (OVERDUE, IF_IT_LEAVES, UNFUNDED, SINGLE, ITS_COORDINATION, INCOMPLETE, IDLE),
    Kind.QUARTER: (OVERDUE, UNFUNDED, INCOMPLETE, SINGLE),
    Kind.ELEMENT: (OVERDUE, UNCOVERED, UNFUNDED, INCOMPLETE, SINGLE, UNCERTAIN, OBSTACLES),
}
"""What is sought for each kind of subject, the most serious first."""
