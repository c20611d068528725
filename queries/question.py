"""What a question is: its title, its parameters, its columns and its query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

TEXT, DATE, INTEGER = "texte", "date", "entier"
TODAY = "aujourd'hui"
FINDING, FINDING_EXPLAINED = "constat", ("examine", "remede")
"""The columns of a question that tells gaps: a sentence, what was looked at, what would close the gap."""
ANYTHING = "http://www.w3.org/2002/07/owl#Thing"
CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"

ColumnKind = Literal["chose", "texte", "nombre", "date", "booleen", "etat"]


_KINDS: Mapping[ColumnKind, str] = {
    "chose": "chose (identifiant et nom)",
    "texte": "texte",
    "nombre": "nombre",
    "date": "date",
    "booleen": "oui ou non",
    "etat": "oui, proposé, non ou inconnu, avec ce qui le montre",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked about: a thing of a class, a value of a property, a date or an integer.

    `kind` is the IRI of a class, or "texte", "date", "entier"; `designation` is the French name with its article
    (« l'action »); `scheme` narrows concepts to one controlled list; a text parameter takes the values of the property
    `source`, or one of `choices`. `default` holds where nothing is given: one of the choices, or TODAY.
    """

    name: str
    label: str
    description: str
    kind: str
    required: bool
    variable: str
    designation: str
    scheme: str = ""
    source: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""

    @property
    def is_thing(self) -> bool:
        """Tell whether the values are things of the graph."""
        return self.kind not in {TEXT, DATE, INTEGER}


CONTRACT = Parameter(
    name="contrat",
    label="Contrat",
    description="L'identifiant d'un contrat, tel que « moissac » ; répétable. Tous les contrats s'il est absent.",
    kind="https://w3id.org/maillage/ontology#ContratDeVille",
    required=False,
    variable="",
    designation="le contrat",
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column says; `absent` is what no value means; of `several` values each stands before « ; ».

    A « chose » `x` stands beside the variable `xLabel`; an « etat » (oui, proposé, non, inconnu) beside `xPreuves`,
    what makes it so.
    """

    name: str
    label: str
    kind: ColumnKind
    unit: str = ""
    absent: str = ""
    several: bool = False

    @property
    def type(self) -> str:
        """Say in French what kind of values the column holds."""
        return f"{_KINDS[self.kind]}, en {self.unit}" if self.unit else _KINDS[self.kind]

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the query that make the column."""
        beside = {"chose": "Label", "etat": "Preuves"}.get(self.kind)
        return (self.name, f"{self.name}{beside}") if beside else (self.name,)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which columns make a calendar: the thing and the sort of an event, its first and last day, and its details.

    `name` is what the calendar is called, before the contracts.
    """

    name: str
    title: str
    sort: str
    start: str
    end: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue, as its file tells it.

    `part` is the part of a contract's documents (such as `feuille-de-route`) without which the answer is unknown, or
    incomplete where it is `partial` (other parts give rows too); `otherwise` says so in French. `least` and `most` are
    how many contracts it wants, zero is no limit; `otherwise` says that too. `calendar` is for questions whose answer
    can be written as one. `computation` names what turns the rows of the query into those of the answer. `facets` are
    the columns by whose values the rows can be kept.
    """

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: Mapping[str, str]
    text: str = field(repr=False)
    part: str = ""
    otherwise: str = ""
    computation: str = ""
    partial: bool = False
    calendar: Calendar | None = None
    least: int = 1
    most: int = 0
    facets: tuple[str, ...] = ()

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the answer, in the order of the columns."""
        return tuple(variable for column in self.columns for variable in column.variables)

    @property
    def options(self) -> tuple[Parameter, ...]:
        """Return what may be given, the contract first."""
        return (CONTRACT, *self.parameters)

    def takes(self, contracts: int) -> bool:
        """Tell whether the question can be asked of so many contracts."""
        return contracts >= self.least and (not self.most or contracts <= self.most)

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)
